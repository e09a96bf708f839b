"""The tables of a mentorship, one module a noun."""

from rapport.mentorships.models.agreement import Agreement, Signature
from rapport.mentorships.models.expectations import Expectations
from rapport.mentorships.models.meeting import Attendance, EarlierEntry, Meeting, counting_towards
from rapport.mentorships.models.mentorship import Mentorship, MentorshipParty, ProposalAnswer
from rapport.mentorships.models.register import CountersignedMonth, IssuedRegister, RegisterNote

__all__ = [
    "Agreement",
    "Attendance",
    "CountersignedMonth",
    "EarlierEntry",
    "Expectations",
    "IssuedRegister",
    "Meeting",
    "Mentorship",
    "MentorshipParty",
    "ProposalAnswer",
    "RegisterNote",
    "Signature",
    "counting_towards",
]
