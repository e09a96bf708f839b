"""Matchmaker: the matching engine; numpy and scipy only, knows nothing of Django or of rapport.

import matchmaker as mm

problem = mm.Problem(scores, mentor_capacity=2, forbidden={"same department": mask})
solution = mm.solve(problem)                      # or "participation", "floor", "fair", "leximin"
mm.validate(problem, solution)
mm.explain(problem, solution, mentee=0)
mm.unmatched(problem, solution)
mm.fairness(problem, solution)

caps = [mm.Cap(department, most=2, name="department")]
mm.circles(problem, caps, smallest=4)             # several mentees a mentor, not all of one kind

mm.features.combined([mm.features.tags(needs, offers), mm.features.text(wishes, descriptions)])

wishes = mm.Problem(None, mentee_preferences=[[0, 1], [0]], mentor_preferences=[[1, 0], [0]])
stable = mm.solve(wishes, objective="stable")
mm.blocking_pairs(wishes, stable)
"""

from matchmaker import features
from matchmaker.checks import validate
from matchmaker.circles import Cap, circles, validate_circles
from matchmaker.errors import InvalidSolution, ProblemError
from matchmaker.explanations import Alternative, Explainer, Explanation, explain
from matchmaker.fairness import Fairness, Spread, fairness
from matchmaker.obstacles import Obstacles, unmatched
from matchmaker.preferences import RankedLists
from matchmaker.problem import Problem
from matchmaker.rematching import Rematch, Step, rematch
from matchmaker.residual import UNREACHABLE
from matchmaker.scores import ListedScores, LowRank
from matchmaker.solution import Solution, Stage
from matchmaker.solvers import solve
from matchmaker.stability import blocking_pairs
from matchmaker.version import VERSION

__version__ = VERSION

__all__ = [
    "UNREACHABLE",
    "Alternative",
    "Cap",
    "Explainer",
    "Explanation",
    "Fairness",
    "InvalidSolution",
    "ListedScores",
    "LowRank",
    "Obstacles",
    "Problem",
    "ProblemError",
    "RankedLists",
    "Rematch",
    "Solution",
    "Spread",
    "Stage",
    "Step",
    "blocking_pairs",
    "circles",
    "explain",
    "fairness",
    "features",
    "rematch",
    "solve",
    "unmatched",
    "validate",
    "validate_circles",
]
