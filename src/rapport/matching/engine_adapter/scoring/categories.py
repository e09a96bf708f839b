"""Criteria that compare answers as sets: tags, categories, languages."""

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matchmaker import criteria
from matchmaker.arrays import Floats
from rapport.matching.engine_adapter.scoring.criterion import Criterion
from rapport.matching.engine_adapter.sentences import Voices, listed, to_either


class SharedTags(Criterion):
    """The share of what the mentee needs that the mentor offers."""

    def shares(self) -> Floats:
        self.needs, self.offers = self.values()
        (needs, offers), _values = criteria.incidence(self.needs, self.offers)
        return criteria.coverage(needs, offers)

    def reason(self, row: int, column: int) -> Voices:
        needs, offers = self.needs[row], self.offers[column]
        offered = [needs[value] for value in needs if value in offers]
        words = {"needs": listed(list(needs.values())), "offered": listed(offered)}
        said = _not_offered() if not offered else _partly_offered() if len(offered) < len(needs) else None
        return (said or _all_offered(len(needs))).with_words(words | self.names(row, column))


def _not_offered() -> Voices:
    return Voices(
        _("%(Mentee)s wants help with %(needs)s; %(mentor)s does not offer that."),
        _("You want help with %(needs)s; %(mentor)s does not offer that."),
        _("%(Mentee)s wants help with %(needs)s; you do not offer that."),
    )


def _partly_offered() -> Voices:
    return Voices(
        _("%(Mentee)s wants help with %(needs)s; %(mentor)s offers %(offered)s."),
        _("You want help with %(needs)s; %(mentor)s offers %(offered)s."),
        _("%(Mentee)s wants help with %(needs)s; you offer %(offered)s."),
    )


def _all_offered(count: int) -> Voices:
    return Voices(
        ngettext(
            "%(Mentee)s wants help with %(needs)s; %(mentor)s offers it.",
            "%(Mentee)s wants help with %(needs)s; %(mentor)s offers all of it.",
            count,
        ),
        ngettext(
            "You want help with %(needs)s; %(mentor)s offers it.",
            "You want help with %(needs)s; %(mentor)s offers all of it.",
            count,
        ),
        ngettext(
            "%(Mentee)s wants help with %(needs)s; you offer it.",
            "%(Mentee)s wants help with %(needs)s; you offer all of it.",
            count,
        ),
    )


class SameCategory(Criterion):
    """Everything if both gave the same answer, or have one in common."""

    def shares(self) -> Floats:
        self.of_mentees, self.of_mentors = self.values()
        (left, right), _values = criteria.incidence(self.of_mentees, self.of_mentors)
        return np.minimum(criteria.common(left, right), 1.0)

    def reason(self, row: int, column: int) -> Voices:
        left, right = self.of_mentees[row], self.of_mentors[column]
        words = {
            "question": self.questions[0].label,
            "of_mentee": listed(list(left.values())),
            "of_mentor": listed(list(right.values())),
            "same": listed([left[value] for value in left if value in right]),
        }
        return self.compared(has_same=bool(words["same"])).with_words(words | self.names(row, column))

    def compared(self, *, has_same: bool) -> Voices:
        if has_same:
            return to_either(
                _("Both gave the same answer to “%(question)s”: %(same)s."),
                _("You both gave the same answer to “%(question)s”: %(same)s."),
            )
        return Voices(
            _("Different answers to “%(question)s”: %(mentee)s %(of_mentee)s, %(mentor)s %(of_mentor)s."),
            _("You answered “%(question)s” differently: you %(of_mentee)s, %(mentor)s %(of_mentor)s."),
            _("You answered “%(question)s” differently: you %(of_mentor)s, %(mentee)s %(of_mentee)s."),
        )


class DifferentCategory(SameCategory):
    """Everything if both answered and have nothing in common."""

    def shares(self) -> Floats:
        same = super().shares()
        answered = np.outer([bool(v) for v in self.of_mentees], [bool(v) for v in self.of_mentors])
        return np.where(answered, 1.0 - same, 0.0)


class SharedLanguages(SameCategory):
    """Everything if there is a language that both speak."""

    def compared(self, *, has_same: bool) -> Voices:
        if has_same:
            return to_either(_("Both speak %(same)s."), _("You both speak %(same)s."))
        return to_either(_("They have no language in common."), _("You have no language in common."))
