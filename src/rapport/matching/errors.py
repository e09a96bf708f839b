"""Errors of matching.

RapportError
└── MatchingError
    ├── NothingToMatch          no mentee or no mentor is free
    ├── RunNotFinished          its proposals cannot be changed or released yet
    ├── RuleForbidsPair         a hard rule stands against a pair picked by hand
    ├── PairNotFree             one of the two has no place left for it
    ├── AlreadyTogether         the two have a proposal or a mentorship with each other
    ├── CannotUndo              what came after stands in the way
    ├── BadMatchSettings        a criterion or rule that does not make sense
    └── MatchCancelled          somebody stopped the run before it was done
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.core.errors import RapportError


class MatchingError(RapportError):
    code = "matching"


class NothingToMatch(MatchingError):
    code = "nothing-to-match"
    sentence = _(
        "There is nobody to match: a match needs at least one mentee and one mentor with a free place."
    )


class RunNotFinished(MatchingError):
    code = "run-not-finished"
    sentence = _("This match run has not finished yet.")


class RuleForbidsPair(MatchingError):
    code = "rule-forbids-pair"
    sentence = _("A rule of this cohort does not allow this pair.")


class PairNotFree(MatchingError):
    code = "pair-not-free"
    sentence = _("One of the two has no free place.")


class AlreadyTogether(MatchingError):
    code = "already-together"
    sentence = _("These two have a proposal with each other already.")


class CannotUndo(MatchingError):
    code = "cannot-undo"
    sentence = _("This can no longer be undone: a later change or match run builds on it.")


class BadMatchSettings(MatchingError):
    code = "bad-match-settings"
    sentence = _("These settings do not fit together.")

    def __init__(self, sentence: str | Promise | None = None, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class MatchCancelled(MatchingError):
    code = "match-cancelled"
    sentence = _("This match run was stopped before it was done.")
