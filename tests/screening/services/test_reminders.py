"""Before a check runs out its person and who runs the programme are written to, once for each of the days."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from rapport.core import clock
from rapport.letters.models import Letter
from rapport.programmes.choices import CohortState, ParticipationState
from rapport.programmes.models import Cohort, Organisation, Participation, Programme
from rapport.screening.models import BackgroundCheck, Clearance
from rapport.screening.services.reminders import remind_next_clearance
from tests import make

pytestmark = pytest.mark.django_db

OWN, OWN_END = "clearance-expiring-reminder", "clearance-expired-notification"
STAFF, STAFF_ALERT = "clearances-expiring-reminder", "clearance-lapsed-alert"
LAST = dt.date(2026, 6, 30)


@pytest.fixture
def mentor():
    return make.make_participation(role=make.MENTOR, name="Maya Moss")


@pytest.fixture
def check(mentor):
    return make.make_check(programme=mentor.cohort.programme)


@pytest.fixture
def entry(mentor, check):
    return make.make_clearance(
        background_check=check, profile=mentor.profile, checked_on=dt.date(2025, 6, 30), valid_until=LAST
    )


@pytest.fixture
def coordinator(mentor):
    return make.make_membership(programme=mentor.cohort.programme)


def sweep(days_before, hour=12):
    """Sweep so many days before the last one, and return the kinds of the letters that are new."""
    before = set(Letter.objects.values_list("pk", flat=True))
    moment = dt.datetime.combine(LAST, dt.time(hour), dt.UTC) - dt.timedelta(days=days_before)
    with clock.at(moment):
        while remind_next_clearance():
            pass
    return sorted(Letter.objects.exclude(pk__in=before).values_list("kind", flat=True))


def test_letters_go_out_on_each_of_the_days_and_when_it_has_run_out(mentor, entry):
    told = {days: sweep(days) for days in (61, 60, 59, 31, 30, 8, 7, 1, 0, -1, -30)}

    assert {days: kinds for days, kinds in told.items() if kinds} == {
        60: [OWN],
        30: [OWN],
        7: [OWN],
        -1: [OWN_END],
    }


def test_who_runs_the_programme_gets_one_letter_a_day_however_many_checks_run_out(check, entry, coordinator):
    for name in ("Nadia North", "Piet Pine"):
        other = make.make_participation(role=make.MENTOR, cohort=Cohort.objects.get(), name=name)
        make.make_clearance(
            background_check=check,
            profile=other.profile,
            checked_on=dt.date(2025, 6, 30),
            valid_until=LAST,
        )

    assert sweep(60) == [*[OWN] * 3, STAFF]
    letter = Letter.objects.get(kind=STAFF)
    assert letter.to_address == coordinator.profile.person.email
    assert [name for name in ("Maya", "Nadia", "Piet") if name in letter.text + letter.subject] == []


def test_days_that_were_missed_are_told_of_in_one_letter(entry):
    assert sweep(5) == [OWN]
    assert sweep(4) == []


def test_an_active_mentorship_is_told_of_to_the_coordinator_and_the_safeguarding_lead_once(
    mentor, entry, coordinator
):
    lead = make.make_membership(role="safeguarding-lead", programme=mentor.cohort.programme)
    make.make_mentorship(
        mentor=mentor, mentee=make.make_participation(role=make.MENTEE, cohort=mentor.cohort)
    )
    sweep(3)

    assert sweep(-1) == [OWN_END, STAFF_ALERT, STAFF_ALERT]
    assert sweep(-2) == []
    alerts = Letter.objects.filter(kind=STAFF_ALERT)
    assert {alert.to_address for alert in alerts} == {
        coordinator.profile.person.email,
        lead.profile.person.email,
    }
    assert "mentorships that run on: 1." in alerts[0].text
    assert "Maya" not in alerts[0].subject + alerts[0].text


def test_a_new_check_stops_the_letters_of_the_old_one(mentor, check, entry):
    make.make_clearance(
        background_check=check,
        profile=mentor.profile,
        checked_on=dt.date(2026, 4, 1),
        valid_until=dt.date(2028, 4, 1),
    )

    assert sweep(30) + sweep(-1) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda: Participation.objects.update(state=ParticipationState.LEFT),
        lambda: Cohort.objects.update(state=CohortState.CLOSED),
        lambda: BackgroundCheck.objects.update(state="withdrawn"),
        lambda: Clearance.objects.update(valid_until=None),
        lambda: Clearance.objects.update(result="not-clear", valid_until=None),
        lambda: Organisation.objects.update(state="suspended", suspended_at=clock.now()),
    ],
)
def test_who_need_not_renew_is_left_alone(entry, coordinator, change):
    change()

    assert sweep(7) == []


@pytest.mark.parametrize(
    ("zone", "moment", "letters"),
    [
        # 60 days before the last one is 1 May, which begins in each zone at another moment
        ("Pacific/Kiritimati", "2026-04-30 09:59", 0),
        ("Pacific/Kiritimati", "2026-04-30 10:00", 1),
        ("Europe/Berlin", "2026-04-30 21:59", 0),
        ("Europe/Berlin", "2026-04-30 22:00", 1),
        ("America/Los_Angeles", "2026-05-01 06:59", 0),
        ("America/Los_Angeles", "2026-05-01 07:00", 1),
    ],
)
def test_a_day_begins_where_the_programme_is(entry, zone, moment, letters):
    Programme.objects.update(time_zone=zone)

    with clock.at(dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)):
        while remind_next_clearance():
            pass

    assert Letter.objects.count() == letters


@pytest.mark.parametrize(("hour", "minute", "letters"), [(0, 0, 1), (23, 59, 0)])
def test_the_end_comes_at_midnight_also_on_the_day_when_clocks_go_forward(entry, hour, minute, letters):
    Programme.objects.update(time_zone="Europe/Berlin")
    last = dt.date(2026, 3, 29)
    Clearance.objects.update(valid_until=last, reminded_for=7)
    day = last + dt.timedelta(days=1) if letters else last

    with clock.at(dt.datetime.combine(day, dt.time(hour, minute), ZoneInfo("Europe/Berlin"))):
        while remind_next_clearance():
            pass

    assert Letter.objects.filter(kind=OWN_END).count() == letters
