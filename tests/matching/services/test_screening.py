"""No match until cleared: a required check is a hard rule, in the run, by hand and at the release."""

import datetime as dt

import pytest

from rapport.core import clock
from rapport.matching.choices import RuleKind
from rapport.matching.errors import RuleForbidsPair
from rapport.matching.selectors import release_of
from rapport.matching.services.adjustments import pick_by_hand
from rapport.matching.services.proposals import release_proposals
from rapport.programmes.models import Participation
from tests import make
from tests.matching.cohorts import matchable_cohort, matched, pairs_of, person

pytestmark = pytest.mark.django_db
REASON = "Mentor 0000 has no valid check “Police certificate”."


@pytest.fixture
def cohort():
    return matchable_cohort(pairs=2)


@pytest.fixture
def coordinator(cohort):
    return make.make_actor(role="coordinator", programme=cohort.programme)


def clear(check, participation, **fields):
    return make.make_clearance(background_check=check, profile=participation.profile, **fields)


def test_whoever_is_not_cleared_is_left_out_with_the_reason(cohort, coordinator):
    check = make.make_check(programme=cohort.programme)
    clear(check, person(cohort, "Mentor 0001"))

    run = matched(cohort, coordinator)

    assert set(pairs_of(run).values()) == {"Mentor 0001"}
    left = {row.participation.profile.name: row.reasons for row in run.unmatched.all()}
    assert left["Mentor 0000"] == [REASON]


def test_without_a_required_check_there_is_no_such_rule(cohort, coordinator):
    make.make_check(programme=cohort.programme, is_required=False)
    make.make_check(programme=cohort.programme, state="withdrawn")
    make.make_check()

    assert len(pairs_of(matched(cohort, coordinator))) == 2


def test_a_check_that_ran_out_takes_a_person_out_the_day_after_its_last(cohort, coordinator):
    check = make.make_check(programme=cohort.programme)
    clear(check, person(cohort, "Mentor 0000"), valid_until=make.days_ago(-10))
    clear(check, person(cohort, "Mentor 0001"))

    with clock.at(clock.now() + dt.timedelta(days=10)):
        assert len(pairs_of(matched(cohort, coordinator))) == 2
    with clock.at(clock.now() + dt.timedelta(days=11)):
        assert set(pairs_of(matched(cohort, coordinator)).values()) == {"Mentor 0001"}


def test_training_and_checks_both_have_to_be_there(cohort, coordinator):
    course = make.make_course(programme=cohort.programme)
    check = make.make_check(programme=cohort.programme)
    make.make_study(course=course, profile=person(cohort, "Mentor 0000").profile)
    clear(check, person(cohort, "Mentor 0001"))

    run = matched(cohort, coordinator)

    assert pairs_of(run) == {}
    left = {row.participation.profile.name: row.reasons for row in run.unmatched.all()}
    assert left["Mentor 0000"] == [REASON]
    assert left["Mentor 0001"] == ["Mentor 0001 has not done the training “Being a mentor” yet."]


def test_only_ready_people_asks_the_checks_and_not_the_note_by_hand(cohort, coordinator):
    make.make_rule(cohort=cohort, kind=RuleKind.ONLY_READY, label="Ready")
    check = make.make_check(programme=cohort.programme)
    clear(check, person(cohort, "Mentor 0000"))
    Participation.objects.update(trained_on=make.days_ago(5))
    cohort.participations.filter(role=make.MENTEE).update(cleared_on=make.days_ago(5))
    Participation.objects.filter(pk=person(cohort, "Mentor 0001").pk).update(cleared_on=make.days_ago(5))

    assert set(pairs_of(matched(cohort, coordinator)).values()) == {"Mentor 0000"}


def test_nobody_picks_a_mentor_without_a_check_by_hand(cohort, coordinator):
    check = make.make_check(programme=cohort.programme)
    clear(check, person(cohort, "Mentor 0001"))
    matched(cohort, coordinator)

    with pytest.raises(RuleForbidsPair):
        pick_by_hand(person(cohort, "Mentee 0000"), person(cohort, "Mentor 0000"), by=coordinator)


def test_a_draft_of_somebody_whose_check_ran_out_is_held_back(cohort, coordinator):
    check = make.make_check(programme=cohort.programme)
    for name in ("Mentor 0000", "Mentor 0001"):
        clear(check, person(cohort, name), valid_until=make.days_ago(-5))
    matched(cohort, coordinator)

    with clock.at(clock.now() + dt.timedelta(days=6)):
        outcome = release_proposals(cohort, by=coordinator)

    assert outcome.released == ()
    assert {held.reason.partition(" counted until")[0] for held in outcome.held_back} == {
        "The check “Police certificate” of Mentor 0000",
        "The check “Police certificate” of Mentor 0001",
    }
    assert len(release_of(cohort, by=coordinator).released) == 2


def test_a_pin_of_somebody_without_a_check_waits(cohort, coordinator):
    check = make.make_check(programme=cohort.programme)
    clear(check, person(cohort, "Mentor 0001"))
    make.make_pair_decision(mentee=person(cohort, "Mentee 0000"), mentor=person(cohort, "Mentor 0000"))

    assert set(pairs_of(matched(cohort, coordinator)).values()) == {"Mentor 0001"}
