"""The charter of the demo's institute: written over months, with one approval still open."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.programmes.choices import CharterPartKind
from rapport.programmes.selectors.charters import charter_of
from rapport.programmes.services.charters import (
    add_charter_part,
    begin_charter,
    edit_charter,
    edit_charter_part,
)

if TYPE_CHECKING:
    from rapport.programmes.models import Programme

SEATS = (("Meena Rao", "Chair"), ("Asha Verma", "Coordinator"), ("Bashir Ahmed", "Grievances"))
COSTS = (("4200.00", "2750.00"), ("1800.00", "1640.50"), ("900.00", "312.75"), ("600.00", "0.00"))


def write_charter(programme: "Programme", *, by: Actor) -> None:
    """Begin with the outline, then say who backs the programme, who steers it and what it costs."""
    begin_charter(programme, by=by)
    edit_charter(
        programme,
        by=by,
        sponsor="Dr Kavita Menon, Principal",
        currency="INR",
        mentors_wanted=18,
        mentees_wanted=36,
        check_ins_a_month=Decimal(1),
        minutes_a_check_in=20,
    )
    for part in _approvals(clock.today(programme.time_zone)):
        add_charter_part(programme, kind=CharterPartKind.APPROVAL, by=by, **part)
    for name, role in SEATS:
        starts_on = clock.today(programme.time_zone)
        term = {"starts_on": starts_on, "ends_on": starts_on + dt.timedelta(days=730)}
        add_charter_part(programme, kind=CharterPartKind.SEAT, by=by, name=name, role=role, **term)
    charter = charter_of(programme)
    for line, (planned, spent) in zip(charter.budget_lines.all() if charter else (), COSTS, strict=True):
        edit_charter_part(line, by=by, planned=Decimal(planned), spent=Decimal(spent))


def _approvals(today: dt.date) -> list[dict[str, Any]]:
    month = dt.timedelta(days=30)
    return [
        {
            "level": "Principal",
            "name": "Dr Kavita Menon",
            "approved_on": today - 2 * month,
            "promise": "Opens each intake herself, and keeps Friday afternoons free of classes.",
        },
        {
            "level": "Heads of department",
            "name": "Dr Arun Pillai",
            "approved_on": today - month,
            "promise": "Names four peer mentors a year from each department.",
        },
        {"level": "Students' council", "name": "Ritika Sen", "promise": ""},
    ]
