"""Free places: capacity, less what runs, less what waits."""

import datetime as dt

from rapport.core import clock
from rapport.matching.selectors import PlaceCounts, count_places
from rapport.matching.selectors.places import with_places_free
from rapport.programmes.models import Participation
from tests import make


def free(participation):
    return with_places_free(Participation.objects.filter(pk=participation.pk)).get().places_free


def test_running_and_waiting_take_places_and_the_rest_does_not(db):
    cohort = make.make_cohort()
    run = make.make_match_run(cohort=cohort)
    mentor = make.make_participation(role=make.MENTOR, cohort=cohort, capacity=5)
    make.make_mentorship(proposal=make.make_proposal(run=run, mentor=mentor, state="accepted"))
    for state in ("draft", "declined", "withdrawn", "released"):
        make.make_proposal(run=run, mentor=mentor, state=state)
    make.make_proposal(
        run=run, mentor=mentor, state="released", expires_at=clock.now() - dt.timedelta(seconds=1)
    )
    mentor.refresh_from_db()
    assert free(mentor) == 3


def test_counts_leave_out_who_is_full_paused_or_gone(db):
    cohort = make.make_cohort()
    for capacity, state in ((2, "active"), (3, "paused"), (0, "active")):
        make.make_participation(role=make.MENTOR, cohort=cohort, capacity=capacity, state=state)
    make.leave(make.make_participation(role=make.MENTEE, cohort=cohort))
    make.make_participation(role=make.MENTEE, cohort=cohort, capacity=2)
    assert count_places(cohort) == PlaceCounts(mentors=1, mentor_places=2, mentees=1, mentee_places=2)
    assert count_places(make.make_cohort()) == PlaceCounts(0, 0, 0, 0)
