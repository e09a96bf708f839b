"""Small random problems, and the best answer to each by trying everything."""

from itertools import combinations

import numpy as np
from hypothesis import strategies as st

import matchmaker as mm


@st.composite
def problems(draw, largest=4, most=2, *, with_pins=True):
    """Problems with ties, zeros and negative scores, rules that overlap, pins, last time's pairs, and places, some of
    which must be filled, on both sides."""
    n, m = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    scores = np.array(draw(st.lists(st.integers(-3, 6), min_size=n * m, max_size=n * m))).reshape(n, m)
    masks = {
        name: np.array(draw(st.lists(st.booleans(), min_size=n * m, max_size=n * m))).reshape(n, m)
        for name in draw(st.sampled_from([(), ("a",), ("a", "b")]))
    }
    forbidden = np.any(list(masks.values()), axis=0) if masks else np.zeros((n, m), dtype=bool)
    demand = draw(st.lists(st.integers(0, min(most, m)), min_size=n, max_size=n))
    capacity = draw(st.lists(st.integers(0, 2), min_size=m, max_size=m))
    pinned = []
    for i, j in np.argwhere(~forbidden).tolist() if with_pins else []:
        if draw(st.integers(0, 5)) == 0 and _has_room(pinned, i, j, demand, capacity):
            pinned.append((i, j))
    previous = [pair for pair in np.ndindex(n, m) if draw(st.integers(0, 3)) == 0]
    problem = mm.Problem(
        scores / draw(st.sampled_from([1, 2, 3])),
        mentee_demand=np.array(demand),
        mentor_capacity=np.array(capacity),
        forbidden=masks,
        pinned=np.array(pinned, dtype=int).reshape(-1, 2),
        unmatched_value=draw(st.sampled_from([0.0, 1.0, -2.0])),
        previous=np.array(previous, dtype=int).reshape(-1, 2),
        stickiness=np.array([draw(st.sampled_from([0.0, 0.5, 1.0, 4.0])) for _ in previous]),
        mentee_keys=[f"mentee {i}" for i in range(n)],
        mentor_keys=[f"mentor {j}" for j in range(m)],
    )
    minimum = [draw(st.integers(0, places)) for places in capacity]
    try:
        return problem.replaced(mentor_minimum=np.array(minimum))
    except mm.ProblemError:
        return problem


def shuffled(problem, rows, columns):
    """The same problem with its people in another order."""

    def moved(pairs):
        return np.array([(rows.index(i), columns.index(j)) for i, j in pairs.tolist()], dtype=int).reshape(
            -1, 2
        )

    return mm.Problem(
        problem.scores[np.ix_(rows, columns)],
        mentee_demand=problem.mentee_demand[rows],
        mentor_capacity=problem.mentor_capacity[columns],
        mentor_minimum=problem.mentor_minimum[columns],
        forbidden={name: mask[np.ix_(rows, columns)] for name, mask in problem.rules.items()},
        pinned=moved(problem.pinned),
        unmatched_value=problem.unmatched_value,
        previous=moved(problem.previous),
        stickiness=problem.stickiness,
        mentee_keys=[problem.mentee_keys[i] for i in rows],
        mentor_keys=[problem.mentor_keys[j] for j in columns],
    )


def _has_room(pinned, i, j, demand, capacity):
    taken_by_i, taken_of_j = [p for p in pinned if p[0] == i], [p for p in pinned if p[1] == j]
    return len(taken_by_i) < demand[i] and len(taken_of_j) < capacity[j]


def answers(problem):
    """Yield every valid answer as a set of pairs."""
    n, m = problem.shape
    pins = [tuple(pair) for pair in problem.pinned.tolist()]
    low = problem.is_too_low()

    def choices(i):
        own = {j for a, j in pins if a == i}
        open_to = [j for j in range(m) if j not in own and not problem.is_forbidden[i, j] and not low[i, j]]
        for size in range(problem.mentee_demand[i] - len(own) + 1):
            for more in combinations(open_to, size):
                yield own | set(more)

    def extend(i, room, pairs):
        if i == n:
            if (problem.mentor_capacity - room >= problem.mentor_minimum).all():
                yield frozenset(pairs)
            return
        for mentors in choices(i):
            left = room.copy()
            left[list(mentors)] -= 1
            if (left >= 0).all():
                yield from extend(i + 1, left, pairs | {(i, j) for j in mentors})

    yield from extend(0, problem.mentor_capacity.copy(), set())


def worth(problem, pairs):
    """What the engine maximises, in millionths: scores above the value of an empty place, and bonuses kept."""
    scores, empty = problem.whole_scores(), problem.whole_unmatched_value()
    return sum(int(scores[pair]) - empty for pair in pairs) + kept(problem, pairs)


def kept(problem, pairs):
    """The bonuses that the pairs keep, in millionths."""
    bonuses = dict(zip(map(tuple, problem.previous.tolist()), problem.stickiness.tolist(), strict=True))
    return sum(round(bonuses.get(pair, 0.0) * 10**6) for pair in pairs)


def best(problem, containing=None):
    """The best (worth, number of pairs) of all answers, or of those with one pair in them; None if none."""
    found = [
        (worth(problem, pairs), len(pairs))
        for pairs in answers(problem)
        if containing is None or containing in pairs
    ]
    return max(found, default=None)


def pairs_of(solution):
    """The pairs of a solution as a set of tuples."""
    return {tuple(pair) for pair in solution.pairs.tolist()}
