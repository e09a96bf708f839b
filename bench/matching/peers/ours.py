"""Ours, with the [scale] extra: the problem is built and checked beforehand, except for the sample."""

from types import SimpleNamespace

import numpy as np
from bench.matching.instances import GRADES, GREATEST, THOUSANDTHS
from scipy.sparse import csr_array

import matchmaker as mm
from matchmaker.criteria import alike, stepped
from matchmaker.listed import listed_pairs
from matchmaker.solvers.stable import contest_of, deferred_acceptance

NOT_MATCHED = -20.0
"""Far below every score, so that a matching of everybody is best where there is one; the judge counts."""


def dense(instance):
    return _solved(mm.Problem(instance["scores"] / GREATEST))


def sparse(instance):
    parts = instance["scores"] / GREATEST, instance["indices"], instance["indptr"]
    scores = csr_array(parts, shape=(len(parts[2]) - 1,) * 2)
    return _solved(mm.Problem(scores, unmatched_value=NOT_MATCHED))


def low_rank(instance):
    scores = mm.LowRank(instance["mentees"] / THOUSANDTHS, instance["mentors"] / THOUSANDTHS)
    return _solved(mm.Problem(scores, mentor_capacity=instance.get("capacity", 1)))


places = low_rank


def stable(instance):
    lists, bounds, ranked = (instance[name] for name in ("mentee_lists", "mentor_indptr", "mentor_lists"))
    n, length = lists.shape
    mentee_ranks = csr_array(
        (np.tile(np.arange(1, length + 1), n), lists.ravel(), np.arange(n + 1) * length), shape=(n, n)
    )
    mentor_ranks = csr_array(
        (np.arange(1, len(ranked) + 1) - np.repeat(bounds[:-1], np.diff(bounds)), ranked, bounds),
        shape=(n, n),
    )
    problem = mm.Problem(None, mentee_preferences=mentee_ranks, mentor_preferences=mentor_ranks)
    contest = contest_of(problem, listed_pairs(problem), 0, "mentee")

    def proposed():
        held = deferred_acceptance(contest)
        pairs = np.column_stack((contest.proposer[held], contest.acceptor[held]))
        return SimpleNamespace(pairs=pairs, version=mm.__version__, method="deferred acceptance")

    return proposed, _pairs


def sample(instance):
    return lambda: _matched(instance["mentees"], instance["mentors"]), _pairs


def _matched(mentees, mentors):
    """Score everybody by five rules and match them."""
    place = {grade: number for number, grade in enumerate(GRADES)}
    grades = [
        np.array([place[row["grade"]] for row in side], dtype=np.float64) for side in (mentees, mentors)
    ]
    same = {
        question: alike(*([row[question] for row in side] for side in (mentees, mentors)))
        for question in ("profession", "organisation")
    }
    scores = stepped(*grades, [(1, 1, 12), (2, 2, 6), (None, 0, -10)]) + 10 * same["profession"]
    forbidden = {"same organisation": same["organisation"]}
    return mm.solve(mm.Problem(scores, forbidden=forbidden, unmatched_value=-10))


def _solved(problem, objective="total"):
    return lambda: mm.solve(problem, objective), _pairs


def _pairs(solution):
    return solution.pairs
