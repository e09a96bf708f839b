"""What must always hold of questions and answers; each check yields a sentence for every breach."""

from collections.abc import Iterator

from django.db.models import F

from rapport.core.breaches import breaches, name_of
from rapport.questionnaires.models import AnswerSheet, QuestionnaireVersion, digest_of


def versions_changed() -> Iterator[str]:
    for version in QuestionnaireVersion.objects.order_by("pk").iterator():
        if version.digest != digest_of(version.questions):
            yield f"{name_of(version)}: it is not what people were asked"


def sheets_of_other_versions() -> Iterator[str]:
    elsewhere = AnswerSheet.objects.exclude(version=None).exclude(version__questionnaire=F("questionnaire"))
    yield from breaches(elsewhere, "its version belongs to other questions")


INVARIANTS = {
    "every version of a form is what people were asked": versions_changed,
    "every answer sheet belongs to the questions of its version": sheets_of_other_versions,
}
