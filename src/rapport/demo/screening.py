"""The demo's checks, at every point of their way, and its references: one is given, one is waited for."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.programmes.choices import ParticipantRole
from rapport.recruitment.selectors import applications_of_cohort
from rapport.screening.choices import Endorsement, Result
from rapport.screening.services.checks import ask_for_check
from rapport.screening.services.clearances import note_clearance
from rapport.screening.services.references import ask_for_reference, give_reference

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort, Participation, Programme
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


def show(mentor: "Participation", check: "BackgroundCheck", *, by: Actor) -> None:
    """Note the certificate that somebody who was accepted has brought."""
    today = clock.today(check.programme.time_zone)
    note_clearance(
        mentor,
        check,
        by=by,
        result=Result.CLEAR,
        checked_on=today - dt.timedelta(days=1),
        issuer="District police",
        number=f"PCC-{today.year}-5216",
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


def ask_referees(cohort: "Cohort", *, by: Actor) -> None:
    """Ask about the first two who have applied; one referee has answered."""
    given, awaited = applications_of_cohort(cohort, by=by)[:2]
    moment = clock.now()
    with clock.at(moment - dt.timedelta(days=2)):
        reference = ask_for_reference(
            given, name="Ivor Lund", email="ivor.lund@demo.example", relation="led the same team", by=by
        )
        ask_for_reference(
            awaited, name="Petra Holm", email="petra.holm@demo.example", relation="former manager", by=by
        )
    with clock.at(moment - dt.timedelta(days=1)):
        give_reference(
            reference,
            known_for="Four years, in the same team",
            recommends=Endorsement.YES,
            comment="Asks before answering, and keeps what is said in the room.",
        )
