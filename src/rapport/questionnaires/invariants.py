"""What must always hold of questions and answers; each check yields a sentence for every breach."""

from collections.abc import Iterator

from django.db.models import F

from rapport.core.breaches import breaches, name_of
from rapport.questionnaires.models import AnswerFile, AnswerSheet, QuestionnaireVersion, digest_of


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


INVARIANTS = {
    "every file is the answer to a question": files_without_answer,
    "every version of a form is what people were asked": versions_changed,
    "every answer sheet belongs to the questions of its version": sheets_of_other_versions,
}
