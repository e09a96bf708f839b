"""Reads of mentorships, one module a noun."""

from rapport.mentorships.selectors.duties import Duty, duties_in, duties_of
from rapport.mentorships.selectors.meetings import (
    awaits_answer_of,
    get_meeting,
    is_correctable,
    meetings_of,
    meetings_of_cohort,
)
from rapport.mentorships.selectors.mentorships import (
    Happening,
    agreement_of,
    get_mentorship,
    get_mentorship_with_entries,
    last_meeting_of,
    mentorships_of,
    mentorships_of_cohort,
    own_party,
    stages_of,
    timeline_of,
)
from rapport.mentorships.selectors.proposals import Sides, get_proposal, proposals_awaiting, sides_of
from rapport.mentorships.selectors.registers import (
    CohortMonth,
    Compliance,
    Month,
    compliance_of_cohort,
    judge_this_month,
    months_of_cohort,
    pairs_without_required_meeting,
    register_of,
    this_month,
)

__all__ = [
    "CohortMonth",
    "Compliance",
    "Duty",
    "Happening",
    "Month",
    "Sides",
    "agreement_of",
    "awaits_answer_of",
    "compliance_of_cohort",
    "duties_in",
    "duties_of",
    "get_meeting",
    "get_mentorship",
    "get_mentorship_with_entries",
    "get_proposal",
    "is_correctable",
    "judge_this_month",
    "last_meeting_of",
    "meetings_of",
    "meetings_of_cohort",
    "mentorships_of",
    "mentorships_of_cohort",
    "months_of_cohort",
    "own_party",
    "pairs_without_required_meeting",
    "proposals_awaiting",
    "register_of",
    "sides_of",
    "stages_of",
    "this_month",
    "timeline_of",
]
