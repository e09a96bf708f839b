"""LetterWording: what a programme says in a letter in place of the words we ship."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.letters.kinds import KINDS, MOST_OF_SUBJECT, Wording
from rapport.programmes.models.programme import Programme


class LetterWording(BaseModel):
    """One version of a programme's own words for one kind of letter in one language.

    Rows never change but for `ended_at`: until then the words were in use. With none in use, letters speak our words.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="letter_wordings")
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(_("subject"), max_length=MOST_OF_SUBJECT)
    text = models.TextField(_("text"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["programme_id", "kind", "language", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "language", "version"], name="letterwording_versioned"
            ),
            models.UniqueConstraint(
                fields=["programme", "kind", "language"],
                condition=Q(ended_at=None),
                name="letterwording_one_in_use",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def wording(self) -> Wording:
        return Wording(self.subject, self.text)

    @property
    def is_sound(self) -> bool:
        """Whether a letter can be written with these words; what could once be filled in may be gone after an update."""
        kind = KINDS.get(self.kind)
        return kind is not None and not any(kind.faults(self.wording))
