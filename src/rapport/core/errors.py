"""The root of every error that people may see.

RapportError
├── NotFound            what was asked for does not exist, or not for this person: the same answer
├── NotAllowed          it is visible, but this act on it is not theirs
├── WrongState          the act does not fit the state that the thing is in
└── … each app draws its own branch in its errors.py
"""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RapportError(Exception):
    """An error with a stable code and a sentence that the person can act on."""

    code: ClassVar[str] = "error"
    sentence: ClassVar[str | Promise] = _("Something went wrong. Nothing was changed.")

    def __init__(self, sentence: str | Promise | None = None) -> None:
        self.message: str | Promise = sentence or self.sentence
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class NotFound(RapportError):
    code = "not-found"
    sentence = _("We could not find that page.")


class NotAllowed(RapportError):
    code = "not-allowed"
    sentence = _("Your role does not include this.")


class WrongState(RapportError):
    code = "wrong-state"
    sentence = _("This has changed in the meantime. Please look at it again.")
