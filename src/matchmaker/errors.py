"""What the engine refuses: a problem that makes no sense, a solution that breaks it."""


class ProblemError(ValueError):
    """The problem is not well posed; the message names the first offending indices."""


class InvalidSolution(ValueError):
    """A solution breaks its problem; `violations` lists every way in which it does."""

    def __init__(self, violations: list[str]) -> None:
        self.violations = violations
        super().__init__("; ".join(violations))
