"""Alternatives are ranked, and the regret of each is what re-solving with the pair forced would cost."""

import numpy as np
import pytest
from hypothesis import given

import matchmaker as mm
from tests.matchmaker.oracle import answers, best, pairs_of, problems


@given(problems())
def test_regret_equals_solving_again_with_the_pair_forced(problem):
    solution = mm.solve(problem)
    explainer, optimum = mm.Explainer(problem, solution), best(problem)[0]
    movable = {i for i, _ in pairs_of(solution) - {tuple(pin) for pin in problem.pinned.tolist()}}
    lacking = {obstacles.mentee for obstacles in mm.unmatched(problem, solution)}
    for mentee in movable | lacking:
        for mentor, regret in enumerate(explainer.regrets(mentee)):
            forced = best(problem, containing=(mentee, mentor))
            assert (None if regret >= mm.UNREACHABLE // 2 else optimum - regret) == (forced and forced[0])


@given(problems())
def test_one_search_and_all_distances_agree(problem):
    solution = mm.solve(problem)
    whole = mm.Explainer(problem, solution)
    for mentee in range(problem.shape[0]):
        assert mm.explain(problem, solution, mentee) == whole.explain(mentee)


@given(
    problems(),
)
def test_alternatives_are_allowed_and_ruled_out_are_forbidden(problem):
    solution = mm.solve(problem)
    for mentee in range(problem.shape[0]):
        explanation = mm.explain(problem, solution, mentee)
        assert [a.forbidden_by for a in explanation.alternatives] == [()] * len(explanation.alternatives)
        assert all(a.forbidden_by and a.regret is None for a in explanation.ruled_out)


def test_explanation_says_who_holds_and_what_forbids():
    problem = mm.Problem([[9.0, 8.0, 7.0, 10.0], [2.0, 9.0, 1.0, 3.0]], forbidden={"kin": [(0, 3)]})
    explanation = mm.explain(problem, mm.solve(problem), 0)
    assert explanation == mm.Explanation(
        mentee=0,
        mentors=(0,),
        ranks=(1,),
        alternatives=(
            mm.Alternative(mentor=1, score=8.0, regret=7.0, held_by=(1,), forbidden_by=()),
            mm.Alternative(mentor=2, score=7.0, regret=2.0, held_by=(), forbidden_by=()),
        ),
        ruled_out=(mm.Alternative(mentor=3, score=10.0, regret=None, held_by=(), forbidden_by=("kin",)),),
    )


def test_regret_of_leaving_a_pin_is_below_zero_where_the_pin_costs():
    problem = mm.Problem([[1.0, 5.0]], pinned=[(0, 0)])
    explanation = mm.explain(problem, mm.solve(problem), 0)
    assert [a.regret for a in explanation.alternatives] == [-4.0]


def test_pair_that_a_minimum_forbids_says_whose():
    problem = mm.Problem([[1.0, 5.0]], mentor_minimum=[1, 0])
    explanation = mm.explain(problem, mm.solve(problem), 0)
    assert explanation.mentors == (0,)
    assert explanation.alternatives == (
        mm.Alternative(mentor=1, score=5.0, regret=None, held_by=(), forbidden_by=(), needed_by=(0,)),
    )


@given(problems())
def test_pair_said_to_be_forbidden_by_minimums_is(problem):
    solution = mm.solve(problem)
    pins = {tuple(pin) for pin in problem.pinned.tolist()}
    movable = {i for i, _ in pairs_of(solution) - pins}
    for mentee in movable:
        for other in mm.explain(problem, solution, mentee).alternatives:
            if other.needed_by:
                assert all((mentee, other.mentor) not in pairs for pairs in answers(problem))
                used = np.bincount(solution.pairs[:, 1], minlength=problem.shape[1])
                assert all(used[j] == problem.mentor_minimum[j] for j in other.needed_by)


def test_cheapest_other_mentor_is_that_of_least_regret():
    problem = mm.Problem([[9.0, 8.0, 7.0], [2.0, 9.0, 1.0]])
    explainer = mm.Explainer(problem, mm.solve(problem))
    assert explainer.cheapest(0) == mm.Alternative(
        mentor=2, score=7.0, regret=2.0, held_by=(), forbidden_by=()
    )


def test_cheapest_other_mentor_is_nobody_where_none_can_be_had():
    problem = mm.Problem([[9.0, 8.0]], forbidden=[(0, 1)])
    assert mm.Explainer(problem, mm.solve(problem)).cheapest(0) is None


def test_distances_between_all_mentors_are_heard_of():
    problem, heard = mm.Problem(np.eye(130)), []
    mm.Explainer(problem, mm.solve(problem), progress=heard.append)
    assert heard == [0.0, 64 / 131, 128 / 131]


def test_regret_counts_the_bonus_of_last_time():
    problem = mm.Problem([[4.0, 5.0]], previous=[(0, 0)], stickiness=3.0)
    solution = mm.solve(problem)
    assert (solution.pairs.tolist(), solution.total, solution.bonus) == ([[0, 0]], 4.0, 3.0)
    assert [a.regret for a in mm.explain(problem, solution, 0).alternatives] == [2.0]


def test_other_objectives_are_not_explained():
    problem = mm.Problem([[4.0, 5.0]])
    with pytest.raises(mm.ProblemError, match="only solutions for “total” can be explained, not for “floor”"):
        mm.explain(problem, mm.solve(problem, "floor"), 0)
