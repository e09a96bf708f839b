"""Expectations: what one party answers, alone, about how the two want to work together."""

from django.db import models

from rapport.core.models import BaseModel
from rapport.mentorships.models.mentorship import MentorshipParty


class Expectations(BaseModel):
    """One party's answers, by part of a question, as far as they are given.

    They are sealed until every party has answered (`expectations_visible_to`); when this one had, stands with the
    party, so that pages which show who has answered never load what was said.
    """

    party = models.OneToOneField(MentorshipParty, on_delete=models.PROTECT, related_name="own_expectations")
    answers = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "expectations"
