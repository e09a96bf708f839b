"""The criterion that compares two free texts."""

from django.utils.translation import gettext as _

from matchmaker.arrays import Floats
from matchmaker.texts import TextModel
from rapport.matching.engine_adapter.answers import text_of
from rapport.matching.engine_adapter.scoring.criterion import Criterion
from rapport.matching.engine_adapter.sentences import Voices, listed, to_either


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

    def reason(self, row: int, column: int) -> Voices:
        words = self.model.shared_words(row, column)
        if not words:
            return to_either(
                _("Their texts have no words in common."), _("Your texts have no words in common.")
            )
        return to_either(_("Both write about %(words)s."), _("You both write about %(words)s.")).with_words(
            {"words": listed(words)}
        )
