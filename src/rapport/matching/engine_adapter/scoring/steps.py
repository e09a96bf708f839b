"""How far two people stand from each other on a scale, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.matching.engine_adapter.answers import fold
from rapport.matching.engine_adapter.sentences import Voices, to_either

YEAR_AND_WHICH = 2


def are_years(options: Sequence[str]) -> bool:
    """Whether the steps between these options are years: each is one, such as “Second year” or “Year 2”.

    “Under a year, 1 to 3 years” is a scale of another kind, whose steps have no length.
    """
    words = [fold(option).split() for option in options]
    return bool(words) and all(len(one) == YEAR_AND_WHICH and _("year") in one for one in words)


def steps_in_words(steps: float, *, counts_years: bool) -> Voices:
    """Return who stands above whom, seen from each side; gaps for names, answers and the number of steps are left."""
    many = 1 if abs(steps) == 1 else 2
    if steps == 0:
        return _same_year() if counts_years else _same_step()
    if counts_years:
        return _years_above(many) if steps > 0 else _years_below(many)
    return _steps_above(many) if steps > 0 else _steps_below(many)


def _same_year() -> Voices:
    return to_either(_("Both are in the same year (%(of_mentee)s)."), _("You are both in the same year."))


def _same_step() -> Voices:
    return to_either(
        _("Both stand on the same step of “%(question)s” (%(of_mentee)s)."),
        _("You both gave the same answer to “%(question)s”: %(of_mentee)s."),
    )


def _years_above(many: int) -> Voices:
    return Voices(
        ngettext(
            "%(Mentor)s is one year above %(mentee)s (%(of_mentee)s → %(of_mentor)s).",
            "%(Mentor)s is %(steps)s years above %(mentee)s (%(of_mentee)s → %(of_mentor)s).",
            many,
        ),
        ngettext("%(Mentor)s is one year above you.", "%(Mentor)s is %(steps)s years above you.", many),
        ngettext("You are one year above %(mentee)s.", "You are %(steps)s years above %(mentee)s.", many),
    )


def _years_below(many: int) -> Voices:
    return Voices(
        ngettext(
            "%(Mentor)s is one year below %(mentee)s (%(of_mentee)s → %(of_mentor)s).",
            "%(Mentor)s is %(steps)s years below %(mentee)s (%(of_mentee)s → %(of_mentor)s).",
            many,
        ),
        ngettext("%(Mentor)s is one year below you.", "%(Mentor)s is %(steps)s years below you.", many),
        ngettext("You are one year below %(mentee)s.", "You are %(steps)s years below %(mentee)s.", many),
    )


def _steps_above(many: int) -> Voices:
    return Voices(
        ngettext(
            "%(Mentor)s is one step above %(mentee)s on “%(question)s” (%(of_mentee)s → %(of_mentor)s).",
            "%(Mentor)s is %(steps)s steps above %(mentee)s on “%(question)s” (%(of_mentee)s → %(of_mentor)s).",
            many,
        ),
        _("%(Mentor)s is ahead of you in “%(question)s”: %(mentor)s %(of_mentor)s, you %(of_mentee)s."),
        _("You are ahead of %(mentee)s in “%(question)s”: you %(of_mentor)s, %(mentee)s %(of_mentee)s."),
    )


def _steps_below(many: int) -> Voices:
    return Voices(
        ngettext(
            "%(Mentor)s is one step below %(mentee)s on “%(question)s” (%(of_mentee)s → %(of_mentor)s).",
            "%(Mentor)s is %(steps)s steps below %(mentee)s on “%(question)s” (%(of_mentee)s → %(of_mentor)s).",
            many,
        ),
        _("You are ahead of %(mentor)s in “%(question)s”: you %(of_mentee)s, %(mentor)s %(of_mentor)s."),
        _("%(Mentee)s is ahead of you in “%(question)s”: %(mentee)s %(of_mentee)s, you %(of_mentor)s."),
    )
