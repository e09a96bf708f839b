"""Cohorts that can be matched."""

from rapport.core.actors import Actor
from rapport.matching.models import MatchRun
from rapport.matching.services.runs import request_run, run_next_match
from rapport.programmes.models import Cohort
from tests import make

TOPICS = ["Exams", "Careers", "Research", "Writing", "Settling in"]


def matchable_cohort(*, pairs: int = 3, capacity: int = 1, name: str = "Autumn", **fields) -> Cohort:
    """Make `pairs` mentors and as many mentees, of whom the n-th mentee wants what the n-th mentor offers."""
    cohort = make.make_cohort(name=name, **fields)
    make.make_question(cohort=cohort, key="topics", options=TOPICS)
    make.make_criterion(cohort=cohort, weight=40)
    for number in range(pairs):
        for role, whose in ((make.MENTOR, capacity), (make.MENTEE, 1)):
            make.make_participation(
                role=role,
                cohort=cohort,
                name=f"{role.capitalize()} {number:04}",
                email=f"{role}{number}@{cohort.public_id}.example".lower(),
                answers={"topics": [TOPICS[number % len(TOPICS)]]},
                capacity=whose,
            )
    return cohort


def matched(cohort: Cohort, by: Actor) -> MatchRun:
    """Ask for a run and let it run."""
    run = request_run(cohort, by=by)
    assert run_next_match()
    run.refresh_from_db()
    return run


def pairs_of(run: MatchRun) -> dict[str, str]:
    """Return who has whom, by name, as the run stands now."""
    rows = run.proposals.exclude(state="withdrawn")
    return dict(rows.values_list("mentee__profile__name", "mentor__profile__name"))


def person(cohort: Cohort, name: str):
    return cohort.participations.get(profile__name=name)
