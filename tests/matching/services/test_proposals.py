"""Release and withdrawal, and that nobody is promised more places than there are."""

import datetime as dt

import pytest

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import WrongState
from rapport.letters.models import Letter
from rapport.matching.errors import RunNotFinished
from rapport.matching.models import Proposal
from rapport.matching.services.proposals import (
    answer_by,
    move_participant,
    release_proposals,
    withdraw_proposal,
)
from rapport.matching.services.runs import request_run
from tests import make
from tests.matching.cohorts import matched, person


@pytest.fixture
def run(cohort, by):
    return matched(cohort, by)


def test_all_drafts_are_released_with_a_letter_to_each_side(cohort, by, run):
    outcome = release_proposals(cohort, by=by)
    assert (len(outcome.released), outcome.held_back) == (3, ())
    assert set(run.proposals.values_list("state", flat=True)) == {"released"}
    assert Letter.objects.filter(kind="proposal-released-invitation").count() == 6
    event = AuditEvent.objects.get(act="proposals-released")
    assert event.detail == {"released": 3, "held_back": 0}


def test_only_the_chosen_are_released(cohort, by, run):
    chosen = run.proposals.first()
    release_proposals(cohort, by=by, ids=[chosen.public_id])
    assert list(run.proposals.filter(state="released")) == [chosen]


def test_letter_names_the_role_and_the_day_and_nobody(cohort, by, run):
    cohort.programme.mentor_word = "buddy"
    cohort.programme.save()
    release_proposals(cohort, by=by)
    letter = Letter.objects.get(to_name="Mentee 0000")
    assert letter.subject == "We have a proposal for you"
    assert "we have found a buddy who" in letter.text
    assert "Mentor 0000" not in letter.text
    proposal = run.proposals.get(mentee__profile__name="Mentee 0000")
    last_moment = proposal.expires_at - dt.timedelta(minutes=1)
    assert f"by {last_moment:%A} {last_moment.day} {last_moment:%B}." in letter.text


def test_answer_time_ends_with_a_day_in_the_programmes_zone(cohort, by, run, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 1, 22, tzinfo=dt.UTC))
    programme = cohort.programme
    programme.time_zone, programme.answer_days = "Asia/Kolkata", 7
    assert answer_by(programme) == dt.datetime(2026, 3, 9, 18, 30, tzinfo=dt.UTC)
    programme.save()
    release_proposals(cohort, by=by)
    assert {each.last_day for each in run.proposals.all()} == {dt.date(2026, 3, 9)}
    assert clock.days_until(run.proposals.first().expires_at, "Asia/Kolkata") == 7


def test_release_never_promises_more_places_than_there_are(cohort, by, run):
    mentor = person(cohort, "Mentor 0000")
    other = make.make_proposal(run=run, mentor=mentor, state="released")
    outcome = release_proposals(cohort, by=by)
    assert len(outcome.released) == 2
    assert [one.reason for one in outcome.held_back] == ["Mentor 0000 has no free place."]
    assert Proposal.objects.awaiting_answers().filter(mentor=mentor).get() == other


def test_release_holds_back_who_has_left(cohort, by, run):
    make.leave(person(cohort, "Mentee 0001"))
    outcome = release_proposals(cohort, by=by)
    assert [one.proposal.mentee.profile.name for one in outcome.held_back] == ["Mentee 0001"]


def test_expired_pair_gets_a_second_chance(cohort, by, run):
    draft = run.proposals.first()
    late = make.make_proposal(
        run=make.make_match_run(cohort=cohort, state="failed"),
        mentee=draft.mentee,
        mentor=draft.mentor,
        state="released",
        expires_at=clock.now() - dt.timedelta(minutes=1),
    )
    release_proposals(cohort, by=by, ids=[draft.public_id])
    late.refresh_from_db()
    draft.refresh_from_db()
    assert (late.state, draft.state) == ("withdrawn", "released")


def test_nothing_is_released_while_a_run_is_under_way(cohort, by, run):
    request_run(cohort, by=by)
    with pytest.raises(RunNotFinished):
        release_proposals(cohort, by=by)
    assert not Letter.objects.exists()


def test_releasing_again_sends_nothing_again(cohort, by, run):
    release_proposals(cohort, by=by)
    assert release_proposals(cohort, by=by).released == ()
    assert Letter.objects.count() == 6


def test_withdrawn_proposal_frees_the_places_and_tells_both(cohort, by, run):
    release_proposals(cohort, by=by)
    Letter.objects.all().delete()
    proposal = run.proposals.first()
    withdraw_proposal(proposal, by=by)
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    assert set(Letter.objects.values_list("to_name", flat=True)) == {
        proposal.mentee.profile.name,
        proposal.mentor.profile.name,
    }
    assert request_run(cohort, by=by).mentors_in_all == 1


@pytest.mark.parametrize("state", ["accepted", "declined"])
def test_answered_proposal_is_not_withdrawn(cohort, by, state):
    proposal = make.make_proposal(run=make.make_match_run(cohort=cohort), state=state)
    with pytest.raises(WrongState):
        withdraw_proposal(proposal, by=by)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("to", ["paused", "left"])
def test_whoever_steps_back_is_promised_to_nobody_any_more(cohort, by, run, to):
    release_proposals(cohort, by=by)
    Letter.objects.all().delete()
    mentor = person(cohort, "Mentor 0000")

    move_participant(mentor, to=to, by=by)

    assert list(Proposal.objects.filter(state="withdrawn").values_list("mentor", flat=True)) == [mentor.pk]
    told = {"Mentor 0000", run.proposals.get(mentor=mentor).mentee.profile.name}
    assert set(Letter.objects.values_list("to_name", flat=True)) == told
    assert AuditEvent.objects.filter(act="proposal-withdrawn").count() == 1


def test_a_proposal_that_has_run_out_is_left_as_it_ended(cohort, by, run):
    release_proposals(cohort, by=by)
    Letter.objects.all().delete()
    Proposal.objects.update(
        expires_at=clock.now() - dt.timedelta(days=3), released_at=cohort.created_at - dt.timedelta(days=9)
    )

    move_participant(person(cohort, "Mentor 0000"), to="left", by=by)

    assert set(Proposal.objects.values_list("state", flat=True)) == {"released"}
    assert not Letter.objects.exists()
