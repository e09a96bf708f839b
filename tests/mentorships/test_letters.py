"""Letters lie open on lock screens: no other person, and no word of the programme in a subject (P10)."""

import pytest
from django.utils import translation

from rapport.letters.kinds import KINDS
from rapport.letters.models import Letter
from rapport.matching.choices import ProposalState
from rapport.matching.letters import proposal_withdrawn_notification, proposals_released_invitation
from rapport.mentorships import letters
from rapport.mentorships.models import MentorshipParty
from rapport.programmes import letters as programme_letters
from rapport.recruitment.choices import DECISIONS, ApplicationState
from rapport.recruitment.letters import (
    application_begun_confirmation,
    application_decided_notification,
    application_invitations,
    application_submitted_confirmation,
    application_unsent_reminder,
    guardian_consent_confirmation,
    guardian_consent_invitation,
    guardian_consent_withdrawn_alert,
    reviews_assigned_notification,
)
from rapport.screening.letters import (
    clearance_expired_notification,
    clearance_expiring_reminder,
    clearance_lapsed_alert,
    clearances_expiring_reminder,
    reference_invitation,
    reference_reminder,
)
from rapport.training.letters import (
    training_event_cancelled_notification,
    training_event_joined_confirmation,
    training_event_left_confirmation,
    training_event_moved_notification,
    training_event_reminder,
    training_refresher_invitation,
    training_reminder,
)
from rapport.training.selectors import TrainingRow, training_of_participant
from tests import make
from tests.languages import translated

pytestmark = pytest.mark.django_db
PRIVATE = "cnry"


@pytest.fixture
def cohort():
    """A programme whose every name says more than a lock screen should."""
    programme = make.make_programme(
        name=f"{PRIVATE} recovery", mentor_word=f"{PRIVATE} sponsor", mentee_word=f"{PRIVATE} newcomer"
    )
    make.make_membership(role="coordinator", programme=programme)
    return make.make_cohort(programme=programme, name=f"{PRIVATE} spring")


def taking_part(cohort, role, **person):
    profile = make.make_profile(
        organisation=cohort.programme.organisation,
        name=f"{PRIVATE} {role}",
        person=make.make_person(**person),
    )
    return make.make_participation(role=role, cohort=cohort, profile=profile)


def write_all(cohort, **person):
    """Write every letter there is, once at least; return their rows."""
    mentee, mentor = (taking_part(cohort, role, **person) for role in (make.MENTEE, make.MENTOR))
    proposal = make.make_proposal(mentee=mentee, mentor=mentor, state=ProposalState.ACCEPTED)
    mentorship = make.make_mentorship(proposal=proposal, signed=False)
    meeting = make.make_meeting(mentorship=mentorship, topics=f"{PRIVATE} topics")
    party = MentorshipParty.objects.filter(mentorship=mentorship).first()
    agreement = mentorship.agreements.get()
    proposals_released_invitation([proposal])
    proposal_withdrawn_notification(proposal)
    letters.proposal_accepted_notification(proposal, to=mentee)
    letters.proposal_declined_notification(proposal, to=mentee)
    letters.proposals_withdrawn_notification([proposal], because_of=proposal)
    letters.proposal_reminder(proposal, to=mentee)
    letters.mentorship_begun_notification(mentorship)
    for is_complete in (True, False):
        letters.agreement_signed_notification(agreement, signed_by=party, is_complete=is_complete)
    write_about_agreement(cohort, mentorship, agreement, party)
    letters.meeting_recorded_request(meeting, recorder=party)
    letters.meeting_corrected_request(meeting, recorder=party)
    letters.meeting_disputed_notification(meeting)
    for is_corrected in (True, False):
        letters.meeting_settled_notification(meeting, is_corrected=is_corrected)
    guideline = make.make_guideline(programme=cohort.programme, text=f"{PRIVATE} text")
    programme_letters.guideline_awaiting_reminder(guideline, [mentee.profile, mentor.profile])
    write_to_applicant(cohort, **person)
    write_about_training(mentor)
    write_about_checks(mentor)
    return list(Letter.objects.all())


def write_about_agreement(cohort, mentorship, agreement, party):
    cohort.programme.asks_expectations = True
    letters.mentorship_begun_notification(mentorship)
    letters.expectations_answered_notification(mentorship, answered_by=party)
    agreement.settled_text, agreement.reason = f"{PRIVATE} settled", f"{PRIVATE} reason"
    letters.agreement_settled_request(agreement, settled_by=party)
    letters.amendment_proposed_request(agreement, proposed_by=party)
    letters.amendment_signed_notification(agreement, signed_by=party)
    letters.amendment_withdrawn_notification(agreement, withdrawn_by=party)


def write_to_applicant(cohort, **person):
    application = make.make_application(
        cohort=cohort, name=f"{PRIVATE} applicant", person=make.make_person(**person)
    )
    application_begun_confirmation(application)
    application_unsent_reminder(application, last_day=make.days_ago(-3))
    application_submitted_confirmation(application)
    for state in (*DECISIONS, ApplicationState.EXPIRED):
        application.state = state
        application_decided_notification(application, note=f"{PRIVATE} note")
    for inviter in (None, taking_part(cohort, make.MENTOR)):
        invited = make.make_person(**person)
        application_invitations(
            [
                make.make_invitation(
                    cohort=cohort, email=invited.email, name=f"{PRIVATE} guest", participation=inviter
                )
            ]
        )
    reviewer = make.make_profile(organisation=cohort.programme.organisation, person=application.person)
    reviews_assigned_notification(cohort, {reviewer: 3})
    reference = make.make_reference(application=application)
    reference_invitation(reference)
    reference_reminder(reference)
    consent = make.make_consent(application=application)
    guardian_consent_invitation(consent)
    guardian_consent_confirmation(consent)
    guardian_consent_withdrawn_alert(consent, [reviewer], running=1)


def write_about_training(participation):
    course = make.make_course(programme=participation.cohort.programme, title="Being a {mentor}")
    missing = training_of_participant(participation)
    training_reminder([TrainingRow(participation, missing)])
    for days in (-10, 10):
        training_refresher_invitation(participation, course, lapses_on=make.days_ago(days))
    event = make.make_training_event(programme=participation.cohort.programme, title=f"{PRIVATE} evening")
    place = make.make_event_place(event=event, profile=participation.profile)
    training_event_joined_confirmation(event, place)
    training_event_left_confirmation(event, place)
    training_event_moved_notification(event, [place])
    training_event_cancelled_notification(event, [place])
    training_event_reminder(event, [place])


def write_about_checks(participation):
    for is_required in (True, False):
        check = make.make_check(programme=participation.cohort.programme, is_required=is_required)
        entry = make.make_clearance(
            background_check=check, profile=participation.profile, valid_until=make.days_ago(1)
        )
        clearance_expired_notification(participation, entry)
    clearance_expiring_reminder(participation, entry, days=30)
    clearances_expiring_reminder(participation, [participation.profile])
    clearance_lapsed_alert(participation, entry, [participation.profile])


def test_every_kind_of_letter_is_among_them(cohort):
    """Whoever declares a new kind lets `write_all` write one."""
    assert {letter.kind for letter in write_all(cohort)} == set(KINDS)


def test_every_placeholder_is_filled_in_whichever_letter_has_it(cohort):
    for kind in KINDS.values():
        marks = " ".join(each.mark for each in kind.placeholders)
        make.make_letter_wording(programme=cohort.programme, kind=kind.key, text=f"Own words: {marks}")

    for letter in write_all(cohort):
        assert "Own words:" in letter.text, letter.kind
        assert [place for place in "{}" if place in letter.text] == [], letter.kind


def test_no_subject_says_a_name(cohort):
    assert [letter.subject for letter in write_all(cohort) if PRIVATE in letter.subject] == []


def test_no_letter_names_anybody_but_its_reader(cohort):
    for letter in write_all(cohort):
        roles = {f"{PRIVATE} mentor", f"{PRIVATE} mentee"} - {letter.to_name}
        assert [role for role in roles if role in letter.text + letter.html] == []
        assert f"{PRIVATE} topics" not in letter.text + letter.html


def test_every_letter_is_in_its_readers_language_not_in_its_writers(cohort, tmp_path, settings):
    sentences = ["Hello %(name)s,", *(str(kind.subject) for kind in KINDS.values())]
    marked = {sentence: f"¡{sentence}" for sentence in sentences}
    with translated(tmp_path, settings, "de", marked), translation.override("en-gb"):
        written = write_all(cohort, language="de")

    to_staff = {"proposal-declined-notice", "meeting-disputed-notice"}  # their reader has chosen no language
    to_guests = {  # and these have no sign-in to choose one for
        "reference-invitation",
        "reference-reminder",
        "guardian-consent-invitation",
        "guardian-consent-confirmation",
    }
    for letter in written:
        is_translated = letter.kind not in to_staff | to_guests
        marks = [text.startswith("¡") for text in (letter.subject, letter.text)]
        assert marks == [is_translated, is_translated], letter.kind
