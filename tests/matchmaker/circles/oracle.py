"""Small problems with caps, and the circles that trying everything finds."""

from collections import Counter

import numpy as np
from hypothesis import strategies as st

from matchmaker.circles import Cap
from tests.matchmaker.oracle import answers, problems


@st.composite
def nested_caps(draw, mentees):
    """Departments within faculties, some mentees in neither; the numbers of groups say nothing."""
    department = draw(st.lists(st.integers(-1, 3), min_size=mentees, max_size=mentees))
    faculty = [one if one < 0 else 7 - one // 2 for one in department]
    return [
        Cap(np.array(groups), most=draw(st.integers(1, 2)), name=name)
        for groups, name in ((department, "department"), (faculty, "faculty"))
    ]


@st.composite
def any_caps(draw, mentees):
    """Two attributes that need not have anything to do with each other."""
    return [
        Cap(
            np.array(draw(st.lists(st.integers(-1, 1), min_size=mentees, max_size=mentees))),
            most=draw(st.integers(1, 2)),
            name=name,
        )
        for name in ("region", "gender")
    ]


@st.composite
def instances(draw, caps):
    """A problem, caps, and the smallest size of a circle."""
    problem = draw(problems(largest=4, most=1))
    wider = draw(st.lists(st.integers(0, 4), min_size=problem.shape[1], max_size=problem.shape[1]))
    capacity = np.maximum(problem.mentor_capacity, wider)
    return problem.replaced(mentor_capacity=capacity), draw(caps(problem.shape[0])), draw(st.integers(0, 3))


def keeps(pairs, caps, smallest=0):
    """Whether circles keep all caps and the smallest size."""
    held = Counter(
        (mentor, number, int(cap.groups[mentee]))
        for mentee, mentor in pairs
        for number, cap in enumerate(caps)
        if cap.groups[mentee] >= 0
    )
    sizes = Counter(mentor for _, mentor in pairs)
    return all(count <= caps[number].most for (_, number, _), count in held.items()) and all(
        size >= smallest for size in sizes.values()
    )


def kept_answers(problem, caps, smallest):
    """Every valid answer that keeps the caps and the size."""
    return [pairs for pairs in answers(problem) if keeps(pairs, caps, smallest)]
