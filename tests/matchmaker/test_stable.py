"""Stable matchings: those that trying everything finds, the best for who proposes, large where there are ties."""

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

import matchmaker as mm
from matchmaker import jit
from matchmaker.listed import listed_pairs
from matchmaker.solvers.stable import contest_of, deferred_acceptance
from tests.matchmaker.oracle import pairs_of, problems
from tests.matchmaker.wishes import drawn_wishes, wishes

SOURCES = Path(__file__).parents[2] / "src"


def stable_pairs(problem, **options):
    return pairs_of(mm.solve(problem, objective="stable", **options))


def is_best_for(wishes, side, pairs, others):
    """Whether everybody on `side` has the best of what any stable matching gives."""
    for person in range(len((wishes.mentees, wishes.mentors)[side])):
        mine = {pair[1 - side] for pair in pairs if pair[side] == person}
        for other in others:
            union = mine | {pair[1 - side] for pair in other if pair[side] == person}
            ranked = sorted(union, key=lambda partner: wishes.rank(side, person, partner))
            if set(ranked[: len(mine)]) != mine:
                return False
    return True


def check_against_trying_everything(wishes, seed=0):
    """Check both proposing sides; return how many stable matchings there are, and pairs short of the largest."""
    problem, stable, short = wishes.problem(), wishes.stable_matchings(), 0
    largest = max(map(len, stable))
    is_strict = all(len(tie) == 1 for ranked in wishes.mentees + wishes.mentors for tie in ranked)
    for side, proposing in enumerate(("mentee", "mentor")):
        pairs = stable_pairs(problem, proposing=proposing, seed=seed)
        assert pairs in stable
        assert 3 * len(pairs) >= 2 * largest
        assert not is_strict or is_best_for(wishes, side, pairs, stable)
        short += largest - len(pairs)
    return len(stable), short


@given(wishes())
def test_stable_matching_is_among_those_that_trying_everything_finds(drawn):
    check_against_trying_everything(drawn)


@given(wishes(largest=3, most_demand=3))
def test_so_it_is_with_several_partners_on_both_sides(drawn):
    check_against_trying_everything(drawn)


@pytest.mark.parametrize(("ties", "most_demand"), [(0.0, 1), (0.0, 2), (0.5, 1), (0.5, 2)])
def test_hundred_drawn_instances(ties, most_demand):
    random = np.random.default_rng(3)
    for seed in range(100):
        check_against_trying_everything(drawn_wishes(random, 4, ties, most_demand), seed)


@pytest.mark.prove
@pytest.mark.once
@pytest.mark.parametrize(("ties", "most_demand"), [(0.0, 1), (0.0, 2), (0.5, 1), (0.5, 2)])
def test_ten_thousand_drawn_instances(ties, most_demand, figure):
    random = np.random.default_rng(2026)
    count, several, missing = 10_000, 0, 0
    for seed in range(count):
        stable, short = check_against_trying_everything(drawn_wishes(random, 4, ties, most_demand), seed)
        several += stable > 1
        missing += short
    figure(
        f"{count} instances equal to trying everything, {several} of them with more than one stable matching"
    )
    figure(f"both sides proposing: {missing} pairs fewer than the largest stable matchings have")


def test_worked_example_of_the_resident_matching_program():
    anderson, chen, ford, davis, eastman = range(5)
    mercy, city, general = range(3)
    problem = mm.Problem(
        None,
        mentor_capacity=2,
        mentee_preferences=[
            [city],
            [city, mercy],
            [city, general, mercy],
            [mercy, city, general],
            [city, mercy, general],
        ],
        mentor_preferences=[
            [chen, ford],
            [eastman, anderson, chen, davis, ford],
            [eastman, anderson, ford, davis],
        ],
    )
    assert stable_pairs(problem) == {
        (anderson, city),
        (eastman, city),
        (chen, mercy),
        (ford, general),
        (davis, general),
    }


def test_gale_and_shapley_four_by_four_gives_nobody_the_first_choice():
    men = np.array([[1, 2, 3, 4], [1, 4, 3, 2], [2, 1, 3, 4], [4, 2, 3, 1]])
    women = np.array([[3, 4, 2, 1], [3, 1, 4, 2], [2, 3, 4, 1], [3, 2, 1, 4]])
    problem = mm.Problem(None, mentee_preferences=men, mentor_preferences=women)
    expected = {(0, 2), (1, 3), (2, 0), (3, 1)}
    assert [stable_pairs(problem, proposing=side) for side in ("mentee", "mentor")] == [expected] * 2


def test_ties_are_used_to_match_more():
    """Whoever is asked first, the second mentee has only the one mentor."""
    problem = mm.Problem(
        None,
        mentee_preferences=[[[0, 1]], [0]],
        mentor_preferences=[[[0, 1]], [0]],
    )
    assert {frozenset(stable_pairs(problem, seed=seed)) for seed in range(20)} == {
        frozenset({(0, 1), (1, 0)})
    }


def test_who_was_rejected_by_all_is_promoted_within_a_tie():
    """The first likes mentor 0 more, but both are equal to mentor 0, and the second has nobody else."""
    problem = mm.Problem(None, mentee_preferences=[[0, 1], [0]], mentor_preferences=[[[0, 1]], [0]])
    assert {frozenset(stable_pairs(problem, seed=seed)) for seed in range(20)} == {
        frozenset({(0, 1), (1, 0)})
    }


def test_seed_decides_between_those_who_are_liked_equally():
    problem = mm.Problem(None, mentee_preferences=[[0], [0]], mentor_preferences=[[[0, 1]]])
    assert {frozenset(stable_pairs(problem, seed=seed)) for seed in range(20)} == {
        frozenset({(0, 0)}),
        frozenset({(1, 0)}),
    }


@given(wishes(largest=6, most_demand=2), st.randoms(use_true_random=False))
def test_order_of_people_changes_nothing(drawn, random):
    n, m = len(drawn.mentees), len(drawn.mentors)
    rows, columns = random.sample(range(n), n), random.sample(range(m), m)

    def moved(lists, mine, theirs):
        return [[[theirs.index(other) for other in tie] for tie in lists[person]] for person in mine]

    shuffled = mm.Problem(
        None,
        mentee_demand=np.array(drawn.demand)[rows],
        mentor_capacity=np.array(drawn.capacity)[columns],
        mentee_preferences=moved(drawn.mentees, rows, columns),
        mentor_preferences=moved(drawn.mentors, columns, rows),
        mentee_keys=[f"mentee {i}" for i in rows],
        mentor_keys=[f"mentor {j}" for j in columns],
    )
    other = {(rows[i], columns[j]) for i, j in stable_pairs(shuffled, seed=4)}
    assert other == stable_pairs(drawn.problem(), seed=4)


@given(problems(), st.sampled_from(["mentee", "mentor"]))
def test_without_lists_scores_rank_and_rules_and_pins_are_kept(problem, proposing):
    problem = problem.replaced(mentor_minimum=0)
    solution = mm.solve(problem, objective="stable", proposing=proposing)
    mm.validate(problem, solution)
    assert mm.blocking_pairs(problem, solution).tolist() == []


@given(problems())
def test_upper_bound_is_not_below_the_best_total(problem):
    def gain(solution):
        return solution.total + solution.bonus - len(solution.pairs) * problem.unmatched_value

    problem = problem.replaced(mentor_minimum=0)
    stable, best = mm.solve(problem, objective="stable"), mm.solve(problem)
    assert stable.gap >= gain(best) - gain(stable) - 1e-9


def test_bonus_counts_where_scores_rank():
    problem = mm.Problem([[5.0, 4.0]], previous=[(0, 1)], stickiness=2.0)
    solution = mm.solve(problem, objective="stable")
    assert (solution.pairs.tolist(), solution.total, solution.bonus, solution.gap) == (
        [[0, 1]],
        4.0,
        2.0,
        0.0,
    )
    assert mm.blocking_pairs(problem, solution).tolist() == []


def test_minimum_that_no_stable_matching_meets_is_said():
    problem = mm.Problem([[5.0, 4.0]], mentor_minimum=[0, 1])
    with pytest.raises(
        mm.ProblemError, match="mentor 1 must have 1 mentees, but has 0 in this stable matching"
    ):
        mm.solve(problem, objective="stable")


def test_minimum_that_is_met_anyway_does_no_harm():
    problem = mm.Problem([[5.0, 4.0]], mentor_minimum=[1, 0])
    assert stable_pairs(problem) == {(0, 0)}


def test_common_score_is_taken_greedily():
    solution = mm.solve(mm.Problem([[9.0, 8.0], [8.5, 1.0]]), objective="stable")
    assert (solution.pairs.tolist(), solution.total) == ([[0, 0], [1, 1]], 10.0)
    assert (solution.upper_bound, solution.gap) == (17.0, 7.0)


def test_one_side_may_leave_its_order_to_the_scores():
    scores = [[1.0, 2.0], [3.0, 0.5]]
    problem = mm.Problem(scores, mentee_preferences=[[0, 1], [0]])
    assert stable_pairs(problem) == {(0, 1), (1, 0)}
    turned = mm.Problem(np.transpose(scores), mentor_preferences=[[0, 1], [0]])
    assert stable_pairs(turned) == {(1, 0), (0, 1)}


def test_pair_below_the_unmatched_value_is_on_no_list():
    problem = mm.Problem([[0.4]], unmatched_value=0.5, mentee_preferences=[[0]], mentor_preferences=[[0]])
    assert stable_pairs(problem) == set()


def test_pin_is_kept_and_never_given_up():
    problem = mm.Problem(
        None, mentee_preferences=[[0, 1], [0]], mentor_preferences=[[0, 1], [0]], pinned=[(0, 1)]
    )
    solution = mm.solve(problem, objective="stable")
    assert solution.pairs.tolist() == [[0, 1], [1, 0]]
    assert mm.blocking_pairs(problem, solution).tolist() == []


def test_solution_says_how_it_was_found():
    solution = mm.solve(mm.Problem([[1.0]]), objective="stable", proposing="mentor", seed=5)
    engine = "numba" if jit.numba() else "Python"
    assert (solution.objective, solution.seed, solution.method) == (
        "stable",
        5,
        f"deferred acceptance, mentors proposing ({engine})",
    )
    assert np.isnan(solution.mentor_prices).all()
    assert np.isnan(solution.mentee_values).all()


def test_total_without_scores_counts_pairs():
    solution = mm.solve(
        mm.Problem(None, mentee_preferences=[[0], [0]], mentor_preferences=[[1, 0], []]), objective="stable"
    )
    assert (solution.pairs.tolist(), solution.total, solution.upper_bound) == ([[1, 0]], 1.0, 2.0)


def test_nobody_to_match_is_an_empty_solution():
    solution = mm.solve(mm.Problem(np.zeros((3, 0))), objective="stable")
    assert (solution.pairs.shape, solution.total) == ((0, 2), 0.0)


def test_unknown_side_is_refused():
    with pytest.raises(mm.ProblemError, match="proposing must be one of mentee, mentor, not “both”"):
        mm.solve(mm.Problem([[1.0]]), objective="stable", proposing="both")


def test_check_sees_pairs_that_block_and_pairs_on_no_list():
    problem = mm.Problem(None, mentee_preferences=[[0], [0, 1]], mentor_preferences=[[0, 1], []])
    solution = mm.solve(problem, objective="stable")
    wrong = mm.Solution(**{**vars(solution), "pairs": np.array([[1, 1]])})
    with pytest.raises(mm.InvalidSolution) as caught:
        mm.validate(problem, wrong)
    assert caught.value.violations == [
        "pair (1, 1) is on no list",
        "pair (0, 0) blocks",
        "pair (1, 0) blocks",
    ]


WITHOUT_NUMBA = """
import json, sys
sys.modules["numba"] = None
import numpy as np
import matchmaker as mm
random = np.random.default_rng(8)
ranks = [random.integers(0, 12, (40, 30)), random.integers(0, 12, (30, 40))]
problem = mm.Problem(None, mentee_demand=2, mentor_capacity=3, mentee_preferences=ranks[0], mentor_preferences=ranks[1])
solution = mm.solve(problem, objective="stable", seed=6)
print(json.dumps([solution.method, solution.pairs.tolist()]))
"""


def test_answer_is_the_same_without_numba():
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_NUMBA],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(SOURCES)},
    )
    method, pairs = json.loads(run.stdout)
    random = np.random.default_rng(8)
    ranks = [random.integers(0, 12, (40, 30)), random.integers(0, 12, (30, 40))]
    problem = mm.Problem(
        None,
        mentee_demand=2,
        mentor_capacity=3,
        mentee_preferences=ranks[0],
        mentor_preferences=ranks[1],
    )
    assert method == "deferred acceptance, mentees proposing (Python)"
    assert pairs == mm.solve(problem, objective="stable", seed=6).pairs.tolist()


@pytest.mark.prove
@pytest.mark.once
@pytest.mark.parametrize("levels", [0, 10])
def test_hundred_thousand_people_with_lists_of_fifty(levels, figure):
    """CPU seconds, since others may be using the machine; with `levels` ranks are 1 … levels, hence ties."""
    problem = large_problem(100_000, 50, levels)
    listed = listed_pairs(problem)
    began = time.process_time()
    contest = contest_of(problem, listed, seed=0, proposing="mentee")
    built = time.process_time() - began
    mm.solve(mm.Problem([[1.0]]), objective="stable")  # compiles
    seconds = []
    for _ in range(3):
        began = time.process_time()
        held = deferred_acceptance(contest)
        seconds.append(time.process_time() - began)
    solution = mm.solve(problem, objective="stable")
    assert len(mm.blocking_pairs(problem, solution)) == 0
    assert len(solution.pairs) == held.sum()
    most = Counter(solution.pairs[:, 1].tolist()).most_common(1)[0][1]
    assert most == 1
    assert jit.numba() is None or levels or sorted(seconds)[1] < 0.5
    figure(
        f"{len(listed.mentees)} pairs on lists, {len(solution.pairs)} matched, none blocks; CPU seconds: order of "
        f"asking {built:.2f}, deferred acceptance {sorted(seconds)[1]:.3f}, all of solve {solution.seconds:.1f} (wall)"
    )


def large_problem(people, length, levels):
    """Lists of `length` at random; the mentors rank whoever lists them."""
    random = np.random.default_rng(1)
    near = np.sort(random.integers(0, people - length, (people, length)), axis=1) + np.arange(length)
    mentees, mentors = np.repeat(np.arange(people), length), near.ravel()

    def ranks(person):
        if levels:
            return random.integers(1, levels + 1, len(person))
        order = np.lexsort((random.random(len(person)), person))
        first = np.cumsum(np.bincount(person, minlength=people)) - np.bincount(person, minlength=people)
        place = np.empty(len(person), dtype=np.int64)
        place[order] = np.arange(len(person)) - first[person[order]] + 1
        return place

    shape = (people, people)
    return mm.Problem(
        None,
        mentee_preferences=sparse.csr_array((ranks(mentees), (mentees, mentors)), shape=shape),
        mentor_preferences=sparse.csr_array((ranks(mentors), (mentors, mentees)), shape=shape),
    )
