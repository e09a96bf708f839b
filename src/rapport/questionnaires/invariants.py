"""What must always hold of questions and answers; each check yields a sentence for every breach."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import F

from rapport.core.breaches import breaches, name_of
from rapport.files import tells_more
from rapport.questionnaires.models import (
    AnswerFile,
    AnswerSheet,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    digest_of,
    opened_among,
    telling_questions,
)


def versions_changed() -> Iterator[str]:
    for version in QuestionnaireVersion.objects.order_by("pk").iterator():
        if version.digest != digest_of(version.questions):
            yield f"{name_of(version)}: it is not what people were asked"


def sheets_of_other_versions() -> Iterator[str]:
    elsewhere = AnswerSheet.objects.exclude(version=None).exclude(version__questionnaire=F("questionnaire"))
    yield from breaches(elsewhere, "its version belongs to other questions")


def files_without_answer() -> Iterator[str]:
    for file in AnswerFile.objects.select_related("sheet").defer("content").order_by("pk").iterator():
        if file.sheet.values.get(file.key) != file.name:
            yield f"{name_of(file)}: no answer names it"


def pictures_that_tell_more() -> Iterator[str]:
    for file in AnswerFile.objects.order_by("pk").iterator(chunk_size=10):
        if tells_more(file.media_type, bytes(file.content)):
            yield f"{name_of(file)}: this picture holds more than it shows, such as where it was taken"


def questions_that_tell() -> Iterator[str]:
    for questionnaire in Questionnaire.objects.order_by("pk").iterator():
        for question in telling_questions(Question.objects.filter(questionnaire=questionnaire)):
            yield f"{name_of(question)}: it is asked because of a sensitive answer, and is not sensitive"


def opened_without_right() -> Iterator[str]:
    """Find what a match would compare though it is no answer, none to a sensitive question, or tells one that is closed."""
    opened = AnswerSheet.objects.exclude(opened=[]).select_related("version")
    in_order = opened.order_by("questionnaire", "version", "pk").iterator()
    for (questionnaire, version), sheets in groupby(
        in_order, lambda each: (each.questionnaire_id, each.version)
    ):
        asked = version.asked() if version else list(Question.objects.filter(questionnaire=questionnaire))
        for sheet in sheets:
            rightly = opened_among(asked, sheet.values.keys() & set(sheet.opened))
            for key in sorted(set(sheet.opened) - rightly):
                yield f"{name_of(sheet)}: “{key}” is open, and must not be"


INVARIANTS = {
    "every file is the answer to a question": files_without_answer,
    "every picture that answers a question holds what it shows, and nothing else": pictures_that_tell_more,
    "every version of a form is what people were asked": versions_changed,
    "what is asked because of a sensitive answer is sensitive": questions_that_tell,
    "a match compares of sensitive answers those alone that can be opened": opened_without_right,
    "every answer sheet belongs to the questions of its version": sheets_of_other_versions,
}
