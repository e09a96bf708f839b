"""The people of a match run, in an order that does not depend on how they were listed."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from rapport.matching.engine_adapter.answers import questions_by_key
from rapport.matching.engine_adapter.match_input import CriterionSpec, MatchInput, Person, Question, RuleSpec
from rapport.matching.errors import BadMatchSettings


@dataclass(frozen=True)
class Side:
    """All mentors or all mentees, sorted by content; `tie_keys` are unique and made of content alone."""

    people: tuple[Person, ...]
    tie_keys: tuple[str, ...]

    @cached_property
    def index(self) -> dict[str, int]:
        """Where each person's key stands."""
        return {person.key: place for place, person in enumerate(self.people)}

    def __len__(self) -> int:
        return len(self.people)


def side_of(people: tuple[Person, ...]) -> Side:
    """Return `people` sorted by content; people alike in everything are told apart by their key alone."""
    repeated = [key for key, times in Counter(person.key for person in people).items() if times > 1]
    if repeated:
        raise BadMatchSettings(_("Two people on one side have the key “%(key)s”.") % {"key": repeated[0]})
    keyed = sorted((_content(person), replace(person, key="").to_json(), person.key) for person in people)
    by_key = {person.key: person for person in people}
    seen: Counter[str] = Counter()
    tie_keys = []
    for content, _rest, _key in keyed:
        seen[content] += 1
        tie_keys.append(f"{content}\n{seen[content]}")
    return Side(people=tuple(by_key[key] for _content, _rest, key in keyed), tie_keys=tuple(tie_keys))


def _content(person: Person) -> str:
    return person.content or Person(key="", answers=person.answers).to_json()


@dataclass(frozen=True)
class Everyone:
    """Both sides of a match run with their questions."""

    match_input: MatchInput
    mentees: Side
    mentors: Side

    @property
    def shape(self) -> tuple[int, int]:
        """(number of mentees, number of mentors)."""
        return len(self.mentees), len(self.mentors)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions by key."""
        return dict(questions_by_key(self.match_input.questions))

    def questions_of(self, spec: CriterionSpec | RuleSpec) -> tuple[Question, Question]:
        """Return the mentee's and the mentor's question; where one side names none, the other's serves both."""
        keys = (
            spec.mentee_question or spec.mentor_question,
            spec.mentor_question or spec.mentee_question,
        )
        for key in keys:
            if key not in self.questions:
                raise BadMatchSettings(
                    _("“%(name)s” asks about “%(key)s”, and there is no such question.")
                    % {"name": spec.label or spec.kind, "key": key}
                )
        return self.questions[keys[0]], self.questions[keys[1]]

    def offsets(self) -> tuple[list[int], list[int]]:
        """Return the minutes that each person's clock is ahead of UTC, mentees' and mentors'."""
        return [self._offset(p) for p in self.mentees.people], [self._offset(p) for p in self.mentors.people]

    def indices(self, pairs: tuple[tuple[str, str], ...]) -> list[tuple[int, int]]:
        """Return pairs of keys as pairs of indices; pairs with someone who takes no part are left out."""
        mentees, mentors = self.mentees.index, self.mentors.index
        return [(mentees[i], mentors[j]) for i, j in pairs if i in mentees and j in mentors]

    def _offset(self, person: Person) -> int:
        name = person.time_zone or self.match_input.default_time_zone
        try:
            noon = dt.datetime.fromisoformat(f"{self.match_input.offsets_on}T12:00").replace(
                tzinfo=ZoneInfo(name)
            )
        except (ValueError, KeyError, OSError) as error:
            raise BadMatchSettings(
                _("“%(zone)s” is not a time zone that we know.") % {"zone": name}
            ) from error
        offset = noon.utcoffset() or dt.timedelta()
        return int(offset.total_seconds() // 60)


def everyone_in(match_input: MatchInput) -> Everyone:
    """Return the people of `match_input` in their lasting order."""
    return Everyone(
        match_input=match_input, mentees=side_of(match_input.mentees), mentors=side_of(match_input.mentors)
    )
