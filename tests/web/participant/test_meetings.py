"""Recording a meeting on a phone: all that usually holds is chosen, nothing typed is lost."""

import pytest
from django.urls import reverse

from rapport.core import clock
from rapport.mentorships.choices import MeetingState
from rapport.mentorships.models import Attendance, Meeting
from rapport.programmes.choices import MeetingMode
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentorship():
    programme = make.make_programme(required_mode=MeetingMode.VIDEO)
    cohort = make.make_cohort(programme=programme)
    return make.make_mentorship(mentee=make.make_participation(role=make.MENTEE, cohort=cohort))


@pytest.fixture
def mentee(mentorship):
    return browser_of(make.participant_actor(mentorship.people[1].participation))


@pytest.fixture
def mentor(mentorship):
    return browser_of(make.participant_actor(mentorship.people[0].participation))


def record_page(mentorship):
    return reverse("participant:meeting-record", args=[mentorship.public_id])


def correct_page(meeting):
    return reverse("participant:meeting-correct", args=[meeting.mentorship.public_id, meeting.public_id])


def typed(mentorship, **changes):
    usual = {
        "held_on": make.days_ago(1).isoformat(),
        "length": "45",
        "mode": MeetingMode.IN_PERSON.value,
        "place": "Library",
        "present": [party.public_id for party in mentorship.people],
        "topics": "A plan for the exams",
        "next_steps": "Try it for a week",
        "entry_key": "from-the-form",
    }
    return usual | changes


def test_the_usual_is_chosen_already(mentorship, mentee):
    form = mentee.get(record_page(mentorship)).context["form"]

    assert form["held_on"].value() == clock.today("UTC")
    assert (form["length"].value(), form["mode"].value()) == (45, MeetingMode.VIDEO)
    assert form["present"].value() == [party.public_id for party in mentorship.people]
    assert form["entry_key"].value() != ""


def test_only_the_topics_have_to_be_typed(mentorship, mentee):
    form = mentee.get(record_page(mentorship)).context["form"]
    chosen = {name: form[name].value() for name in ("held_on", "length", "mode", "present", "entry_key")}

    mentee.post(record_page(mentorship), chosen | {"topics": "Hello"})

    meeting = Meeting.objects.get()
    assert (meeting.minutes, meeting.mode, meeting.topics) == (45, MeetingMode.VIDEO, "Hello")


def test_an_entry_is_kept_as_typed(mentorship, mentee):
    answer = mentee.post(record_page(mentorship), typed(mentorship, length="other", minutes="50"))

    meeting = Meeting.objects.get()
    assert answer.url == reverse("participant:mentorship-home", args=[mentorship.public_id])
    assert (meeting.held_on, meeting.minutes, meeting.mode) == (make.days_ago(1), 50, "in-person")
    assert (meeting.place, meeting.topics) == ("Library", "A plan for the exams")
    assert meeting.next_steps == "Try it for a week"


def test_the_same_form_sent_twice_is_one_entry(mentorship, mentee):
    for _ in range(2):
        mentee.post(record_page(mentorship), typed(mentorship))

    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"topics": ""}, "topics"),
        ({"held_on": "31/02/2027"}, "held_on"),
        ({"length": ""}, "length"),
        ({"length": "other", "minutes": ""}, "minutes"),
        ({"length": "other", "minutes": "4"}, "minutes"),
        ({"present": []}, "present"),
        ({"mode": "carrier pigeon"}, "mode"),
        ({"held_on": make.days_ago(-3).isoformat()}, "__all__"),
        ({"held_on": make.days_ago(40).isoformat()}, "__all__"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(mentorship, mentee, change, field):
    sent = typed(mentorship, **change)

    answer = mentee.post(record_page(mentorship), sent)

    form = answer.context["form"]
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in sent if name != "minutes"} == {
        name: value for name, value in sent.items() if name != "minutes"
    }


def test_before_the_agreement_is_signed_the_page_leads_to_it(mentee):
    unsigned = make.make_mentorship(signed=False)
    browser = browser_of(make.participant_actor(unsigned.people[0].participation))

    text = browser.get(record_page(unsigned)).content.decode()
    refused = browser.post(record_page(unsigned), typed(unsigned))

    assert reverse("participant:agreement-sign", args=[unsigned.public_id]) in text
    assert (refused.status_code, Meeting.objects.count()) == (422, 0)
    assert "Both of you sign the agreement before your first meeting." in refused.content.decode()


def test_who_will_read_it_stands_at_the_field(mentorship, mentee):
    text = mentee.get(record_page(mentorship)).content.decode()

    assert text.count(f"{mentorship.people[0].name} and your coordinator can read this") == 2


def test_a_correction_starts_from_what_was_entered(mentorship, mentee):
    meeting = make.make_meeting(mentorship=mentorship, minutes=50, state=MeetingState.DISPUTED)
    away = mentorship.people[0]
    Attendance.objects.filter(meeting=meeting, party=away).update(was_there=False)

    form = mentee.get(correct_page(meeting)).context["form"]

    assert (form["length"].value(), form["minutes"].value()) == ("other", 50)
    assert form["present"].value() == [mentorship.people[1].public_id]
    assert form["topics"].value() == meeting.topics


def test_a_corrected_entry_waits_for_the_other_again(mentorship, mentee):
    meeting = make.make_meeting(mentorship=mentorship, state=MeetingState.DISPUTED)

    mentee.post(correct_page(meeting), typed(mentorship, topics="What we really said"))

    meeting.refresh_from_db()
    assert (meeting.state, meeting.topics) == (MeetingState.HELD, "What we really said")


def test_a_confirmed_entry_has_no_page_to_correct_it(mentorship, mentee):
    meeting = make.make_meeting(mentorship=mentorship, state=MeetingState.CONFIRMED)

    answer = mentee.post(correct_page(meeting), typed(mentorship, topics="Other"))

    meeting.refresh_from_db()
    detail = reverse("participant:meeting-detail", args=[mentorship.public_id, meeting.public_id])
    assert (answer.url, meeting.topics) == (detail, "How the first weeks went")


def test_an_entry_of_another_mentorship_is_not_found_under_this_one(mentorship, mentee):
    other = make.make_meeting(
        mentorship=make.make_mentorship(mentee=mentorship.people[1].participation, state="closed")
    )
    address = reverse("participant:meeting-detail", args=[mentorship.public_id, other.public_id])

    assert mentee.get(address).status_code == 404


def test_my_meetings_begin_with_what_waits_for_me(mentorship, mentor):
    make.make_meeting(mentorship=mentorship, state=MeetingState.CONFIRMED, held_on=make.days_ago(1))
    waiting = make.make_meeting(mentorship=mentorship, held_on=make.days_ago(9))

    rows = mentor.get(reverse("participant:meeting-list")).context["rows"]

    assert [row.awaits_answer for row in rows] == [True, False]
    assert rows[0].meeting == waiting
