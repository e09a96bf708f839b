"""matching: hospitals with one place each, since these may have short lists."""

import sys
from itertools import pairwise

import numpy as np
from matching.games import HospitalResident


def stable(instance):
    sys.setrecursionlimit(10**6)  # it copies everybody at once, each with all the others behind
    lists, bounds, ranked = (instance[name] for name in ("mentee_lists", "mentor_indptr", "mentor_lists"))
    mentees = {f"e{number}": [f"m{mentor}" for mentor in row] for number, row in enumerate(lists.tolist())}
    mentors = {
        f"m{number}": [f"e{mentee}" for mentee in ranked[start:end].tolist()]
        for number, (start, end) in enumerate(pairwise(bounds.tolist()))
        if end > start
    }
    game = HospitalResident.create_from_dictionaries(mentees, mentors, dict.fromkeys(mentors, 1))
    return lambda: game.solve(optimal="resident"), _pairs


def _pairs(found):
    return np.array(
        [
            (int(str(mentee)[1:]), int(str(mentor)[1:]))
            for mentor, mentees in found.items()
            for mentee in mentees
        ]
    )
