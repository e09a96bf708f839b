"""Letters lie open on lock screens: no other person, and no word of the programme in a subject (P10)."""

import pytest
from django.utils import translation

from rapport.letters.models import Letter
from rapport.matching.choices import ProposalState
from rapport.matching.letters import proposal_withdrawn_notification, proposals_released_invitation
from rapport.mentorships import letters
from rapport.mentorships.models import MentorshipParty
from rapport.programmes import letters as programme_letters
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
    letters.meeting_recorded_request(meeting, recorder=party)
    letters.meeting_corrected_request(meeting, recorder=party)
    letters.meeting_disputed_notification(meeting)
    for is_corrected in (True, False):
        letters.meeting_settled_notification(meeting, is_corrected=is_corrected)
    guideline = make.make_guideline(programme=cohort.programme, text=f"{PRIVATE} text")
    programme_letters.guideline_awaiting_reminder(guideline, [mentee.profile, mentor.profile])
    return list(Letter.objects.all())


def test_every_letter_of_the_house_is_among_them(cohort):
    written = {letter.kind for letter in write_all(cohort)}
    assert written == {
        "proposal-released-invitation",
        "proposal-withdrawn-notification",
        "proposal-accepted-notification",
        "proposal-declined-notification",
        "proposal-declined-notice",
        "proposal-reminder",
        "mentorship-begun-notification",
        "agreement-signed-notification",
        "agreement-signed-request",
        "meeting-recorded-request",
        "meeting-corrected-request",
        "meeting-disputed-notification",
        "meeting-disputed-notice",
        "meeting-settled-notification",
        "guideline-awaiting-reminder",
    }


def test_no_subject_says_a_name(cohort):
    assert [letter.subject for letter in write_all(cohort) if PRIVATE in letter.subject] == []


def test_no_letter_names_anybody_but_its_reader(cohort):
    for letter in write_all(cohort):
        roles = {f"{PRIVATE} mentor", f"{PRIVATE} mentee"} - {letter.to_name}
        assert [role for role in roles if role in letter.text + letter.html] == []
        assert f"{PRIVATE} topics" not in letter.text + letter.html


SENTENCES = [
    "Hello %(name)s,",
    "We have a proposal for you",
    "A proposal is no longer open",
    "A proposal waits for your answer",
    "A proposal will not go ahead",
    "Your mentorship begins",
    "Your agreement is signed",
    "An agreement waits for your name",
    "A meeting with you was recorded",
    "A recorded meeting was corrected",
    "A recorded meeting is seen differently",
    "Your coordinator has settled an entry",
    "Your coordinator has corrected an entry",
    "Something waits for you to read it",
]


def test_every_letter_is_in_its_readers_language_not_in_its_writers(cohort, tmp_path, settings):
    marked = {sentence: f"¡{sentence}" for sentence in SENTENCES}
    with translated(tmp_path, settings, "de", marked), translation.override("en-gb"):
        written = write_all(cohort, language="de")

    to_staff = {"proposal-declined-notice", "meeting-disputed-notice"}  # their reader has chosen no language
    for letter in written:
        marks = letter.subject[0], letter.text[0]
        assert marks == (("A", "H") if letter.kind in to_staff else ("¡", "¡")), letter.kind
