"""That a question was asked can tell another answer: what hangs on a sensitive one is sensitive, and shut with it."""

import pytest

from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.models import AnswerSheet, Question, opened_among, telling_questions
from rapport.questionnaires.services import add_question, erase_question, opened_after, rewrite_question
from tests import make

pytestmark = pytest.mark.django_db

KEYS = ("illness", "since", "help")
CHAIN = {
    "illness": {"options": ["Yes", "No"], "is_sensitive": True},
    "since": {"options": ["Birth", "Later"], "shown_if": "illness", "shown_for": ["Yes"]},
    "help": {"kind": QuestionKind.TEXT, "shown_if": "since", "shown_for": ["Birth", "Later"]},
}


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def chain(cohort):
    """Are you ill? If so, since when? Whenever that was: what helps?"""
    for key, fields in CHAIN.items():
        add_question(cohort.questionnaire, label=key, **({"kind": QuestionKind.SINGLE} | fields))
    return asked()


def asked():
    return list(Question.objects.all())


def sensitive():
    return {question.key for question in asked() if question.is_sensitive}


def rewritten(key, **changes):
    question = Question.objects.get(key=key)
    fields = {"kind": question.kind, "options": question.options, "label": question.label}
    return rewrite_question(question, **(fields | changes))


def answered(cohort, **answers):
    return AnswerSheet.objects.create(
        questionnaire=cohort.questionnaire, values=answers, opened=sorted(answers)
    )


def test_what_is_asked_because_of_a_sensitive_answer_is_sensitive_from_the_start(chain):
    assert sensitive() == set(KEYS)


def test_what_hangs_on_a_question_becomes_sensitive_with_it(cohort):
    for place, (key, fields) in enumerate(CHAIN.items()):
        more = {"kind": QuestionKind.SINGLE} | fields | {"is_sensitive": False}
        make.make_question(cohort=cohort, key=key, position=place, **more)

    rewritten("illness", is_sensitive=True)

    assert sensitive() == set(KEYS)


def test_a_question_becomes_sensitive_with_its_new_condition(cohort, chain):
    add_question(cohort.questionnaire, label="Diet", kind=QuestionKind.TEXT)

    rewritten("diet", shown_if="since", shown_for=["Birth"])

    assert "diet" in sensitive()


def test_what_does_not_hang_on_it_stays_as_it_was(cohort, chain):
    add_question(
        cohort.questionnaire, label="Town", kind=QuestionKind.SINGLE, options=["A"], is_sensitive=False
    )
    add_question(
        cohort.questionnaire, label="Street", kind=QuestionKind.TEXT, shown_if="town", shown_for=["A"]
    )

    assert (sensitive(), telling_questions(asked())) == (set(KEYS), [])


@pytest.mark.parametrize(
    ("keys", "opened"),
    [
        ({"illness", "since", "help"}, {"illness", "since", "help"}),
        ({"since", "help"}, set()),
        ({"illness", "help"}, {"illness"}),
        ({"illness", "since"}, {"illness", "since"}),
        ({"illness", "unknown"}, {"illness"}),
    ],
)
def test_an_answer_is_open_only_together_with_the_one_it_tells(chain, keys, opened):
    assert opened_among(chain, keys) == opened


def test_what_tells_an_answer_that_stays_with_the_application_is_never_open(chain):
    chain[0].asked_when = "applying"

    assert opened_among(chain, set(KEYS)) == set()


def test_taking_one_answer_back_closes_what_tells_it(chain):
    answers = {"illness": "Yes", "since": "Birth", "help": "Rest"}

    said = opened_after(KEYS, asked=chain, before=answers, now=answers, said={"illness": False})

    assert said == []


def test_a_new_condition_closes_what_tells_an_answer_that_is_closed(cohort, chain):
    add_question(cohort.questionnaire, label="Diet", kind=QuestionKind.TEXT, is_sensitive=True)
    shut, both = answered(cohort, diet="Halal"), answered(cohort, diet="Halal", illness="Yes")

    rewritten("diet", shown_if="illness", shown_for=["Yes"])

    for sheet in (shut, both):
        sheet.refresh_from_db()
    assert (shut.opened, both.opened) == ([], ["diet", "illness"])


def test_an_answer_that_is_taken_out_closes_what_tells_it(cohort, chain):
    sheet = answered(cohort, illness="Yes", since="Birth")

    rewritten("since", options=["Later"], replaced={"Birth": ""})
    kept = AnswerSheet.objects.get(pk=sheet.pk).opened
    rewritten("illness", options=["No"], replaced={"Yes": ""})

    assert (kept, AnswerSheet.objects.get(pk=sheet.pk).opened) == (["illness"], [])


def test_what_was_closed_stays_so_when_its_condition_is_gone(cohort, chain):
    sheet = answered(cohort, since="Birth")
    AnswerSheet.objects.filter(pk=sheet.pk).update(opened=[])

    erase_question(chain[0])

    sheet.refresh_from_db()
    assert (sheet.opened, sensitive()) == ([], {"since", "help"})


def test_the_mark_stays_on_what_a_sensitive_answer_opens_and_is_not_called_changed(chain):
    assert "is_sensitive" not in rewritten("since", is_sensitive=False)
    assert "since" in sensitive()
