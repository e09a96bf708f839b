"""The tables of a mentorship, one module a noun."""

from rapport.mentorships.models.agreement import Agreement, Signature
from rapport.mentorships.models.meeting import Attendance, Meeting
from rapport.mentorships.models.mentorship import Mentorship, MentorshipParty, ProposalAnswer

__all__ = [
    "Agreement",
    "Attendance",
    "Meeting",
    "Mentorship",
    "MentorshipParty",
    "ProposalAnswer",
    "Signature",
]
