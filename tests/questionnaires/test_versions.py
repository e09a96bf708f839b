"""Versions of a form: what somebody was asked stays, whatever becomes of the questions."""

import pytest

from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.errors import SensitiveStays, VersionStands
from rapport.questionnaires.invariants import sheets_of_other_versions, versions_changed
from rapport.questionnaires.models import AnswerSheet, Question, QuestionnaireVersion
from rapport.questionnaires.selectors import (
    answers_to,
    questions_missing,
    sections_of,
)
from rapport.questionnaires.services import (
    carry_answers,
    erase_question,
    freeze_questions,
    move_question,
    rewrite_question,
)
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def topics(cohort):
    return make.make_question(
        cohort=cohort, options=["Exams", "Research"], is_required=True, section="Aims", help="Choose"
    )


def test_a_version_is_made_only_when_something_has_changed(cohort, topics):
    first = freeze_questions(cohort.questionnaire)
    assert freeze_questions(cohort.questionnaire) == first

    rewrite_question(topics, kind=topics.kind, options=topics.options, label="Your topics")

    assert freeze_questions(cohort.questionnaire).number == 2


def test_an_order_is_a_part_of_a_version(cohort, topics):
    make.make_question(cohort=cohort, key="year", position=1)
    first = freeze_questions(cohort.questionnaire)

    move_question(topics, steps=1)

    assert freeze_questions(cohort.questionnaire) != first


def test_a_version_shows_what_was_asked_whatever_becomes_of_the_question(cohort, topics):
    version = freeze_questions(cohort.questionnaire)
    erase_question(topics)

    (asked,) = QuestionnaireVersion.objects.get(pk=version.pk).asked()

    assert (asked.label, asked.options, asked.help) == ("Topics", ["Exams", "Research"], "Choose")
    assert questions_missing([asked], {}) == [asked]
    assert list(sections_of([asked])) == ["Aims"]


def test_a_version_is_never_written_again(cohort, topics):
    version = freeze_questions(cohort.questionnaire)
    version.questions = []

    with pytest.raises(VersionStands):
        version.save()


def test_a_changed_choice_leaves_the_sheets_of_a_version_alone(cohort, topics):
    version = freeze_questions(cohort.questionnaire)
    fields = {"questionnaire": cohort.questionnaire, "values": {"topics": ["Exams"]}}
    kept, following = (
        AnswerSheet.objects.create(version=version, **fields),
        AnswerSheet.objects.create(**fields),
    )

    rewrite_question(
        topics, kind=topics.kind, options=["Tests", "Research"], replaced={"Exams": "Tests"}, label="Topics"
    )

    assert AnswerSheet.objects.get(pk=kept.pk).values == {"topics": ["Exams"]}
    assert AnswerSheet.objects.get(pk=following.pk).values == {"topics": ["Tests"]}
    assert answers_to(topics) == [["Tests"]]


def question(key, kind, **fields):
    return Question(key=key, kind=kind, **fields)


def test_answers_are_carried_where_they_still_mean_the_same():
    asked = [
        question("same", QuestionKind.SCALE),
        question("list-now-text", QuestionKind.MULTIPLE),
        question("text-now-list", QuestionKind.TEXT),
        question("gone", QuestionKind.TEXT),
    ]
    now = [
        question("same", QuestionKind.SCALE),
        question("list-now-text", QuestionKind.TEXT),
        question("text-now-list", QuestionKind.MULTIPLE),
        question("new", QuestionKind.TEXT),
    ]
    answers = {"same": "Often", "list-now-text": ["A", "B"], "text-now-list": "A", "gone": "Lost"}

    assert carry_answers(answers, asked=asked, now=now) == {"same": "Often", "list-now-text": "A; B"}


def test_an_answer_given_to_few_is_not_carried_to_a_question_that_more_people_read():
    asked = [question("faith", QuestionKind.TEXT, is_sensitive=True), question("town", QuestionKind.TEXT)]
    now = [question("faith", QuestionKind.TEXT), question("town", QuestionKind.TEXT, is_sensitive=True)]

    assert carry_answers({"faith": "Quaker", "town": "Ely"}, asked=asked, now=now) == {"town": "Ely"}


@pytest.mark.parametrize("is_of_a_version", [True, False])
def test_what_was_answered_as_sensitive_stays_so(cohort, is_of_a_version):
    faith = make.make_question(cohort=cohort, key="faith", kind=QuestionKind.TEXT, is_sensitive=True)
    version = freeze_questions(cohort.questionnaire) if is_of_a_version else None
    fields = {"questionnaire": cohort.questionnaire, "version": version}
    sheet = AnswerSheet.objects.create(values={"faith": "Quaker"}, **fields)
    words = {"kind": faith.kind, "options": [], "label": "Belief", "is_sensitive": False}

    with pytest.raises(SensitiveStays):
        rewrite_question(faith, **words)
    refused = Question.objects.get()
    then = refused.is_sensitive
    AnswerSheet.objects.filter(pk=sheet.pk).update(values={})
    rewrite_question(refused, **words)

    assert (then, Question.objects.get().is_sensitive) == (True, False)


def test_a_required_question_that_is_not_shown_is_not_missing():
    asked = [
        question("before", QuestionKind.SINGLE, options=["Yes", "No"]),
        question("where", QuestionKind.TEXT, is_required=True, shown_if="before", shown_for=["Yes"]),
    ]

    assert questions_missing(asked, {"before": "No"}) == []
    assert questions_missing(asked, {"before": "Yes"}) == asked[1:]


def test_a_version_that_was_tampered_with_is_found(cohort, topics):
    version = freeze_questions(cohort.questionnaire)
    assert list(versions_changed()) == []

    QuestionnaireVersion.objects.update(questions=[])

    assert list(versions_changed()) == [
        f"questionnaire version {version.public_id}: it is not what people were asked"
    ]


def test_a_sheet_of_a_version_of_other_questions_is_found(cohort, topics):
    version = freeze_questions(cohort.questionnaire)
    sheet = AnswerSheet.objects.create(questionnaire=make.make_cohort().questionnaire, version=version)

    assert list(sheets_of_other_versions()) == [
        f"answer sheet {sheet.public_id}: its version belongs to other questions"
    ]
