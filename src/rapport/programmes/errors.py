"""Errors of the programme's frame.

RapportError
└── ProgrammeError
    ├── PlaceTaken          a participation has no place left
    ├── CapacityTooLow      a capacity below the places that are already taken
    ├── DatesOutOfOrder     a cohort that ends before it starts
    ├── CohortClosed        nothing new begins in a cohort that is over
    ├── LastOwner           an organisation always has an owner
    ├── AlreadyTakingPart   a second active participation of one person in one role
    ├── ColumnsNotReady     the columns of an import do not yet say who people are
    ├── ChangesUnsaid       a new version of a guideline that does not say what has changed
    ├── WordingFaulty       words for a letter that cannot be filled in
    ├── NothingToImport     an import in which no row is good
    └── RightsWithdrawn     whoever asked for an import may no longer run it
NotAllowed
└── OwnCase                 staff who also take part decide nothing about themselves
"""

from django.utils.translation import gettext_lazy as _

from rapport.core.errors import NotAllowed, RapportError


class ProgrammeError(RapportError):
    code = "programme"


class PlaceTaken(ProgrammeError):
    code = "place-taken"
    sentence = _("There is no place left.")


class CapacityTooLow(ProgrammeError):
    code = "capacity-too-low"
    sentence = _("More places than that are taken already.")


class DatesOutOfOrder(ProgrammeError):
    code = "dates-out-of-order"
    sentence = _("The last day must come after the first day.")


class CohortClosed(ProgrammeError):
    code = "cohort-closed"
    sentence = _("This cohort is closed. Nothing new begins in it.")


class LastOwner(ProgrammeError):
    code = "last-owner"
    sentence = _("An organisation always has an owner. Appoint another one first.")


class AlreadyTakingPart(ProgrammeError):
    code = "already-taking-part"
    sentence = _("This person already takes part in this role.")


class ColumnsNotReady(ProgrammeError):
    code = "import-columns"


class ChangesUnsaid(ProgrammeError):
    code = "changes-unsaid"
    sentence = _("Say what has changed, so that nobody has to look for it.")


class WordingFaulty(ProgrammeError):
    code = "wording-faulty"
    sentence = _("These words cannot be used: something in curly brackets is unknown, missing or not closed.")


class NothingToImport(ProgrammeError):
    code = "import-nothing"
    sentence = _("Nothing was imported: no row can be used.")


class RightsWithdrawn(ProgrammeError):
    code = "import-rights"
    sentence = _("Nothing was imported: whoever asked for it does not run this cohort any more.")


class OwnCase(NotAllowed):
    code = "own-case"
    sentence = _(
        "This is about yourself, so somebody else decides: another coordinator, a deputy or an owner."
    )
