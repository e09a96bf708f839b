"""Two mentees accept the last place of one mentor at the same moment: exactly one succeeds.

The same race with the guard switched off shows that there is one: both succeed, and the place is given twice.
"""

import threading
from functools import partial

import pytest
from django.db import connection

from rapport.matching.choices import ProposalState
from rapport.mentorships.choices import Answer
from rapport.mentorships.errors import MentorAtCapacity
from rapport.mentorships.models import Agreement, Mentorship, MentorshipParty, ProposalAnswer
from rapport.mentorships.services import proposals as service
from rapport.programmes.models import Participation
from tests import make
from tests.races import PATIENCE, at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rivals():
    """Two proposals for one place, to both of which the mentor has said yes."""
    mentor = make.make_participation(role=make.MENTOR, capacity=1)
    pair = [make.make_proposal(mentor=mentor, state=ProposalState.RELEASED) for _ in range(2)]
    for proposal in pair:
        make.make_answer(proposal=proposal, participation=mentor)
    return pair


def accept_at_once(rivals):
    """Let both mentees say yes in two threads, each with a connection of its own; return what came of each."""
    actors = [make.participant_actor(proposal.mentee) for proposal in rivals]
    acts = zip(rivals, actors, strict=True)
    return at_once(*(partial(service.accept_proposal, proposal, by=by) for proposal, by in acts))


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_who_accept_the_last_place_exactly_one_succeeds(rivals, attempt):
    outcomes = accept_at_once(rivals)

    assert kinds(outcomes) == ["MentorAtCapacity", "Mentorship"]
    assert Participation.objects.get(pk=rivals[0].mentor_id).places_taken == 1


def test_who_comes_second_leaves_nothing_half_written(rivals):
    outcomes = accept_at_once(rivals)

    late = next(p for p, came in zip(rivals, outcomes, strict=True) if isinstance(came, MentorAtCapacity))
    late.refresh_from_db()
    late.mentee.refresh_from_db()
    assert (late.state, late.mentee.places_taken) == (ProposalState.WITHDRAWN, 0)
    answers = ProposalAnswer.objects.filter(proposal=late)
    assert list(answers.values_list("participation", "answer")) == [(late.mentor_id, Answer.ACCEPTED)]
    assert (Mentorship.objects.count(), MentorshipParty.objects.count(), Agreement.objects.count()) == (
        1,
        2,
        1,
    )


# -- the control: without the guard, both succeed ----------------------------------------------------------------


@pytest.fixture
def _without_guard(monkeypatch):
    """Read, then write: capacity is looked at before the transaction, and nothing is locked or read again."""
    both_have_looked = threading.Barrier(2, timeout=PATIENCE)
    accept = service.accept_proposal
    seen = threading.local()

    def look_then_accept(proposal, *, by):
        seen.proposal = service.Proposal.objects.select_related(
            "mentee__profile__person", "mentor__profile__person", "cohort__programme__organisation"
        ).get(pk=proposal.pk)
        both_have_looked.wait()
        return accept(proposal, by=by)

    def take_place_naively(participation):
        if participation.places_taken >= participation.capacity:
            raise service.PlaceTaken
        participation.places_taken += 1
        participation.save(update_fields=["places_taken"])

    monkeypatch.setattr(service, "accept_proposal", look_then_accept)
    monkeypatch.setattr(service, "lock_sides", lambda _: seen.proposal)
    monkeypatch.setattr(service, "take_place", take_place_naively)


@pytest.mark.usefixtures("_without_guard")
def test_without_the_guard_both_succeed_and_one_place_is_given_twice(rivals):
    outcomes = accept_at_once(rivals)

    assert kinds(outcomes) == ["Mentorship", "Mentorship"]
    mentor = Participation.objects.get(pk=rivals[0].mentor_id)
    assert (mentor.capacity, mentor.places_taken) == (1, 1)
    assert mentor.mentorship_parties.count() == 2


def test_the_race_is_run_on_a_real_file():
    """In memory SQLite has neither write-ahead log nor lock, and the race would prove nothing."""
    if connection.vendor == "sqlite":
        assert not connection.is_in_memory_db()
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
