"""Are circles valid? Looks at the problem and the caps alone and shares no code with the solvers."""

from collections import Counter
from collections.abc import Sequence

from matchmaker.checks import validate
from matchmaker.circles.caps import Cap
from matchmaker.errors import InvalidSolution
from matchmaker.problem import Problem
from matchmaker.solution import Solution


def validate_circles(problem: Problem, caps: Sequence[Cap], solution: Solution, *, smallest: int = 0) -> None:
    """Check every circle of `solution` against `problem`, `caps` and `smallest`.

    Raises
    ------
    InvalidSolution
        Listing all violations: those that `validate` finds; each group that is too many in a circle, with the cap's name;
        each circle with too few mentees.

    Notes
    -----
    O(k·c) for k pairs and c caps, by plain loops that can be read at a glance.
    """
    violations = []
    try:
        validate(problem, solution)
    except InvalidSolution as error:
        violations += error.violations
    n = problem.shape[0]
    pairs = [(int(mentee), int(mentor)) for mentee, mentor in solution.pairs if 0 <= mentee < n]
    for cap in caps:
        violations += _too_many(cap, pairs)
    sizes = Counter(mentor for _, mentor in pairs)
    violations += [
        f"the circle of mentor {mentor} has {size} mentees, fewer than {smallest}"
        for mentor, size in sorted(sizes.items())
        if size < smallest
    ]
    if violations:
        raise InvalidSolution(violations)


def _too_many(cap: Cap, pairs: list[tuple[int, int]]) -> list[str]:
    counts = Counter((mentor, int(cap.groups[mentee])) for mentee, mentor in pairs)
    return [
        f"the circle of mentor {mentor} has {count} mentees of group {group} of “{cap.name}”, which allows {cap.most}"
        for (mentor, group), count in sorted(counts.items())
        if group >= 0 and count > cap.most
    ]
