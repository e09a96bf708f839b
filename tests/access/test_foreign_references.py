"""Somebody who may act on their own names what belongs to others in what they send: nothing comes of it (S4)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from rapport.programmes.choices import StaffRole
from tests.access.checker import ABSENT, Checker
from tests.access.rows import OWN, public_id
from tests.access.table import (
    A_DRAFT,
    COHORT,
    HELD,
    MENTEE_OF_DRAFT,
    MENTORSHIP,
    NEXT_YEAR,
    PROGRAMME,
)
from tests.cast import Cast


@dataclass(frozen=True)
class Form:
    """An act whose form takes an id: who sends it, where, in which field, and what goes with it."""

    who: str
    route: str
    at: Mapping[str, Any]
    field: str
    named: str
    along: Callable[[Cast], Mapping[str, Any]] = lambda _: {}

    def ids(self, cast: Cast) -> dict[str, str]:
        return {name: public_id(cast, thing[OWN]) for name, thing in self.at.items()}


def meeting(cast: Cast) -> dict[str, Any]:
    return {
        "held_on": cast.own.pair.held.held_on.isoformat(),
        "length": "60",
        "mode": "in-person",
        "topics": "Statistics",
        "entry_key": "sent-once",
    }


FORMS = [
    Form(
        "coordinator",
        "coordinator:application-decide-many",
        COHORT,
        "chosen",
        "application",
        lambda _: {"action": "waitlisted", "confirmed": "yes"},
    ),
    Form(
        "coordinator",
        "coordinator:review-assign",
        COHORT,
        "chosen",
        "application",
        lambda cast: {"reviewers": public_id(cast, "own.idle_reviewer"), "confirmed": "yes"},
    ),
    Form("coordinator", "coordinator:participation-ready", COHORT, "chosen", "pair.mentee"),
    Form(
        "coordinator",
        "coordinator:exclusion-add",
        COHORT,
        "mentee",
        "pair.mentee",
        lambda cast: {"mentor": public_id(cast, "own.neighbours.mentor")},
    ),
    Form(
        "coordinator",
        "coordinator:exclusion-add",
        COHORT,
        "mentor",
        "pair.mentor",
        lambda cast: {"mentee": public_id(cast, "own.neighbours.mentee")},
    ),
    Form("coordinator", "coordinator:cohort-create", PROGRAMME, "like", "cohort", lambda _: NEXT_YEAR),
    Form("coordinator", "coordinator:proposal-swap", A_DRAFT, "partner", "draft"),
    Form("coordinator", "coordinator:mentor-pick", MENTEE_OF_DRAFT, "mentor", "pair.mentor"),
    Form(
        "coordinator",
        "coordinator:proposal-release",
        COHORT,
        "chosen",
        "draft",
        lambda _: {"confirmed": "yes"},
    ),
    Form(
        "mentor",
        "participant:meeting-record",
        MENTORSHIP,
        "present",
        "pair.mentorship.parties.first",
        meeting,
    ),
    Form("mentee", "participant:meeting-correct", HELD, "present", "pair.mentorship.parties.first", meeting),
]
FORMS_OF_OWNERS = [
    Form(
        "owner",
        "coordinator:staff-appoint",
        {},
        "programme",
        "programme",
        lambda _: {"name": "Nobody", "email": "nobody@elm.example", "role": StaffRole.COORDINATOR},
    )
]


def find(cast: Cast, path: str) -> str:
    found: Any = cast
    for part in path.split("."):
        found = getattr(found, part)
        found = found() if callable(found) and part == "first" else found
    return str(found.public_id)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.route} {form.field}")
@pytest.mark.parametrize("world", ["other_programme", "other_organisation_world"])
def test_foreign_id_in_a_form_changes_nothing(cast, form, world):
    checker = Checker(cast, names=(form.who,))
    data = {**form.along(cast), form.field: find(cast, f"{world}.{form.named}")}

    asked = checker.ask(form.who, "POST", form.route, form.ids(cast), data)

    assert (asked.changed, asked.error) == (False, "")


@pytest.mark.parametrize("form", [*FORMS, *FORMS_OF_OWNERS], ids=lambda form: f"{form.route} {form.field}")
def test_foreign_id_in_a_form_looks_like_one_that_does_not_exist(cast, form):
    checker = Checker(cast, names=(form.who,))
    told = []
    for value in (ABSENT, find(cast, f"other_organisation_world.{form.named}"), ABSENT):
        data = {**form.along(cast), form.field: value}
        asked = checker.ask(form.who, "POST", form.route, form.ids(cast), data)
        told.append((asked.outcome, asked.changed, asked.essence.replace(value.encode(), b"")))

    _first, foreign, absent = told  # the first page notes in the session which cohort is open
    assert foreign == absent


@pytest.mark.parametrize("form", FORMS_OF_OWNERS, ids=lambda form: form.route)
def test_owner_appoints_nobody_in_another_organisation(cast, form):
    checker = Checker(cast, names=(form.who,))
    data = {**form.along(cast), form.field: find(cast, f"other_organisation_world.{form.named}")}

    asked = checker.ask(form.who, "POST", form.route, {}, data)

    assert (asked.outcome, asked.changed) == (422, False)


@pytest.mark.parametrize(
    "form",
    [
        form for form in FORMS if form.route != "coordinator:proposal-swap"
    ],  # a draft is not swapped with itself
    ids=lambda form: f"{form.route} {form.field}",
)
def test_own_id_in_the_same_form_is_taken(cast, form):
    """The control: the forms above are refused for what they name, not for what they lack."""
    checker = Checker(cast, names=(form.who,))
    data = {**form.along(cast), form.field: find(cast, f"own.{form.named}")}

    asked = checker.ask(form.who, "POST", form.route, form.ids(cast), data)

    assert (asked.changed, asked.error) == (True, "")


def test_nobody_wears_the_hat_of_somebody_else(cast):
    checker = Checker(cast, names=("mentor",))
    for name in ("owner", "other_organisation_coordinator"):
        actor = cast.actor(name)
        key = f"{actor.organisation.public_id}:{actor.hat}"

        asked = checker.ask("mentor", "POST", "hats:hat-wear", {}, {"hat": key})

        assert (asked.outcome, asked.changed) == (404, False)


@pytest.mark.parametrize("thing", ["draft", "released_to_mentor"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "pane"}], ids=["page", "part"])
def test_list_shows_no_foreign_proposal_beside_it(cast, thing, headers):
    """`?proposal=` opens one beside the list: a second way to the same object."""
    address = f"/coordinator/cohorts/{cast.own.cohort.public_id}/proposals/"
    client = cast.client("coordinator")
    for world in (cast.other_programme, cast.other_organisation_world):
        foreign = client.get(address, {"proposal": getattr(world, thing).public_id}, headers=headers)
        absent = client.get(address, {"proposal": ABSENT}, headers=headers)

        assert (foreign.status_code, absent.status_code) == (404, 404)
