"""What must hold of mentorships, agreements and registers is noticed when it does not."""

import datetime as dt

import pytest

from rapport.core import clock
from rapport.matching.choices import ProposalState
from rapport.mentorships.choices import AgreementState, Answer, MeetingState, MentorshipState, Verdict
from rapport.mentorships.invariants import INVARIANTS
from tests import make
from tests.breaking import overwrite, remove, said_by


@pytest.fixture
def mentorship(cast):
    return cast.own.pair.mentorship


@pytest.fixture
def agreement(mentorship):
    return mentorship.agreements.get()


def party_of(mentorship, role):
    return mentorship.parties.get(participation__role=role)


def test_sound_world_has_no_breach(cast):
    assert said_by(INVARIANTS) == []


def test_place_that_nobody_has(cast):
    mentor = cast.own.pair.mentor
    overwrite(mentor, places_taken=2)

    assert said_by(INVARIANTS) == [f"participation {mentor.public_id}: 2 places taken, 1 mentorships running"]


def test_match_that_is_forgotten_and_one_that_never_was(cast):
    mentor, another = cast.own.pair.mentor, make.make_participation(role=make.MENTEE, cohort=cast.own.cohort)
    overwrite(mentor, matched_at=None)
    overwrite(another, matched_at=clock.now())

    assert set(said_by(INVARIANTS)) == {
        f"participation {mentor.public_id}: it was matched, and nothing says when",
        f"participation {another.public_id}: it is noted as matched, and never was",
    }


def test_mentorship_without_mentor(cast, mentorship):
    overwrite(party_of(mentorship, "mentor").participation, role="mentee")

    assert f"mentorship {mentorship.public_id}: it has no mentor" in said_by(INVARIANTS)


def test_party_of_another_cohort(cast, mentorship):
    party = party_of(mentorship, "mentor")
    overwrite(party, participation=cast.other_programme.former_mentor)

    assert (
        f"mentorship party {party.public_id}: this person belongs to another cohort than the mentorship"
        in said_by(INVARIANTS)
    )


def test_accepted_proposal_without_mentorship(cast, mentorship):
    proposal = mentorship.proposal
    overwrite(mentorship, proposal=None)

    assert said_by(INVARIANTS) == [
        f"proposal {proposal.public_id}: it is accepted, but there is no mentorship"
    ]


def test_mentorship_of_a_proposal_that_was_declined(mentorship):
    overwrite(mentorship.proposal, state=ProposalState.DECLINED)

    assert said_by(INVARIANTS) == [f"mentorship {mentorship.public_id}: its proposal was not accepted"]


def test_mentorship_of_other_people_than_proposed(cast, mentorship):
    overwrite(mentorship.proposal, mentor=cast.own.neighbours.mentor)

    assert f"mentorship {mentorship.public_id}: the mentor of its proposal is not in it" in said_by(
        INVARIANTS
    )


def test_proposal_of_another_cohort(cast, mentorship):
    overwrite(mentorship, cohort=cast.other_programme.cohort)

    assert f"mentorship {mentorship.public_id}: its proposal is of another cohort" in said_by(INVARIANTS)


def test_accepted_proposal_that_one_declined(mentorship):
    overwrite(mentorship.proposal.answers.first(), answer=Answer.DECLINED)

    assert said_by(INVARIANTS) == [
        f"proposal {mentorship.proposal.public_id}: it is accepted, but not by both"
    ]


def test_proposal_that_waits_although_both_have_accepted(cast):
    proposal = cast.own.released_to_mentor
    for participation in (proposal.mentee, proposal.mentor):
        make.make_answer(proposal=proposal, participation=participation)

    assert said_by(INVARIANTS) == [f"proposal {proposal.public_id}: both have accepted, but it still waits"]


def test_answer_of_a_stranger(cast):
    answer = make.make_answer(proposal=cast.own.released_to_mentor, participation=cast.own.neighbours.mentee)

    assert said_by(INVARIANTS) == [f"proposal answer {answer.public_id}: somebody answered who was not asked"]


def test_signed_agreement_without_a_signature(agreement):
    signature = agreement.signatures.first()
    party = signature.party
    remove(signature)

    assert said_by(INVARIANTS) == [
        f"mentorship party {party.public_id}: the agreement is signed, but not by this person"
    ]


def test_signature_of_a_stranger(cast, agreement):
    stranger = cast.own.neighbours.mentorship.parties.first()
    signature = agreement.signatures.create(party=stranger, name="Somebody")

    assert said_by(INVARIANTS) == [
        f"signature {signature.public_id}: somebody signed who is not in the mentorship"
    ]


def test_active_mentorship_without_signed_agreement(mentorship, agreement):
    overwrite(agreement, state=AgreementState.DRAFT)

    assert said_by(INVARIANTS) == [
        f"mentorship {mentorship.public_id}: it goes on without a signed agreement"
    ]


def test_meeting_without_signed_agreement(mentorship, agreement):
    overwrite(agreement, state=AgreementState.DRAFT, signed_at=None)

    meetings = mentorship.meetings.order_by("pk")
    assert set(said_by(INVARIANTS)) == {
        f"mentorship {mentorship.public_id}: it goes on without a signed agreement",
        *(f"meeting {meeting.public_id}: they met without a signed agreement" for meeting in meetings),
    }


def test_meeting_on_a_day_to_come(cast):
    meeting = cast.own.pair.held
    overwrite(meeting, held_on=make.days_ago(-2))

    assert said_by(INVARIANTS) == [f"meeting {meeting.public_id}: it was held on a day that has not come"]


def test_meeting_before_the_agreement(cast, mentorship):
    meeting = cast.own.pair.held
    overwrite(meeting, held_on=mentorship.starts_on - dt.timedelta(days=1))

    assert said_by(INVARIANTS) == [
        f"meeting {meeting.public_id}: it was held before the agreement was signed"
    ]


def test_meeting_that_does_not_speak_of_everybody(cast):
    meeting = cast.own.pair.held
    remove(meeting.attendances.first())

    assert said_by(INVARIANTS) == [
        f"meeting {meeting.public_id}: it does not say of everybody whether they were there"
    ]


def test_meeting_that_speaks_of_a_stranger(cast):
    meeting = cast.own.pair.held
    attendance = meeting.attendances.first()
    overwrite(attendance, party=cast.own.neighbours.mentorship.parties.first())

    assert said_by(INVARIANTS) == [
        f"attendance {attendance.public_id}: somebody is entered who is not in the mentorship"
    ]


def test_confirmed_meeting_that_nobody_else_confirmed(cast):
    meeting = cast.own.pair.confirmed
    overwrite(meeting.attendances.get(verdict=Verdict.CONFIRMED), verdict="")

    assert said_by(INVARIANTS) == [f"meeting {meeting.public_id}: it is confirmed, but not by everybody else"]


def test_meeting_confirmed_by_who_recorded_it(cast):
    attendance = cast.own.pair.held.attendances.get(
        party__participation__profile__person=cast.people["mentee"]
    )
    overwrite(attendance, verdict=Verdict.CONFIRMED)

    assert said_by(INVARIANTS) == [
        f"attendance {attendance.public_id}: somebody confirmed or disputed an entry of their own"
    ]


def test_disputed_meeting_that_nobody_disputes(cast):
    meeting = cast.own.pair.held
    overwrite(meeting, state=MeetingState.DISPUTED)

    assert said_by(INVARIANTS) == [f"meeting {meeting.public_id}: it is disputed, but nobody disputes it"]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"closed_at": clock.now()}, "it goes on, but has an end"),
        ({"ends_on": make.days_ago(31)}, "it ends before it starts"),
    ],
)
def test_mentorship_that_is_not_what_its_state_says(mentorship, columns, sentence):
    overwrite(mentorship, **columns)

    assert said_by(INVARIANTS) == [f"mentorship {mentorship.public_id}: {sentence}"]


def test_closed_mentorship_without_an_end(cast):
    overwrite(cast.own.closed, closed_at=None)

    assert said_by(INVARIANTS) == [
        f"mentorship {cast.own.closed.public_id}: it is closed, but nobody knows when"
    ]


def test_mentorship_that_is_closed_but_keeps_its_places(cast, mentorship):
    overwrite(mentorship, state=MentorshipState.CLOSED, closed_at=clock.now())

    assert said_by(INVARIANTS) == [
        f"participation {side.public_id}: 1 places taken, 0 mentorships running"
        for side in (cast.own.pair.mentor, cast.own.pair.mentee)
    ]


def test_meeting_that_was_settled_needs_no_other_word(cast):
    meeting = cast.own.pair.disputed
    overwrite(
        meeting,
        state=MeetingState.CONFIRMED,
        settled_by=cast.people["coordinator"],
        settled_at=clock.now(),
    )

    assert said_by(INVARIANTS) == []


def test_change_of_what_nobody_has_signed(mentorship, agreement):
    make.make_agreement(mentorship=mentorship, signed=False, version=2, reason="Because.")
    overwrite(agreement, state=AgreementState.SUPERSEDED)

    change = mentorship.agreements.get(version=2)
    assert f"agreement {change.public_id}: it changes what nobody has signed" in said_by(INVARIANTS)


def test_draft_older_than_what_holds(mentorship, agreement):
    draft = make.make_agreement(mentorship=mentorship, signed=False, version=2)
    overwrite(agreement, version=3)

    assert said_by(INVARIANTS) == [
        f"agreement {draft.public_id}: it waits for names, but a later version holds"
    ]


def test_expectations_that_are_noted_and_not_there_or_incomplete(mentorship):
    mentor, mentee = mentorship.people
    overwrite(mentor, expectations_answered_at=clock.now())
    given = make.make_expectations(party=mentee, hope="")

    assert set(said_by(INVARIANTS)) == {
        f"mentorship party {mentor.public_id}: it is noted that they answered, but not what",
        f"expectations {given.public_id}: they are noted as answered, but something is missing",
    }


def test_what_was_settled_before_both_had_answered(mentorship, agreement):
    overwrite(agreement, points={"booking": "Me"})

    assert said_by(INVARIANTS) == [f"agreement {agreement.public_id}: it was settled before all had answered"]


def test_pair_that_need_not_wait_may_meet_unsigned(mentorship, agreement):
    overwrite(agreement, state=AgreementState.DRAFT, signed_at=None)
    agreement.signatures.all().delete()
    overwrite(mentorship, waits_for_agreement=False)

    assert said_by(INVARIANTS) == []
