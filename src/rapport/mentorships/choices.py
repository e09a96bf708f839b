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


class Settlement(TextChoices):
    """What whoever runs the programme decides about a disputed entry."""

    KEEP = "keep", _("The entry stands as it is")
    STRIKE = "strike", _("The entry is struck out")
    CORRECT = "correct", _("The entry is corrected")


class RuleVerdict(TextChoices):
    """Whether a month kept the programme's rule on meetings."""

    KEPT = "kept", _("rule kept")
    OPEN = "open", _("still open")
    NOT_KEPT = "not-kept", _("rule not kept")
    NOT_ASKED = "not-asked", _("no rule this month")


class Stage(TextChoices):
    """Where two people are on their way."""

    APPLIED = "applied", _("Applied")
    TRAINED = "trained", _("Trained")
    MATCHED = "matched", _("Matched")
    AGREED = "agreed", _("Agreed")
    MEETING = "meeting", _("Meeting")
    CLOSING = "closing", _("Closing")


class DutyKind(TextChoices):
    """What can be somebody's to do, the most urgent first."""

    ANSWER_PROPOSAL = "answer-proposal", _("Answer a proposal")
    SIGN_AGREEMENT = "sign-agreement", _("Sign the agreement")
    CORRECT_MEETING = "correct-meeting", _("Look at a disputed entry")
    CONFIRM_MEETING = "confirm-meeting", _("Confirm a meeting")
    RECORD_MEETING = "record-meeting", _("Record a meeting")


COUNTING_STATES = frozenset({MeetingState.HELD, MeetingState.CONFIRMED})
RUNNING_STATES = frozenset(
    {MentorshipState.MATCHED, MentorshipState.ACTIVE, MentorshipState.PAUSED, MentorshipState.CLOSING}
)

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
