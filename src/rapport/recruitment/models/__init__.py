"""The tables of recruiting, one module a noun."""

from rapport.recruitment.models.application import Application
from rapport.recruitment.models.form import ApplicationForm
from rapport.recruitment.models.guardian import GuardianConsent
from rapport.recruitment.models.interview import Interview, InterviewGuide
from rapport.recruitment.models.invitation import Invitation, InviteLink, Refusal
from rapport.recruitment.models.picture import PagePicture
from rapport.recruitment.models.quota import Quota
from rapport.recruitment.models.reservation import Reservation
from rapport.recruitment.models.review import Review, ReviewCriterion, ReviewScore

__all__ = [
    "Application",
    "ApplicationForm",
    "GuardianConsent",
    "Interview",
    "InterviewGuide",
    "Invitation",
    "InviteLink",
    "PagePicture",
    "Quota",
    "Refusal",
    "Reservation",
    "Review",
    "ReviewCriterion",
    "ReviewScore",
]
