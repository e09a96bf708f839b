import datetime as dt

import pytest

from rapport.audit.models import AuditEvent
from rapport.matching.models import Criterion, Rule
from rapport.matching.services.cohorts import OF_A_CRITERION, OF_A_RULE, create_cohort_like
from rapport.programmes.models import Participation
from rapport.programmes.services.programmes import OF_A_QUESTION
from rapport.questionnaires.models import Question
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def like():
    cohort = make.make_cohort(programme=make.make_programme(preset="staff-mentoring"))
    make.make_question(cohort=cohort, key="topics", label="Our topics", options=["Piano", "Chess"])
    make.make_criterion(cohort=cohort, label="Shared topics", weight=12)
    same = {"mentee_question": "topics", "mentor_question": "topics"}
    make.make_rule(cohort=cohort, label="Not the same topic", kind="not_same", **same)
    make.make_participation(role=make.MENTOR, cohort=cohort)
    return cohort


@pytest.fixture
def cohort(like):
    return create_cohort_like(
        like,
        programme=like.programme,
        name="Next",
        starts_on=dt.date(2027, 1, 1),
        ends_on=dt.date(2027, 12, 31),
        by=make.make_actor(programme=like.programme),
    )


def values(rows, names):
    return [tuple(getattr(row, name) for name in names) for row in rows]


def test_it_asks_and_matches_as_the_other_does(like, cohort):
    asked, asked_before = (
        Question.objects.filter(questionnaire=each.questionnaire) for each in (cohort, like)
    )
    assert values(asked, OF_A_QUESTION) == values(asked_before, OF_A_QUESTION)
    assert values(cohort.criteria.all(), OF_A_CRITERION) == values(like.criteria.all(), OF_A_CRITERION)
    assert values(cohort.match_rules.all(), OF_A_RULE) == values(like.match_rules.all(), OF_A_RULE)


@pytest.mark.parametrize(
    ("model", "taken_over", "left_out"),
    [
        (Question, OF_A_QUESTION, {"questionnaire", "position"}),
        (Criterion, OF_A_CRITERION, {"cohort"}),
        (Rule, OF_A_RULE, {"cohort"}),
    ],
)
def test_every_field_is_taken_over_or_left_out_on_purpose(model, taken_over, left_out):
    own = {field.name for field in model._meta.concrete_fields}

    assert own - set(taken_over) - {"id", "public_id", "created_at"} == left_out


def test_it_takes_nobody_over(cohort):
    assert Participation.objects.filter(cohort=cohort).count() == 0


def test_it_is_on_record_which_one_it_is_like(like, cohort):
    assert AuditEvent.objects.get(act="cohort-created", subject=cohort.public_id).detail == {
        "like": like.public_id
    }
