"""Mentorships, registers and disputes as who runs the programme sees them."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapport.audit.models import AuditEvent
from rapport.mentorships.choices import MeetingState
from tests import crowd, make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def coordinator(cohort):
    return browser_of(make.make_actor(programme=cohort.programme))


def pair(cohort, name="Emil East"):
    return make.make_mentorship(mentee=make.make_participation(role=make.MENTEE, cohort=cohort, name=name))


def names(answer):
    return [row.names[1] for row in answer.context["rows"]]


def test_the_list_is_searched_filtered_and_sorted(cohort, coordinator):
    first, second = pair(cohort, "Asha Rao"), pair(cohort, "Ravi Kumar")
    make.make_meeting(mentorship=second, held_on=make.days_ago(1))
    make.make_meeting(mentorship=first, held_on=make.days_ago(5))
    page = reverse("coordinator:mentorship-list", args=[cohort.public_id])

    assert names(coordinator.get(page, {"q": "asha"})) == ["Asha Rao"]
    assert names(coordinator.get(page, {"state": "closed"})) == []
    assert names(coordinator.get(page, {"sort": "met"})) == ["Asha Rao", "Ravi Kumar"]
    assert names(coordinator.get(page, {"sort": "-met"})) == ["Ravi Kumar", "Asha Rao"]
    assert len(names(coordinator.get(page, {"sort": "password", "state": "x"}))) == 2


@pytest.mark.parametrize("name", ["mentorship-list", "register"])
def test_a_cohort_of_a_thousand_asks_no_more_than_one_of_ten(cohort, coordinator, name):
    address = reverse(f"coordinator:{name}", args=[cohort.public_id])

    def count():
        with CaptureQueriesContext(connection) as asked:
            assert coordinator.get(address).status_code == 200
        return len(asked)

    coordinator.get(address)  # the first page notes in the session which cohort is open
    crowd.make_pairs(cohort, 3)
    three = count()
    crowd.make_pairs(cohort, 7)
    ten = count()
    crowd.make_pairs(cohort, 20)
    thirty = count()
    crowd.make_pairs(cohort, 970)

    assert {three, ten, thirty, count()} == {three}


def test_a_disputed_entry_is_settled_on_its_page(cohort, coordinator):
    meeting = make.make_meeting(mentorship=pair(cohort), state=MeetingState.DISPUTED, verdict_note="By phone")
    page = reverse("coordinator:meeting", args=[meeting.public_id])
    assert "By phone" in coordinator.get(page).content.decode()

    coordinator.post(page, {"outcome": "strike", "decision": "It was a call."})

    meeting.refresh_from_db()
    assert (meeting.state, meeting.settlement) == (MeetingState.CANCELLED, "It was a call.")


def test_a_disputed_entry_is_corrected_and_what_it_said_stays_readable(cohort, coordinator):
    meeting = make.make_meeting(
        mentorship=pair(cohort), state=MeetingState.DISPUTED, place="Canteen", topics="cnry before"
    )
    page = reverse("coordinator:meeting-correct", args=[meeting.public_id])
    form = coordinator.get(page).context["form"]
    typed = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    changes = {"mode": "phone", "place": "", "topics": "After all by phone", "decision": "Both say so now."}

    incomplete = coordinator.post(page, {k: v for k, v in (typed | changes).items() if v and k != "decision"})
    assert (incomplete.status_code, list(incomplete.context["form"].errors)) == (422, ["decision"])
    answer = coordinator.post(page, {k: v for k, v in (typed | changes).items() if v}, follow=True)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.mode, meeting.topics) == (
        MeetingState.CONFIRMED,
        "phone",
        "After all by phone",
    )
    text = answer.content.decode()
    for words in ("What it said before", "Until the coordinator corrected it", "Canteen", "cnry before"):
        assert words in text
    party = browser_of(make.participant_actor(meeting.mentorship.people[0].participation))
    own = reverse("participant:meeting-detail", args=[meeting.mentorship.public_id, meeting.public_id])
    assert "cnry before" in party.get(own).content.decode()
    assert coordinator.get(page).url == reverse("coordinator:meeting", args=[meeting.public_id])


def test_today_leads_to_the_disputed_entry(cohort, coordinator):
    meeting = make.make_meeting(mentorship=pair(cohort), state=MeetingState.DISPUTED)
    needs = coordinator.get(reverse("coordinator:today", args=[cohort.public_id])).context["needs"]
    assert [need.url for need in needs if need.need.kind == "dispute"] == [
        reverse("coordinator:meeting", args=[meeting.public_id])
    ]


def test_nobody_corrects_an_entry_of_their_own_case(cohort):
    meeting = make.make_meeting(mentorship=pair(cohort), state=MeetingState.DISPUTED)
    profile = meeting.mentorship.people[0].participation.profile
    membership = make.make_membership(profile=profile, programme=cohort.programme)
    page = reverse("coordinator:meeting-correct", args=[meeting.public_id])
    assert browser_of(make.staff_actor(membership)).get(page).status_code == 403


def test_a_decision_needs_both_answers_and_loses_nothing(cohort, coordinator):
    meeting = make.make_meeting(mentorship=pair(cohort), state=MeetingState.DISPUTED)

    answer = coordinator.post(
        reverse("coordinator:meeting", args=[meeting.public_id]), {"decision": "It was a call."}
    )

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.state) == (422, MeetingState.DISPUTED)
    assert answer.context["form"]["decision"].value() == "It was a call."


def test_what_is_not_disputed_offers_nothing_to_settle(cohort, coordinator):
    meeting = make.make_meeting(mentorship=pair(cohort))

    assert coordinator.get(reverse("coordinator:meeting", args=[meeting.public_id])).context["form"] is None


def test_a_month_can_be_chosen_and_a_wrong_one_is_this_one(cohort, coordinator):
    mentorship = pair(cohort)
    page = reverse("coordinator:register", args=[cohort.public_id])
    start = f"{mentorship.starts_on:%Y-%m}"

    chosen = [row.key for row in coordinator.get(page, {"month": start}).context["months"] if row.is_chosen]
    this = [row.key for row in coordinator.get(page, {"month": "1999-99"}).context["months"] if row.is_chosen]

    assert (chosen, this) == ([start], [f"{make.days_ago(0):%Y-%m}"])


def rows_of(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_register_is_handed_out_without_topics_or_formulas_and_recorded(cohort, coordinator):
    mentorship = pair(cohort, name="=HYPERLINK(1)")
    make.make_meeting(mentorship=mentorship, topics="cnry topics", place="+Library")

    answer = coordinator.post(reverse("coordinator:register-export", args=[cohort.public_id, "csv"]))

    head, row = rows_of(answer)
    assert head[:4] == ["Mentor", "Mentee", "Date", "Minutes"]
    assert (row[1], row[5]) == ("'=HYPERLINK(1)", "'+Library")
    assert "cnry" not in answer.content.decode()
    assert AuditEvent.objects.get(act="register-exported").detail == {"kind": "csv", "count": 1}


def test_the_list_is_handed_out_and_recorded(cohort, coordinator):
    pair(cohort, "Asha Rao")

    answer = coordinator.post(reverse("coordinator:mentorship-export", args=[cohort.public_id, "csv"]))

    assert rows_of(answer)[1][1:3] == ["Asha Rao", "active"]
    assert AuditEvent.objects.get(act="mentorships-exported").detail == {"kind": "csv", "count": 1}


def test_the_rail_says_where_one_is_on_pages_of_a_single_pair(cohort, coordinator):
    meeting = make.make_meeting(mentorship=pair(cohort))
    pages = {
        reverse("coordinator:mentorship", args=[meeting.mentorship.public_id]): "Mentorships",
        reverse("coordinator:meeting", args=[meeting.public_id]): "Register",
    }

    for page, label in pages.items():
        first, _ = coordinator.get(page).context["rail"]
        assert [place.label for place in first.entries if place.is_current] == [label]
