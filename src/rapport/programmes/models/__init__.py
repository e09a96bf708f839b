"""The tables of the programme's frame, one module a noun."""

from rapport.programmes.models.cohort import Cohort
from rapport.programmes.models.guideline import Acknowledgement, Guideline
from rapport.programmes.models.organisation import Membership, Organisation, Profile
from rapport.programmes.models.participant_import import ParticipantImport
from rapport.programmes.models.participation import Participation
from rapport.programmes.models.programme import Programme

__all__ = [
    "Acknowledgement",
    "Cohort",
    "Guideline",
    "Membership",
    "Organisation",
    "ParticipantImport",
    "Participation",
    "Profile",
    "Programme",
]
