"""A mentor's self-assessment: open until every statement is rated, then again later; and the plan that follows."""

import datetime as dt

import pytest

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import WrongState
from rapport.training.choices import Competency
from rapport.training.models import PlanStep, SelfAssessment
from rapport.training.presets.competencies import COMPETENCIES, STATEMENTS
from rapport.training.selectors import own_assessments, plan_of
from rapport.training.services.self_assessments import (
    add_plan_step,
    begin_self_assessment,
    rate_statements,
    remove_plan_step,
    tick_plan_step,
)
from tests import make

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 3, 1)


@pytest.fixture
def mentor():
    return make.make_participation(role=make.MENTOR)


@pytest.fixture
def programme(mentor):
    return mentor.cohort.programme


@pytest.fixture
def by(mentor):
    return make.participant_actor(mentor)


def test_beginning_twice_goes_on_with_the_same(programme, by):
    assert begin_self_assessment(programme, by=by) == begin_self_assessment(programme, by=by)


def test_it_is_done_with_the_last_statement(programme, by):
    assessment = begin_self_assessment(programme, by=by)
    for preset in COMPETENCIES:
        assert assessment.done_at is None
        ratings = dict.fromkeys(preset.statements, 5)
        assessment = rate_statements(assessment, ratings=ratings, by=by)

    assert assessment.done_at is not None
    with pytest.raises(WrongState):
        rate_statements(assessment, ratings={next(iter(STATEMENTS)): 7}, by=by)


def test_the_audit_says_that_it_was_done_and_not_what_was_rated(programme, by):
    assessment = begin_self_assessment(programme, by=by)
    rate_statements(assessment, ratings=dict.fromkeys(STATEMENTS, 5), by=by)

    events = AuditEvent.objects.filter(subject=assessment.public_id).order_by("pk")
    assert [(event.act, event.detail) for event in events] == [
        ("self-assessment-begun", {}),
        ("self-assessment-done", {}),
    ]


def test_another_one_waits_until_something_can_have_changed(programme, by, mentor):
    done = make.make_self_assessment(programme=programme, profile=mentor.profile)
    with pytest.raises(WrongState):
        begin_self_assessment(programme, by=by)

    with clock.at(done.done_at + dt.timedelta(days=30)):
        again = begin_self_assessment(programme, by=by)

    assert (again.done_at, SelfAssessment.objects.count()) == (None, 2)


def test_the_result_is_the_mean_of_each_competency_now_and_at_first(programme, by, mentor):
    for days, rating in ((90, 3), (1, 6)):
        make.make_self_assessment(
            programme=programme,
            profile=mentor.profile,
            rating=rating,
            done_at=clock.now() - dt.timedelta(days),
        )
    weak = next(key for key, competency in STATEMENTS.items() if competency == Competency.DEVELOPMENT)
    last = SelfAssessment.objects.latest("pk")
    SelfAssessment.objects.filter(pk=last.pk).update(ratings=last.ratings | {weak: 3})

    own = own_assessments(programme, by=by)

    found = {each.competency: (each.now, each.before) for each in own.results}
    assert found == dict.fromkeys(Competency, (6, 3)) | {Competency.DEVELOPMENT: (5, 3)}
    assert own.weakest == [Competency.DEVELOPMENT, Competency.COMMUNICATION]


def test_whoever_rates_everything_highest_has_nothing_weak(programme, by, mentor):
    make.make_self_assessment(programme=programme, profile=mentor.profile, rating=7)

    assert own_assessments(programme, by=by).weakest == []


def test_a_step_of_the_plan_is_ticked_opened_again_and_removed(programme, by):
    step = add_plan_step(programme, text="Ask what helped", due_on=DAY, by=by)
    for is_done in (True, True):
        tick_plan_step(step, is_done=is_done, by=by)
    step.refresh_from_db()
    assert step.done_on == clock.today(programme.time_zone)

    tick_plan_step(step, is_done=False, by=by)
    step.refresh_from_db()
    assert step.done_on is None

    remove_plan_step(step, by=by)
    assert not PlanStep.objects.exists()


def test_a_plan_shows_what_is_still_to_do_first(programme, by, mentor):
    fields = {"programme": programme, "profile": mentor.profile}
    for text, due_on, done_on in (
        ("done", DAY, DAY),
        ("later", DAY + dt.timedelta(1), None),
        ("soon", DAY, None),
    ):
        make.make_plan_step(text=text, due_on=due_on, done_on=done_on, **fields)

    assert [step.text for step in plan_of(programme, by=by)] == ["soon", "later", "done"]
