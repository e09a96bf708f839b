"""Errors of screening.

RapportError
└── ScreeningError
    ├── ClearanceWanting    no match without the checks that the programme requires
    ├── AlreadyAsked        a referee is asked once about an applicant, unless they have declined
    └── OwnReference        nobody is their own referee
"""

from django.utils.translation import gettext_lazy as _

from rapport.core.errors import RapportError


class ScreeningError(RapportError):
    code = "screening"


class ClearanceWanting(ScreeningError):
    code = "clearance-wanting"


class AlreadyAsked(ScreeningError):
    code = "already-asked"
    sentence = _("This address was asked already. Open its reference to send the letter again.")


class OwnReference(ScreeningError):
    code = "own-reference"
    sentence = _("This is the applicant's own address. Somebody else has to speak for them.")
