"""PagePicture: the picture on a cohort's public page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel


class PagePicture(BaseModel):
    """A picture as it was drawn anew; another one is another row, so that its address can be kept by browsers."""

    form = models.OneToOneField(
        "recruitment.ApplicationForm", on_delete=models.CASCADE, related_name="picture"
    )
    words = models.CharField(_("what it shows"), max_length=200, blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.words
