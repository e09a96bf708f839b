"""A training event as somebody's calendar has it."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from rapport.calendars import Appointment, Mailbox, calendar_file
from rapport.core import clock
from rapport.training.choices import HOLDING_PLACES
from rapport.training.models import EventPlace, TrainingEvent


def calendar_of_event(event: TrainingEvent, place: EventPlace) -> str:
    """Return the entry for the calendar of whoever has a place, or what takes it out again."""
    page = settings.BASE_URL.rstrip("/") + reverse("participant:event", args=[event.public_id])
    appointment = Appointment(
        uid=f"{event.public_id}@{settings.MAIL_DOMAIN}",
        sequence=event.sequence,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        written_at=clock.now(),
        host=Mailbox(event.programme.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        place=event.place or event.link,
        text=event.about,
        url=page,
        is_cancelled=event.cancelled_at is not None or place.state not in HOLDING_PLACES,
    )
    return calendar_file(appointment, guest=Mailbox(place.profile.name, place.profile.person.email))
