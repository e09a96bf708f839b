"""Criteria that compare two people's weeks and clocks."""

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matchmaker import criteria
from matchmaker.arrays import Floats
from rapport.matching.engine_adapter.match_input import Person
from rapport.matching.engine_adapter.scoring.criterion import Criterion
from rapport.matching.engine_adapter.sentences import Voices, name_of, to_either


class Availability(Criterion):
    """The hours of the week at which both are free, measured in one clock."""

    asks = False

    def shares(self) -> Floats:
        enough = self.setting("enough_hours", 1.0)
        mentees, mentors = (
            criteria.weekly_quarters([person.availability for person in side.people], offsets)
            for side, offsets in zip(
                (self.everyone.mentees, self.everyone.mentors), self.everyone.offsets(), strict=True
            )
        )
        self.hours = criteria.common(mentees, mentors) / 4.0
        return np.minimum(self.hours / enough, 1.0)

    def silence(self, mentee: Person, mentor: Person) -> str:
        for person, side in ((mentee, "mentee"), (mentor, "mentor")):
            if not person.availability:
                return _("%(name)s has not said when they are free, so there are no points here.") % {
                    "name": name_of(person, side)
                }
        return ""

    def reason(self, row: int, column: int) -> Voices:
        hours = float(self.hours[row, column])
        if not hours:
            return to_either(
                _("They are never free at the same time."), _("You are never free at the same time.")
            )
        many = 1 if hours == 1 else 2
        return to_either(
            ngettext(
                "Both are free at the same time for one hour a week.",
                "Both are free at the same time for %(hours)s hours a week.",
                many,
            ),
            ngettext(
                "You are both free at the same time for one hour a week.",
                "You are both free at the same time for %(hours)s hours a week.",
                many,
            ),
        ).with_words({"hours": f"{hours:g}"})


class TimeZoneDistance(Criterion):
    """How close together their clocks are."""

    asks = False

    def shares(self) -> Floats:
        most = self.setting("most_hours", 6.0)
        self.hours = criteria.hours_apart(*self.everyone.offsets())
        return np.maximum(1.0 - self.hours / most, 0.0)

    def reason(self, row: int, column: int) -> Voices:
        hours = float(self.hours[row, column])
        if not hours:
            return to_either(_("Their clocks show the same time."), _("Your clocks show the same time."))
        many = 1 if hours == 1 else 2
        return to_either(
            ngettext("Their clocks are one hour apart.", "Their clocks are %(hours)s hours apart.", many),
            ngettext("Your clocks are one hour apart.", "Your clocks are %(hours)s hours apart.", many),
        ).with_words({"hours": f"{hours:g}"})
