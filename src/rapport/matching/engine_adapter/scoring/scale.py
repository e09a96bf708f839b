"""The criterion that counts steps between mentee and mentor on a scale."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from matchmaker import criteria
from matchmaker.arrays import Floats
from matchmaker.errors import ProblemError
from rapport.matching.engine_adapter.answers import position_of, same_scale, text_of, values_of
from rapport.matching.engine_adapter.match_input import Person
from rapport.matching.engine_adapter.scoring.criterion import Criterion
from rapport.matching.engine_adapter.scoring.steps import are_years, steps_in_words
from rapport.matching.engine_adapter.sentences import Voices
from rapport.matching.errors import BadMatchSettings


class OrderedDistance(Criterion):
    """By how many steps the mentor stands above the mentee on a scale."""

    def shares(self) -> Floats:
        same_scale(*self.questions)
        self.steps = self._steps()
        self.places = tuple(
            np.array([position_of(person, question) for person in side.people], dtype=np.float64)
            for side, question in zip(
                (self.everyone.mentees, self.everyone.mentors), self.questions, strict=True
            )
        )
        try:
            return criteria.stepped(self.places[0], self.places[1], self.steps)
        except ProblemError as error:
            raise BadMatchSettings(
                _("“%(name)s”: a step must not end before it begins.") % {"name": self.label}
            ) from error

    def best_share(self) -> float:
        return max(0.0, *(worth for _start, _end, worth in self.steps))

    def silence(self, mentee: Person, mentor: Person) -> str:
        for person, question, side in zip(
            (mentee, mentor), self.questions, ("mentee", "mentor"), strict=True
        ):
            if values_of(person, question) and np.isnan(position_of(person, question)):
                return _("“%(answer)s” is not a step of “%(question)s”, so there are no points here.") % {
                    "answer": text_of(person, question),
                    "question": question.label,
                    "side": side,
                }
        return super().silence(mentee, mentor)

    def reason(self, row: int, column: int) -> Voices:
        steps = float(self.places[1][column] - self.places[0][row])
        words = {
            "question": self.questions[0].label,
            "steps": f"{abs(steps):g}",
            "of_mentee": text_of(self.everyone.mentees.people[row], self.questions[0]),
            "of_mentor": text_of(self.everyone.mentors.people[column], self.questions[1]),
        }
        said = steps_in_words(steps, counts_years=are_years(self._between(row, column)))
        return said.with_words(words | self.names(row, column))

    def _between(self, row: int, column: int) -> Sequence[str]:
        """Return the options of the scale from the one's to the other's; none where they answered with numbers."""
        low, high = sorted((self.places[0][row], self.places[1][column]))
        options = self.questions[0].options
        return options[int(low) : int(high) + 1] if options else ()

    def _steps(self) -> list[tuple[float | None, float | None, float]]:
        settings = self.spec.settings
        given: Sequence[Mapping[str, Any]] = settings.get("steps") or [settings]
        try:
            steps = [
                (_bound(step.get("from")), _bound(step.get("to")), float(step.get("points", 1.0)))
                for step in given
            ]
        except (AttributeError, TypeError, ValueError) as error:
            raise BadMatchSettings(
                _("“%(name)s”: steps need numbers for “from”, “to” and “points”.") % {"name": self.label}
            ) from error
        if any(start is None and end is None for start, end, _worth in steps):
            raise BadMatchSettings(
                _("“%(name)s” must say from or to how many steps above the mentor should be.")
                % {"name": self.label}
            )
        return steps


def _bound(value: Any) -> float | None:
    return None if value is None else float(value)
