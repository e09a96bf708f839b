"""Questions that criteria and hard rules compare: changed only as far as these still work, removed with them."""

import pytest

from rapport.audit.models import AuditEvent
from rapport.matching.errors import BadMatchSettings
from rapport.matching.services.questions import edit_question, remove_question
from rapport.programmes.choices import CohortState
from rapport.programmes.errors import CohortClosed
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.models import Question
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def by(cohort):
    return make.make_actor(programme=cohort.programme)


@pytest.fixture
def topics(cohort):
    make.make_criterion(cohort=cohort, label="Shared topics")
    return make.make_question(cohort=cohort, options=["Exams", "Research"])


def fields_of(question, **changes):
    names = ("label", "help", "asked_of", "kind", "options", "is_sensitive")
    return {name: getattr(question, name) for name in names} | changes


def test_a_change_is_recorded_without_what_anybody_answered(topics, by):
    mentee = make.make_participation(
        role=make.MENTEE, cohort=topics.questionnaire.cohort, answers={"topics": ["Exams"]}
    )

    edit_question(
        topics, by=by, replaced={"Exams": "Tests"}, **fields_of(topics, options=["Tests", "Research"])
    )

    mentee.answers.refresh_from_db()
    event = AuditEvent.objects.get(act="question-edited")
    assert mentee.answers.values == {"topics": ["Tests"]}
    assert event.detail == {"key": "topics", "fields": ["options"], "choices_replaced": 1}


def test_nothing_changed_records_nothing(topics, by):
    assert edit_question(topics, by=by, **fields_of(topics)) == []
    assert AuditEvent.objects.count() == 0


def test_a_kind_that_a_criterion_cannot_compare_is_refused(topics, by):
    with pytest.raises(BadMatchSettings):
        edit_question(topics, by=by, **fields_of(topics, kind=QuestionKind.TEXT))

    assert Question.objects.get().kind == QuestionKind.MULTIPLE


def test_a_step_more_on_one_of_two_scales_is_refused(cohort, by):
    grade, year = (
        make.make_question(cohort=cohort, key=key, kind=QuestionKind.SCALE, options=["Low", "High"])
        for key in ("grade", "year")
    )
    settings = {"mentee_question": "grade", "mentor_question": "year", "settings": {"from": 1}}
    make.make_criterion(cohort=cohort, kind="ordered_distance", label="Apart", **settings)

    with pytest.raises(BadMatchSettings):
        edit_question(year, by=by, **fields_of(year, options=["Low", "Middle", "High"]))

    year.refresh_from_db()
    assert year.options == ["Low", "High"] == grade.options


def test_a_removed_question_takes_along_what_compares_its_answers(cohort, topics, by):
    make.make_rule(cohort=cohort, kind="not_same", mentee_question="topics", mentor_question="topics")
    other = make.make_rule(cohort=cohort, kind="not_previous_pair")
    mentee = make.make_participation(
        role=make.MENTEE, cohort=cohort, answers={"topics": ["Exams"], "about": "Me"}
    )

    assert remove_question(topics, by=by) == 1

    mentee.answers.refresh_from_db()
    assert mentee.answers.values == {"about": "Me"}
    assert (cohort.criteria.count(), list(cohort.match_rules.all())) == (0, [other])
    assert AuditEvent.objects.get(act="question-removed").detail == {"key": "topics", "answers": 1}


def rename(question, *, by):
    return edit_question(question, by=by, **fields_of(question, label="New"))


@pytest.mark.parametrize("act", [remove_question, rename])
def test_a_closed_cohort_keeps_its_questions(cohort, topics, by, act):
    cohort.state = CohortState.CLOSED
    cohort.save()

    with pytest.raises(CohortClosed):
        act(topics, by=by)

    assert Question.objects.get().label == "Topics"
