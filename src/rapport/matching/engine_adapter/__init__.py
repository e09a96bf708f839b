"""The only room that calls the engine: frozen people and answers in, frozen proposals with reasons out."""

from rapport.matching.engine_adapter.match_input import (
    Answer,
    CriterionSpec,
    MatchInput,
    Person,
    Question,
    RuleSpec,
)
from rapport.matching.engine_adapter.match_result import (
    Alternative,
    MatchResult,
    Pair,
    Part,
    ScoredPair,
    Unmatched,
)
from rapport.matching.engine_adapter.run import run_match, score_pair, score_pairs

__all__ = [
    "Alternative",
    "Answer",
    "CriterionSpec",
    "MatchInput",
    "MatchResult",
    "Pair",
    "Part",
    "Person",
    "Question",
    "RuleSpec",
    "ScoredPair",
    "Unmatched",
    "run_match",
    "score_pair",
    "score_pairs",
]
