"""Matchmaker: the matching engine; numpy and scipy only, knows nothing of Django or of rapport.

import matchmaker as mm

problem = mm.Problem(scores, mentor_capacity=2, forbidden={"same department": mask})
solution = mm.solve(problem)                      # or "participation", "floor", "fair", "leximin"
mm.validate(problem, solution)
mm.explain(problem, solution, mentee=0)
mm.unmatched(problem, solution)
"""

from matchmaker.checks import validate
from matchmaker.errors import InvalidSolution, ProblemError
from matchmaker.explanations import Alternative, Explainer, Explanation, explain
from matchmaker.obstacles import Obstacles, unmatched
from matchmaker.problem import Problem
from matchmaker.residual import UNREACHABLE
from matchmaker.solution import Solution, Stage
from matchmaker.solvers import solve
from matchmaker.version import VERSION

__version__ = VERSION

__all__ = [
    "UNREACHABLE",
    "Alternative",
    "Explainer",
    "Explanation",
    "InvalidSolution",
    "Obstacles",
    "Problem",
    "ProblemError",
    "Solution",
    "Stage",
    "explain",
    "solve",
    "unmatched",
    "validate",
]
