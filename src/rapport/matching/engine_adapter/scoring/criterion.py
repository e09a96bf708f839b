"""What every criterion has: points for every pair, and a sentence for why a pair got what it got."""

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np
from django.utils.translation import gettext as _

from matchmaker.arrays import Floats, Integers
from matchmaker.problem import SCALE
from rapport.matching.choices import CriterionKind
from rapport.matching.engine_adapter.answers import values_of
from rapport.matching.engine_adapter.match_input import CriterionSpec, Person, Question
from rapport.matching.engine_adapter.match_result import Part
from rapport.matching.engine_adapter.people import Everyone
from rapport.matching.engine_adapter.sentences import Voices, name_of
from rapport.matching.errors import BadMatchSettings


class Criterion(ABC):
    """One criterion applied to everyone; `points` are whole millionths, int64 [n, m].

    What `is_for_staff` is not told to either of the two.
    """

    asks: ClassVar[bool] = True
    is_for_staff: ClassVar[bool] = False

    def __init__(self, spec: CriterionSpec, everyone: Everyone) -> None:
        self.spec, self.everyone = spec, everyone
        self.questions: tuple[Question, ...] = everyone.questions_of(spec) if self.asks else ()
        self.label = spec.label or self._plain_label()
        self.points: Integers = np.rint(spec.weight * self.shares() * SCALE).astype(np.int64)
        self.most = round(spec.weight * self.best_share(), 6)

    @abstractmethod
    def shares(self) -> Floats:
        """What each pair gets of one unit of weight; float64 [n, m]."""

    @abstractmethod
    def reason(self, row: int, column: int) -> Voices:
        """Say why; both have answered."""

    def best_share(self) -> float:
        """The most that a pair can get of one unit of weight."""
        return 1.0

    def silence(self, mentee: Person, mentor: Person) -> str:
        """Say who has not answered, "" if both have; of what is sensitive nobody is told whether there is an answer."""
        for person, question, side in zip(
            (mentee, mentor), self.questions, ("mentee", "mentor"), strict=bool(self.questions)
        ):
            if not values_of(person, question):
                words = {"name": name_of(person, side), "question": question.label}
                if question.is_sensitive:
                    return (
                        _("“%(question)s” is not compared for %(name)s, so there are no points here.") % words
                    )
                return _("%(name)s has not answered “%(question)s”, so there are no points here.") % words
        return ""

    def _plain_label(self) -> str:
        kind = str(CriterionKind(self.spec.kind).label)
        return f"{kind}: {self.questions[0].label}" if self.questions else kind

    def part(self, row: int, column: int) -> Part:
        """Return what the pair got, with the sentence."""
        silence = self.silence(self.everyone.mentees.people[row], self.everyone.mentors.people[column])
        voices = Voices(silence, silence, silence) if silence else self.reason(row, column)
        return Part(
            label=self.label,
            points=int(self.points[row, column]) / SCALE,
            most=self.most,
            sentence=voices.of_both,
            to_mentee=voices.to_mentee,
            to_mentor=voices.to_mentor,
            uses_sensitive=self.is_for_staff or any(question.is_sensitive for question in self.questions),
            questions=tuple(dict.fromkeys(question.key for question in self.questions)),
        )

    def names(self, row: int, column: int) -> dict[str, str]:
        """Return what to call the two: at the start of a sentence, and within one."""
        mentee, mentor = self.everyone.mentees.people[row], self.everyone.mentors.people[column]
        return {
            "Mentee": name_of(mentee, "mentee"),
            "Mentor": name_of(mentor, "mentor"),
            "mentee": name_of(mentee, "mentee", is_within=True),
            "mentor": name_of(mentor, "mentor", is_within=True),
        }

    def values(self) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
        """The answers of mentees and of mentors to this criterion's questions."""
        of_mentees, of_mentors = self.questions
        return (
            [values_of(person, of_mentees) for person in self.everyone.mentees.people],
            [values_of(person, of_mentors) for person in self.everyone.mentors.people],
        )

    def setting(self, name: str, default: float) -> float:
        """A setting that is a number above zero."""
        value = self.spec.settings.get(name, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or value <= 0:
            raise BadMatchSettings(
                _("“%(name)s” needs a number above zero for “%(setting)s”.")
                % {"name": self.label, "setting": name}
            )
        return float(value)
