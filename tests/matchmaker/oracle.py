"""Small random problems, and the best answer to each by trying everything."""

from itertools import combinations

import numpy as np
from hypothesis import strategies as st

import matchmaker as mm


@st.composite
def problems(draw, largest=4, with_pins=True):
    """Problems with ties, zeros and negative scores, rules that overlap, pins, and places on both sides."""
    n, m = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    scores = np.array(draw(st.lists(st.integers(-3, 6), min_size=n * m, max_size=n * m))).reshape(n, m)
    masks = {
        name: np.array(draw(st.lists(st.booleans(), min_size=n * m, max_size=n * m))).reshape(n, m)
        for name in draw(st.sampled_from([(), ("a",), ("a", "b")]))
    }
    forbidden = np.any(list(masks.values()), axis=0) if masks else np.zeros((n, m), dtype=bool)
    demand = draw(st.lists(st.integers(0, min(2, m)), min_size=n, max_size=n))
    capacity = draw(st.lists(st.integers(0, 2), min_size=m, max_size=m))
    pinned = []
    for i, j in np.argwhere(~forbidden).tolist() if with_pins else []:
        if draw(st.integers(0, 5)) == 0 and _has_room(pinned, i, j, demand, capacity):
            pinned.append((i, j))
    return mm.Problem(
        scores / draw(st.sampled_from([1, 2, 3])),
        mentee_demand=np.array(demand),
        mentor_capacity=np.array(capacity),
        forbidden=masks,
        pinned=np.array(pinned, dtype=int).reshape(-1, 2),
        unmatched_value=draw(st.sampled_from([0.0, 1.0, -2.0])),
        mentee_keys=[f"mentee {i}" for i in range(n)],
        mentor_keys=[f"mentor {j}" for j in range(m)],
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
            yield frozenset(pairs)
            return
        for mentors in choices(i):
            left = room.copy()
            left[list(mentors)] -= 1
            if (left >= 0).all():
                yield from extend(i + 1, left, pairs | {(i, j) for j in mentors})

    yield from extend(0, problem.mentor_capacity.copy(), set())


def worth(problem, pairs):
    """What the engine maximises, in millionths: scores above the value of an empty place."""
    scores, empty = problem.whole_scores(), problem.whole_unmatched_value()
    return sum(int(scores[pair]) - empty for pair in pairs)


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
