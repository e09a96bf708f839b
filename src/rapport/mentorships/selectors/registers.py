"""Registers: a mentorship's months, and whether each kept the programme's rule on meetings.

The rule asks for so many meetings of a mode in a calendar month. An entry counts when it is held or confirmed
(not disputed, not struck out) and all parties were there. A month in which the mentorship began or ended can keep
the rule, but not break it: two people matched on the 28th owe nothing for three days. A month that is not over yet
is still open.
"""

import calendar
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db.models import Count, DateField, OuterRef, QuerySet
from django.db.models.functions import Coalesce, TruncMonth

from rapport.core import clock
from rapport.core.prepared import Prepared, Slot, one_value
from rapport.mentorships.choices import (
    COUNTING_STATES,
    RUNNING_STATES,
    MeetingState,
    MentorshipState,
    RuleVerdict,
)
from rapport.mentorships.models import (
    CountersignedMonth,
    Meeting,
    Mentorship,
    MentorshipParty,
    RegisterNote,
)
from rapport.mentorships.models.meeting import MeetingQuerySet
from rapport.programmes.models import Cohort, Programme


@dataclass(frozen=True)
class Month:
    """A month of one register, with its entries, the newest first, what was added, and who has countersigned it."""

    first: dt.date
    meetings: list[Meeting]
    counted: int
    required: int
    verdict: RuleVerdict
    is_over: bool
    signed: list[CountersignedMonth]
    notes: list[RegisterNote]

    @property
    def is_countersigned(self) -> bool:
        """Hold if it was closed, and nothing was added since."""
        return bool(self.signed) and all(meeting.locked_in_id for meeting in self.meetings)


@dataclass(frozen=True)
class Compliance:
    """How one mentorship stands with the rule in one month, and when the two last met."""

    mentorship_id: int
    public_id: str
    starts_on: dt.date
    counted: int
    verdict: RuleVerdict
    last_met_on: dt.date | None


@dataclass(frozen=True)
class RuleStanding:
    """How many mentorships of a cohort run, and how many of them kept the rule in a month, or did not."""

    running: int
    kept: int
    not_kept: int


@dataclass(frozen=True)
class CohortMonth:
    """A month of a cohort: how many of its mentorships kept the rule, may still keep it, or did not; how many registers
    are countersigned."""

    first: dt.date
    kept: int
    open: int
    not_kept: int
    not_asked: int
    meetings: int
    signed: int

    @property
    def asked(self) -> int:
        return self.kept + self.open + self.not_kept


def this_month(programme: Programme) -> dt.date:
    return clock.today(programme.time_zone).replace(day=1)


def register_of(mentorship: Mentorship) -> list[Month]:
    """Return the months of a mentorship from the first to today or its end, the newest first."""
    by_month: dict[dt.date, list[Meeting]] = {}
    entries: Iterable[Meeting] = mentorship.meetings.all()
    for meeting in sorted(entries, key=lambda meeting: (meeting.held_on, meeting.pk), reverse=True):
        by_month.setdefault(meeting.held_on.replace(day=1), []).append(meeting)
    today = clock.today(mentorship.cohort.programme.time_zone)
    months = _months_of(mentorship, today, by_month)
    return [_month(mentorship, first, by_month.get(first, []), today) for first in reversed(months)]


def _months_of(mentorship: Mentorship, today: dt.date, entered: Iterable[dt.date]) -> list[dt.date]:
    spanned = months_between(mentorship.starts_on, min(today, mentorship.last_day))
    return sorted({*spanned, *entered, min(mentorship.starts_on, today).replace(day=1)})


def _month(mentorship: Mentorship, first: dt.date, meetings: list[Meeting], today: dt.date) -> Month:
    signed = [each for each in mentorship.countersigned_months.all() if each.first == first]
    counted, required, verdict = _judged_anew(mentorship, first, meetings, today)
    month = Month(
        first,
        meetings,
        counted,
        required,
        verdict,
        is_over=is_month_over(mentorship, first, today=today),
        signed=signed,
        notes=[each for each in mentorship.register_notes.all() if each.first == first],
    )
    return as_it_was_signed(month) if month.is_countersigned else month


def as_it_was_signed(month: Month) -> Month:
    """Return a month with the verdict under which somebody's name stands, whatever the rule says today."""
    last = month.signed[-1]
    return replace(month, counted=last.counted, required=last.required, verdict=RuleVerdict(last.verdict))


def _judged_anew(
    mentorship: Mentorship, first: dt.date, meetings: Iterable[Meeting], today: dt.date
) -> tuple[int, int, RuleVerdict]:
    """Judge a month by the rule of today; what was countersigned says itself how it was judged."""
    programme = mentorship.cohort.programme
    counted = sum(meeting.counts_towards(programme.required_mode) for meeting in meetings)
    required = programme.required_meetings
    of = span_of(mentorship)
    return counted, required, judge_month(first, of=of, counted=counted, required=required, today=today)


def is_month_over(mentorship: Mentorship, first: dt.date, *, today: dt.date) -> bool:
    """Hold once nobody can meet any more in a month: it has passed, or the mentorship is closed."""
    last = last_day_of(first)
    return today > (min(last, mentorship.last_day) if mentorship.closed_at else last)


def months_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the first day of each calendar month that touches these days."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = last_day_of(month) + dt.timedelta(days=1)


def last_day_of(month: dt.date) -> dt.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def span_of(mentorship: Mentorship) -> tuple[dt.date, dt.date]:
    """Return the first day and the last that the programme's rule looks at."""
    return mentorship.starts_on, mentorship.last_day


def judge_month(
    first: dt.date, *, of: tuple[dt.date, dt.date], counted: int, required: int, today: dt.date
) -> RuleVerdict:
    """Say whether the month that begins on `first` kept the rule, for a mentorship `of` these two days."""
    last, (starts_on, ends_on) = last_day_of(first), of
    if not required or last < starts_on or first > ends_on:
        return RuleVerdict.NOT_ASKED
    if counted >= required:
        return RuleVerdict.KEPT
    if today <= min(last, ends_on):
        return RuleVerdict.OPEN
    is_whole = starts_on <= first and last <= ends_on
    return RuleVerdict.NOT_KEPT if is_whole else RuleVerdict.NOT_ASKED


def judge_this_month(mentorship: Mentorship, *, counted: int) -> RuleVerdict:
    """Say how a mentorship stands with the rule now, from how many meetings of this month count."""
    programme = mentorship.cohort.programme
    today = clock.today(programme.time_zone)
    return judge_month(
        today.replace(day=1),
        of=span_of(mentorship),
        counted=counted,
        required=programme.required_meetings,
        today=today,
    )


def standing_of_cohort(cohort: Cohort, month: dt.date) -> RuleStanding:
    """Return how a cohort's running mentorships stand with the rule in a month: those that are alike come as one row."""
    required = cohort.programme.required_meetings
    today = clock.today(cohort.programme.time_zone)
    verdicts: Counter[RuleVerdict] = Counter()
    rows = _alike(cohort.programme.required_mode).ask(cohort=cohort.pk, **_days_of(month))
    for starts_on, ends_on, counted, times in rows:
        of = (starts_on, ends_on)
        verdicts[judge_month(month, of=of, counted=counted, required=required, today=today)] += times
    return RuleStanding(verdicts.total(), verdicts[RuleVerdict.KEPT], verdicts[RuleVerdict.NOT_KEPT])


def _days_of(month: dt.date) -> dict[str, dt.date]:
    return {"first": month, "last": last_day_of(month)}


FIRST, LAST = Slot("first", DateField()), Slot("last", DateField())


@cache
def _alike(mode: str) -> "Prepared[tuple[Any, ...]]":
    """Prepare to ask how many mentorships have the same days and as many counting meetings of `mode` in a month."""

    @Prepared
    def alike() -> "QuerySet[Mentorship, tuple[Any, ...]]":
        rows: QuerySet[Mentorship, tuple[Any, ...]] = (
            _with_counted(mode).order_by().values_list("starts_on", "ends_on", "counted")
        )
        return rows.annotate(Count("pk"))

    return alike


def _with_counted(mode: str) -> "QuerySet[Any]":
    counted = one_value(_counting(mode).filter(held_on__range=(FIRST, LAST)), "COUNT", "pk")
    running = Mentorship.objects.filter(cohort=Slot("cohort"), state__in=RUNNING_STATES)
    rows: QuerySet[Any] = running.annotate(counted=counted)
    return rows


def _counting(mode: str) -> "QuerySet[Meeting]":
    return _own_meetings().counting(mode)


def _own_meetings() -> MeetingQuerySet:
    own: MeetingQuerySet = Meeting.objects.filter(mentorship=OuterRef("pk"))
    return own


@cache
def _meetings_below(mode: str) -> "Prepared[tuple[Any, ...]]":
    """Prepare to ask which mentorships have fewer counting meetings of `mode` in a month than are required."""
    return Prepared(lambda: _below(mode).order_by("pk").values_list(*COMPLIANCE))


@cache
def _longest_without(mode: str, most: int) -> "Prepared[tuple[Any, ...]]":
    """Prepare to ask the same of active pairs for a whole month, where they have not made up for it since."""
    whole = {"starts_on__lte": FIRST, "ends_on__gte": LAST}

    @Prepared
    def longest() -> "QuerySet[Mentorship, tuple[Any, ...]]":
        short = _below(mode).filter(state=MentorshipState.ACTIVE, since=0, **whole)
        return short.order_by(Coalesce("last_met_on", "starts_on"), "pk").values_list(*COMPLIANCE)[:most]

    return longest


COMPLIANCE = ("pk", "public_id", "starts_on", "ends_on", "counted", "last_met_on")


def _below(mode: str) -> "QuerySet[Any]":
    held = _own_meetings().filter(state__in=COUNTING_STATES)
    rows: QuerySet[Any] = _with_counted(mode).annotate(
        since=one_value(_counting(mode).filter(held_on__gt=LAST), "COUNT", "pk"),
        last_met_on=one_value(held, "MAX", "held_on", DateField()),
    )
    return rows.filter(counted__lt=Slot("required"))


def names_of_parties(mentorship_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """Return for each of these mentorships the names of its parties by party, in one question."""
    names: dict[int, dict[int, str]] = defaultdict(dict)
    wanted = list(mentorship_ids)
    if not wanted:
        return names
    parties = MentorshipParty.objects.filter(mentorship__in=wanted).order_by("pk")
    for mentorship, party, name in parties.values_list("mentorship", "pk", "participation__profile__name"):
        names[mentorship][party] = name
    return names


def pairs_without_required_meeting(cohort: Cohort, month: dt.date) -> list[Compliance]:
    """Return the running mentorships that have not kept the rule in a month, or not yet; those who never met first.

    They come without their people, who are fetched for those that are shown: see `names_of_parties`.
    """
    others = _judged(_meetings_below(cohort.programme.required_mode), cohort, month)
    behind = [each for each in others if each.verdict in {RuleVerdict.NOT_KEPT, RuleVerdict.OPEN}]
    return sorted(behind, key=lambda each: (each.last_met_on or dt.date.min, each.mentorship_id))


def pairs_longest_without_meeting(cohort: Cohort, month: dt.date, *, most: int) -> list[Compliance]:
    """Return active pairs that broke the rule in a month that is over, and have not made up for it since."""
    found = _judged(_longest_without(cohort.programme.required_mode, most), cohort, month)
    return [each for each in found if each.verdict == RuleVerdict.NOT_KEPT]


def _judged(asked: "Prepared[tuple[Any, ...]]", cohort: Cohort, month: dt.date) -> list[Compliance]:
    required, today = cohort.programme.required_meetings, clock.today(cohort.programme.time_zone)
    judged = []
    for row in asked.ask(cohort=cohort.pk, required=required, **_days_of(month)):
        pk, public_id, starts_on, ends_on, counted, last_met_on = row
        of = (starts_on, ends_on)
        verdict = judge_month(month, of=of, counted=counted, required=required, today=today)
        judged.append(Compliance(pk, public_id, starts_on, counted, verdict, last_met_on))
    return judged


def month_before(month: dt.date) -> dt.date:
    return (month - dt.timedelta(days=1)).replace(day=1)


def months_of_cohort(cohort: Cohort) -> list[CohortMonth]:
    """Return the months of a cohort since its first mentorship, the oldest first, in a fixed number of questions."""
    today = clock.today(cohort.programme.time_zone)
    mentorships = list(Mentorship.objects.filter(cohort=cohort).select_related("cohort__programme"))
    if not mentorships:
        return []
    first = min(today, *(mentorship.starts_on for mentorship in mentorships))
    last = min(today, max(mentorship.last_day for mentorship in mentorships))
    counted = _counted_by_month(cohort, first.replace(day=1), last_day_of(last))
    held, signed = _held_by_month(cohort), _verdicts_signed(cohort)
    return [
        _cohort_month(cohort, month, mentorships, counted=counted, meetings=held[month], signed=signed)
        for month in months_between(first, last)
    ]


def _cohort_month(
    cohort: Cohort,
    month: dt.date,
    mentorships: list[Mentorship],
    *,
    counted: Counter[tuple[int, dt.date]],
    meetings: int,
    signed: dict[tuple[int, dt.date], RuleVerdict],
) -> CohortMonth:
    today = clock.today(cohort.programme.time_zone)
    required = cohort.programme.required_meetings
    verdicts = Counter(
        signed.get((each.pk, month))
        or judge_month(
            month, of=span_of(each), counted=counted[each.pk, month], required=required, today=today
        )
        for each in mentorships
    )
    return CohortMonth(
        month,
        kept=verdicts[RuleVerdict.KEPT],
        open=verdicts[RuleVerdict.OPEN],
        not_kept=verdicts[RuleVerdict.NOT_KEPT],
        not_asked=verdicts[RuleVerdict.NOT_ASKED],
        meetings=meetings,
        signed=sum((each.pk, month) in signed for each in mentorships),
    )


def _counted_by_month(cohort: Cohort, first: dt.date, last: dt.date) -> Counter[tuple[int, dt.date]]:
    rows = (
        Meeting.objects.filter(mentorship__cohort=cohort, held_on__range=(first, last))
        .counting(cohort.programme.required_mode)
        .order_by()
        .values_list("mentorship_id", TruncMonth("held_on"))
        .annotate(Count("pk"))
    )
    return Counter({(mentorship, month): times for mentorship, month, times in rows})


def _held_by_month(cohort: Cohort) -> Counter[dt.date]:
    rows = (
        Meeting.objects.filter(mentorship__cohort=cohort, state__in=COUNTING_STATES)
        .order_by()
        .values_list(TruncMonth("held_on"))
        .annotate(Count("pk"))
    )
    return Counter(dict(rows))


def _verdicts_signed(cohort: Cohort) -> dict[tuple[int, dt.date], RuleVerdict]:
    """Return how the months were judged that are countersigned and to which nothing was added since."""
    fresh = Meeting.objects.filter(mentorship__cohort=cohort, locked_in=None).exclude(
        state=MeetingState.PLANNED
    )
    added = set(fresh.order_by().values_list("mentorship_id", TruncMonth("held_on")).distinct())
    months = CountersignedMonth.objects.filter(mentorship__cohort=cohort).order_by("part")
    return {
        (mentorship, first): RuleVerdict(verdict)
        for mentorship, first, verdict in months.values_list("mentorship_id", "first", "verdict")
        if (mentorship, first) not in added
    }
