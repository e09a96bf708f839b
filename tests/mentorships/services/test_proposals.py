"""Answering a proposal: both must say yes, and a place is never given twice."""

import datetime as dt

import pytest
import time_machine

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import NotAllowed
from rapport.letters.models import Letter
from rapport.matching.choices import ProposalState
from rapport.mentorships.choices import AgreementState, Answer, MentorshipState
from rapport.mentorships.errors import MenteeAtCapacity, MentorAtCapacity, ProposalNotOpen
from rapport.mentorships.models import Agreement, Mentorship, ProposalAnswer
from rapport.mentorships.services.proposals import (
    accept_proposal,
    decline_proposal,
    remind_next_proposal,
)
from rapport.programmes.choices import ParticipationState
from rapport.recruitment.errors import GuardianAwaited
from rapport.recruitment.services.guardians import give_consent, withdraw_consent
from rapport.screening.errors import ClearanceWanting
from rapport.training.errors import TrainingWanting
from tests import make

pytestmark = pytest.mark.django_db


def released(**fields):
    return make.make_proposal(state=ProposalState.RELEASED, **fields)


def actor_of(participation):
    return make.participant_actor(participation)


def accept(proposal, side):
    return accept_proposal(proposal, by=actor_of(side))


def answers_of(proposal):
    return sorted(ProposalAnswer.objects.filter(proposal=proposal).values_list("answer", flat=True))


def letters():
    return sorted(Letter.objects.values_list("kind", "to_name"))


def test_one_yes_waits_for_the_other():
    proposal = released()

    assert accept(proposal, proposal.mentee) is None

    proposal.refresh_from_db()
    assert (proposal.state, answers_of(proposal)) == (ProposalState.RELEASED, [Answer.ACCEPTED])
    assert letters() == [("proposal-accepted-notification", str(proposal.mentor))]


def test_two_yeses_begin_a_mentorship():
    proposal = released()
    accept(proposal, proposal.mentee)

    mentorship = accept(proposal, proposal.mentor)

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ACCEPTED
    assert (mentorship.state, mentorship.proposal) == (MentorshipState.MATCHED, proposal)
    assert mentorship.names == [str(proposal.mentor), str(proposal.mentee)]
    agreement = mentorship.agreements.get()
    assert (agreement.version, agreement.state) == (1, AgreementState.DRAFT)
    assert agreement.text == proposal.cohort.programme.agreement_text


def test_the_agreement_keeps_the_rule_of_the_day_it_was_made():
    proposal = released()
    programme = proposal.cohort.programme
    programme.agreement_text, programme.required_meetings = "{meetings} Gladly.", 2
    programme.save()
    accept(proposal, proposal.mentee)
    mentorship = accept(proposal, proposal.mentor)

    programme.required_meetings = 1
    programme.save()
    assert mentorship.agreements.get().text == "We meet at least twice a month. Gladly."


def test_two_yeses_take_a_place_of_each():
    proposal = released()
    accept(proposal, proposal.mentee)
    accept(proposal, proposal.mentor)

    for side in (proposal.mentee, proposal.mentor):
        side.refresh_from_db()
        assert side.places_taken == 1


def test_both_are_told_that_they_are_a_pair():
    proposal = released()
    accept(proposal, proposal.mentee)
    accept(proposal, proposal.mentor)

    begun = Letter.objects.filter(kind="mentorship-begun-notification")
    assert sorted(begun.values_list("to_name", flat=True)) == sorted(
        [str(proposal.mentee), str(proposal.mentor)]
    )


def test_where_the_questions_are_asked_they_are_the_first_thing_that_both_hear_of():
    proposal = released()
    type(proposal.cohort.programme).objects.update(asks_expectations=True)
    proposal = type(proposal).objects.get(pk=proposal.pk)
    accept(proposal, proposal.mentee)
    accept(proposal, proposal.mentor)

    told = Letter.objects.filter(kind__in=["expectations-asked-request", "mentorship-begun-notification"])
    assert list(told.values_list("kind", flat=True)) == ["expectations-asked-request"] * 2


def test_where_meetings_do_not_wait_for_the_agreement_the_mentorship_is_active_at_once():
    proposal = released()
    type(proposal.cohort.programme).objects.update(waits_for_agreement=False)
    proposal = type(proposal).objects.get(pk=proposal.pk)
    accept(proposal, proposal.mentee)
    mentorship = accept(proposal, proposal.mentor)

    assert (mentorship.state, mentorship.waits_for_agreement) == (MentorshipState.ACTIVE, False)
    assert mentorship.agreements.get().state == AgreementState.DRAFT


def test_saying_yes_twice_changes_nothing():
    proposal = released()
    accept(proposal, proposal.mentee)
    first = accept(proposal, proposal.mentor)
    before = (letters(), AuditEvent.objects.count())

    assert accept(proposal, proposal.mentor) == first
    assert accept(proposal, proposal.mentee) == first
    assert (letters(), AuditEvent.objects.count()) == before
    assert Mentorship.objects.count() == 1


def test_a_mentorship_starts_with_its_cohort_at_the_earliest():
    cohort = make.make_cohort(starts_on=make.days_ago(-20))
    proposal = released(
        mentee=make.make_participation(role=make.MENTEE, cohort=cohort),
        mentor=make.make_participation(role=make.MENTOR, cohort=cohort),
    )
    accept(proposal, proposal.mentee)

    assert accept(proposal, proposal.mentor).starts_on == cohort.starts_on


def test_other_proposals_of_who_is_full_are_withdrawn_with_a_letter():
    proposal = released()
    rival = released(mentor=proposal.mentor, run=proposal.run)
    accept(proposal, proposal.mentee)
    accept(proposal, proposal.mentor)

    rival.refresh_from_db()
    assert rival.state == ProposalState.WITHDRAWN
    told = Letter.objects.filter(kind="proposal-superseded-notification")
    assert list(told.values_list("to_name", flat=True)) == [str(rival.mentee)]


def test_other_proposals_of_who_has_places_left_wait_on():
    cohort = make.make_cohort()
    mentor = make.make_participation(role=make.MENTOR, cohort=cohort, capacity=2)
    proposal = released(mentor=mentor)
    other = released(mentor=mentor)
    accept(proposal, proposal.mentee)
    accept(proposal, mentor)

    other.refresh_from_db()
    assert other.state == ProposalState.RELEASED


def test_a_full_mentor_is_said_so_and_nothing_is_kept():
    proposal = released(mentor=make.make_participation(role=make.MENTOR, capacity=0))
    accept(proposal, proposal.mentor)

    with pytest.raises(MentorAtCapacity):
        accept(proposal, proposal.mentee)

    proposal.refresh_from_db()
    assert (proposal.state, answers_of(proposal)) == (ProposalState.RELEASED, [Answer.ACCEPTED])
    assert (Mentorship.objects.count(), Agreement.objects.count()) == (0, 0)


def test_a_mentee_with_a_mentor_is_full_too_and_gives_the_mentors_place_back():
    proposal = released(mentee=make.make_participation(role=make.MENTEE, capacity=0))
    accept(proposal, proposal.mentee)

    with pytest.raises(MenteeAtCapacity):
        accept(proposal, proposal.mentor)

    proposal.mentor.refresh_from_db()
    assert proposal.mentor.places_taken == 0


@pytest.mark.parametrize("state", [ProposalState.DECLINED, ProposalState.WITHDRAWN, ProposalState.DRAFT])
def test_what_is_not_open_cannot_be_answered(state):
    proposal = make.make_proposal(state=state)

    with pytest.raises(ProposalNotOpen):
        accept(proposal, proposal.mentee)
    with pytest.raises(ProposalNotOpen):
        decline_proposal(proposal, by=actor_of(proposal.mentee), reason="Too far")
    assert answers_of(proposal) == []


def test_what_has_run_out_cannot_be_accepted():
    proposal = released()

    with time_machine.travel(proposal.expires_at + dt.timedelta(seconds=1)), pytest.raises(ProposalNotOpen):
        accept(proposal, proposal.mentee)
    assert answers_of(proposal) == []


@pytest.mark.parametrize("state", [ParticipationState.PAUSED, ParticipationState.LEFT])
def test_who_takes_a_break_is_not_matched(state):
    proposal = released()
    accept(proposal, proposal.mentor)
    type(proposal.mentor).objects.filter(pk=proposal.mentor_id).update(state=state)

    with pytest.raises(ProposalNotOpen):
        accept(proposal, proposal.mentee)
    assert Mentorship.objects.count() == 0


def test_a_stranger_answers_nothing():
    proposal = released()
    stranger = make.make_participation(role=make.MENTEE, cohort=proposal.cohort)

    with pytest.raises(NotAllowed):
        accept(proposal, stranger)
    with pytest.raises(NotAllowed):
        decline_proposal(proposal, by=actor_of(stranger), reason="No")
    assert answers_of(proposal) == []


def test_a_no_ends_the_proposal_and_keeps_the_reason_out_of_letters():
    proposal = released()
    make.make_membership(programme=proposal.cohort.programme)

    decline_proposal(proposal, by=actor_of(proposal.mentee), reason="cnry reason")

    proposal.refresh_from_db()
    assert (proposal.state, answers_of(proposal)) == (ProposalState.DECLINED, [Answer.DECLINED])
    assert [kind for kind, _ in letters()] == ["proposal-declined-notice", "proposal-declined-notification"]
    assert not Letter.objects.filter(text__contains="cnry").exists()
    assert "cnry" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_one_can_change_a_yes_to_a_no_while_it_is_open():
    proposal = released()
    accept(proposal, proposal.mentee)

    decline_proposal(proposal, by=actor_of(proposal.mentee), reason="I move away")

    assert answers_of(proposal) == [Answer.DECLINED]


def test_saying_no_twice_changes_nothing():
    proposal = released()
    decline_proposal(proposal, by=actor_of(proposal.mentee), reason="Too far")
    before = letters()

    decline_proposal(proposal, by=actor_of(proposal.mentee), reason="Too far")

    assert letters() == before


def test_an_answer_is_audited_in_the_chain_of_the_organisation():
    proposal = released()
    accept(proposal, proposal.mentee)
    decline_proposal(proposal, by=actor_of(proposal.mentor), reason="No time")

    acts = AuditEvent.objects.filter(subject=proposal.public_id).order_by("place")
    assert list(acts.values_list("act", flat=True)) == ["proposal-accepted", "proposal-declined"]
    assert set(acts.values_list("chain", flat=True)) == {proposal.cohort.programme.organisation.public_id}


# -- reminders -----------------------------------------------------------------------------------------------


def with_days(*, gone, left):
    moment = clock.now()
    return released(released_at=moment - dt.timedelta(days=gone), expires_at=moment + dt.timedelta(days=left))


def test_nobody_is_reminded_before_two_thirds_of_the_time():
    with_days(gone=8, left=6)

    assert remind_next_proposal() is False
    assert letters() == []


def test_who_has_not_answered_is_reminded_once():
    proposal = with_days(gone=10, left=4)
    make.make_answer(proposal=proposal, participation=proposal.mentor)

    assert [remind_next_proposal(), remind_next_proposal()] == [True, False]
    assert letters() == [("proposal-reminder", str(proposal.mentee))]


def test_a_long_answer_time_does_not_hide_a_short_one():
    with_days(gone=4, left=3)
    long = with_days(gone=65, left=25)

    assert [remind_next_proposal(), remind_next_proposal()] == [True, False]
    long.refresh_from_db()
    assert long.reminded_at is not None


def test_nobody_is_reminded_of_what_has_run_out():
    with_days(gone=15, left=-1)

    assert remind_next_proposal() is False


def test_nobody_says_yes_before_their_training():
    proposal = released()
    course = make.make_course(programme=proposal.cohort.programme)

    with pytest.raises(TrainingWanting, match="please do your training: “Being a mentor”"):
        accept(proposal, proposal.mentor)
    assert answers_of(proposal) == []

    make.make_study(course=course, profile=proposal.mentor.profile)
    accept(proposal, proposal.mentor)
    assert answers_of(proposal) == [Answer.ACCEPTED]


def test_a_training_that_ran_out_after_the_first_yes_stops_the_second():
    proposal = released()
    course = make.make_course(programme=proposal.cohort.programme, renewal_days=31)
    make.make_study(course=course, profile=proposal.mentor.profile, completed_on=make.days_ago(29))
    accept(proposal, proposal.mentor)

    with (
        clock.at(clock.now() + dt.timedelta(days=3)),
        pytest.raises(TrainingWanting, match="The other side"),
    ):
        accept(proposal, proposal.mentee)
    assert not Mentorship.objects.exists()


def test_nobody_says_yes_without_a_check():
    proposal = released()
    check = make.make_check(programme=proposal.cohort.programme)

    with pytest.raises(ClearanceWanting, match="has to have noted a valid check: “Police certificate”"):
        accept(proposal, proposal.mentor)
    assert answers_of(proposal) == []

    make.make_clearance(background_check=check, profile=proposal.mentor.profile)
    accept(proposal, proposal.mentor)
    assert answers_of(proposal) == [Answer.ACCEPTED]


def consented(participation, state):
    application = make.make_application(
        cohort=participation.cohort, person=participation.profile.person, role=participation.role
    )
    return make.make_consent(application=application, state=state)


def test_nobody_under_18_says_yes_without_a_guardians_consent():
    proposal = released()
    asked = consented(proposal.mentee, "asked")
    with pytest.raises(GuardianAwaited):
        accept(proposal, proposal.mentee)
    assert answers_of(proposal) == []

    give_consent(asked)
    accept(proposal, proposal.mentee)
    assert answers_of(proposal) == [Answer.ACCEPTED]


def test_a_consent_taken_back_after_the_first_yes_stops_the_second_which_learns_no_more():
    proposal = released()
    given = consented(proposal.mentee, "given")
    accept(proposal, proposal.mentee)
    withdraw_consent(given)

    with pytest.raises(ClearanceWanting, match="The other side") as refused:
        accept(proposal, proposal.mentor)
    assert "guardian" not in str(refused.value)
    assert not Mentorship.objects.exists()


def test_a_check_that_ran_out_after_the_first_yes_stops_the_second():
    proposal = released()
    check = make.make_check(programme=proposal.cohort.programme)
    make.make_clearance(
        background_check=check, profile=proposal.mentor.profile, valid_until=make.days_ago(-2)
    )
    accept(proposal, proposal.mentor)

    with (
        clock.at(clock.now() + dt.timedelta(days=3)),
        pytest.raises(ClearanceWanting, match="The other side"),
    ):
        accept(proposal, proposal.mentee)
    assert not Mentorship.objects.exists()
