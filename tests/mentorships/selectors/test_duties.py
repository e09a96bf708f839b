"""What waits for whom, the most urgent first."""

import pytest

from rapport.matching.choices import ProposalState
from rapport.mentorships.choices import Answer, DutyKind, MeetingState
from rapport.mentorships.models import Signature
from rapport.mentorships.selectors import duties_of
from rapport.programmes.choices import MeetingMode
from tests import make

pytestmark = pytest.mark.django_db


def kinds(participation):
    return [duty.kind for duty in duties_of(make.participant_actor(participation))]


def sides(mentorship):
    mentor, mentee = mentorship.people
    return mentor.participation, mentee.participation


def test_an_open_proposal_waits_for_both():
    proposal = make.make_proposal(state=ProposalState.RELEASED)

    assert kinds(proposal.mentor) == kinds(proposal.mentee) == [DutyKind.ANSWER_PROPOSAL]


@pytest.mark.parametrize("state", [ProposalState.DRAFT, ProposalState.DECLINED, ProposalState.WITHDRAWN])
def test_a_proposal_that_is_not_open_waits_for_nobody(state):
    assert kinds(make.make_proposal(state=state).mentor) == []


def test_who_has_said_yes_is_not_asked_again():
    proposal = make.make_proposal(state=ProposalState.RELEASED)
    make.make_answer(proposal=proposal, participation=proposal.mentor, answer=Answer.ACCEPTED)

    assert (kinds(proposal.mentor), kinds(proposal.mentee)) == ([], [DutyKind.ANSWER_PROPOSAL])


def test_the_agreement_waits_for_who_has_not_signed():
    mentorship = make.make_mentorship(signed=False)
    mentor, mentee = mentorship.people
    Signature.objects.create(agreement=mentorship.agreements.get(), party=mentor, name=mentor.name)

    assert (kinds(mentor.participation), kinds(mentee.participation)) == ([], [DutyKind.SIGN_AGREEMENT])


def test_an_entry_waits_for_the_one_who_did_not_make_it():
    mentorship = make.make_mentorship()
    meeting = make.make_meeting(mentorship=mentorship, held_on=mentorship.starts_on)
    mentor, mentee = sides(mentorship)
    assert meeting.recorded_by == mentee.profile.person

    assert DutyKind.CONFIRM_MEETING in kinds(mentor)
    assert DutyKind.CONFIRM_MEETING not in kinds(mentee)


def test_a_disputed_entry_waits_for_the_one_who_made_it():
    mentorship = make.make_mentorship()
    make.make_meeting(mentorship=mentorship, state=MeetingState.DISPUTED)
    mentor, mentee = sides(mentorship)

    assert DutyKind.CORRECT_MEETING in kinds(mentee)
    assert DutyKind.CORRECT_MEETING not in kinds(mentor)


def test_this_months_meeting_waits_for_both_until_it_is_recorded():
    mentorship = make.make_mentorship()
    mentor, _ = sides(mentorship)
    assert kinds(mentor) == [DutyKind.RECORD_MEETING]

    make.make_meeting(mentorship=mentorship, state=MeetingState.CONFIRMED, held_on=make.days_ago(0))

    assert kinds(mentor) == []


def test_a_meeting_of_another_kind_does_not_do_for_the_rule():
    programme = make.make_programme(required_mode=MeetingMode.IN_PERSON)
    cohort = make.make_cohort(programme=programme)
    mentorship = make.make_mentorship(mentee=make.make_participation(role=make.MENTEE, cohort=cohort))
    make.make_meeting(
        mentorship=mentorship,
        state=MeetingState.CONFIRMED,
        held_on=make.days_ago(0),
        mode=MeetingMode.PHONE,
    )

    assert kinds(sides(mentorship)[0]) == [DutyKind.RECORD_MEETING]


def test_the_most_urgent_kind_comes_first():
    cohort = make.make_cohort()
    mentor = make.make_participation(role=make.MENTOR, cohort=cohort, capacity=3)
    signed = make.make_mentorship(mentor=mentor, mentee=None)
    make.make_meeting(mentorship=signed, held_on=make.days_ago(0))
    make.make_mentorship(mentor=mentor, signed=False)
    make.make_proposal(mentor=mentor, state=ProposalState.RELEASED)

    assert kinds(mentor) == [DutyKind.ANSWER_PROPOSAL, DutyKind.SIGN_AGREEMENT, DutyKind.CONFIRM_MEETING]


def asked_first():
    cohort = make.make_cohort(programme=make.make_programme(asks_expectations=True))
    return make.make_mentorship(mentee=make.make_participation(role=make.MENTEE, cohort=cohort), signed=False)


def test_the_questions_come_before_the_agreement_and_then_the_mentee_leads():
    mentorship = asked_first()
    mentor, mentee = mentorship.people
    both = mentor.participation, mentee.participation

    def waits():
        return [kinds(participation) for participation in both]

    assert waits() == [[DutyKind.ANSWER_EXPECTATIONS]] * 2
    make.make_expectations(party=mentor)
    assert waits() == [[], [DutyKind.ANSWER_EXPECTATIONS]]
    make.make_expectations(party=mentee)
    assert waits() == [[], [DutyKind.SETTLE_EXPECTATIONS]]
    mentorship.agreements.update(points={"booking": "Me"}, settled_text="Me")
    assert waits() == [[DutyKind.SIGN_AGREEMENT]] * 2


def test_whoever_signs_without_the_questions_leaves_the_other_to_sign_too():
    mentorship = asked_first()
    mentor, mentee = mentorship.people
    Signature.objects.create(agreement=mentorship.agreements.get(), party=mentor, name=mentor.name)

    assert (kinds(mentor.participation), kinds(mentee.participation)) == ([], [DutyKind.SIGN_AGREEMENT])


def test_a_change_of_the_agreement_waits_for_who_has_not_signed_it():
    mentorship = make.make_mentorship()
    mentor, mentee = mentorship.people
    change = make.make_agreement(mentorship=mentorship, signed=False, version=2, reason="Because.")
    Signature.objects.create(agreement=change, party=mentor, name=mentor.name)

    assert DutyKind.READ_AMENDMENT not in kinds(mentor.participation)
    assert kinds(mentee.participation)[0] == DutyKind.READ_AMENDMENT


def test_where_nobody_waits_for_it_the_agreement_is_one_duty_among_others():
    mentorship = make.make_mentorship(signed=False, state="active", waits_for_agreement=False)
    mentor, _ = mentorship.people

    assert kinds(mentor.participation) == [DutyKind.SIGN_AGREEMENT, DutyKind.RECORD_MEETING]
