"""States of checks, results of entries, and how somebody stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CheckState(TextChoices):
    ASKED = "asked", _("asked for")
    WITHDRAWN = "withdrawn", _("no longer asked for")


CHECK_TRANSITIONS = {
    CheckState.ASKED: frozenset({CheckState.WITHDRAWN}),
    CheckState.WITHDRAWN: frozenset({CheckState.ASKED}),
}


class Result(TextChoices):
    PENDING = "pending", _("under way")
    CLEAR = "clear", _("clear")
    NOT_CLEAR = "not-clear", _("not clear")


class Standing(TextChoices):
    """How somebody stands with a check today; made of entries and the date, never stored."""

    MISSING = "missing", _("missing")
    PENDING = "pending", _("under way")
    CLEARED = "cleared", _("cleared")
    EXPIRING = "expiring", _("expires soon")
    EXPIRED = "expired", _("expired")
    NOT_CLEAR = "not-clear", _("not clear")


COUNTS = frozenset({Standing.CLEARED, Standing.EXPIRING})
"""With these a check is valid today."""

REMINDER_DAYS = (60, 30, 7)
"""So many days before the last one people are reminded, once each."""

EXPIRING_DAYS = max(REMINDER_DAYS)

RUN_OUT = 0
"""Stands in an entry's `reminded_for` once people were told that it has run out."""


class ReferenceState(TextChoices):
    ASKED = "asked", _("asked")
    GIVEN = "given", _("given")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("asked no more")


REFERENCE_TRANSITIONS = {
    ReferenceState.ASKED: frozenset(
        {ReferenceState.GIVEN, ReferenceState.DECLINED, ReferenceState.WITHDRAWN}
    ),
    ReferenceState.GIVEN: frozenset[str](),
    ReferenceState.DECLINED: frozenset[str](),
    ReferenceState.WITHDRAWN: frozenset[str](),
}


STANDING_REFERENCES = (ReferenceState.ASKED, ReferenceState.GIVEN)
"""With one of these a referee is not asked another time; who has declined may be."""


class Endorsement(TextChoices):
    YES = "yes", _("Yes")
    WITH_RESERVATIONS = "with-reservations", _("Yes, with reservations")
    NO = "no", _("No")


ANSWER_DAYS = 21
"""So many days after the day of the letter its link works."""

REMIND_DAYS_BEFORE = 7
