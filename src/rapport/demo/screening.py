"""The demo's checks: most mentors are cleared; two end soon, one has run out, one is under way, some show nothing yet."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.programmes.choices import ParticipantRole
from rapport.screening.choices import Result
from rapport.screening.services.checks import ask_for_check
from rapport.screening.services.clearances import note_clearance

if TYPE_CHECKING:
    from rapport.programmes.models import Participation, Programme
    from rapport.screening.models import BackgroundCheck

NAME = "Police clearance certificate"
YEAR = 365
ENDS_IN = {"Vikram Gill": 20, "Latha Krishnan": 6, "Anil Fernandes": -4}
"""Whose certificate ends so many days from today: one soon, one very soon, one has run out though he has a mentee."""

UNDER_WAY = "Dev Anand"


def ask(programme: "Programme", *, by: Actor) -> "BackgroundCheck":
    """Ask mentors for a certificate every three years."""
    return ask_for_check(
        programme,
        by=by,
        name=NAME,
        role=ParticipantRole.MENTOR,
        guidance="Apply online at the police station of your district; it takes two to three weeks. "
        "The institute pays the fee. Show the certificate to your coordinator.",
        validity_months=36,
        is_required=True,
    )


def clear(mentors: Iterable["Participation"], check: "BackgroundCheck", *, by: Actor, ago: int) -> None:
    """Note what the coordinator saw when they joined, so many days ago."""
    joined = clock.today(check.programme.time_zone)
    for place, mentor in enumerate(mentors):
        ends_in = ENDS_IN.get(mentor.profile.name)
        note_clearance(
            mentor,
            check,
            by=by,
            result=Result.CLEAR,
            checked_on=joined - dt.timedelta(days=YEAR if ends_in else 30 + place),
            valid_until=joined + dt.timedelta(days=ago + ends_in) if ends_in else None,
            issuer="District police",
            number=f"PCC-{joined.year}-{4100 + 7 * place}",
        )


def begin_one(mentors: Iterable["Participation"], check: "BackgroundCheck", *, by: Actor) -> None:
    """One of the late mentors has applied for a certificate; the others show nothing yet."""
    for mentor in mentors:
        if mentor.profile.name == UNDER_WAY:
            note_clearance(
                mentor,
                check,
                by=by,
                result=Result.PENDING,
                checked_on=clock.today(check.programme.time_zone),
            )
