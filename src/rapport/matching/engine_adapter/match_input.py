"""What goes into a match run, frozen: people, their answers, criteria and hard rules."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, Literal

from rapport.matching.engine_adapter.frozen_json import FrozenJson

Answer = str | float | tuple[str, ...] | None
QuestionKind = Literal["single", "multiple", "scale", "line", "text", "number"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Question(FrozenJson):
    """A question people answered; `options` of a scale stand from lowest to highest."""

    key: str
    label: str
    kind: QuestionKind
    options: tuple[str, ...] = ()
    is_sensitive: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Person(FrozenJson):
    """A mentor or a mentee as the engine sees them.

    `key` is any text that is unique on its side and comes back in the result. `content` breaks ties (the
    e-mail address in lower case; left empty, the answers are used); it is hashed with the seed, so that
    no name has a lasting advantage. `capacity` is how many mentees a mentor can take, or how many mentors
    a mentee should get. `availability` holds half-hours of the week in the person's own time zone, 0
    being Monday 00:00–00:30 and 335 Sunday 23:30–24:00. `was_unmatched` is true of who came to the programme before and
    found no match. `identity` is the same text on both sides for
    someone who is mentor and mentee.
    """

    key: str
    content: str = ""
    capacity: int = 1
    answers: Mapping[str, Answer] = field(default_factory=dict)
    time_zone: str = ""
    availability: tuple[int, ...] = ()
    is_ready: bool = True
    was_unmatched: bool = False
    name: str = ""
    identity: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionSpec(FrozenJson):
    """Something that earns points: `weight` times a share between 0 and 1 (or the points of the steps).

    `kind` is a value of `CriterionKind`. Settings by kind:

    * ``ordered_distance``: ``{"from": 2, "to": 4}`` (mentor two to four steps above: full points) or
      ``{"steps": [{"from": 1, "to": 1, "points": 12}, {"to": 0, "points": -10}]}``; the first step that fits
      counts, its points are multiplied by `weight`, an end left out is open.
    * ``availability``: ``{"enough_hours": 1}``, the weekly hours in common that earn full points.
    * ``time_zone``: ``{"most_hours": 6}``, the hours apart at which points have fallen to nothing.
    """

    kind: str
    weight: float = 1.0
    mentee_question: str = ""
    mentor_question: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleSpec(FrozenJson):
    """A hard rule; `kind` is a value of `RuleKind`, or ``only_trained``.

    Settings: ``steps_within``: ``{"from": 0, "to": 3}``, ends may be left out; ``only_trained``: ``{"wanting": {key:
    sentence}}``, who may not be matched yet, and why. Kinds that compare answers
    also take ``{"if_missing": "allow"}`` or ``"forbid"``: what to do when an answer is missing and the
    rule cannot be checked. By default a rule that says *must not* allows such a pair and notes it; a rule
    that says *must* forbids it.
    """

    kind: str
    mentee_question: str = ""
    mentor_question: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchInput(FrozenJson):
    """Everything a match run needs; `exclusions`, `past_pairs` and `pins` hold (mentee key, mentor key).

    `exclusions` always hold. `past_pairs` count where a ``not_previous_pair`` rule is chosen. A pair that
    scores less than `lowest_score` is never proposed. `offsets_on` is the day (ISO) whose clock decides
    time zone offsets, such as the first day of the cohort; `default_time_zone` serves people who gave
    none.
    """

    questions: tuple[Question, ...] = ()
    mentors: tuple[Person, ...] = ()
    mentees: tuple[Person, ...] = ()
    criteria: tuple[CriterionSpec, ...] = ()
    rules: tuple[RuleSpec, ...] = ()
    exclusions: tuple[tuple[str, str], ...] = ()
    past_pairs: tuple[tuple[str, str], ...] = ()
    pins: tuple[tuple[str, str], ...] = ()
    lowest_score: float = 0.0
    default_time_zone: str = "UTC"
    offsets_on: str = "2026-01-15"

    def input_hash(self) -> str:
        """Return a hash that the order of people, questions and pairs does not change."""
        by_key = attrgetter("key")
        ordered = replace(
            self,
            questions=tuple(sorted(self.questions, key=by_key)),
            mentors=tuple(sorted(self.mentors, key=by_key)),
            mentees=tuple(sorted(self.mentees, key=by_key)),
            exclusions=tuple(sorted(self.exclusions)),
            past_pairs=tuple(sorted(self.past_pairs)),
            pins=tuple(sorted(self.pins)),
        )
        return hashlib.blake2b(ordered.to_json().encode(), digest_size=32).hexdigest()
