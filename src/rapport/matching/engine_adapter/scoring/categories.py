"""Criteria that compare answers as sets: tags, categories, languages."""

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matchmaker import criteria
from matchmaker.arrays import Floats
from rapport.matching.engine_adapter.scoring.criterion import Criterion
from rapport.matching.engine_adapter.sentences import listed, name_of


class SharedTags(Criterion):
    """The share of what the mentee needs that the mentor offers."""

    def shares(self) -> Floats:
        self.needs, self.offers = self.values()
        (needs, offers), _values = criteria.incidence(self.needs, self.offers)
        return criteria.coverage(needs, offers)

    def reason(self, row: int, column: int) -> str:
        needs, offers = self.needs[row], self.offers[column]
        offered = [needs[value] for value in needs if value in offers]
        words = {
            "needs": listed(list(needs.values())),
            "offered": listed(offered),
            "mentor": name_of(self.everyone.mentors.people[column], "mentor"),
        }
        if not offered:
            return _("Wants help with %(needs)s; %(mentor)s does not offer that.") % words
        if len(offered) < len(needs):
            return _("Wants help with %(needs)s; %(mentor)s offers %(offered)s.") % words
        return (
            ngettext(
                "Wants help with %(needs)s; %(mentor)s offers it.",
                "Wants help with %(needs)s; %(mentor)s offers all of it.",
                len(needs),
            )
            % words
        )


class SameCategory(Criterion):
    """Everything if both gave the same answer, or have one in common."""

    def shares(self) -> Floats:
        self.of_mentees, self.of_mentors = self.values()
        (left, right), _values = criteria.incidence(self.of_mentees, self.of_mentors)
        return np.minimum(criteria.common(left, right), 1.0)

    def reason(self, row: int, column: int) -> str:
        return self.compared(self.of_mentees[row], self.of_mentors[column])

    def compared(self, left: dict[str, str], right: dict[str, str]) -> str:
        words = {
            "question": self.questions[0].label,
            "mentee": listed(list(left.values())),
            "mentor": listed(list(right.values())),
            "same": listed([left[value] for value in left if value in right]),
        }
        if words["same"]:
            return _("Both gave the same answer to “%(question)s”: %(same)s.") % words
        return _("Different answers to “%(question)s”: mentee %(mentee)s, mentor %(mentor)s.") % words


class DifferentCategory(SameCategory):
    """Everything if both answered and have nothing in common."""

    def shares(self) -> Floats:
        same = super().shares()
        answered = np.outer([bool(v) for v in self.of_mentees], [bool(v) for v in self.of_mentors])
        return np.where(answered, 1.0 - same, 0.0)


class SharedLanguages(SameCategory):
    """Everything if there is a language that both speak."""

    def compared(self, left: dict[str, str], right: dict[str, str]) -> str:
        same = [left[value] for value in left if value in right]
        if same:
            return _("Both speak %(languages)s.") % {"languages": listed(same)}
        return _("They have no language in common.")
