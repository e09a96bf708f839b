"""A cohort that is closed: what was stays, and nothing new begins in it."""

import pytest

from rapport.matching.models import MatchRun
from rapport.matching.services.proposals import release_proposals
from rapport.matching.services.runs import request_run
from rapport.mentorships.models import Mentorship
from rapport.mentorships.services.proposals import accept_proposal
from rapport.programmes.choices import CohortState
from rapport.programmes.errors import CohortClosed
from rapport.programmes.models import Participation
from rapport.programmes.services.participations import add_participation
from tests import make
from tests.matching.cohorts import matchable_cohort, matched

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return matchable_cohort(pairs=2)


@pytest.fixture
def by(cohort):
    return make.make_actor(programme=cohort.programme)


def close(cohort):
    cohort.state = CohortState.CLOSED
    cohort.save(update_fields=["state"])


def test_nobody_is_added(cohort, by):
    close(cohort)
    before = Participation.objects.count()
    with pytest.raises(CohortClosed):
        add_participation(cohort, role=make.MENTEE, email="late@example.org", name="Late", by=by)
    assert Participation.objects.count() == before


def test_nobody_is_matched(cohort, by):
    close(cohort)
    with pytest.raises(CohortClosed):
        request_run(cohort, by=by)
    assert MatchRun.objects.count() == 0


def test_nothing_is_released(cohort, by):
    run = matched(cohort, by)
    close(cohort)
    with pytest.raises(CohortClosed):
        release_proposals(cohort, by=by)
    assert set(run.proposals.values_list("state", flat=True)) == {"draft"}


def test_a_proposal_that_waits_makes_no_mentorship(cohort, by):
    run = matched(cohort, by)
    release_proposals(cohort, by=by)
    proposal = run.proposals.first()
    accept_proposal(proposal, by=make.participant_actor(proposal.mentor))
    close(cohort)
    with pytest.raises(CohortClosed):
        accept_proposal(proposal, by=make.participant_actor(proposal.mentee))
    assert Mentorship.objects.count() == 0
