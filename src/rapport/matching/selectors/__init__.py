"""Reads of matching, one module a noun; what other apps and doors need is named here."""

from rapport.matching.selectors.comparison import Change, Comparison, compare_with_last
from rapport.matching.selectors.criteria import (
    exclusions_of_cohort,
    get_criterion,
    get_decision,
    get_rule,
    parts_by_question,
    parts_comparing,
    pins_of_cohort,
)
from rapport.matching.selectors.explanations import (
    Explanation,
    Option,
    Reason,
    explain_proposal,
    explanation_for_participant,
    why_in_words,
)
from rapport.matching.selectors.places import PlaceCounts, count_places, participations_with_places
from rapport.matching.selectors.proposals import (
    ListedProposal,
    ProposalPages,
    adjustment_to_undo,
    count_proposals_by_state,
    get_adjustment,
    get_proposal,
    mentors_to_pick,
    partners_to_swap,
    proposals_of_cohort,
    proposals_to_release,
)
from rapport.matching.selectors.releases import HeldBack, Release, release_of
from rapport.matching.selectors.runs import (
    current_run,
    get_run,
    newest_run,
    open_run,
    runs_of_cohort,
)
from rapport.matching.selectors.standing import Standing, certificate_of, standing_in_words, standing_of
from rapport.matching.selectors.unmatched import Left, left_without

__all__ = [
    "Change",
    "Comparison",
    "Explanation",
    "HeldBack",
    "Left",
    "ListedProposal",
    "Option",
    "PlaceCounts",
    "ProposalPages",
    "Reason",
    "Release",
    "Standing",
    "adjustment_to_undo",
    "certificate_of",
    "compare_with_last",
    "count_places",
    "count_proposals_by_state",
    "current_run",
    "exclusions_of_cohort",
    "explain_proposal",
    "explanation_for_participant",
    "get_adjustment",
    "get_criterion",
    "get_decision",
    "get_proposal",
    "get_rule",
    "get_run",
    "left_without",
    "mentors_to_pick",
    "newest_run",
    "open_run",
    "participations_with_places",
    "partners_to_swap",
    "parts_by_question",
    "parts_comparing",
    "pins_of_cohort",
    "proposals_of_cohort",
    "proposals_to_release",
    "release_of",
    "runs_of_cohort",
    "standing_in_words",
    "standing_of",
    "why_in_words",
]
