"""Caps: how many of one group may be in one circle, and whether the groups of several caps nest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matchmaker.arrays import Integers, frozen
from matchmaker.errors import ProblemError


@dataclass(frozen=True, eq=False)
class Cap:
    """At most so many mentees of one group in one circle.

    Attributes
    ----------
    groups : int64 [n], read-only
        The group of each mentee, such as the number of the department; −1 for none, which is never too many.
    most : int
        How many of one group a circle may hold, 1 or more.
    name : str
        For messages.

    Raises
    ------
    ProblemError
        Groups that are not whole numbers from −1 on, naming the first mentee; less than 1 allowed.
    """

    groups: Integers
    most: int
    name: str = "group"

    def __post_init__(self) -> None:
        given = np.asarray(self.groups)
        if given.ndim != 1 or (given.size and not np.issubdtype(given.dtype, np.integer)):
            raise ProblemError(
                f"the groups of “{self.name}” must be a whole number a mentee, not {given.dtype} {given.shape}"
            )
        if (given < -1).any():
            first = int((given < -1).argmax())
            raise ProblemError(f"“{self.name}” puts mentee {first} in the group {given[first]}, below −1")
        if isinstance(self.most, bool) or not isinstance(self.most, int | np.integer) or self.most < 1:
            raise ProblemError(f"“{self.name}” must allow 1 or more in a circle, not {self.most!r}")
        object.__setattr__(self, "groups", frozen(given.astype(np.int64)))


@dataclass(frozen=True, eq=False)
class Groups:
    """The groups of all caps, numbered one after the other.

    Attributes
    ----------
    of : int64 [n, number of caps]
        The group of each mentee in each cap; −1 for none.
    most : int64 [g]
        How many a circle may hold.
    cap : int64 [g]
        Which cap a group belongs to.
    label : int64 [g]
        Its number within the cap.
    """

    of: Integers
    most: Integers
    cap: Integers
    label: Integers

    def room(self, pinned: Integers, names: Sequence[str], mentors: int) -> Integers:
        """Return how many of each group each circle may hold beside `pinned`, int64 [k, 2]; int64 [m, g].

        Raises
        ------
        ProblemError
            Naming the first circle in which more are pinned than its cap allows.
        """
        held = np.zeros((mentors, len(self.most)), dtype=np.int64)
        for column in range(self.of.shape[1]):
            group = self.of[pinned[:, 0], column]
            np.add.at(held, (pinned[group >= 0, 1], group[group >= 0]), 1)
        if (held > self.most).any():
            mentor, group = np.argwhere(held > self.most)[0].tolist()
            raise ProblemError(
                f"mentor {mentor} has {held[mentor, group]} pinned mentees of group {self.label[group]} of "
                f"“{names[self.cap[group]]}”, which allows {self.most[group]}"
            )
        return self.most - held

    def only(self, kept: Any) -> "Groups":
        """Return those groups that `kept`, bool [g], selects, numbered anew."""
        number = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)
        return Groups(number[self.of], self.most[kept], self.cap[kept], self.label[kept])


def groups_of(caps: Sequence[Cap], mentees: int) -> Groups:
    """Return the groups of `caps`; O(n log n) a cap.

    Raises
    ------
    ProblemError
        A cap for another number of mentees.
    """
    of = np.full((mentees, len(caps)), -1, dtype=np.int64)
    labels: list[Integers] = []
    for column, cap in enumerate(caps):
        if len(cap.groups) != mentees:
            raise ProblemError(f"“{cap.name}” has groups for {len(cap.groups)} mentees, there are {mentees}")
        is_in = cap.groups >= 0
        found, number = np.unique(cap.groups[is_in], return_inverse=True)
        of[is_in, column] = number + sum(map(len, labels))
        labels.append(found)
    sizes = [len(found) for found in labels]
    return Groups(
        of=of,
        most=np.repeat(np.array([cap.most for cap in caps], dtype=np.int64), sizes),
        cap=np.repeat(np.arange(len(caps)), sizes),
        label=np.concatenate((np.zeros(0, dtype=np.int64), *labels)),
    )
