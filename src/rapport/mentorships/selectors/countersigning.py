"""Months of a cohort's registers on their way to being countersigned."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import RapportError
from rapport.mentorships.choices import MeetingState, RuleVerdict
from rapport.mentorships.errors import MonthCountersigned, MonthDisputed, MonthNotOver
from rapport.mentorships.models import CountersignedMonth, Meeting, Mentorship
from rapport.mentorships.models.fingerprint import fingerprint_of
from rapport.mentorships.policies import can_countersign_month, mentorships_visible_to
from rapport.mentorships.selectors.registers import is_month_over, judge_month, last_day_of, span_of
from rapport.programmes.errors import OwnCase
from rapport.programmes.models import Cohort


@dataclass(frozen=True)
class MonthStanding:
    """One month of one register: its entries, those that came since it was countersigned, and what stands in the way."""

    mentorship: Mentorship
    first: dt.date
    entries: Sequence[Meeting]
    parts: int
    is_own_case: bool

    @property
    def fresh(self) -> list[Meeting]:
        return [meeting for meeting in self.entries if meeting.locked_in_id is None]

    @property
    def unconfirmed(self) -> int:
        return sum(meeting.state == MeetingState.HELD for meeting in self.fresh)

    @property
    def counted(self) -> int:
        mode = self.mentorship.cohort.programme.required_mode
        return sum(meeting.counts_towards(mode) for meeting in self.entries)

    @property
    def verdict(self) -> RuleVerdict:
        programme = self.mentorship.cohort.programme
        return judge_month(
            self.first,
            of=span_of(self.mentorship),
            counted=self.counted,
            required=programme.required_meetings,
            today=clock.today(programme.time_zone),
        )

    @property
    def hindrance(self) -> RapportError | None:
        """Return why this month cannot be countersigned, if it cannot."""
        zone = self.mentorship.cohort.programme.time_zone
        if not is_month_over(self.mentorship, self.first, today=clock.today(zone)):
            return MonthNotOver()
        if self.is_own_case:
            return OwnCase()
        if any(meeting.state == MeetingState.DISPUTED for meeting in self.entries):
            return MonthDisputed()
        if self.parts and not self.fresh:
            return MonthCountersigned()
        return None


def months_to_countersign(
    cohort: Cohort, first: dt.date, *, by: Actor, among: Collection[str] | None = None
) -> list[MonthStanding]:
    """Return how one month stands in each register of a cohort that has it, or in some of them, in a few questions."""
    found = mentorships_visible_to(by).filter(cohort=cohort).order_by("created_at", "pk")
    if among is not None:
        found = found.filter(public_id__in=among)
    mentorships = list(found)
    return standings_of_month(mentorships, first, by=by, entries=entries_of_month(mentorships, first))


def digest_of(standings: Iterable[MonthStanding]) -> str:
    """Return a digest of the months that can be closed, as they are shown: nobody signs what they have not seen."""
    ready = [each for each in standings if not each.hindrance]
    seen = sorted(
        fingerprint_of(each.mentorship.public_id, each.first, each.parts + 1, each.fresh) for each in ready
    )
    return hashlib.sha256(" ".join(seen).encode()).hexdigest()


def entries_of_month(mentorships: Collection[Mentorship], first: dt.date) -> QuerySet[Meeting]:
    """Return what is written down of a month: a meeting that was only planned is not."""
    return (
        Meeting.objects.filter(mentorship__in=mentorships, held_on__range=(first, last_day_of(first)))
        .exclude(state=MeetingState.PLANNED)
        .select_related("recorded_by", "settled_by")
        .prefetch_related("attendances__party")
        .order_by("held_on", "pk")
    )


def standings_of_month(
    mentorships: Iterable[Mentorship], first: dt.date, *, by: Actor, entries: Iterable[Meeting]
) -> list[MonthStanding]:
    """Return how a month stands in each of these registers that has it."""
    wanted = list(mentorships)
    by_mentorship: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in entries:
        by_mentorship[meeting.mentorship_id].append(meeting)
    signed = CountersignedMonth.objects.filter(mentorship__in=wanted, first=first)
    parts = Counter(signed.values_list("mentorship_id", flat=True))
    return [
        MonthStanding(
            mentorship,
            first,
            by_mentorship[mentorship.pk],
            parts=parts[mentorship.pk],
            is_own_case=not can_countersign_month(by, mentorship),
        )
        for mentorship in wanted
        if by_mentorship[mentorship.pk] or _touches(mentorship, first)
    ]


def _touches(mentorship: Mentorship, first: dt.date) -> bool:
    starts_on, ends_on = span_of(mentorship)
    return starts_on <= last_day_of(first) and first <= ends_on
