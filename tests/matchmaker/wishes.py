"""Small random lists, and their stable matchings by trying everything; knows only the lists, not the engine."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

import matchmaker as mm


@dataclass(frozen=True)
class Wishes:
    """Lists of ties (a list of lists of indices a person), and places."""

    mentees: list
    mentors: list
    demand: list
    capacity: list

    def problem(self, **more):
        return mm.Problem(
            None,
            mentee_demand=np.array(self.demand, dtype=int),
            mentor_capacity=np.array(self.capacity, dtype=int),
            mentee_preferences=self.mentees,
            mentor_preferences=self.mentors,
            mentee_keys=[f"mentee {i}" for i in range(len(self.mentees))],
            mentor_keys=[f"mentor {j}" for j in range(len(self.mentors))],
            **more,
        )

    def rank(self, side, person, other):
        """Where `other` stands, None if nowhere."""
        lists = (self.mentees, self.mentors)[side][person]
        return next((place for place, tie in enumerate(lists) if other in tie), None)

    def acceptable(self):
        return [
            (i, j)
            for i in range(len(self.mentees))
            for j in range(len(self.mentors))
            if self.rank(0, i, j) is not None and self.rank(1, j, i) is not None
        ]

    def blocking(self, pairs, acceptable):
        """The pairs who would strictly rather have each other."""
        return [(i, j) for i, j in acceptable if (i, j) not in pairs and self._wants(pairs, i, j)]

    def _wants(self, pairs, i, j):
        mentors, mentees = [b for a, b in pairs if a == i], [a for a, b in pairs if b == j]
        return (
            len(mentors) < self.demand[i] or any(self.rank(0, i, j) < self.rank(0, i, b) for b in mentors)
        ) and (
            len(mentees) < self.capacity[j] or any(self.rank(1, j, i) < self.rank(1, j, a) for a in mentees)
        )

    def stable_matchings(self):
        acceptable = self.acceptable()
        return [pairs for pairs in self._matchings(acceptable) if not self.blocking(pairs, acceptable)]

    def _matchings(self, acceptable):
        def extend(i, room, pairs):
            if i == len(self.mentees):
                yield frozenset(pairs)
                return
            options = [j for a, j in acceptable if a == i and room[j] > 0]
            for size in range(min(self.demand[i], len(options)) + 1):
                for mentors in combinations(options, size):
                    left = [places - (j in mentors) for j, places in enumerate(room)]
                    yield from extend(i + 1, left, pairs | {(i, j) for j in mentors})

        yield from extend(0, list(self.capacity), set())


def drawn_wishes(random, largest=4, ties=0.0, most_demand=1):
    """Draw lists from a numpy generator; `ties` is the chance that one is liked as much as the one before."""
    n, m = random.integers(1, largest + 1, 2)
    fullness, most_places = random.random() ** 0.3, random.integers(1, 4)

    def lists(people, others):
        return [_tied(random, _some(random, others, fullness), ties) for _ in range(people)]

    return Wishes(
        lists(n, m),
        lists(m, n),
        random.integers(0 if most_demand > 1 else 1, min(most_demand, m) + 1, n).tolist(),
        random.integers(random.random() < 0.7, most_places + 1, m).tolist(),
    )


@st.composite
def wishes(draw, largest=4, most_demand=1):
    """The same for hypothesis, which shrinks the seed at least."""
    seed, ties = draw(st.integers(0, 2**32)), draw(st.sampled_from([0.0, 0.3, 0.8]))
    return drawn_wishes(np.random.default_rng(seed), largest, ties, most_demand)


def _some(random, others, fullness):
    return [other for other in random.permutation(others).tolist() if random.random() < fullness]


def _tied(random, order, chance):
    ranked = []
    for other in order:
        if ranked and random.random() < chance:
            ranked[-1].append(other)
        else:
            ranked.append([other])
    return ranked
