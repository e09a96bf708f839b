"""What kinds of question there are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionKind(TextChoices):
    SINGLE = "single", _("One of a list")
    MULTIPLE = "multiple", _("Several of a list")
    SCALE = "scale", _("A step on a scale")
    TEXT = "text", _("Free text")
    NUMBER = "number", _("A number")
    DATE = "date", _("A day")
    AGREEMENT = "agreement", _("Something to agree to")
    FILE = "file", _("A file")


OF_THE_MOMENT = frozenset({QuestionKind.DATE, QuestionKind.AGREEMENT, QuestionKind.FILE})
"""What is asked when somebody comes, and says nothing that could be compared afterwards."""

NEVER_COMPARED = frozenset({QuestionKind.FILE, QuestionKind.AGREEMENT})

LASTING = tuple(kind for kind in QuestionKind if kind not in OF_THE_MOMENT)

AGREED = "agreed"
"""How an agreement is filed; without it there is no answer."""

WITH_OPTIONS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE})

KEEPS_ANSWERS = {
    QuestionKind.SINGLE: frozenset({QuestionKind.MULTIPLE, QuestionKind.SCALE, QuestionKind.TEXT}),
    QuestionKind.SCALE: frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TEXT}),
    QuestionKind.MULTIPLE: frozenset({QuestionKind.TEXT}),
    QuestionKind.NUMBER: frozenset({QuestionKind.TEXT}),
    QuestionKind.TEXT: frozenset[QuestionKind](),
    QuestionKind.DATE: frozenset({QuestionKind.TEXT}),
    QuestionKind.AGREEMENT: frozenset[QuestionKind](),
    QuestionKind.FILE: frozenset[QuestionKind](),
}
"""Into which kinds a question can be turned with every answer kept."""
