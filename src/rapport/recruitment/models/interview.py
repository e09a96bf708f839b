"""InterviewGuide: what a programme asks in its interviews; Interview: one of them, with notes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel


class InterviewGuide(BaseModel):
    """The questions of a programme's interviews. Each interview keeps the version of them that was asked."""

    programme = models.OneToOneField(
        "programmes.Programme", on_delete=models.PROTECT, related_name="interview_guide"
    )
    questionnaire = models.OneToOneField("questionnaires.Questionnaire", on_delete=models.PROTECT)


class Interview(BaseModel):
    """One talk with an applicant: when, who was there, and what was said to each question."""

    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.PROTECT, related_name="interviews"
    )
    held_on = models.DateField(_("day"))
    interviewers = models.ManyToManyField("programmes.Profile", related_name="+")
    others_present = models.CharField(_("who else was there"), max_length=200, blank=True)
    answers = models.OneToOneField("questionnaires.AnswerSheet", on_delete=models.PROTECT)
    written_by = models.ForeignKey("programmes.Profile", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.application}, {self.held_on}"
