"""The instances, each made from its kind, its size and a seed; and the judge of what a contestant answers."""

import csv
from pathlib import Path
from typing import Any

import numpy as np

GREATEST = 10**6
"""Scores are whole numbers up to this, so that totals are exact and must agree to the last digit."""

EDGES_A_ROW, LIST_LENGTH = 50, 50
FEATURES, CLUSTERS = 64, 200
THOUSANDTHS = 1000
MOST_PLACES = 6

GRADES = ("AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4")

Instance = dict[str, Any]
Pairs = np.ndarray[Any, np.dtype[np.int64]]


def make(kind: str, size: int, seed: int = 0) -> Instance:
    """Return the arrays of an instance of `size` mentees."""
    return MAKERS[kind](np.random.default_rng([seed, size]), size)


def save(path: Path, instance: Instance) -> None:
    np.savez(path, **instance)


def load(path: Path) -> Instance:
    """Return a saved instance, or the people of a folder with mentees.csv and mentors.csv."""
    if path.is_dir():
        return {side: _rows(path / f"{side}.csv") for side in ("mentees", "mentors")}
    with np.load(path) as arrays:
        return dict(arrays)


def judge(kind: str, instance: Instance, pairs: Pairs) -> int:
    """Return what `pairs` are worth, in whole numbers; raise ValueError if they are no answer."""
    pairs = pairs[np.lexsort(pairs.T[::-1])]
    if len(np.unique(pairs[:, 0])) != len(pairs):
        raise ValueError("a mentee is in two pairs")
    used = np.bincount(pairs[:, 1])
    if (used > _places(instance, len(used))).any():
        raise ValueError("a mentor is in too many pairs")
    return int(JUDGES[kind](instance, pairs))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _places(instance: Instance, size: int) -> Any:
    return instance["capacity"][:size] if "capacity" in instance else 1


# -- dense: every pair has a score of its own ------------------------------------------------------------------


def _dense(rng: np.random.Generator, n: int) -> Instance:
    return {"scores": rng.integers(1, GREATEST, (n, n), dtype=np.int32, endpoint=True)}


def _dense_total(instance: Instance, pairs: Pairs) -> int:
    return instance["scores"][pairs[:, 0], pairs[:, 1]].sum(dtype=np.int64)


# -- sparse: some pairs a mentee, and among them a way to match everybody --------------------------------------


def _sparse(rng: np.random.Generator, n: int) -> Instance:
    mentees = np.arange(n, dtype=np.int64)
    drawn = np.repeat(mentees, EDGES_A_ROW) * n + rng.integers(0, n, n * EDGES_A_ROW)
    pairs = np.unique(np.concatenate((drawn, mentees * n + rng.permutation(n))))
    return {
        "indptr": np.searchsorted(pairs, np.arange(n + 1) * n).astype(np.int32),
        "indices": (pairs % n).astype(np.int32),
        "scores": rng.integers(1, GREATEST, len(pairs), dtype=np.int32, endpoint=True),
    }


def _sparse_total(instance: Instance, pairs: Pairs) -> int:
    n = len(instance["indptr"]) - 1
    if len(pairs) != n:
        raise ValueError(f"{len(pairs)} of {n} mentees are matched")
    listed = np.repeat(np.arange(n, dtype=np.int64), np.diff(instance["indptr"])) * n + instance["indices"]
    wanted = pairs[:, 0] * n + pairs[:, 1]
    found = np.minimum(np.searchsorted(listed, wanted), len(listed) - 1)
    if (listed[found] != wanted).any():
        raise ValueError("a pair is not among those allowed")
    return instance["scores"][found].sum(dtype=np.int64)


# -- low rank: a score is the product of two people's features, never written down -----------------------------


def _low_rank(rng: np.random.Generator, n: int) -> Instance:
    centres = rng.exponential(size=(CLUSTERS, FEATURES))
    return {"mentees": _features(rng, centres, n), "mentors": _features(rng, centres, n)}


def _features(rng: np.random.Generator, centres: Any, people: int) -> Any:
    """Return features of length 1 at most, in whole thousandths: products are then whole millionths; int16."""
    own = centres[rng.integers(0, len(centres), people)] + 0.5 * rng.exponential(size=(people, FEATURES))
    return np.floor(own / np.linalg.norm(own, axis=1, keepdims=True) * THOUSANDTHS).astype(np.int16)


def _places_low_rank(rng: np.random.Generator, n: int) -> Instance:
    centres = rng.exponential(size=(CLUSTERS, FEATURES))
    return {
        "mentees": _features(rng, centres, n),
        "mentors": _features(rng, centres, n // 2),
        "capacity": rng.integers(1, MOST_PLACES, n // 2, endpoint=True),
    }


def _low_rank_total(instance: Instance, pairs: Pairs) -> int:
    mentees, mentors = (instance[side].astype(np.int64) for side in ("mentees", "mentors"))
    return int((mentees[pairs[:, 0]] * mentors[pairs[:, 1]]).sum())


# -- stable: each mentee lists some mentors, each mentor ranks those who list them -----------------------------


def _stable(rng: np.random.Generator, n: int) -> Instance:
    length = min(LIST_LENGTH, n // 4)
    lists = rng.integers(0, n, (n, length), dtype=np.int32)
    while (again := _twice(lists)).any():
        lists[again] = rng.integers(0, n, again.sum(), dtype=np.int32)
    mentees = np.repeat(np.arange(n, dtype=np.int32), length)
    order = np.lexsort((rng.random(n * length), lists.ravel()))
    return {
        "mentee_lists": lists,
        "mentor_indptr": np.searchsorted(lists.ravel()[order], np.arange(n + 1)).astype(np.int64),
        "mentor_lists": mentees[order],
    }


def _twice(lists: Any) -> Any:
    """Return which entries repeat an earlier one of their row."""
    order = np.argsort(lists, axis=1, kind="stable")
    ordered = np.take_along_axis(lists, order, axis=1)
    repeats = np.zeros(lists.shape, dtype=np.bool_)
    np.put_along_axis(repeats, order[:, 1:], ordered[:, 1:] == ordered[:, :-1], axis=1)
    return repeats


def _stable_total(instance: Instance, pairs: Pairs) -> int:
    """Return the sum of the mentees' ranks; the mentees' best stable matching is one only, so it must agree."""
    lists = instance["mentee_lists"]
    n, length = lists.shape
    mentor_of = np.full(n, -1)
    mentor_of[pairs[:, 0]] = pairs[:, 1]
    is_held = lists == mentor_of[:, None]
    own = np.where(is_held.any(axis=1), is_held.argmax(axis=1), length)
    if (own < length).sum() != len(pairs):
        raise ValueError("a mentee has a mentor who is not on the list")
    would_rather = np.arange(length) < own[:, None]
    rank = _mentor_ranks(instance, n)
    held = np.full(n, n)
    held[pairs[:, 1]] = rank[is_held]
    if (rank < held[lists])[would_rather].any():
        raise ValueError("two people would rather have each other")
    return int(own.sum() + len(pairs))


def _mentor_ranks(instance: Instance, n: int) -> Any:
    """Return how each mentor on a mentee's list ranks the mentee, in the order of `mentee_lists`."""
    lists, indptr = instance["mentee_lists"], instance["mentor_indptr"]
    mentors = np.repeat(np.arange(n), np.diff(indptr))
    rank = np.empty(lists.size, dtype=np.int64)
    by_mentee = np.lexsort((mentors, instance["mentor_lists"]))
    of_list = np.lexsort((lists.ravel(), np.repeat(np.arange(n), lists.shape[1])))
    rank[of_list] = (np.arange(lists.size) - indptr[mentors])[by_mentee]
    return rank.reshape(lists.shape)


# -- sample: mentor-match's own people, by five rules ----------------------------------------------------------


def _sample(rng: np.random.Generator, n: int) -> Instance:
    """Return made-up people in the same layout, to warm up with."""
    return {
        side: [
            {
                "email address": f"{side} {number}",
                "grade": GRADES[rng.integers(len(GRADES))],
                "organisation": f"organisation {rng.integers(5)}",
                "profession": f"profession {rng.integers(5)}",
            }
            for number in range(n)
        ]
        for side in ("mentees", "mentors")
    }


def _sample_total(instance: Instance, pairs: Pairs) -> int:
    return sum(
        _points(instance["mentees"][mentee], instance["mentors"][mentor]) for mentee, mentor in pairs.tolist()
    )


def _points(mentee: dict[str, str], mentor: dict[str, str]) -> int:
    if mentee["organisation"] == mentor["organisation"]:
        raise ValueError("two people of one organisation are matched")
    steps = GRADES.index(mentor["grade"]) - GRADES.index(mentee["grade"])
    by_grade = -10 if steps <= 0 else {1: 12, 2: 6}.get(steps, 0)
    return by_grade + 10 * (mentee["profession"] == mentor["profession"])


MAKERS = {
    "dense": _dense,
    "sparse": _sparse,
    "low_rank": _low_rank,
    "places": _places_low_rank,
    "stable": _stable,
    "sample": _sample,
}
JUDGES = {
    "dense": _dense_total,
    "sparse": _sparse_total,
    "low_rank": _low_rank_total,
    "places": _low_rank_total,
    "stable": _stable_total,
    "sample": _sample_total,
}
