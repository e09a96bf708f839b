"""Features of sets: needs and offers, languages, dislikes, free hours."""

from typing import Any

import numpy as np

from matchmaker import criteria
from matchmaker.arrays import Floats, Integers, Mask, frozen
from matchmaker.errors import ProblemError
from matchmaker.features.blocks import Block
from matchmaker.features.levels import chosen
from matchmaker.features.sides import read_sides
from matchmaker.texts import rarity


def tags(
    needs: Any, offers: Any, *, weight: float = 1.0, label: str = "tags", by_rarity: bool = True
) -> Block:
    """Return how much of what the mentee needs the mentor offers, between 0 and 1.

    Parameters
    ----------
    needs, offers : sequence of n and of m sets of str; or bool or sparse arrays [n, v] and [m, v]
    weight : float
    label : str
    by_rarity : bool
        Whether a need counts the more the fewer people have or offer it.

    Raises
    ------
    ProblemError
        As `read_sides`.

    Notes
    -----
    1. A value v that d of all N = n + m people need or offer counts r(v) = 1 + ln((1 + N) / (1 + d)), or 1.
    2. The share is Σ r(v) over v needed and offered, by Σ r(v) over v needed: a mentee's feature v is
       r(v) / Σ r, a mentor's 1. It is not symmetric: what a mentor offers beside the need neither helps nor harms. 0 for
       those who need nothing. Without rarity it is `criteria.coverage`.
    3. Columns that are the same for everybody become one, and those that only one side has are left out; neither changes
       anything.

    O((n + m)·v) time. Source of the weights: K. Spärck Jones, *A statistical interpretation of term specificity*, 1972.
    """
    has, offered = read_sides(needs=needs, offers=offers)
    counts = np.ones(has.shape[1])
    if by_rarity:
        counts = rarity(len(has) + len(offered), has.sum(axis=0) + offered.sum(axis=0))
    return Block(label, *_covered(has, offered, counts), weight)


def languages(
    mentees: Any, mentors: Any, *, weight: float = 1.0, label: str = "languages", one_is_enough: bool = True
) -> Block:
    """Return whether two people have a language in common, 1 or 0; or how many of the mentee's, as a share.

    Parameters
    ----------
    mentees, mentors : sequence of n and of m sets of str; or bool or sparse arrays [n, v] and [m, v]
    weight : float
    label : str
    one_is_enough : bool
        Whether one language in common is worth everything; else each is worth its share of those the mentee speaks.

    Raises
    ------
    ProblemError
        As `read_sides`; or, where one is enough, more than 256 different sets of languages on each of the sides.

    Notes
    -----
    "At least one" is no inner product of the languages, but people speak few different *sets* of them: who speaks which
    set is a column each, times a table of which sets meet. O((n + m)·v) time.
    """
    left, right = read_sides(mentees=mentees, mentors=mentors)
    if not one_is_enough:
        return Block(label, *_covered(left, right, np.ones(left.shape[1])), weight)
    of_mentees, mentee_set = np.unique(left, axis=0, return_inverse=True)
    of_mentors, mentor_set = np.unique(right, axis=0, return_inverse=True)
    meet = np.minimum(criteria.common(of_mentees, of_mentors), 1.0)
    return Block(label, *chosen(mentee_set.reshape(-1), mentor_set.reshape(-1), meet, label), weight)


def dislikes(
    mentees: Any,
    mentors: Any,
    offers: Any,
    *,
    weight: float = 1.0,
    label: str = "dislikes",
    penalty: float = 1.0,
) -> Block:
    """Return what two people dislike together, less what the mentor offers that the mentee dislikes; −penalty … 1.

    Parameters
    ----------
    mentees, mentors, offers : sequence of n, of m and of m sets of str; or bool or sparse arrays with v columns
        What mentees dislike, what mentors dislike, what mentors offer.
    weight : float
    label : str
    penalty : float
        What it costs, as a share, if the mentor offers all that the mentee dislikes.

    Raises
    ------
    ProblemError
        As `read_sides`; or a number of mentors' dislikes that is not that of their offers.

    Notes
    -----
    Both are shares of what the mentee dislikes, in the same columns: a mentor's feature is 1 for what is disliked too, minus
    `penalty` for what is offered. 0 for mentees who dislike nothing. O((n + m)·v) time.
    """
    disliked, also, offered = read_sides(mentees=mentees, mentors=mentors, offers=offers)
    if len(also) != len(offered):
        raise ProblemError(f"{len(also)} mentors dislike something, {len(offered)} offer something")
    return Block(label, *_covered(disliked, also - penalty * offered, np.ones(disliked.shape[1])), weight)


def availability(
    mentees: Any, mentors: Any, *, weight: float = 1.0, label: str = "availability", quarters: int = 1
) -> Block:
    """Return the share of the mentee's free time at which the mentor is free too, between 0 and 1.

    Parameters
    ----------
    mentees, mentors : bool or sparse arrays [n, 672] and [m, 672]
        The quarters of the week in UTC at which each is free, as `criteria.weekly_quarters` makes them from local
        weeks and time zones.
    weight : float
    label : str
    quarters : int
        How many quarters of an hour make a slot, a divisor of 672. A slot counts if somebody is free in the whole of it:
        4 takes a quarter of the features and loses nothing where all are free from hour to hour in UTC.

    Raises
    ------
    ProblemError
        As `read_sides`; not 672 columns; slots that do not fill a week.

    Notes
    -----
    "At least two hours in common" is no inner product: a part that stops growing has too many dimensions. The share of
    the mentee's time has at most 672, and as many fewer as slots are the same for everybody: 336 where everybody is free by
    half-hours in zones of whole half-hours. 0 for mentees who are never free. O((n + m)·672) time.
    """
    week = criteria.QUARTERS_A_WEEK
    sides = read_sides(mentees=mentees, mentors=mentors)
    if sides[0].shape[1] != week:
        raise ProblemError(f"mentees and mentors must have {week} columns, not {sides[0].shape[1]}")
    if quarters < 1 or week % quarters:
        raise ProblemError(f"slots of {quarters} quarters do not fill a week")
    slots = [side.reshape(len(side), week // quarters, quarters) for side in sides]
    left, right = (np.logical_and.reduce(slot, axis=2) for slot in slots)
    return Block(label, *_covered(left, right, np.ones(week // quarters)), weight)


def _covered(needs: Mask, offers: Mask | Floats, counts: Floats) -> tuple[Floats, Floats]:
    """Return features whose product is Σ `counts` · `offers` over what is needed, by Σ `counts` over it."""
    wanted = needs @ counts
    column, times = _distinct_columns(needs, offers, counts)
    share = needs[:, column] * times
    share /= np.where(wanted > 0, wanted, 1.0)[:, None]
    return frozen(share), frozen(offers[:, column].astype(np.float64))


def _distinct_columns(needs: Mask, offers: Mask | Floats, counts: Floats) -> tuple[Integers, Floats]:
    """Return the first of each kind of column that both sides have, and what its kind counts together."""
    used = np.flatnonzero(needs.any(axis=0) & (offers != 0).any(axis=0))
    first: dict[bytes, int] = {}
    times: dict[int, float] = {}
    for column in used.tolist():
        key = np.packbits(needs[:, column]).tobytes() + offers[:, column].tobytes()
        at = first.setdefault(key, column)
        times[at] = times.get(at, 0.0) + float(counts[column])
    return np.array(list(times), dtype=np.int64), np.array(list(times.values()))
