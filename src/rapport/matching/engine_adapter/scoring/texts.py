"""The criterion that compares two free texts."""

from django.utils.translation import gettext as _

from matchmaker.arrays import Floats
from matchmaker.texts import TextModel
from rapport.matching.engine_adapter.answers import text_of
from rapport.matching.engine_adapter.scoring.criterion import Criterion
from rapport.matching.engine_adapter.sentences import listed


class TextSimilarity(Criterion):
    """How much two free texts speak of the same things."""

    def shares(self) -> Floats:
        self.model = TextModel(
            *(
                [text_of(person, question) for person in side.people]
                for side, question in zip(
                    (self.everyone.mentees, self.everyone.mentors), self.questions, strict=True
                )
            )
        )
        return self.model.similarity()

    def reason(self, row: int, column: int) -> str:
        words = self.model.shared_words(row, column)
        if not words:
            return _("Their texts have no words in common.")
        return _("Both write about %(words)s.") % {"words": listed(words)}
