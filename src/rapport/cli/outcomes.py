"""How commands end: the exit codes, and failures put into one sentence."""

import sys

OK = 0
PROBLEMS_FOUND = 1
BAD_INPUT = 2
ENVIRONMENT = 3
INTERRUPTED = 130

EPILOG = """\
`rapport COMMAND --help` explains one command and gives examples.

exit codes:
  0    done
  1    done, and problems were found (verify)
  2    the command, or the data it was given, is not right
  3    the surroundings are not right: a setting, the database, a taken port
  130  stopped by Ctrl-C

RAPPORT_DEBUG=1 shows where an error arose."""


class CommandRefusedError(Exception):
    """The command cannot be carried out; the sentence says why and what to do."""

    def __init__(self, sentence: str, *, exit_code: int = ENVIRONMENT) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def say(step: str) -> None:
    """Tell who waits what is being done; apart from what the command was asked to print."""
    print(f"{step} …", file=sys.stderr, flush=True)


def explain(error: Exception) -> tuple[str, int] | None:
    """Put a foreseen failure into one sentence with its exit code; None for an error of our own making."""
    # Django's classes are looked up only now, so that `rapport --help` stays quick.
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import OperationalError

    from rapport.core.errors import RapportError

    if isinstance(error, CommandRefusedError):
        return str(error), error.exit_code
    if isinstance(error, RapportError):
        return str(error), BAD_INPUT
    if isinstance(error, ImproperlyConfigured):
        return _one_line(error), ENVIRONMENT
    if isinstance(error, OperationalError):
        return f"The database cannot be used: {_one_line(error)}", ENVIRONMENT
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}.", ENVIRONMENT
    return None


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
