"""What a row of the access table is made of: who, on whose object, with which outcome."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from tests.cast import Cast

OWN = "own"
NEIGHBOURS = "neighbours"
NEXT_DOOR = "other programme"
ABROAD = "other organisation"
HERE = "no object"

MAY = "may"
LOGIN = "to account_login"

Outcome = int | str  # a status, or "to <name of a route>"
Grid = Mapping[str, Mapping[str, Outcome]]  # one of the cast → whose object → MAY or what they get instead
Thing = Mapping[str, str]  # whose → where the cast keeps it
Sent = Mapping[str, Any] | Callable[[Cast, str], Mapping[str, Any]]


@dataclass(frozen=True)
class Act:
    """One method of a route: who may, what they then get, and what they send.

    Who is not named in the grid gets 404, or the way to sign-in when not signed in; `otherwise` says so for
    routes that treat strangers in another way.
    """

    who: Grid
    then: Outcome = 200
    sent: Sent = field(default_factory=dict)
    otherwise: Mapping[str, Outcome] = field(default_factory=dict)

    def data(self, cast: Cast, whose: str) -> Mapping[str, Any]:
        return self.sent(cast, whose) if callable(self.sent) else self.sent


@dataclass(frozen=True)
class Row:
    """All that the table says of one route. A method that is None is refused with 405."""

    at: Mapping[str, Thing | str] = field(default_factory=dict)
    GET: Act | None = None
    POST: Act | None = None
    by_secret: bool = False  # the secret in its address is the proof, also for programs without cookies

    @property
    def things(self) -> dict[str, Thing]:
        return {name: thing for name, thing in self.at.items() if not isinstance(thing, str)}

    @property
    def relations(self) -> list[str]:
        """Return whose objects there are; those of all parameters come from one world."""
        sets = [set(thing) for thing in self.things.values()]
        return sorted(set.intersection(*sets)) if sets else [HERE]

    def ids(self, cast: Cast, whose: str) -> dict[str, str]:
        """Return the parameters of the address that speaks of somebody's object."""
        fixed = {name: thing for name, thing in self.at.items() if isinstance(thing, str)}
        return fixed | {name: public_id(cast, thing[whose]) for name, thing in self.things.items()}


def public_id(cast: Cast, where: str) -> str:
    """Return the public id of what the cast keeps at a dotted path."""
    return str(attrgetter(where)(cast).public_id)


def of_world(name: str) -> Thing:
    """Return a thing that each world has once."""
    return {
        OWN: f"own.{name}",
        NEXT_DOOR: f"other_programme.{name}",
        ABROAD: f"other_organisation_world.{name}",
    }


def of_pair(name: str) -> Thing:
    """Return a thing that each pair has: the cast's own mentor and mentee, and their neighbours in the cohort."""
    return of_world(f"pair.{name}") | {NEIGHBOURS: f"own.neighbours.{name}"}
