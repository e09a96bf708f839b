"""The tables of the programme's frame, one module a noun."""

from rapport.programmes.models.charter import Approval, BudgetLine, Charter, CommitteeSeat, Outcome
from rapport.programmes.models.cohort import Cohort
from rapport.programmes.models.guideline import Acknowledgement, Guideline
from rapport.programmes.models.letter_wording import LetterWording
from rapport.programmes.models.organisation import Membership, Organisation, Profile
from rapport.programmes.models.participant_import import ParticipantImport
from rapport.programmes.models.participation import Participation
from rapport.programmes.models.programme import Programme

__all__ = [
    "Acknowledgement",
    "Approval",
    "BudgetLine",
    "Charter",
    "Cohort",
    "CommitteeSeat",
    "Guideline",
    "LetterWording",
    "Membership",
    "Organisation",
    "Outcome",
    "ParticipantImport",
    "Participation",
    "Profile",
    "Programme",
]
