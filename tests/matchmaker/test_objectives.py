"""Each objective finds what trying everything finds, says it truly, and leaves ties to the lots alone."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.solvers.ties import lots_of
from tests.matchmaker.oracle import answers, pairs_of, problems, shuffled, worth

OBJECTIVES = ("participation", "floor", "leximin", "fair")


def served(problem, pairs):
    """How many mentors each mentee has."""
    return np.bincount([i for i, _ in pairs], minlength=problem.shape[0])


def levels(problem, pairs):
    """What each matched mentee gets a place asked for, worst first, those left out who have nothing but pins."""
    scores, empty, got = problem.whole_scores(), problem.whole_unmatched_value(), served(problem, pairs)
    pins = served(problem, problem.pinned.tolist())
    return sorted(
        Fraction(
            sum(int(scores[pair]) for pair in pairs if pair[0] == i) + empty * int(asked - got[i]), int(asked)
        )
        for i, asked in enumerate(problem.mentee_demand)
        if got[i] and asked > pins[i]
    )


def welfare(problem, pairs, p):
    """The sum over places of 1 − shortfallᵖ, in parts of 2⁻⁴⁰; pins are not chosen."""
    empty, scores = problem.whole_unmatched_value(), problem.whole_scores()
    bonuses = dict(
        zip(map(tuple, problem.previous.tolist()), problem.whole_stickiness().tolist(), strict=True)
    )
    pins = {tuple(pair) for pair in problem.pinned.tolist()}
    worths = {
        pair: int(scores[pair]) - empty + bonuses.get(pair, 0)
        for pair in np.ndindex(problem.shape)
        if scores[pair] >= empty and not problem.is_forbidden[pair] and pair not in pins
    }
    top = max([*worths.values(), 1])
    return sum(round((1 - ((top - worths[pair]) / top) ** p) * 2**40) for pair in pairs if pair not in pins)


def measures(problem, pairs, objective, p=4):
    """What the objective makes as great as possible, in turn."""
    matched, total = int((served(problem, pairs) > 0).sum()), (worth(problem, pairs), len(pairs))
    if objective == "total":
        return total
    if objective == "participation":
        return (matched, *total)
    if objective == "floor":
        return (matched, levels(problem, pairs)[:1], *total)
    if objective == "leximin":
        return (matched, levels(problem, pairs), *total)
    return (welfare(problem, pairs, p), *total)


def needs_programme(problem, objective):
    """Whether leximin refuses the problem."""
    left = problem.mentee_demand - served(problem, problem.pinned.tolist())
    return objective == "leximin" and ((left > 0) & (problem.mentee_demand > 1)).any()


@pytest.mark.parametrize("objective", OBJECTIVES)
@given(data=st.data())
def test_objective_finds_the_best_answer(objective, data):
    problem = data.draw(problems(largest=4, most=data.draw(st.sampled_from([1, 2]))))
    if needs_programme(problem, objective):
        with pytest.raises(mm.ProblemError, match="is for one mentor a mentee"):
            mm.solve(problem, objective)
        return
    p = data.draw(st.sampled_from([1, 2, 4, 8, 16]))
    solution = mm.solve(problem, objective, p=p)
    mm.validate(problem, solution)
    reached = measures(problem, pairs_of(solution), objective, p)
    assert reached == max(measures(problem, pairs, objective, p) for pairs in answers(problem))
    assert solution.gap == 0


@pytest.mark.parametrize("objective", OBJECTIVES)
@given(data=st.data())
def test_order_of_rows_changes_no_pair(objective, data):
    problem = data.draw(problems(largest=4, most=data.draw(st.sampled_from([1, 2]))))
    if needs_programme(problem, objective):
        return
    n, m = problem.shape
    rows, columns = data.draw(st.permutations(range(n))), data.draw(st.permutations(range(m)))
    other = mm.solve(shuffled(problem, rows, columns), objective, seed=3)
    assert {(rows[i], columns[j]) for i, j in pairs_of(other)} == pairs_of(
        mm.solve(problem, objective, seed=3)
    )


@pytest.mark.parametrize("objective", OBJECTIVES)
@given(data=st.data())
def test_lots_decide_among_equals(objective, data):
    problem = data.draw(problems(largest=3, most=data.draw(st.sampled_from([1, 2]))))
    if needs_programme(problem, objective):
        return
    lots, solution = lots_of(*problem.hashes(5)), mm.solve(problem, objective, seed=5)
    reached = measures(problem, pairs_of(solution), objective)
    equals = [pairs for pairs in answers(problem) if measures(problem, pairs, objective) == reached]
    assert max(sum(int(lots[pair]) for pair in pairs) for pairs in equals) == sum(
        int(lots[pair]) for pair in pairs_of(solution)
    )


@pytest.mark.parametrize("objective", ["total", "participation"])
@given(data=st.data())
def test_minimum_leaves_no_fewer_mentees_matched(objective, data):
    problem = data.draw(problems(most=1 if objective == "total" else 2))
    free = problem.replaced(mentor_minimum=0)
    matched, freely = (len({i for i, _ in pairs_of(mm.solve(each, objective))}) for each in (problem, free))
    assert matched >= freely


WISHES = mm.Problem([[9.0, 8.0, 2.0], [9.0, 3.0, 1.0], [8.0, 2.0, 1.0]])


def test_stages_say_what_was_reached():
    solution = mm.solve(WISHES, "floor")
    assert [(stage.measure, stage.value, stage.upper_bound) for stage in solution.stages] == [
        ("mentees matched", 3.0, 3.0),
        ("lowest score", 2.0, 2.0),
        ("total", 13.0, 13.0),
    ]
    assert (solution.total, solution.worst, solution.gap) == (13.0, 2.0, 0.0)


def test_total_says_whom_it_serves_worst():
    solution = mm.solve(WISHES)
    assert (solution.total, solution.worst) == (18.0, 1.0)


def test_fair_goes_from_the_total_to_the_floor():
    totals = [mm.solve(WISHES, "fair", p=p).worst for p in (1, 16)]
    assert totals == [1.0, 2.0]


def test_participation_gives_up_score_for_people():
    problem = mm.Problem([[9.0, 1.0], [5.0, 0.0]], forbidden={"kin": [(1, 1)]})
    assert mm.solve(problem).pairs.tolist() == [[0, 0]]
    assert mm.solve(problem, "participation").pairs.tolist() == [[0, 1], [1, 0]]


def test_leximin_says_who_asks_for_several():
    problem = mm.Problem([[1.0, 2.0], [1.0, 2.0]], mentee_demand=[1, 2])
    with pytest.raises(
        mm.ProblemError, match="for one mentor a mentee: mentee 1 asks for 2; “floor” takes more"
    ):
        mm.solve(problem, "leximin")


def test_floor_counts_what_a_pin_gives():
    """The pinned mentor scores 9 on one of two places, so that Farah suffices on the other."""
    problem = mm.Problem([[9.0, 8.0, 1.0], [0.0, 6.0, 4.0]], mentee_demand=[2, 1], pinned=[(0, 0)])
    assert mm.solve(problem, "floor").pairs.tolist() == [[0, 0], [0, 2], [1, 1]]


def test_unknown_p_is_refused():
    with pytest.raises(mm.ProblemError, match="p must be one of 1, 2, 4, 8, 16, not 3"):
        mm.solve(WISHES, "fair", p=3)


def test_prices_are_given_for_the_total_alone():
    assert np.isnan(mm.solve(WISHES, "floor").mentor_prices).all()
    assert not np.isnan(mm.solve(WISHES, "fair", p=1).mentor_prices).any()
