"""Errors of screening.

RapportError
└── ScreeningError
    └── ClearanceWanting    no match without the checks that the programme requires
"""

from rapport.core.errors import RapportError


class ScreeningError(RapportError):
    code = "screening"


class ClearanceWanting(ScreeningError):
    code = "clearance-wanting"
