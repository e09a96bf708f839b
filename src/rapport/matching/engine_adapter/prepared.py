"""A match input made ready for the engine: people in lasting order, criteria as points, rules as masks."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

import matchmaker as mm
from matchmaker.arrays import Integers
from matchmaker.problem import SCALE
from rapport.matching.engine_adapter.match_input import MatchInput
from rapport.matching.engine_adapter.match_result import Part
from rapport.matching.engine_adapter.people import Everyone, everyone_in
from rapport.matching.engine_adapter.rules import HardRule, rules_for
from rapport.matching.engine_adapter.scoring import Criterion, criterion_for
from rapport.matching.errors import BadMatchSettings

Tick = Callable[[float, str], None]


@dataclass(frozen=True, eq=False)
class Prepared:
    """Everything about the pairs that does not depend on who is matched; `points` are whole millionths [n, m]."""

    everyone: Everyone
    criteria: list[Criterion]
    rules: list[HardRule]
    points: Integers

    @property
    def most(self) -> float:
        """The most points that a pair could have."""
        return sum(criterion.most for criterion in self.criteria)

    def parts(self, row: int, column: int) -> tuple[Part, ...]:
        """What each criterion gave the pair."""
        return tuple(criterion.part(row, column) for criterion in self.criteria)

    def points_of(self, row: int, column: int) -> float:
        """The exact sum of the parts."""
        return int(self.points[row, column]) / SCALE

    def figure(self, points: float) -> int:
        """Return `points` as a figure from 0 to 100 of the most."""
        return min(100, max(0, round(100 * points / self.most))) if self.most > 0 else 0

    def broken_rules(self, row: int, column: int) -> tuple[str, ...]:
        """The names of the rules that forbid the pair."""
        return tuple(rule.name for rule in self.rules if rule.forbidden[row, column])

    def unchecked(self, row: int, column: int) -> tuple[str, ...]:
        """Which rules could not be checked, in sentences."""
        mentee, mentor = self.everyone.mentees.people[row], self.everyone.mentors.people[column]
        notes = (rule.silence(mentee, mentor, row, column) for rule in self.rules)
        return tuple(note for note in notes if note)

    def problem(self) -> mm.Problem:
        """Return the engine's problem; pins that cannot be are refused in words."""
        mentees, mentors = self.everyone.mentees, self.everyone.mentors
        match_input = self.everyone.match_input
        pins = sorted(set(self.everyone.indices(match_input.pins)))
        self._check_pins(pins)
        demand = [min(person.capacity, max(len(mentors), 1)) for person in mentees.people]
        try:
            return mm.Problem(
                self.points / SCALE,
                mentee_demand=np.array(demand, dtype=np.int64),
                mentor_capacity=np.array([person.capacity for person in mentors.people], dtype=np.int64),
                forbidden={rule.name: rule.forbidden for rule in self.rules},
                pinned=np.array(pins, dtype=np.int64).reshape(-1, 2),
                unmatched_value=match_input.lowest_score,
                mentee_keys=mentees.tie_keys,
                mentor_keys=mentors.tie_keys,
            )
        except mm.ProblemError as error:
            raise BadMatchSettings(_("These people cannot be matched: %(why)s.") % {"why": error}) from error

    def _check_pins(self, pins: list[tuple[int, int]]) -> None:
        for row, column in pins:
            broken = self.broken_rules(row, column)
            if broken:
                raise BadMatchSettings(
                    _("The pinned pair %(mentee)s and %(mentor)s breaks the rule “%(rule)s”.")
                    % {**self._names(row, column), "rule": broken[0]}
                )
        for side, place in ((self.everyone.mentees, 0), (self.everyone.mentors, 1)):
            pinned = np.bincount([pin[place] for pin in pins], minlength=len(side))
            for person, count in zip(side.people, pinned, strict=True):
                if count > person.capacity:
                    raise BadMatchSettings(
                        _("%(name)s has more pinned pairs than places (%(pins)d, %(places)d).")
                        % {"name": person.name or person.key, "pins": count, "places": person.capacity}
                    )

    def _names(self, row: int, column: int) -> dict[str, str]:
        mentee, mentor = self.everyone.mentees.people[row], self.everyone.mentors.people[column]
        return {"mentee": mentee.name or mentee.key, "mentor": mentor.name or mentor.key}


def prepare(match_input: MatchInput, tick: Tick) -> Prepared:
    """Return `match_input` made ready; `tick` hears how far it is, from 0 to 1."""
    everyone = everyone_in(match_input)
    points = np.zeros(everyone.shape, dtype=np.int64)
    criteria: list[Criterion] = []
    for place, spec in enumerate(match_input.criteria):
        tick(place / (len(match_input.criteria) + 1), _("Comparing answers"))
        criteria.append(criterion_for(spec, everyone))
        points += criteria[-1].points
    tick(1.0, _("Checking the rules"))
    return Prepared(everyone=everyone, criteria=criteria, rules=rules_for(everyone), points=points)
