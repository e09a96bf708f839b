"""The tables of matching, one module a noun."""

from rapport.matching.models.adjustment import Adjustment
from rapport.matching.models.criterion import Criterion, PairDecision, PastPair, Rule
from rapport.matching.models.proposal import Proposal, UnmatchedParticipant
from rapport.matching.models.run import MatchRun

__all__ = [
    "Adjustment",
    "Criterion",
    "MatchRun",
    "PairDecision",
    "PastPair",
    "Proposal",
    "Rule",
    "UnmatchedParticipant",
]
