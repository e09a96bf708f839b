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
    WITHDRAWN = "withdrawn", _("withdrawn")


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


class AgreementStep(TextChoices):
    """What one party's agreement waits for, until all have signed the first one."""

    ANSWER = "answer", _("your answers")
    WAIT_FOR_ANSWERS = "wait-for-answers", _("the others' answers")
    SETTLE = "settle", _("your wording of what you both expect")
    WAIT_FOR_WORDING = "wait-for-wording", _("the mentee's wording of what you both expect")
    SIGN = "sign", _("your name")
    WAIT_FOR_SIGNATURE = "wait-for-signature", _("the others' names")
    DONE = "done", _("nothing: it is signed")


class DutyKind(TextChoices):
    """What can be somebody's to do, the most urgent first."""

    ANSWER_PROPOSAL = "answer-proposal", _("Answer a proposal")
    ANSWER_EXPECTATIONS = "answer-expectations", _("Say how you want to work together")
    SETTLE_EXPECTATIONS = "settle-expectations", _("Settle what you expect of each other")
    SIGN_AGREEMENT = "sign-agreement", _("Sign the agreement")
    READ_AMENDMENT = "read-amendment", _("Look at a change of the agreement")
    CORRECT_MEETING = "correct-meeting", _("Look at a disputed entry")
    CONFIRM_MEETING = "confirm-meeting", _("Confirm a meeting")
    RECORD_MEETING = "record-meeting", _("Record a meeting")


class HowOften(TextChoices):
    """How often two would like to meet, the most often first."""

    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Once a month")
    AS_NEEDED = "as-needed", _("When one of us asks for it")


class HowLong(TextChoices):
    """How long a meeting should take, the shortest first."""

    HALF_AN_HOUR = "30", _("half an hour")
    THREE_QUARTERS = "45", _("45 minutes")
    AN_HOUR = "60", _("an hour")
    LONGER = "90", _("an hour and a half")


class Channel(TextChoices):
    """Ways to meet and to write to each other."""

    IN_PERSON = "in-person", _("Face to face")
    VIDEO = "video", _("Video call")
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    MESSAGES = "messages", _("Short messages")


class ResponseTime(TextChoices):
    """How soon one answers the other, in days, the soonest first."""

    ONE_DAY = "1", _("Within a day")
    TWO_DAYS = "2", _("Within two days")
    THREE_DAYS = "3", _("Within three days")
    FIVE_DAYS = "5", _("Within five days")
    A_WEEK = "7", _("Within a week")


class Confidentiality(TextChoices):
    """What may be told to others, the strictest first; that somebody may come to harm is never kept."""

    NOTHING = "nothing", _("Nothing of it is told to anybody else")
    ASK_FIRST = "ask-first", _("We ask each other before we tell anybody else")
    SUBJECTS = "subjects", _("We may say what we talk about, but not what was said")


class Booking(TextChoices):
    """Who sees to it that there is a next meeting; {mentor} and {mentee} are the programme's own words."""

    MENTEE = "mentee", _("The {mentee}")
    MENTOR = "mentor", _("The {mentor}")
    IN_TURNS = "in-turns", _("Each of us in turn")
    TOGETHER = "together", _("Both of us, at the end of each meeting")


class Notice(TextChoices):
    """How long before a meeting it can be called off, the shortest first."""

    HOURS = "hours", _("Some hours before")
    ONE_DAY = "1", _("At least a day before")
    TWO_DAYS = "2", _("At least two days before")
    A_WEEK = "7", _("At least a week before")


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
    AgreementState.DRAFT: frozenset(
        {AgreementState.SIGNED, AgreementState.SUPERSEDED, AgreementState.WITHDRAWN}
    ),
    AgreementState.SIGNED: frozenset({AgreementState.SUPERSEDED}),
    AgreementState.SUPERSEDED: frozenset[str](),
    AgreementState.WITHDRAWN: frozenset[str](),
}

MEETING_TRANSITIONS = {
    MeetingState.PLANNED: frozenset({MeetingState.HELD, MeetingState.MISSED, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset({MeetingState.CONFIRMED, MeetingState.DISPUTED}),
    MeetingState.DISPUTED: frozenset({MeetingState.HELD, MeetingState.CONFIRMED, MeetingState.CANCELLED}),
    MeetingState.CONFIRMED: frozenset[str](),
    MeetingState.MISSED: frozenset[str](),
    MeetingState.CANCELLED: frozenset[str](),
}
