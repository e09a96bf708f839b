"""States of a mentorship and of what belongs to it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Answer(TextChoices):
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class MentorshipState(TextChoices):
    MATCHED = "matched", _("matched")
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    CLOSING = "closing", _("closing")
    CLOSED = "closed", _("closed")


class AgreementState(TextChoices):
    DRAFT = "draft", _("draft")
    SIGNED = "signed", _("signed")
    SUPERSEDED = "superseded", _("superseded")


class MeetingState(TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CONFIRMED = "confirmed", _("confirmed")
    DISPUTED = "disputed", _("disputed")
    MISSED = "missed", _("missed")
    CANCELLED = "cancelled", _("cancelled")


class Verdict(TextChoices):
    CONFIRMED = "confirmed", _("confirmed")
    DISPUTED = "disputed", _("disputed")


MENTORSHIP_TRANSITIONS = {
    MentorshipState.MATCHED: frozenset({MentorshipState.ACTIVE, MentorshipState.CLOSED}),
    MentorshipState.ACTIVE: frozenset(
        {MentorshipState.PAUSED, MentorshipState.CLOSING, MentorshipState.CLOSED}
    ),
    MentorshipState.PAUSED: frozenset({MentorshipState.ACTIVE, MentorshipState.CLOSED}),
    MentorshipState.CLOSING: frozenset({MentorshipState.ACTIVE, MentorshipState.CLOSED}),
    MentorshipState.CLOSED: frozenset[str](),
}

AGREEMENT_TRANSITIONS = {
    AgreementState.DRAFT: frozenset({AgreementState.SIGNED, AgreementState.SUPERSEDED}),
    AgreementState.SIGNED: frozenset({AgreementState.SUPERSEDED}),
    AgreementState.SUPERSEDED: frozenset[str](),
}

MEETING_TRANSITIONS = {
    MeetingState.PLANNED: frozenset({MeetingState.HELD, MeetingState.MISSED, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset({MeetingState.CONFIRMED, MeetingState.DISPUTED}),
    MeetingState.DISPUTED: frozenset({MeetingState.HELD, MeetingState.CONFIRMED, MeetingState.CANCELLED}),
    MeetingState.CONFIRMED: frozenset[str](),
    MeetingState.MISSED: frozenset[str](),
    MeetingState.CANCELLED: frozenset[str](),
}
