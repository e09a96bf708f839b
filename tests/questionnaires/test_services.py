"""Questions and the answers that follow them: renamed, merged, taken away, turned into another kind."""

import pytest

from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.errors import KindLosesAnswers
from rapport.questionnaires.models import AnswerSheet, Question
from rapport.questionnaires.selectors import answers_to, count_choices, kinds_that_keep
from rapport.questionnaires.services import add_question, erase_question, move_question, rewrite_question
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


def asked(cohort, kind, options=(), answers=()):
    question = make.make_question(cohort=cohort, key="q", kind=kind, options=list(options))
    for answer in answers:
        values = {"q": answer, "other": "kept"}
        AnswerSheet.objects.create(questionnaire=cohort.questionnaire, values=values)
    return question


def answers():
    return [sheet.values.get("q") for sheet in AnswerSheet.objects.order_by("pk")]


def rewritten(question, **changes):
    fields = {"kind": question.kind, "options": question.options, "label": question.label}
    return rewrite_question(question, **fields | changes)


def test_a_renamed_choice_is_renamed_in_every_answer_however_it_was_spelt(cohort):
    question = asked(
        cohort, QuestionKind.MULTIPLE, ["Exams", "Research"], [["exams", "Research"], ["Research"]]
    )

    changed = rewritten(question, options=["Examinations", "Research"], replaced={"Exams": "Examinations"})

    assert changed == ["options"]
    assert answers() == [["Examinations", "Research"], ["Research"]]
    assert Question.objects.get().options == ["Examinations", "Research"]


def test_two_choices_made_one_stand_once_in_an_answer(cohort):
    question = asked(cohort, QuestionKind.MULTIPLE, ["Exams", "Tests"], [["Exams", "Tests"], ["Tests"]])

    rewritten(question, options=["Exams"], replaced={"Tests": "Exams"})

    assert answers() == [["Exams"], ["Exams"]]


def test_two_choices_swap_their_words(cohort):
    question = asked(cohort, QuestionKind.SINGLE, ["A", "B"], ["A", "B"])

    rewritten(question, options=["B", "A"], replaced={"A": "B", "B": "A"})

    assert answers() == ["B", "A"]


@pytest.mark.parametrize(
    ("kind", "given", "left"),
    [
        (QuestionKind.MULTIPLE, ["A", "B"], ["B"]),
        (QuestionKind.MULTIPLE, ["A"], None),
        (QuestionKind.SINGLE, "A", None),
    ],
)
def test_a_choice_that_is_gone_leaves_the_answers(cohort, kind, given, left):
    rewritten(asked(cohort, kind, ["A", "B"], [given]), options=["B"], replaced={"A": ""})

    assert answers() == [left]
    assert AnswerSheet.objects.get().values["other"] == "kept"


@pytest.mark.parametrize(
    ("kind", "to", "given", "then"),
    [
        (QuestionKind.SINGLE, QuestionKind.MULTIPLE, "A", ["A"]),
        (QuestionKind.SINGLE, QuestionKind.SCALE, "A", "A"),
        (QuestionKind.SCALE, QuestionKind.TEXT, "A", "A"),
        (QuestionKind.MULTIPLE, QuestionKind.TEXT, ["A", "B"], "A; B"),
        (QuestionKind.MULTIPLE, QuestionKind.SINGLE, ["A"], "A"),
        (QuestionKind.NUMBER, QuestionKind.TEXT, 3, "3"),
    ],
)
def test_a_kind_that_keeps_the_answers_takes_them_along(cohort, kind, to, given, then):
    question = asked(cohort, kind, ["A", "B"], [given])

    rewritten(question, kind=to)

    assert (answers(), Question.objects.get().kind) == ([then], to)


@pytest.mark.parametrize(
    ("kind", "to", "given"),
    [
        (QuestionKind.MULTIPLE, QuestionKind.SINGLE, ["A", "B"]),
        (QuestionKind.TEXT, QuestionKind.NUMBER, "A lot"),
        (QuestionKind.SINGLE, QuestionKind.NUMBER, "A"),
    ],
)
def test_a_kind_that_would_lose_answers_is_refused(cohort, kind, to, given):
    question = asked(cohort, kind, ["A", "B"], [given])

    with pytest.raises(KindLosesAnswers):
        rewritten(question, kind=to)

    assert (answers(), Question.objects.get().kind) == ([given], kind)


def test_a_question_that_nobody_answered_can_become_any_kind(cohort):
    question = asked(cohort, QuestionKind.TEXT)

    assert kinds_that_keep(question, answers_to(question)) == list(QuestionKind)


def test_choices_are_counted_in_the_spelling_of_the_list(cohort):
    question = asked(cohort, QuestionKind.MULTIPLE, ["Exams"], [["exams", "Chess"], ["EXAMS"]])

    assert count_choices(question, answers_to(question)) == {"Exams": 2, "Chess": 1}


def test_an_erased_question_takes_its_answers_and_nothing_else(cohort):
    question = asked(cohort, QuestionKind.TEXT, answers=["A", "B"])

    assert erase_question(question) == 2
    assert [sheet.values for sheet in AnswerSheet.objects.all()] == [{"other": "kept"}] * 2


def test_an_answer_that_is_gone_is_not_open_to_a_question_that_comes_after(cohort):
    question = asked(cohort, QuestionKind.SINGLE, ["A", "B"], ["A", "B"])
    Question.objects.update(is_sensitive=True)
    question.refresh_from_db()
    AnswerSheet.objects.update(opened=["q"])
    rewritten(question, options=["B"], replaced={"A": ""})
    replaced = list(AnswerSheet.objects.order_by("pk").values_list("opened", flat=True))
    erase_question(question)

    assert replaced == [[], ["q"]]
    assert list(AnswerSheet.objects.values_list("opened", flat=True)) == [[], []]


def test_a_question_is_added_at_the_end_and_moved_up(cohort):
    first, middle = (add_question(cohort.questionnaire, label=word, kind="text") for word in ("One", "Two"))
    erase_question(first)
    last = add_question(cohort.questionnaire, label="Three", kind="text")

    move_question(last, steps=-1)

    assert list(cohort.questionnaire.questions.all()) == [last, middle]
