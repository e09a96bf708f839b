"""No match until trained: a required course is a hard rule, in the run, by hand and at the release."""

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
REASON = "Mentor 0000 has not done the training “Being a mentor” yet."


@pytest.fixture
def cohort():
    return matchable_cohort(pairs=2)


@pytest.fixture
def coordinator(cohort):
    return make.make_actor(role="coordinator", programme=cohort.programme)


def train(course, participation, **fields):
    return make.make_study(course=course, profile=participation.profile, **fields)


def test_whoever_is_not_trained_is_left_out_with_the_reason(cohort, coordinator):
    course = make.make_course(programme=cohort.programme)
    train(course, person(cohort, "Mentor 0001"))

    run = matched(cohort, coordinator)

    assert set(pairs_of(run).values()) == {"Mentor 0001"}
    left = {row.participation.profile.name: row.reasons for row in run.unmatched.all()}
    assert left["Mentor 0000"] == [REASON]


def test_without_a_required_course_there_is_no_such_rule(cohort, coordinator):
    make.make_course(programme=cohort.programme, is_required=False)
    make.make_course(programme=cohort.programme, state="draft")
    make.make_course()

    assert len(pairs_of(matched(cohort, coordinator))) == 2


def test_a_training_that_ran_out_takes_a_person_out_and_a_refresher_in(cohort, coordinator):
    course = make.make_course(programme=cohort.programme, renewal_days=365)
    for name in ("Mentor 0000", "Mentor 0001"):
        train(course, person(cohort, name), completed_on=clock.today("UTC"))
    train(course, person(cohort, "Mentor 0001"), completed_on=make.days_ago(-100))

    with clock.at(clock.now() + dt.timedelta(days=400)):
        run = matched(cohort, coordinator)

    assert set(pairs_of(run).values()) == {"Mentor 0001"}


def test_only_ready_people_counts_a_valid_course_as_training(cohort, coordinator):
    make.make_rule(cohort=cohort, kind=RuleKind.ONLY_READY, label="Ready")
    course = make.make_course(programme=cohort.programme)
    train(course, person(cohort, "Mentor 0000"))
    Participation.objects.update(cleared_on=make.days_ago(5))
    cohort.participations.filter(role=make.MENTEE).update(trained_on=make.days_ago(5))

    assert set(pairs_of(matched(cohort, coordinator)).values()) == {"Mentor 0000"}


def test_nobody_picks_an_untrained_mentor_by_hand(cohort, coordinator):
    course = make.make_course(programme=cohort.programme)
    train(course, person(cohort, "Mentor 0001"))
    matched(cohort, coordinator)

    with pytest.raises(RuleForbidsPair):
        pick_by_hand(person(cohort, "Mentee 0000"), person(cohort, "Mentor 0000"), by=coordinator)


def test_a_draft_of_somebody_whose_training_ran_out_is_held_back(cohort, coordinator):
    course = make.make_course(programme=cohort.programme, renewal_days=31)
    for name in ("Mentor 0000", "Mentor 0001"):
        train(course, person(cohort, name), completed_on=clock.today("UTC"))
    matched(cohort, coordinator)

    with clock.at(clock.now() + dt.timedelta(days=31)):
        outcome = release_proposals(cohort, by=coordinator)

    assert outcome.released == ()
    assert {held.reason.partition(" ran out")[0] for held in outcome.held_back} == {
        "The training of Mentor 0000 in “Being a mentor”",
        "The training of Mentor 0001 in “Being a mentor”",
    }
    assert len(release_of(cohort, by=coordinator).released) == 2


def test_a_pin_of_somebody_untrained_waits(cohort, coordinator):
    course = make.make_course(programme=cohort.programme)
    train(course, person(cohort, "Mentor 0001"))
    make.make_pair_decision(mentee=person(cohort, "Mentee 0000"), mentor=person(cohort, "Mentor 0000"))

    assert set(pairs_of(matched(cohort, coordinator)).values()) == {"Mentor 0001"}
