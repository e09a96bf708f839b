"""Questions that are asked because of an answer, and the headings that they stand under."""

import pytest

from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.errors import ConditionComesLater
from rapport.questionnaires.models import Question
from rapport.questionnaires.selectors import questions_before, questions_shown, sections_of
from rapport.questionnaires.services import erase_question, move_question, rewrite_question
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def chain(cohort):
    """Have you mentored before? If so, where? If at work: who knows you from there?"""
    fields = [
        ("before", {"kind": QuestionKind.SINGLE, "options": ["Yes", "No"]}),
        ("where", {"options": ["School", "Work"], "shown_if": "before", "shown_for": ["Yes"]}),
        ("who", {"kind": QuestionKind.TEXT, "shown_if": "where", "shown_for": ["Work", "School"]}),
    ]
    return [
        make.make_question(cohort=cohort, key=key, position=place, **more)
        for place, (key, more) in enumerate(fields)
    ]


def keys(questions):
    return [question.key for question in questions]


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ({}, ["before"]),
        ({"before": "No"}, ["before"]),
        ({"before": " yes "}, ["before", "where"]),
        ({"before": "Yes", "where": ["Home", "Work"]}, ["before", "where", "who"]),
    ],
)
def test_a_question_is_shown_for_one_of_its_answers(chain, answers, shown):
    assert keys(questions_shown(chain, answers)) == shown


def test_an_answer_to_what_is_not_asked_any_more_opens_nothing(chain):
    assert keys(questions_shown(chain, {"before": "No", "where": ["Work"]})) == ["before"]


def test_a_question_whose_condition_is_not_asked_at_all_is_not_shown(chain):
    assert questions_shown(chain[1:], {"before": "Yes", "where": ["Work"]}) == []


def test_earlier_lists_alone_can_be_conditions(chain):
    assert keys(questions_before(None, chain)) == ["before", "where"]
    assert keys(questions_before(chain[1], chain)) == ["before"]


def test_questions_stand_under_their_heading_wherever_they_are_in_the_list(cohort):
    for place, (key, section) in enumerate([("a", ""), ("b", "Aims"), ("c", ""), ("d", "Aims")]):
        make.make_question(cohort=cohort, key=key, section=section, position=place)

    found = {heading: keys(under) for heading, under in sections_of(Question.objects.all()).items()}

    assert found == {"": ["a", "c"], "Aims": ["b", "d"]}


@pytest.mark.parametrize(("place", "steps"), [(0, 1), (1, -1)])
def test_no_question_moves_past_the_one_that_it_depends_on(chain, place, steps):
    with pytest.raises(ConditionComesLater):
        move_question(chain[place], steps=steps)

    assert keys(Question.objects.all()) == ["before", "where", "who"]


def test_a_condition_follows_the_words_of_the_choices(chain):
    where = chain[1]

    rewrite_question(
        where,
        kind=where.kind,
        options=["College"],
        replaced={"School": "College", "Work": ""},
        label="Where?",
    )

    assert Question.objects.get(key="who").shown_for == ["College"]


def test_a_condition_goes_with_its_last_choice(chain):
    before = chain[0]

    rewrite_question(before, kind=before.kind, options=["No"], replaced={"Yes": ""}, label="Before?")

    where = Question.objects.get(key="where")
    assert (where.shown_if, where.shown_for) == ("", [])


def test_a_condition_goes_with_its_question(chain):
    erase_question(chain[0])

    assert list(Question.objects.values_list("shown_if", flat=True)) == ["", "where"]
