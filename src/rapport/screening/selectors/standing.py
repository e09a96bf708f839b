"""How people stand with the checks of their programme today, and what is wanting before somebody may be matched."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.core import clock
from rapport.core.prepared import Prepared, Slot
from rapport.programmes.models import Participation, Programme
from rapport.recruitment.models import Application
from rapport.recruitment.selectors.first_steps import FirstStep, undone
from rapport.screening.choices import COUNTS, EXPIRING_DAYS, CheckState, Result, Standing
from rapport.screening.models import BackgroundCheck, Clearance


@dataclass(frozen=True)
class CheckStanding:
    """How one person stands with one check today.

    `entry` is the key of the entry that counts: the latest one that is decided, and that nobody has corrected.
    """

    check: BackgroundCheck
    today: dt.date
    entry: int | None = None
    is_clear: bool = False
    checked_on: dt.date | None = None
    valid_until: dt.date | None = None
    is_under_way: bool = False

    @property
    def standing(self) -> Standing:
        if self.entry is None:
            return Standing.PENDING if self.is_under_way else Standing.MISSING
        if not self.is_clear:
            return Standing.NOT_CLEAR
        if self.valid_until is None or self.days_left > EXPIRING_DAYS:
            return Standing.CLEARED
        return Standing.EXPIRED if self.days_left < 0 else Standing.EXPIRING

    @property
    def days_left(self) -> int:
        """Return how many days come after today until the last one on which it counts; below zero once that is over."""
        return (self.valid_until - self.today).days if self.valid_until else 0

    @property
    def is_valid(self) -> bool:
        return self.standing in COUNTS

    @property
    def is_wanting(self) -> bool:
        return self.check.is_required and not self.is_valid

    @property
    def has_lapsed(self) -> bool:
        """Whether somebody was told that it was not enough, or no longer is, as opposed to not having been asked yet."""
        return self.standing in (Standing.EXPIRED, Standing.NOT_CLEAR)

    @property
    def since(self) -> dt.datetime:
        """Since when somebody is not cleared: it ran out, was decided, or was asked for."""
        zone = ZoneInfo(self.check.programme.time_zone)
        if self.standing == Standing.EXPIRED and self.valid_until:
            return clock.end_of(self.valid_until, self.check.programme.time_zone)
        if self.checked_on:
            return dt.datetime.combine(self.checked_on, dt.time.min, zone)
        return self.check.created_at


Standings = Mapping[tuple[int, int], CheckStanding]
"""By the keys of profile and check; whoever has no entry is missing."""


def checks_asked(programme: Programme) -> list[BackgroundCheck]:
    """Return what the programme asks for now, of either role."""
    return _asked.ask(programme=programme.pk)


@Prepared
def _asked() -> QuerySet[BackgroundCheck]:
    asked = BackgroundCheck.objects.filter(programme=Slot("programme"), state=CheckState.ASKED)
    return asked.select_related("programme")


def checks_required(programme: Programme) -> list[BackgroundCheck]:
    """Return what nobody in its role is matched without."""
    return [check for check in checks_asked(programme) if check.is_required]


def standings(checks: Iterable[BackgroundCheck], people: "QuerySet[Participation]") -> Standings:
    """Return how these people stand with these checks, in one question; numbers are not read."""
    by_key = {check.pk: check for check in checks}
    if not by_key:
        return {}
    rows = (
        Clearance.objects.filter(
            background_check__in=by_key, profile__in=people.order_by().values("profile"), correction=None
        )
        .order_by("checked_on", "pk")
        .values_list("profile", "background_check", "pk", "result", "checked_on", "valid_until")
    )
    found: dict[tuple[int, int], CheckStanding] = {}
    for profile, key, entry, result, checked_on, valid_until in rows:
        before = found.get((profile, key)) or _nothing(by_key[key])
        found[profile, key] = _after(before, entry, result, checked_on, valid_until)
    return found


def _nothing(check: BackgroundCheck) -> CheckStanding:
    return CheckStanding(check, clock.today(check.programme.time_zone))


def _after(
    before: CheckStanding, entry: int, result: str, checked_on: dt.date, valid_until: dt.date | None
) -> CheckStanding:
    """Return how somebody stands once one more entry is read: what is under way leaves what was decided in force."""
    if result == Result.PENDING:
        kept = (before.entry, before.is_clear, before.checked_on, before.valid_until)
        return CheckStanding(before.check, before.today, *kept, is_under_way=True)
    return CheckStanding(before.check, before.today, entry, result == Result.CLEAR, checked_on, valid_until)


def standing_in(found: Standings, participation: Participation, check: BackgroundCheck) -> CheckStanding:
    """Return how somebody stands with a check, who may have no entry."""
    return found.get((participation.profile_id, check.pk)) or _nothing(check)


def clearance_wanting(
    people: "QuerySet[Participation]", programme: Programme
) -> dict[int, list[CheckStanding]]:
    """Return, by participation, the required checks that somebody has not, or no longer has."""
    return wanting_of(checks_required(programme), people)


def checks_to_begin_with(
    programme: Programme, applications: Sequence[Application]
) -> dict[int, list[FirstStep]]:
    """Return which required checks those want who come in by these applications."""
    checks = checks_required(programme)
    return undone(
        programme,
        applications,
        checks,
        standings=lambda people: standings(checks, people),
        step=lambda check: FirstStep(
            format_lazy(gettext_lazy("the check “{check}”"), check=check.name), "checks"
        ),
    )


def wanting_of(
    required: list[BackgroundCheck], people: "QuerySet[Participation]"
) -> dict[int, list[CheckStanding]]:
    if not required:
        return {}
    found = standings(required, people)
    wanting: dict[int, list[CheckStanding]] = {}
    for one in people.order_by().only("role", "profile"):
        of_role = (standing_in(found, one, check) for check in required if check.role == one.role)
        if missing := [each for each in of_role if not each.is_valid]:
            wanting[one.pk] = missing
    return wanting


def clearance_wanting_in_words(name: str, wanting: Iterable[CheckStanding]) -> str:
    """Return why somebody may not be matched. A result that is not clear is nobody's business here."""
    return " ".join(_one_in_words(name, each) for each in wanting)


def _one_in_words(name: str, wanting: CheckStanding) -> str:
    words = {"name": name, "check": wanting.check.name}
    if wanting.standing == Standing.EXPIRED and wanting.valid_until:
        words["day"] = date_format(wanting.valid_until, "j F Y")
        return _("The check “%(check)s” of %(name)s counted until %(day)s.") % words
    return _("%(name)s has no valid check “%(check)s”.") % words
