"""What comes out of a match run, frozen: pairs with their reasons, and who stayed unmatched and why."""

from dataclasses import dataclass
from typing import Literal

from rapport.matching.engine_adapter.frozen_json import FrozenJson


@dataclass(frozen=True, kw_only=True, slots=True)
class Part(FrozenJson):
    """What one criterion gave a pair: `points` of the `most` it could give, and why, in a sentence.

    `sentence` is for who looks at both; `to_mentee` and `to_mentor` say the same to each of the two. `questions`
    are the keys of those compared. Participants never see a part with `uses_sensitive`.
    """

    label: str
    points: float
    most: float
    sentence: str
    to_mentee: str = ""
    to_mentor: str = ""
    uses_sensitive: bool = False
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoredPair(FrozenJson):
    """One pair, proposed or picked by hand: what it scores and which hard rules it breaks.

    `points` is the exact sum of the parts' points; `score` is the same as a figure from 0 to 100 of what
    could be had. `unchecked` says in sentences which rules could not be checked because an answer is
    missing.
    """

    mentee: str
    mentor: str
    score: int
    points: float
    parts: tuple[Part, ...] = ()
    broken_rules: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Alternative(FrozenJson):
    """Another mentor for a mentee.

    `loss` is what the programme's total would lose, exactly, if this pair were made and everyone else
    were matched anew as well as possible (below zero only where a pin stands in the way of a gain); None
    if rules forbid the pair. `held_by` are the mentees who have this mentor in the result.
    """

    mentor: str
    score: int
    points: float
    loss: float | None
    held_by: tuple[str, ...] = ()
    forbidden_by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair(FrozenJson):
    """A proposed pair.

    `alternatives` are the three best mentors that rules allow; `ruled_out` up to three that would score
    more than the proposed one but are forbidden. `rank` is how many mentors score strictly more for this
    mentee, plus one, among those allowed. `unchecked` as in `ScoredPair`.
    """

    mentee: str
    mentor: str
    score: int
    points: float
    parts: tuple[Part, ...] = ()
    is_pinned: bool = False
    rank: int = 1
    alternatives: tuple[Alternative, ...] = ()
    ruled_out: tuple[Alternative, ...] = ()
    unchecked: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Unmatched(FrozenJson):
    """Someone with a place left over, and why, in sentences; `missing` counts the places."""

    person: str
    side: Literal["mentee", "mentor"]
    reasons: tuple[str, ...]
    missing: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchResult(FrozenJson):
    """The outcome of a match run.

    `total` is the sum of the pairs' points; `best_possible` is proven, so the two are equal when no other
    matching of these people scores higher. `seconds` is the only part that differs between runs of the
    same input and seed. `unmatched` lists mentees with too few mentors and mentors without any mentee.
    """

    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    total: float
    best_possible: float
    engine_version: str
    method: str
    input_hash: str
    seed: int
    seconds: float
