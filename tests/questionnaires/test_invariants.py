"""What must hold of questions and answers is noticed when it does not."""

import pytest
from PIL import Image

from rapport.files import ReadFile, read_file
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.invariants import INVARIANTS
from rapport.questionnaires.models import AnswerSheet
from rapport.questionnaires.services import freeze_questions, keep_file
from tests import make
from tests.breaking import overwrite, said_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    """Are you ill? Those who are: on which ward? And where do you live?"""
    cohort = make.make_cohort()
    asked = {
        "illness": {"is_sensitive": True},
        "ward": {"is_sensitive": True, "shown_if": "illness", "shown_for": ["Yes"]},
        "town": {},
    }
    for place, (key, fields) in enumerate(asked.items()):
        more = {"kind": QuestionKind.SINGLE, "options": ["Yes"], "position": place} | fields
        make.make_question(cohort=cohort, key=key, **more)
    return cohort


def sheet_of(cohort, opened, *, version=None):
    answers = {"illness": "Yes", "ward": "Yes", "town": "Yes"}
    return AnswerSheet.objects.create(
        questionnaire=cohort.questionnaire, version=version, values=answers, opened=opened
    )


def test_sound_world_has_no_breach(cast):
    assert said_by(INVARIANTS) == []


def test_sensitive_answers_that_can_be_open_are_sound(cohort):
    sheet_of(cohort, ["illness", "ward"])
    sheet_of(cohort, ["illness"], version=freeze_questions(cohort.questionnaire))

    assert said_by(INVARIANTS) == []


@pytest.mark.parametrize("is_of_a_version", [True, False])
@pytest.mark.parametrize(
    ("opened", "wrong"),
    [(["illness", "town"], "town"), (["ward"], "ward"), (["illness", "gone"], "gone")],
)
def test_what_is_open_and_must_not_be(cohort, is_of_a_version, opened, wrong):
    version = freeze_questions(cohort.questionnaire) if is_of_a_version else None
    sheet_of(cohort, ["illness"], version=version)
    sheet = sheet_of(cohort, opened, version=version)

    assert said_by(INVARIANTS) == [f"answer sheet {sheet.public_id}: “{wrong}” is open, and must not be"]


def test_an_open_key_without_an_answer(cohort):
    sheet = sheet_of(cohort, ["illness"])
    overwrite(sheet, values={"town": "Yes"})

    assert said_by(INVARIANTS) == [f"answer sheet {sheet.public_id}: “illness” is open, and must not be"]


def test_a_question_that_tells_and_is_not_marked(cohort):
    ward = cohort.questionnaire.questions.get(key="ward")
    overwrite(ward, is_sensitive=False)

    assert said_by(INVARIANTS) == [
        f"question {ward.public_id}: it is asked because of a sensitive answer, and is not sensitive"
    ]


def test_a_picture_that_says_where_it_was_taken(cohort):
    notes = Image.Exif()
    notes[0x010E] = "Elm Street 4"
    photo = make.make_picture_file(kind="JPEG", exif=notes)
    sheet = sheet_of(cohort, [])
    overwrite(sheet, values={"before": "as-it-came.jpg", "town": "drawn-anew.jpg"})
    keep_file(sheet, "before", ReadFile("as-it-came.jpg", "image/jpeg", photo))
    keep_file(sheet, "town", read_file("drawn-anew.jpg", photo))

    file = sheet.files.get(key="before")
    assert said_by(INVARIANTS) == [
        f"answer file {file.public_id}: this picture holds more than it shows, such as where it was taken"
    ]
