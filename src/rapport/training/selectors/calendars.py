"""A training event as somebody's calendar has it."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from rapport.calendars import Answer, Entry, Guest, Mailbox, Once, cancellation, invitation
from rapport.core import clock
from rapport.training.choices import HOLDING_PLACES
from rapport.training.models import EventPlace, TrainingEvent


def calendar_of_event(event: TrainingEvent, place: EventPlace) -> str:
    """Return the entry for the calendar of whoever has a place, or what takes it out again.

    They have said yes by taking the place, and are asked for no answer: whoever changes their mind signs off.
    """
    guest = Guest(place.profile.name, place.profile.person.email, Answer.ACCEPTED, is_asked=False)
    is_off = event.cancelled_at is not None or place.state not in HOLDING_PLACES
    tell = cancellation if is_off else invitation
    return tell(_entry(event), guests=[guest]).text


def _entry(event: TrainingEvent) -> Entry:
    return Entry(
        uid=f"{event.public_id}@{settings.MAIL_DOMAIN}",
        sequence=event.sequence,
        title=event.title,
        when=Once.from_moments(event.starts_at, event.ends_at),
        written_at=clock.now(),
        organiser=Mailbox(event.programme.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        place=event.place,
        text=event.about,
        link=event.link,
        page=settings.BASE_URL.rstrip("/") + reverse("participant:event", args=[event.public_id]),
    )
