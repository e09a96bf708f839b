"""What keeps someone unmatched is sufficient, and nothing in it can be spared."""

import numpy as np
from hypothesis import given

import matchmaker as mm
from tests.matchmaker.oracle import problems


def open_mentors(problem, solution, obstacles):
    """Mentors that the members alone leave open to the mentee."""
    low = problem.is_too_low()[obstacles.mentee] & obstacles.is_score_too_low
    held = set(solution.pairs[solution.pairs[:, 0] == obstacles.mentee, 1].tolist())
    barred = low.copy()
    for name in obstacles.rules:
        barred |= problem.rules[name][obstacles.mentee]
    return set(np.flatnonzero(~barred).tolist()) - set(obstacles.full_mentors) - held


def without_each(obstacles):
    """The set with one member left out, once for each member."""
    for name in obstacles.rules:
        yield mm.Obstacles(**{**vars(obstacles), "rules": tuple(r for r in obstacles.rules if r != name)})
    for mentor in obstacles.full_mentors:
        others = tuple(j for j in obstacles.full_mentors if j != mentor)
        yield mm.Obstacles(**{**vars(obstacles), "full_mentors": others})
    if obstacles.is_score_too_low:
        yield mm.Obstacles(**{**vars(obstacles), "is_score_too_low": False})


@given(problems(largest=5))
def test_obstacles_bar_every_mentor(problem):
    solution = mm.solve(problem)
    for obstacles in mm.unmatched(problem, solution):
        assert open_mentors(problem, solution, obstacles) == set()


@given(problems(largest=5))
def test_no_obstacle_can_be_spared(problem):
    solution = mm.solve(problem)
    for obstacles in mm.unmatched(problem, solution):
        for fewer in without_each(obstacles):
            assert open_mentors(problem, solution, fewer) != set()


@given(problems())
def test_everyone_who_lacks_a_mentor_is_listed(problem):
    solution = mm.solve(problem)
    lacking = problem.mentee_demand - np.bincount(solution.pairs[:, 0], minlength=problem.shape[0])
    assert {o.mentee: o.missing for o in mm.unmatched(problem, solution)} == {
        i: lack for i, lack in enumerate(lacking.tolist()) if lack
    }


def test_widest_rule_and_full_mentor_remain():
    problem = mm.Problem(
        [[1.0, 1.0, 1.0], [1.0, 1.0, 5.0]],
        forbidden={"same company": [(0, 0), (0, 1)], "manager": [(0, 1)], "unused": [(1, 0)]},
    )
    assert mm.unmatched(problem, mm.solve(problem)) == (
        mm.Obstacles(mentee=0, missing=1, rules=("same company",), full_mentors=(2,), is_score_too_low=False),
    )
