"""What kinds of question there are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionKind(TextChoices):
    SINGLE = "single", _("One of a list")
    MULTIPLE = "multiple", _("Several of a list")
    SCALE = "scale", _("A step on a scale")
    LINE = "line", _("A line of text")
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

LONGEST_LINE = 300
"""So many characters a line of text can have, however it comes in."""

WITH_OPTIONS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE})

_WORDS = frozenset({QuestionKind.LINE, QuestionKind.TEXT})

KEEPS_ANSWERS = {
    QuestionKind.SINGLE: frozenset({QuestionKind.MULTIPLE, QuestionKind.SCALE, *_WORDS}),
    QuestionKind.SCALE: frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, *_WORDS}),
    QuestionKind.MULTIPLE: frozenset({QuestionKind.TEXT}),
    QuestionKind.NUMBER: _WORDS,
    QuestionKind.LINE: frozenset({QuestionKind.TEXT}),
    QuestionKind.TEXT: frozenset[QuestionKind](),
    QuestionKind.DATE: _WORDS,
    QuestionKind.AGREEMENT: frozenset[QuestionKind](),
    QuestionKind.FILE: frozenset[QuestionKind](),
}
"""Into which kinds a question can be turned with every answer kept."""
