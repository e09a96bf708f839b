"""Ranked lists: whom each person accepts, best first, ties allowed; read from lists, matrices or sparse ranks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from matchmaker.arrays import Integers, frozen
from matchmaker.errors import ProblemError

LARGEST = int(np.iinfo(np.int32).max)
MARKS_AN_ENTRY = 8


@dataclass(frozen=True, eq=False)
class RankedLists:
    """The lists of all people of one side, sorted by person and then by whom they list; read-only.

    Attributes
    ----------
    shape : (people of this side, people of the other)
    person, other : int64 [k]
        Who lists whom.
    rank : int64 [k]
        1 for the best, equal within a tie, without holes.
    """

    shape: tuple[int, int]
    person: Integers
    other: Integers
    rank: Integers


def ranked_lists(given: Any, shape: tuple[int, int], what: str) -> RankedLists:
    """Return the lists of one side, checked.

    Parameters
    ----------
    given : one of
        * a list for each person of indices of the other side, best first; an element may itself be a list, a tie;
        * int array of `shape`, a row a person: 1 for the best, equal numbers a tie, 0 or less not acceptable;
        * sparse array of `shape` of such ranks, for lists that are short beside the other side.
    shape : (people of this side, people of the other)
    what : str
        The name of the parameter, for messages.

    Raises
    ------
    ProblemError
        Naming the first person whose list is not one: somebody listed twice or out of range, a rank that
        is not a whole number; or the wrong shape.

    Notes
    -----
    O(k log k) for k entries in all, by one sort.
    """
    if sparse.issparse(given):
        return _from_sparse(given, shape, what)
    if isinstance(given, np.ndarray) and given.dtype != np.object_:
        return _from_matrix(given, shape, what)
    return _from_lists(given, shape, what)


def shape_of_lists(mentees: Any, mentors: Any) -> tuple[int, int]:
    """Return (n_mentees, n_mentors), read off the lists of both sides."""
    return _people(mentees, "mentee_preferences"), _people(mentors, "mentor_preferences")


def ranks_within(person: Integers, worth: Integers) -> Integers:
    """Return the rank of each entry within its person's, the greatest worth first; int64 [k], 1 for the best."""
    order = np.lexsort((-worth, person))
    rank = np.empty(len(person), dtype=np.int64)
    rank[order] = _counted(person[order], worth[order])
    return rank


def _people(given: Any, what: str) -> int:
    try:
        return int(given.shape[0]) if hasattr(given, "shape") else len(given)
    except (TypeError, IndexError) as error:
        raise ProblemError(f"{what} must hold a list for each person, not {given!r}") from error


def _from_lists(given: Any, shape: tuple[int, int], what: str) -> RankedLists:
    if _people(given, what) != shape[0]:
        raise ProblemError(f"{what} has {_people(given, what)} lists for {shape[0]} people")
    entries = [entry for person, ranked in enumerate(given) for entry in _entries(person, ranked, what)]
    person, other, rank = np.array(entries, dtype=np.int64).reshape(-1, 3).T
    return _checked(person, other, rank, shape, what)


def _entries(person: int, ranked: Any, what: str) -> Iterator[tuple[int, int, int]]:
    """Yield (person, other, rank) for each entry of one list."""
    if isinstance(ranked, str) or not isinstance(ranked, Iterable):
        raise ProblemError(f"{what}[{person}] must be a list, not {ranked!r}")
    for place, element in enumerate(ranked, start=1):
        is_tie = isinstance(element, Iterable) and not isinstance(element, str)
        for other in element if is_tie else (element,):
            if isinstance(other, bool | np.bool_) or not isinstance(other, int | np.integer):
                raise ProblemError(f"{what}[{person}] lists {other!r}, not an index")
            if not -LARGEST <= other <= LARGEST:
                raise ProblemError(f"{what}[{person}] lists {other}, too large a number")
            yield person, int(other), place


def _from_matrix(given: Any, shape: tuple[int, int], what: str) -> RankedLists:
    _check_ranks(given, shape, what)
    person, other = np.nonzero(given > 0)
    return _checked(person, other, given[person, other].astype(np.int64), shape, what)


def _from_sparse(given: Any, shape: tuple[int, int], what: str) -> RankedLists:
    _check_ranks(given, shape, what)
    triples = given.tocoo()
    is_listed = triples.data > 0
    person, other, rank = (
        part[is_listed].astype(np.int64) for part in (triples.row, triples.col, triples.data)
    )
    return _checked(person, other, rank, shape, what)


def _check_ranks(given: Any, shape: tuple[int, int], what: str) -> None:
    if given.shape != shape:
        raise ProblemError(f"{what} must have the shape {shape}, a row a person, not {given.shape}")
    if not np.issubdtype(given.dtype, np.integer):
        raise ProblemError(f"{what} must hold ranks in whole numbers, not {given.dtype}")


def _checked(
    person: Integers, other: Integers, rank: Integers, shape: tuple[int, int], what: str
) -> RankedLists:
    outside = (other < 0) | (other >= shape[1])
    if outside.any():
        first = int(outside.argmax())
        raise ProblemError(f"{what}[{person[first]}] lists {other[first]}, outside of 0 … {shape[1] - 1}")
    key = person * shape[1] + other
    if (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        person, other, rank, key = person[order], other[order], rank[order], key[order]
    twice = key[1:] == key[:-1]
    if twice.any():
        first = int(twice.argmax())
        raise ProblemError(f"{what}[{person[first]}] lists {other[first]} twice")
    dense = _without_holes(person, rank, shape[0])
    return RankedLists(shape, *(frozen(np.ascontiguousarray(part)) for part in (person, other, dense)))


def _without_holes(person: Integers, rank: Integers, people: int) -> Integers:
    """Return `rank` renumbered 1, 2, 3 … for each person: by marking what there is, or by sorting if that is more."""
    last = np.zeros(people, dtype=np.int64)
    np.maximum.at(last, person, rank)
    begin = np.cumsum(last) - last
    if last.sum() > MARKS_AN_ENTRY * len(rank):
        return ranks_within(person, -rank)
    is_there = np.zeros(int(last.sum()), dtype=np.bool_)
    is_there[begin[person] + rank - 1] = True
    counted = np.concatenate(([0], np.cumsum(is_there)))
    renumbered: Integers = counted[begin[person] + rank] - counted[begin[person]]
    return renumbered


def _counted(person: Integers, worth: Integers) -> Integers:
    """Return ranks for entries that are already in order."""
    if not len(person):
        return np.zeros(0, dtype=np.int64)
    is_first = np.concatenate(([True], person[1:] != person[:-1]))
    is_next = is_first | np.concatenate(([True], worth[1:] != worth[:-1]))
    ranks = np.cumsum(is_next)
    before = np.maximum.accumulate(np.where(is_first, ranks - 1, 0))
    return ranks - before
