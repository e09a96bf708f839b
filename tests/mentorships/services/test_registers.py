"""Countersigning a month: what it locks, what stands in its way, and what can still be added."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import WrongState
from rapport.mentorships.choices import MeetingState, RuleVerdict, Settlement
from rapport.mentorships.errors import EntryLocked, NoteMissing, RegistersChanged, SignatureMissing
from rapport.mentorships.invariants import INVARIANTS
from rapport.mentorships.models import CountersignedMonth, Meeting
from rapport.mentorships.models.fingerprint import seal_of
from rapport.mentorships.selectors import months_of_cohort
from rapport.mentorships.selectors.countersigning import digest_of, months_to_countersign
from rapport.mentorships.selectors.issued import months_on_paper
from rapport.mentorships.services import meetings
from rapport.mentorships.services.registers import add_register_note, countersign_month
from rapport.programmes.models import Cohort, Profile
from tests import make
from tests.breaking import overwrite, remove, said_by

pytestmark = pytest.mark.django_db

MARCH = dt.date(2026, 3, 1)
IN_MARCH = dt.date(2026, 3, 10)


@pytest.fixture(autouse=True)
def in_april():
    with time_machine.travel(dt.datetime(2026, 4, 2, 12, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def mentorship():
    cohort = make.make_cohort(starts_on=dt.date(2026, 2, 1), ends_on=dt.date(2026, 8, 1))
    mentee = make.make_participation(role=make.MENTEE, cohort=cohort)
    return make.make_mentorship(mentee=mentee, starts_on=dt.date(2026, 2, 10))


@pytest.fixture
def cohort(mentorship):
    return mentorship.cohort


@pytest.fixture
def coordinator(cohort):
    return make.make_actor(programme=cohort.programme)


def countersign(cohort, by, month=MARCH, **fields):
    return countersign_month(cohort, month, by=by, **({"name": "C. Cole"} | fields))


def reasons(left):
    return [str(why) for _standing, why in left]


def entry(**fields):
    usual = {"held_on": IN_MARCH, "minutes": 30, "mode": "video", "topics": "Another"}
    return meetings.Entry(**(usual | fields))


def test_month_is_closed_with_what_it_says(mentorship, cohort, coordinator):
    kept = make.make_meeting(mentorship=mentorship, held_on=IN_MARCH, state=MeetingState.CONFIRMED)
    other = make.make_meeting(mentorship=mentorship, held_on=dt.date(2026, 4, 1))

    (month,), left = countersign(cohort, coordinator, name="  C. Cole ")

    assert (month.name, month.signed_by, month.part) == ("C. Cole", coordinator.person, 1)
    assert (month.entries, month.counted, month.verdict) == (1, 1, RuleVerdict.KEPT)
    assert left == []
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.locked_in, other.locked_in) == (month, None)
    event = AuditEvent.objects.get(act="month-countersigned")
    assert (event.subject, event.detail) == (month.public_id, seal_of(month))
    assert said_by(INVARIANTS) == []


def test_month_without_any_meeting_can_be_closed_too(mentorship, cohort, coordinator):
    (month,), _left = countersign(cohort, coordinator)

    assert (month.entries, month.verdict) == (0, RuleVerdict.NOT_KEPT)


def test_no_door_changes_a_locked_entry(mentorship, cohort, coordinator):
    held = make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)
    countersign(cohort, coordinator)
    before = Meeting.objects.values().get(pk=held.pk)
    recorder = make.participant_actor(mentorship.people[1].participation)
    other = make.participant_actor(mentorship.people[0].participation)

    acts = [
        lambda: meetings.correct_meeting(held, entry(), by=recorder),
        lambda: meetings.confirm_meeting(held, by=other),
        lambda: meetings.dispute_meeting(held, by=other, reason="No"),
    ]
    for act in acts:
        with pytest.raises(EntryLocked):
            act()

    assert Meeting.objects.values().get(pk=held.pk) == before


def test_not_even_a_decision_changes_a_locked_entry(mentorship, cohort, coordinator):
    held = make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)
    countersign(cohort, coordinator)
    overwrite(held, state=MeetingState.DISPUTED)

    with pytest.raises(EntryLocked):
        meetings.settle_meeting(held, by=coordinator, outcome=Settlement.STRIKE, decision="Gone")


def test_meeting_recorded_late_is_an_addition_that_can_be_countersigned(mentorship, cohort, coordinator):
    countersign(cohort, coordinator)
    mentee = make.participant_actor(mentorship.people[1].participation)
    late = meetings.record_meeting(mentorship, entry(), by=mentee)
    assert late.locked_in is None

    (month,), _left = countersign(cohort, coordinator)

    late.refresh_from_db()
    assert (month.part, month.entries, late.locked_in) == (2, 1, month)
    assert said_by(INVARIANTS) == []


def test_month_with_nothing_new_is_not_closed_twice(mentorship, cohort, coordinator):
    make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)
    countersign(cohort, coordinator)

    months, left = countersign(cohort, coordinator)

    assert months == []
    assert reasons(left) == ["This month has been countersigned already, and nothing was added since."]


def test_month_that_is_not_over_stays_open(mentorship, cohort, coordinator):
    months, left = countersign(cohort, coordinator, month=dt.date(2026, 4, 1))

    assert (months, reasons(left)) == ([], ["This month is not over yet."])


def test_day_is_judged_where_the_programme_is(mentorship, cohort, coordinator):
    overwrite(cohort.programme, time_zone="Pacific/Kiritimati")
    with time_machine.travel(dt.datetime(2026, 3, 31, 11, tzinfo=dt.UTC)):
        months, _left = countersign(Cohort.objects.get(pk=cohort.pk), coordinator)

    assert len(months) == 1


def test_disputed_entry_comes_first(mentorship, cohort, coordinator):
    disputed = make.make_meeting(mentorship=mentorship, held_on=IN_MARCH, state=MeetingState.DISPUTED)

    months, left = countersign(cohort, coordinator)

    disputed.refresh_from_db()
    assert (months, disputed.locked_in) == ([], None)
    assert reasons(left) == ["An entry of this month is disputed. Settle it first."]


def test_nobody_countersigns_their_own_register(mentorship, cohort, coordinator):
    profile = mentorship.people[0].participation.profile
    membership = make.make_membership(programme=cohort.programme, profile=profile)

    months, left = countersign(cohort, make.staff_actor(membership))

    assert months == []
    assert "somebody else decides" in reasons(left)[0]


def test_registers_that_do_not_have_the_month_are_left_alone(mentorship, cohort, coordinator):
    months, left = countersign(cohort, coordinator, month=dt.date(2026, 1, 1))

    assert (months, left) == ([], [])


def test_only_those_chosen_are_closed(mentorship, cohort, coordinator):
    mentee = make.make_participation(role=make.MENTEE, cohort=cohort)
    make.make_mentorship(mentee=mentee, starts_on=dt.date(2026, 2, 10))

    months, _left = countersign(cohort, coordinator, among=[mentorship.public_id])

    assert [month.mentorship for month in months] == [mentorship]


def test_signature_is_a_name(mentorship, cohort, coordinator):
    with pytest.raises(SignatureMissing):
        countersign(cohort, coordinator, name="  ")

    assert not CountersignedMonth.objects.exists()


def test_note_says_why_and_stays(mentorship, coordinator):
    note = add_register_note(mentorship, MARCH, by=coordinator, text=" Exams in March. ")

    assert (note.text, note.first, note.written_by) == ("Exams in March.", MARCH, coordinator.person)
    assert note.name == Profile.objects.get(person=coordinator.person).name
    assert AuditEvent.objects.filter(act="register-note-added", subject=note.public_id).exists()


def test_note_says_something_about_a_month_of_the_register(mentorship, coordinator):
    with pytest.raises(NoteMissing):
        add_register_note(mentorship, MARCH, by=coordinator, text="  ")
    for day in (dt.date(2026, 5, 1), IN_MARCH, dt.date(2026, 1, 1)):
        with pytest.raises(WrongState):
            add_register_note(mentorship, day, by=coordinator, text="Elsewhere")


@pytest.mark.parametrize(
    "change",
    [{"minutes": 90}, {"topics": "Nicer"}, {"held_on": dt.date(2026, 3, 11)}, {"state": "confirmed"}],
)
def test_change_behind_our_back_is_noticed(mentorship, cohort, coordinator, change):
    held = make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)
    (month,), _left = countersign(cohort, coordinator)

    overwrite(held, **change)

    changed = f"countersigned month {month.public_id}: its entries are not what was countersigned"
    assert changed in said_by(INVARIANTS)


def test_attendance_changed_behind_our_back_is_noticed(mentorship, cohort, coordinator):
    held = make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)
    countersign(cohort, coordinator)

    overwrite(held.attendances.first(), was_there=False)

    assert "its entries are not what was countersigned" in said_by(INVARIANTS)[0]


def test_entry_taken_out_of_its_month_is_noticed(mentorship, cohort, coordinator):
    held = make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)
    countersign(cohort, coordinator)

    overwrite(held, locked_in=None)

    assert "its entries are not what was countersigned" in said_by(INVARIANTS)[0]


def test_fingerprint_made_anew_is_noticed_by_the_audit_chain(mentorship, cohort, coordinator):
    (month,), _left = countersign(cohort, coordinator)

    overwrite(month, fingerprint="0" * 64)

    assert f"countersigned month {month.public_id}: it is not what the audit chain says" in said_by(
        INVARIANTS
    )


@pytest.mark.parametrize("change", [{"name": "Another"}, {"verdict": "kept"}, {"counted": 3}])
def test_what_stands_above_the_name_is_in_the_audit_chain_too(mentorship, cohort, coordinator, change):
    (month,), _left = countersign(cohort, coordinator)

    overwrite(month, **change)

    wrong = f"countersigned month {month.public_id}: it is not what the audit chain says"
    assert said_by(INVARIANTS) == [wrong]


def test_month_that_is_gone_with_its_lock_is_noticed(mentorship, cohort, coordinator):
    held = make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)
    (month,), _left = countersign(cohort, coordinator)

    overwrite(held, locked_in=None)
    remove(month)

    gone = f"countersigned month {month.public_id}: it was countersigned, and is gone"
    assert said_by(INVARIANTS) == [gone]


def test_note_changed_or_taken_out_behind_our_back_is_noticed(mentorship, coordinator):
    changed, gone = (
        add_register_note(mentorship, MARCH, by=coordinator, text=text) for text in ("Exams", "Illness")
    )
    overwrite(changed, text="Holidays")
    remove(gone)

    assert said_by(INVARIANTS) == [
        f"register note {changed.public_id}: it is not what the audit chain says",
        f"register note {gone.public_id}: it was added, and is gone",
    ]


def test_rule_that_is_changed_later_changes_nothing_that_was_countersigned(mentorship, cohort, coordinator):
    make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)
    countersign(cohort, coordinator)
    overwrite(cohort.programme, required_meetings=4)

    current = months_on_paper(mentorship)
    (march,) = [month for month in current if month.first == MARCH]
    (of_all,) = [
        month for month in months_of_cohort(Cohort.objects.get(pk=cohort.pk)) if month.first == MARCH
    ]

    assert (march.verdict, march.required) == (RuleVerdict.KEPT, 1)
    assert (of_all.kept, of_all.not_kept, of_all.signed) == (1, 0, 1)


def test_month_in_which_a_mentorship_ends_goes_on_until_it_is_closed(mentorship, cohort, coordinator):
    overwrite(mentorship, ends_on=dt.date(2026, 4, 1))
    months, left = countersign(cohort, coordinator, month=dt.date(2026, 4, 1))
    assert (months, reasons(left)) == ([], ["This month is not over yet."])

    overwrite(mentorship, state="closed", closed_at=clock.now())
    with time_machine.travel(dt.datetime(2026, 4, 3, 12, tzinfo=dt.UTC)):
        months, _left = countersign(cohort, coordinator, month=dt.date(2026, 4, 1))

    assert len(months) == 1


def test_nobody_signs_what_they_were_not_shown(mentorship, cohort, coordinator):
    seen = digest_of(months_to_countersign(cohort, MARCH, by=coordinator))
    make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)

    with pytest.raises(RegistersChanged):
        countersign(cohort, coordinator, seen=seen)
    again = digest_of(months_to_countersign(cohort, MARCH, by=coordinator))

    assert len(countersign(cohort, coordinator, seen=again)[0]) == 1


def test_as_many_questions_for_many_registers_as_for_one(mentorship, cohort, coordinator):
    def asked():
        with CaptureQueriesContext(connection) as reading:
            standings = months_to_countersign(cohort, MARCH, by=coordinator)
            assert {(len(each.fresh), each.unconfirmed) for each in standings} == {(1, 1)}
        with CaptureQueriesContext(connection) as writing:
            assert len(countersign(cohort, coordinator)[0]) == len(standings)
        return len(reading), len(writing)

    add_register_note(mentorship, MARCH, by=coordinator, text="Begins the audit chain")
    make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)
    for_one = asked()
    make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)
    for _ in range(12):
        mentee = make.make_participation(role=make.MENTEE, cohort=cohort)
        each = make.make_mentorship(mentee=mentee, starts_on=dt.date(2026, 2, 10))
        make.make_meeting(mentorship=each, held_on=IN_MARCH)

    assert asked() == for_one
