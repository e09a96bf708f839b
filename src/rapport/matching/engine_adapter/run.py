"""Runs a match: frozen input to frozen result, with progress, and scores single pairs."""

import time
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

import matchmaker as mm
from rapport.matching.engine_adapter.match_input import MatchInput
from rapport.matching.engine_adapter.match_result import (
    Alternative,
    MatchResult,
    Pair,
    ScoredPair,
    Unmatched,
)
from rapport.matching.engine_adapter.prepared import Prepared, Tick, prepare
from rapport.matching.engine_adapter.reasons import unmatched_mentee, unmatched_mentors
from rapport.matching.errors import MatchCancelled

Progress = Callable[[float, str], None]


def run_match(
    match_input: MatchInput,
    *,
    seed: int = 0,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> MatchResult:
    """Match everyone in `match_input` as well as possible.

    The same input and seed give the same result, `seconds` apart, in whatever order people are listed. `progress` hears
    a share from 0 to 1 and what is going on, in words.

    Raises `BadMatchSettings` where the input makes no sense, `MatchCancelled` once `is_cancelled` says so.
    """
    started = time.perf_counter()

    def tick(share: float, words: str) -> None:
        if is_cancelled is not None and is_cancelled():
            raise MatchCancelled
        if progress is not None:
            progress(share, words)

    prepared = prepare(match_input, _part_of(tick, 0.0, 0.3))
    problem = prepared.problem()
    solution = mm.solve(
        problem, seed=seed, progress=lambda share: tick(0.3 + 0.1 * share, _("Finding the best matching"))
    )
    mm.validate(problem, solution)
    explainer = mm.Explainer(
        problem, solution, progress=lambda share: tick(0.4 + 0.3 * share, _("Weighing the alternatives"))
    )
    pairs = _pairs(prepared, problem, solution, explainer, _part_of(tick, 0.7, 1.0))
    unmatched = _unmatched(prepared, problem, solution, explainer)
    tick(1.0, _("Done"))
    return MatchResult(
        pairs=pairs,
        unmatched=unmatched,
        total=solution.total,
        best_possible=solution.upper_bound,
        engine_version=solution.version,
        method=solution.method,
        input_hash=match_input.input_hash(),
        seed=seed,
        seconds=time.perf_counter() - started,
    )


def _part_of(tick: Tick, start: float, end: float) -> Tick:
    """Return a tick for a part of the work that runs from `start` to `end` of the whole."""
    return lambda share, words: tick(start + (end - start) * share, words)


def score_pairs(match_input: MatchInput, pairs: Iterable[tuple[str, str]]) -> tuple[ScoredPair, ...]:
    """Score pairs of (mentee key, mentor key) picked by hand, whether rules allow them or not.

    Pins and places play no part. Everyone in `match_input` is compared once, so ask for many pairs together.
    """
    prepared = prepare(match_input, lambda _share, _words: None)
    return tuple(
        ScoredPair(
            mentee=prepared.everyone.mentees.people[row].key,
            mentor=prepared.everyone.mentors.people[column].key,
            score=prepared.figure(prepared.points_of(row, column)),
            points=prepared.points_of(row, column),
            parts=prepared.parts(row, column),
            broken_rules=prepared.broken_rules(row, column),
            unchecked=prepared.unchecked(row, column),
        )
        for row, column in _known(prepared, pairs)
    )


def score_pair(match_input: MatchInput, mentee: str, mentor: str) -> ScoredPair:
    """Score one pair, as `score_pairs`."""
    return score_pairs(match_input, [(mentee, mentor)])[0]


def _known(prepared: Prepared, pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
    """Return the pairs as indices; someone who takes no part is a mistake of the caller's (KeyError)."""
    mentees, mentors = prepared.everyone.mentees.index, prepared.everyone.mentors.index
    return [(mentees[mentee], mentors[mentor]) for mentee, mentor in pairs]


def _pairs(
    prepared: Prepared, problem: mm.Problem, solution: mm.Solution, explainer: mm.Explainer, tick: Tick
) -> tuple[Pair, ...]:
    pinned = {tuple(pair) for pair in problem.pinned.tolist()}
    pairs, explanation = [], None
    for place, (row, column) in enumerate(solution.pairs.tolist()):
        if place % 50 == 0:
            tick(place / len(solution.pairs), _("Writing the reasons"))
        if explanation is None or explanation.mentee != row:
            explanation = explainer.explain(row)
        pairs.append(_pair(prepared, explanation, row, column, is_pinned=(row, column) in pinned))
    return tuple(sorted(pairs, key=lambda pair: (pair.mentee, pair.mentor)))


def _pair(prepared: Prepared, explanation: mm.Explanation, row: int, column: int, *, is_pinned: bool) -> Pair:
    points = prepared.points_of(row, column)
    return Pair(
        mentee=prepared.everyone.mentees.people[row].key,
        mentor=prepared.everyone.mentors.people[column].key,
        score=prepared.figure(points),
        points=points,
        parts=prepared.parts(row, column),
        is_pinned=is_pinned,
        rank=explanation.ranks[explanation.mentors.index(column)],
        alternatives=tuple(_alternative(prepared, other) for other in explanation.alternatives),
        ruled_out=tuple(_alternative(prepared, other) for other in explanation.ruled_out),
        unchecked=prepared.unchecked(row, column),
    )


def _alternative(prepared: Prepared, other: mm.Alternative) -> Alternative:
    mentees, mentors = prepared.everyone.mentees.people, prepared.everyone.mentors.people
    return Alternative(
        mentor=mentors[other.mentor].key,
        score=prepared.figure(other.score),
        points=other.score,
        loss=other.regret,
        held_by=tuple(mentees[row].key for row in other.held_by),
        forbidden_by=other.forbidden_by,
    )


def _unmatched(
    prepared: Prepared, problem: mm.Problem, solution: mm.Solution, explainer: mm.Explainer
) -> tuple[Unmatched, ...]:
    mentees = [
        unmatched_mentee(prepared, obstacles, explainer.cheapest(obstacles.mentee))
        for obstacles in mm.unmatched(problem, solution)
    ]
    found = mentees + unmatched_mentors(prepared, problem, solution)
    return tuple(sorted(found, key=lambda unmatched: (unmatched.side, unmatched.person)))
