"""A cohort of 1,000 people and 200 applications: 450 pairs that meet, 50 with a proposal, written straight to the tables."""

import datetime as dt
from dataclasses import dataclass

from django.test import Client

from rapport.core.actors import Actor
from rapport.programmes.choices import PARTICIPANT_HAT, ParticipantRole, StaffRole
from rapport.programmes.models import Cohort
from rapport.recruitment.choices import ApplicationState, Light
from tests import make
from tests.cast import sign_in

PAIRS, PROPOSED, APPLICATIONS = 450, 50, 200


@dataclass(frozen=True)
class Scene:
    """Whose pages are opened, with which session."""

    cohort: Cohort
    applications: list[str]
    mentorship: str
    coordinator_session: str
    mentee_session: str


def build() -> Scene:
    """Fill the database."""
    organisation = make.make_organisation(name="Bench College")
    programme = make.make_programme(organisation=organisation, required_meetings=1)
    cohort = make.make_cohort(programme=programme)
    runner = make.make_membership(role=StaffRole.COORDINATOR, programme=programme)
    mentorships = [_pair(cohort, number) for number in range(PAIRS)]
    run = make.make_match_run(cohort=cohort)
    for number in range(PROPOSED):
        _proposal(cohort, run, PAIRS + number)
    _applications(cohort)
    mentee = next(
        p.participation
        for p in mentorships[0].parties.all()
        if p.participation.role == ParticipantRole.MENTEE
    )
    return Scene(
        cohort,
        list(cohort.applications.values_list("public_id", flat=True)),
        mentorships[0].public_id,
        _session(Actor(runner.profile.person, organisation, StaffRole.COORDINATOR)),
        _session(Actor(mentee.profile.person, organisation, PARTICIPANT_HAT)),
    )


def _two(cohort, number):
    return [
        make.make_participation(
            role=role,
            cohort=cohort,
            name=f"{role.title()} {number:03}",
            answers={"topics": ["Exams", "Confidence"]},
        )
        for role in (ParticipantRole.MENTEE, ParticipantRole.MENTOR)
    ]


def _pair(cohort, number):
    mentee, mentor = _two(cohort, number)
    mentorship = make.make_mentorship(mentee=mentee, mentor=mentor, signed=True)
    for month in range(1 + number % 3):
        held_on = dt.date.today() - dt.timedelta(days=5 + 20 * month)  # noqa: DTZ011
        make.make_meeting(mentorship=mentorship, held_on=held_on)
    return mentorship


def _proposal(cohort, run, number):
    mentee, mentor = _two(cohort, number)
    parts = [
        {
            "label": "Topics",
            "points": 8,
            "most": 10,
            "sentence": "Wants exams; offers it.",
            "uses_sensitive": False,
        }
    ]
    make.make_proposal(run=run, mentee=mentee, mentor=mentor, score=80, points=8, parts=parts)


def _applications(cohort):
    """Let 200 apply: half of them are reviewed by two, some are interviewed, some decided, some not to be accepted yet."""
    make.make_review_criterion(programme=cohort.programme)
    reviewers = [
        make.make_membership(role=StaffRole.REVIEWER, programme=cohort.programme).profile for _ in range(4)
    ]
    for number in range(APPLICATIONS):
        state = (
            ApplicationState.WAITLISTED
            if number % 10 == 8
            else ApplicationState.DECLINED
            if number % 10 == 9
            else ApplicationState.SUBMITTED
        )
        application = make.make_application(
            cohort=cohort,
            name=f"Applicant {number:03}",
            state=state,
            answers={"topics": ["Exams", "Confidence"]},
        )
        for reviewer in reviewers[number % 2 :: 2] if number % 2 else ():
            make.make_review(application=application, reviewer=reviewer, points=1 + number % 5)
        if number % 6 == 0:
            make.make_interview(application=application, interviewer=reviewers[0])
        if number % 20 == 0:
            make.make_reservation(application=application, author=reviewers[0], light=Light.RED)


def _session(actor: Actor) -> str:
    client = Client()
    sign_in(client, actor)
    return client.cookies["sessionid"].value
