"""A month of a whole programme, day by day: what the register says of it is what anybody counts from the raw rows."""

import datetime as dt
import random
from collections import Counter, defaultdict
from contextlib import suppress

import pytest
import time_machine
from django.db import connection

from rapport.core.errors import RapportError, WrongState
from rapport.mentorships.choices import Settlement
from rapport.mentorships.errors import EntryLocked, EntryStands
from rapport.mentorships.invariants import INVARIANTS
from rapport.mentorships.models import Attendance, CountersignedMonth, Meeting
from rapport.mentorships.selectors import months_of_cohort, pairs_without_required_meeting
from rapport.mentorships.services import meetings
from rapport.mentorships.services.registers import countersign_month
from rapport.programmes.choices import MeetingMode
from tests import make
from tests.breaking import overwrite, said_by

pytestmark = pytest.mark.django_db

MARCH = dt.date(2026, 3, 1)
REQUIRED = 1


class Programme:
    """Pairs who meet, forget to, remember it differently, and somebody who settles that."""

    def __init__(self, pairs, *, seed):
        self.dice = random.Random(seed)
        programme = make.make_programme(required_meetings=REQUIRED, required_mode=MeetingMode.IN_PERSON)
        self.cohort = make.make_cohort(
            programme=programme, starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 1)
        )
        self.coordinator = make.make_actor(programme=programme)
        self.sides = [self._pair() for _ in range(pairs)]

    def _pair(self):
        mentee = make.make_participation(role=make.MENTEE, cohort=self.cohort)
        starts_on = dt.date(2026, 3, 12) if self.dice.random() < 0.1 else dt.date(2026, 1, 10)
        mentorship = make.make_mentorship(mentee=mentee, starts_on=starts_on)
        return mentorship, [make.participant_actor(party.participation) for party in mentorship.people]

    def live_through(self, month):
        for day in range(1, 32):
            with time_machine.travel(dt.datetime(month.year, month.month, day, 15, tzinfo=dt.UTC)):
                for mentorship, actors in self.sides:
                    self._live_a_day(mentorship, actors)

    def _live_a_day(self, mentorship, actors):
        """Most days nothing happens; what is not allowed is refused, as to anybody."""
        if self.dice.random() > 0.08:
            return
        recorder, other = self.dice.sample(actors, 2)
        try:
            meeting = meetings.record_meeting(mentorship, self._entry(mentorship), by=recorder)
            self._answer(meeting, recorder, other)
        except RapportError:
            return

    def _entry(self, mentorship):
        today = make.days_ago(0)
        people = [party.public_id for party in mentorship.people]
        return meetings.Entry(
            held_on=today - dt.timedelta(days=self.dice.choice([0, 0, 1, 5])),
            minutes=self.dice.choice([20, 45, 90]),
            mode=self.dice.choice([MeetingMode.IN_PERSON, MeetingMode.IN_PERSON, *MeetingMode.values]),
            topics=f"Talk {self.dice.random()}",
            present=self.dice.choice([None, None, None, people[:1]]),
        )

    def _answer(self, meeting, recorder, other):
        what = self.dice.choice(["confirm", "confirm", "nothing", "correct", "mend", *Settlement.values])
        if what == "confirm":
            meetings.confirm_meeting(meeting, by=other)
        elif what == "mend":
            meetings.correct_meeting(meeting, self._entry(meeting.mentorship), by=recorder)
        elif what in Settlement.values:
            meetings.dispute_meeting(meeting, by=other, reason="I remember it otherwise")
            entry = self._entry(meeting.mentorship) if what == Settlement.CORRECT else None
            meetings.settle_meeting(
                meeting, by=self.coordinator, outcome=what, decision="Talked with both", entry=entry
            )


def counted_by_hand(month):
    """Count from the raw rows what counts, by mentorship: no model, no selector, no SQL but plain reading."""
    meetings_of, absent = defaultdict(list), set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT meeting_id, was_there FROM mentorships_attendance")
        absent = {meeting for meeting, was_there in cursor.fetchall() if not was_there}
        cursor.execute("SELECT id, mentorship_id, held_on, mode, state FROM mentorships_meeting")
        for key, mentorship, held_on, mode, state in cursor.fetchall():
            if str(held_on)[:7] == f"{month:%Y-%m}":
                meetings_of[mentorship].append((key, mode, state))
    return Counter(
        {
            mentorship: sum(
                mode == "in-person" and state in {"held", "confirmed"} and key not in absent
                for key, mode, state in rows
            )
            for mentorship, rows in meetings_of.items()
        }
    )


@pytest.mark.parametrize("pairs", [20, pytest.param(300, marks=pytest.mark.prove)])
def test_register_says_what_anybody_counts(pairs, figure):
    programme = Programme(pairs, seed=pairs)
    cohort = programme.cohort
    programme.live_through(MARCH)
    with time_machine.travel(dt.datetime(2026, 4, 2, 12, tzinfo=dt.UTC)):
        counted = counted_by_hand(MARCH)
        whole = {each.pk for each, _actors in programme.sides if each.starts_on <= MARCH}
        kept = {pk for pk, times in counted.items() if times >= REQUIRED}
        (march,) = [month for month in months_of_cohort(cohort) if month.first == MARCH]
        assert (march.kept, march.not_kept) == (len(kept), len(whole - kept))
        behind = pairs_without_required_meeting(cohort, MARCH)
        assert {each.mentorship_id for each in behind} == whole - kept

        signed, left = countersign_month(cohort, MARCH, by=programme.coordinator, name="C. Cole")
        assert (len(signed), left) == (pairs, [])
        assert {each.mentorship_id: each.counted for each in signed} == {
            each.pk: counted[each.pk] for each, _actors in programme.sides
        }
        assert said_by(INVARIANTS) == []
        locked = list(Meeting.objects.filter(locked_in__first=MARCH))
        figure(f"{pairs} pairs, {len(locked)} entries, {len(kept)} kept the rule, as counted by hand")
        assert all(every_door_is_shut(meeting, programme) for meeting in locked[:40])
        assert changes_found(programme.dice.sample(locked, 10)) == 10


def every_door_is_shut(meeting, programme):
    """Hold if nothing that anybody does to an entry changes it; what they said of it before may be said again."""
    actors = next(actors for mentorship, actors in programme.sides if mentorship.pk == meeting.mentorship_id)
    recorder = next(actor for actor in actors if actor.person.pk == meeting.recorded_by_id)
    other = next(actor for actor in actors if actor is not recorder)
    entry = meetings.Entry(held_on=MARCH, minutes=5, mode=MeetingMode.IN_PERSON, topics="Another")
    before = rows_of(meeting)
    with pytest.raises((EntryLocked, EntryStands, WrongState)):
        meetings.correct_meeting(meeting, entry, by=recorder)
    with suppress(EntryLocked, EntryStands, WrongState):
        meetings.confirm_meeting(meeting, by=other)
    with pytest.raises((EntryLocked, EntryStands, WrongState)):
        meetings.dispute_meeting(meeting, by=other, reason="No")
    with pytest.raises((EntryLocked, EntryStands, WrongState)):
        meetings.settle_meeting(meeting, by=programme.coordinator, outcome=Settlement.KEEP, decision="Yes")
    return rows_of(meeting) == before


def rows_of(meeting):
    return [
        *Meeting.objects.filter(pk=meeting.pk).values(),
        *Attendance.objects.filter(meeting=meeting).order_by("pk").values(),
    ]


def changes_found(entries):
    """Change one entry after another straight in the table, and return how many of them are noticed."""
    found = 0
    for meeting in entries:
        overwrite(meeting, minutes=meeting.minutes + 1)
        month = CountersignedMonth.objects.get(pk=meeting.locked_in_id)
        wrong = f"countersigned month {month.public_id}: its entries are not what was countersigned"
        found += wrong in said_by({"": INVARIANTS["a month that was countersigned says what it said then"]})
        overwrite(meeting, minutes=meeting.minutes)
    return found
