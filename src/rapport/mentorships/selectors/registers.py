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
from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncMonth

from rapport.core import clock
from rapport.mentorships.choices import COUNTING_STATES, RUNNING_STATES, RuleVerdict
from rapport.mentorships.models import Meeting, Mentorship, MentorshipParty, counting_towards
from rapport.programmes.models import Cohort, Programme


@dataclass(frozen=True)
class Month:
    """A month of one register, with its entries, the newest first."""

    first: dt.date
    meetings: list[Meeting]
    counted: int
    required: int
    verdict: RuleVerdict


@dataclass(frozen=True)
class Compliance:
    """How one mentorship stands with the rule in one month, whether it made up for it, and when the two last met."""

    mentorship_id: int
    public_id: str
    state: str
    starts_on: dt.date
    counted: int
    counted_since: int
    required: int
    verdict: RuleVerdict
    last_met_on: dt.date | None


@dataclass(frozen=True)
class CohortMonth:
    """A month of a cohort: how many of its mentorships kept the rule, may still keep it, or did not."""

    first: dt.date
    kept: int
    open: int
    not_kept: int
    not_asked: int
    meetings: int

    @property
    def asked(self) -> int:
        return self.kept + self.open + self.not_kept


def this_month(programme: Programme) -> dt.date:
    return clock.today(programme.time_zone).replace(day=1)


def register_of(mentorship: Mentorship) -> list[Month]:
    """Return the months of a mentorship from the first to today or its end, the newest first."""
    programme = mentorship.cohort.programme
    by_month: dict[dt.date, list[Meeting]] = {}
    entries: Iterable[Meeting] = mentorship.meetings.all()
    for meeting in sorted(entries, key=lambda meeting: (meeting.held_on, meeting.pk), reverse=True):
        by_month.setdefault(meeting.held_on.replace(day=1), []).append(meeting)
    today = clock.today(programme.time_zone)
    months = _months_of(mentorship, today, by_month)
    return [_month(mentorship, first, by_month.get(first, []), today) for first in reversed(months)]


def _months_of(mentorship: Mentorship, today: dt.date, entered: Iterable[dt.date]) -> list[dt.date]:
    spanned = months_between(mentorship.starts_on, min(today, mentorship.last_day))
    return sorted({*spanned, *entered, min(mentorship.starts_on, today).replace(day=1)})


def _month(mentorship: Mentorship, first: dt.date, meetings: list[Meeting], today: dt.date) -> Month:
    programme = mentorship.cohort.programme
    counted = sum(meeting.counts_towards(programme.required_mode) for meeting in meetings)
    verdict = judge_month(
        first, of=_span(mentorship), counted=counted, required=programme.required_meetings, today=today
    )
    return Month(first, meetings, counted, programme.required_meetings, verdict)


def months_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the first day of each calendar month that touches these days."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = last_day_of(month) + dt.timedelta(days=1)


def last_day_of(month: dt.date) -> dt.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _span(mentorship: Mentorship) -> tuple[dt.date, dt.date]:
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
        of=_span(mentorship),
        counted=counted,
        required=programme.required_meetings,
        today=today,
    )


def compliance_of_cohort(cohort: Cohort, month: dt.date) -> list[Compliance]:
    """Return how each running mentorship of a cohort stands with the rule in a month, in two questions.

    They come without their people, who are fetched for those that are shown: see `names_of_parties`.
    """
    required = cohort.programme.required_meetings
    today = clock.today(cohort.programme.time_zone)
    meetings = _meetings_around(cohort, month)
    running = Mentorship.objects.filter(cohort=cohort, state__in=RUNNING_STATES).order_by("pk")
    found = []
    rows = running.values_list("pk", "public_id", "state", "starts_on", "ends_on")
    for pk, public_id, state, starts_on, ends_on in rows:
        counted, since, last = meetings.get(pk, (0, 0, None))
        span = (starts_on, ends_on)
        verdict = judge_month(month, of=span, counted=counted, required=required, today=today)
        found.append(Compliance(pk, public_id, state, starts_on, counted, since, required, verdict, last))
    return found


def names_of_parties(mentorship_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """Return for each of these mentorships the names of its parties by party, in one question."""
    parties = MentorshipParty.objects.filter(mentorship__in=list(mentorship_ids)).order_by("pk")
    names: dict[int, dict[int, str]] = defaultdict(dict)
    for mentorship, party, name in parties.values_list("mentorship", "pk", "participation__profile__name"):
        names[mentorship][party] = name
    return names


def pairs_without_required_meeting(cohort: Cohort, month: dt.date) -> list[Compliance]:
    """Return the running mentorships that have not kept the rule in a month, or not yet; those who never met first."""
    behind = [
        each
        for each in compliance_of_cohort(cohort, month)
        if each.verdict in {RuleVerdict.NOT_KEPT, RuleVerdict.OPEN}
    ]
    return sorted(behind, key=lambda each: (each.last_met_on or dt.date.min, each.mentorship_id))


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
    held = _held_by_month(cohort)
    return [
        _cohort_month(cohort, month, mentorships, counted=counted, meetings=held[month])
        for month in months_between(first, last)
    ]


def _cohort_month(
    cohort: Cohort,
    month: dt.date,
    mentorships: list[Mentorship],
    *,
    counted: Counter[tuple[int, dt.date]],
    meetings: int,
) -> CohortMonth:
    today = clock.today(cohort.programme.time_zone)
    required = cohort.programme.required_meetings
    verdicts = Counter(
        judge_month(month, of=_span(each), counted=counted[each.pk, month], required=required, today=today)
        for each in mentorships
    )
    return CohortMonth(
        month,
        kept=verdicts[RuleVerdict.KEPT],
        open=verdicts[RuleVerdict.OPEN],
        not_kept=verdicts[RuleVerdict.NOT_KEPT],
        not_asked=verdicts[RuleVerdict.NOT_ASKED],
        meetings=meetings,
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


def _meetings_around(cohort: Cohort, month: dt.date) -> dict[int, tuple[int, int, dt.date | None]]:
    """Return for each mentorship how many meetings count in a month and since, and when the two last met."""
    counts, end = counting_towards(cohort.programme.required_mode), last_day_of(month)
    rows = (
        Meeting.objects.filter(mentorship__cohort=cohort, state__in=COUNTING_STATES)
        .order_by()
        .values_list("mentorship_id")
        .annotate(
            counted=Count("pk", filter=counts & Q(held_on__range=(month, end))),
            since=Count("pk", filter=counts & Q(held_on__gt=end)),
            last=Max("held_on"),
        )
    )
    return {mentorship: (counted, since, last) for mentorship, counted, since, last in rows}
