"""How somebody stands with a check: by the entries, the date where the programme is, and nothing that is stored."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from rapport.core import clock
from rapport.programmes.models import Participation
from rapport.screening.choices import Standing
from rapport.screening.models import BackgroundCheck
from rapport.screening.models.check import months_after
from rapport.screening.selectors import checks_of_participant, clearance_wanting, clearance_wanting_in_words
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentor():
    return make.make_participation(role=make.MENTOR, name="Maya Moss")


@pytest.fixture
def check(mentor):
    return make.make_check(programme=mentor.cohort.programme)


def note(check, mentor, **fields):
    return make.make_clearance(background_check=check, profile=mentor.profile, **fields)


def stands(mentor):
    (found,) = checks_of_participant(mentor)
    return found.standing


def in_days(days):
    return make.days_ago(-days)


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({"valid_until": None}, Standing.CLEARED),
        ({"valid_until": 61}, Standing.CLEARED),
        ({"valid_until": 60}, Standing.EXPIRING),
        ({"valid_until": 0}, Standing.EXPIRING),
        ({"valid_until": -1}, Standing.EXPIRED),
        ({"result": "not-clear"}, Standing.NOT_CLEAR),
        ({"result": "pending"}, Standing.PENDING),
    ],
)
def test_one_entry_says_how_somebody_stands(mentor, check, fields, standing):
    days = fields.get("valid_until")
    note(check, mentor, **fields | ({} if days is None else {"valid_until": in_days(days)}))

    assert stands(mentor) == standing


def test_without_an_entry_a_check_is_missing(mentor, check):
    assert stands(mentor) == Standing.MISSING


def test_the_latest_check_counts_and_not_the_latest_entry(mentor, check):
    note(check, mentor, checked_on=make.days_ago(5))
    note(check, mentor, checked_on=make.days_ago(400), valid_until=make.days_ago(35))

    assert stands(mentor) == Standing.CLEARED


def test_a_renewal_that_is_under_way_leaves_the_old_one_in_force(mentor, check):
    note(check, mentor, checked_on=make.days_ago(300), valid_until=in_days(20))
    note(check, mentor, checked_on=make.days_ago(1), result="pending")

    (found,) = checks_of_participant(mentor)
    assert (found.standing, found.is_under_way, found.valid_until) == (Standing.EXPIRING, True, in_days(20))


def test_what_was_corrected_counts_no_more(mentor, check):
    wrong = note(check, mentor, result="not-clear")
    note(check, mentor, checked_on=make.days_ago(30), corrects=wrong)

    assert stands(mentor) == Standing.CLEARED


def test_a_check_counts_in_every_cohort_of_its_programme_and_in_no_other(mentor, check):
    note(check, mentor)
    programme = mentor.cohort.programme
    later = make.make_participation(
        role=make.MENTOR, profile=mentor.profile, cohort=make.make_cohort(programme=programme)
    )
    elsewhere = make.make_programme(organisation=programme.organisation)
    make.make_check(programme=elsewhere)
    other = make.make_participation(
        role=make.MENTOR, profile=mentor.profile, cohort=make.make_cohort(programme=elsewhere)
    )

    assert (stands(later), stands(other)) == (Standing.CLEARED, Standing.MISSING)


def test_only_what_is_required_of_their_role_is_wanting(mentor, check):
    mentee = make.make_participation(role=make.MENTEE, cohort=mentor.cohort)
    make.make_check(programme=mentor.cohort.programme, name="Card", is_required=False)
    make.make_check(programme=mentor.cohort.programme, name="Old", state="withdrawn")
    everybody = Participation.objects.filter(cohort=mentor.cohort)

    wanting = clearance_wanting(everybody, mentor.cohort.programme)

    assert {key: [each.check for each in missing] for key, missing in wanting.items()} == {mentor.pk: [check]}
    assert mentee.pk not in wanting


ZONE = "Europe/Berlin"


@pytest.mark.parametrize(
    ("moment", "standing"),
    [
        # the last day is the one on which clocks go forward, and has 23 hours
        ("2026-03-29 00:00", Standing.EXPIRING),
        ("2026-03-29 23:59", Standing.EXPIRING),
        ("2026-03-30 00:00", Standing.EXPIRED),
        # 60 days before, on winter time
        ("2026-01-27 23:59", Standing.CLEARED),
        ("2026-01-28 00:00", Standing.EXPIRING),
    ],
)
def test_the_last_day_ends_where_the_programme_is_also_when_clocks_change(mentor, check, moment, standing):
    mentor.cohort.programme.time_zone = ZONE
    mentor.cohort.programme.save()
    BackgroundCheck.objects.get()
    note(check, mentor, checked_on=dt.date(2025, 3, 29), valid_until=dt.date(2026, 3, 29))

    with clock.at(dt.datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(ZONE))):
        assert stands(mentor) == standing


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-11-15", 2, "2027-01-15"),
        ("2026-12-31", 36, "2029-12-31"),
    ],
)
def test_months_end_where_a_calendar_ends_them(day, months, after):
    assert months_after(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(after)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (None, "Maya Moss has no valid check “Police certificate”."),
        ({"result": "not-clear"}, "Maya Moss has no valid check “Police certificate”."),
        (
            {"checked_on": dt.date(2020, 1, 1), "valid_until": dt.date(2021, 5, 3)},
            "The check “Police certificate” of Maya Moss counted until 3 May 2021.",
        ),
    ],
)
def test_the_reason_says_no_more_than_it_must(mentor, check, fields, sentence):
    if fields:
        note(check, mentor, **fields)
    wanting = clearance_wanting(Participation.objects.all(), mentor.cohort.programme)

    assert clearance_wanting_in_words("Maya Moss", wanting[mentor.pk]) == sentence
