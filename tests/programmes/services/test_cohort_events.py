"""What moves a cohort on by itself: the first participant, the first release, the first mentorship."""

import threading

import pytest
from django.db import OperationalError, connection, connections, transaction

from rapport.audit.models import AuditEvent
from rapport.matching.choices import ProposalState
from rapport.matching.services.proposals import release_proposals
from rapport.mentorships.services import proposals as answering
from rapport.programmes.choices import COHORT_MOVED_BY, COHORT_TRANSITIONS, CohortEvent, CohortState
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.services.imports import request_import, run_next_import
from rapport.programmes.services.participations import add_participation
from rapport.programmes.services.programmes import lock_cohort
from tests import make
from tests.matching.cohorts import matchable_cohort, matched

PATIENCE = 20


def cohort_in(state, **fields):
    return make.make_cohort(state=state, **fields)


def state_of(cohort):
    return Cohort.objects.values_list("state", flat=True).get(pk=cohort.pk)


def coordinator_of(cohort):
    return make.make_actor(programme=cohort.programme)


def add(cohort, *, by, email="asha@example.org"):
    return add_participation(cohort, role=make.MENTEE, email=email, name="Asha Rao", by=by)


def accept_by_both(proposal):
    for side in (proposal.mentor, proposal.mentee):
        answering.accept_proposal(proposal, by=make.participant_actor(side))


def released_in(state):
    mentee = make.make_participation(role=make.MENTEE, cohort=cohort_in(state))
    return make.make_proposal(mentee=mentee, state=ProposalState.RELEASED)


@pytest.mark.parametrize("event", list(CohortEvent))
def test_every_event_keeps_to_the_transitions(event):
    starts, to = COHORT_MOVED_BY[event]
    assert [start for start in starts if to not in COHORT_TRANSITIONS[start]] == []


@pytest.mark.django_db
def test_the_first_participant_opens_a_planned_cohort_and_it_is_recorded():
    cohort = cohort_in(CohortState.PLANNED)
    by = coordinator_of(cohort)

    add(cohort, by=by)

    event = AuditEvent.objects.get(act="cohort-moved")
    assert state_of(cohort) == cohort.state == CohortState.RECRUITING
    assert (event.subject, event.actor) == (cohort.public_id, by.person.public_id)
    assert event.detail == {"to": "recruiting", "because": "first-participant"}


@pytest.mark.django_db
def test_a_cohort_set_back_to_planned_by_hand_stays_there():
    cohort = cohort_in(CohortState.PLANNED)
    make.make_participation(role=make.MENTOR, cohort=cohort)

    add(cohort, by=coordinator_of(cohort))

    assert state_of(cohort) == CohortState.PLANNED


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["all-or-nothing", "good-rows"])
def test_the_first_import_opens_a_planned_cohort(mode):
    cohort = cohort_in(CohortState.PLANNED)
    by = coordinator_of(cohort)
    upload = make.make_import(cohort=cohort, requested_by=by.person)
    request_import(upload, mode=mode, by=by)

    assert run_next_import()

    assert (state_of(cohort), cohort.participations.count()) == (CohortState.RECRUITING, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [CohortState.PLANNED, CohortState.RECRUITING])
def test_the_first_release_brings_a_cohort_to_matching_and_the_second_does_not(state):
    cohort = matchable_cohort(pairs=2, state=state)
    by = coordinator_of(cohort)
    first, second = matched(cohort, by).proposals.all()

    release_proposals(cohort, by=by, ids=[first.public_id])
    after_first = state_of(cohort)
    Cohort.objects.filter(pk=cohort.pk).update(state=CohortState.RECRUITING)
    release_proposals(cohort, by=by, ids=[second.public_id])

    assert (after_first, state_of(cohort)) == (CohortState.MATCHING, CohortState.RECRUITING)


@pytest.mark.django_db
def test_a_release_of_nothing_moves_nothing():
    cohort = matchable_cohort(pairs=1, state=CohortState.RECRUITING)
    by = coordinator_of(cohort)
    matched(cohort, by)

    release_proposals(cohort, by=by, ids=[])

    assert state_of(cohort) == CohortState.RECRUITING


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "then"),
    [
        (CohortState.MATCHING, CohortState.RUNNING),
        (CohortState.RECRUITING, CohortState.RECRUITING),
        (CohortState.CLOSING, CohortState.CLOSING),
    ],
)
def test_the_first_mentorship_lets_a_cohort_that_is_matching_run(state, then):
    proposal = released_in(state)

    accept_by_both(proposal)

    assert state_of(proposal.cohort) == then


@pytest.mark.django_db
def test_a_proposal_loaded_before_the_release_lets_the_cohort_run_all_the_same():
    proposal = released_in(CohortState.RECRUITING)
    assert proposal.cohort.state == CohortState.RECRUITING
    Cohort.objects.filter(pk=proposal.cohort_id).update(state=CohortState.MATCHING)

    accept_by_both(proposal)

    assert state_of(proposal.cohort) == CohortState.RUNNING


@pytest.mark.django_db
def test_a_later_mentorship_leaves_a_cohort_where_it_was_put():
    proposal = released_in(CohortState.MATCHING)
    make.make_mentorship(mentee=make.make_participation(role=make.MENTEE, cohort=proposal.cohort))

    accept_by_both(proposal)

    assert state_of(proposal.cohort) == CohortState.MATCHING


# -- nobody waits in a circle: the cohort is locked before its people ---------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_guarded", [True, False])
def test_an_acceptance_that_waits_for_the_cohort_holds_no_people(monkeypatch, is_guarded):
    """A release holds the cohort and then wants its people; the control locks them the other way round."""
    proposal = released_in(CohortState.MATCHING)
    make.make_answer(proposal=proposal, participation=proposal.mentor)
    if not is_guarded:
        monkeypatch.setattr(answering, "_awaits_first_mentorship", lambda _cohort: True)
    with transaction.atomic():
        lock_cohort(proposal.cohort)
        waiting = threading.Thread(target=accept_elsewhere, args=[proposal])
        waiting.start()
        waiting.join(1)
        are_free = are_people_free(proposal)
    waiting.join(PATIENCE)
    assert are_free == (is_guarded or not connection.features.has_select_for_update)
    assert state_of(proposal.cohort) == CohortState.RUNNING


def accept_elsewhere(proposal):
    try:
        answering.accept_proposal(proposal, by=make.participant_actor(proposal.mentee))
    finally:
        connections.close_all()


def are_people_free(proposal):
    people = Participation.objects.filter(pk__in=[proposal.mentee_id, proposal.mentor_id])
    if not connection.features.has_select_for_update:
        return True
    try:
        with transaction.atomic():
            list(people.select_for_update(nowait=True, no_key=True))
    except OperationalError:
        return False
    return True
