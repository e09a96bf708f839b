"""Home, help and the register of those who take part."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapport.matching.choices import ProposalState
from tests import crowd, make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


def home_of(participation):
    return browser_of(make.participant_actor(participation)).get(reverse("participant:home"))


def test_who_has_nothing_yet_reads_what_will_come():
    text = home_of(make.make_participation(role=make.MENTEE)).content.decode()

    assert "You are in. No match yet." in text
    assert "You are not matched yet." in text


def test_the_first_thing_is_large_and_the_others_follow():
    mentor = make.make_participation(role=make.MENTOR, capacity=3)
    make.make_mentorship(mentor=mentor, signed=False)
    proposal = make.make_proposal(mentor=mentor, state=ProposalState.RELEASED)

    context = home_of(mentor).context

    assert context["first"].title == f"Would you like to work with {proposal.mentee.profile.name}?"
    assert [row.title for row in context["rest"]] == ["Sign your agreement"]


def test_who_has_said_yes_reads_whose_answer_is_to_come():
    proposal = make.make_proposal(state=ProposalState.RELEASED)
    make.make_answer(proposal=proposal, participation=proposal.mentee)

    text = home_of(proposal.mentee).content.decode()

    assert f"You said yes to {proposal.mentor.profile.name}, whose answer is still to come." in text
    assert "No match yet" not in text


def test_places_are_counted_for_a_mentor():
    mentor = make.make_participation(role=make.MENTOR, capacity=3)
    make.make_mentorship(mentor=mentor)

    assert "1 of 3 places taken." in home_of(mentor).content.decode()


def test_help_names_who_runs_the_programme_and_invents_no_number():
    participation = make.make_participation(role=make.MENTEE)
    coordinator = make.make_membership(programme=participation.cohort.programme).profile
    browser = browser_of(make.participant_actor(participation))

    text = browser.get(reverse("participant:help")).content.decode()

    assert f"mailto:{coordinator.person.email}" in text
    assert "Mentoring is not counselling" in text
    assert "tel:" not in text


def test_one_register_opens_at_once_several_are_offered():
    mentor = make.make_participation(role=make.MENTOR, capacity=2)
    mentorship = make.make_mentorship(mentor=mentor)
    browser = browser_of(make.participant_actor(mentor))
    only = reverse("participant:register", args=[mentorship.public_id])
    assert browser.get(reverse("participant:register-list")).url == only

    make.make_mentorship(mentor=mentor)

    assert browser.get(reverse("participant:register-list")).status_code == 200


@pytest.mark.parametrize("name", ["home", "meeting-list", "register-list"])
def test_a_mentor_of_thirty_asks_no_more_than_one_of_three(name):
    mentor = make.make_participation(role=make.MENTOR, capacity=40)
    browser = browser_of(make.participant_actor(mentor))
    crowd.make_pairs(mentor.cohort, 3, mentor=mentor)
    few = count_queries(browser, name)

    crowd.make_pairs(mentor.cohort, 27, mentor=mentor)

    assert count_queries(browser, name) == few


def count_queries(browser, name):
    with CaptureQueriesContext(connection) as asked:
        browser.get(reverse(f"participant:{name}"))
    return len(asked)


@pytest.mark.parametrize("name", ["mentorship-home", "register", "meeting-record"])
def test_a_mentorship_of_thirty_entries_asks_no_more_than_one_of_three(name):
    mentorship = make.make_mentorship()
    browser = browser_of(make.participant_actor(mentorship.people[0].participation))
    address = reverse(f"participant:{name}", args=[mentorship.public_id])

    def count():
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        return len(asked)

    for number in range(3):
        crowd.make_entries([mentorship], on=make.days_ago(number))
    few = count()
    for number in range(3, 30):
        crowd.make_entries([mentorship], on=make.days_ago(number))

    assert count() == few


def test_on_a_phone_what_is_theirs_to_do_stands_above_the_timeline(visitor, cast):
    visitor.become(cast.client("mentee"))
    visitor.page.set_viewport_size({"width": 360, "height": 740})
    visitor.page.goto(reverse("participant:mentorship-home", args=[cast.own.pair.mentorship.public_id]))
    top = {
        name: visitor.page.locator(selector).first.bounding_box()["y"]
        for name, selector in (("duties", "h2:has-text('Yours to do')"), ("timeline", ".timeline"))
    }

    assert top["duties"] < top["timeline"]


@pytest.fixture
def circle():
    """A mentor of two in a programme of circles."""
    programme = make.make_programme(model="circle", mentor_capacity=3, name="Book circles")
    cohort = make.make_cohort(programme=programme)
    mentor = make.make_participation(role=make.MENTOR, cohort=cohort, name="Maya Moss", capacity=3)
    for name in ("Emil East", "Farah Field"):
        make.make_mentorship(
            mentor=mentor, mentee=make.make_participation(role=make.MENTEE, cohort=cohort, name=name)
        )
    return mentor


def test_a_mentor_sees_their_circle_together_with_each_mentorship(circle):
    answer = browser_of(make.participant_actor(circle)).get(reverse("participant:home"))

    (card,) = answer.context["circles"]
    assert card.title == "Your circle in Book circles, Autumn"
    assert sorted(member.others[0] for member in card.members) == ["Emil East", "Farah Field"]
    assert answer.context["mentorships"] == []
    assert all(member.url in answer.content.decode() for member in card.members)


def test_a_mentee_of_a_circle_sees_their_own_mentorship_and_nobody_elses(circle):
    mentee = circle.cohort.participations.get(profile__name="Emil East")

    answer = browser_of(make.participant_actor(mentee)).get(reverse("participant:home"))

    assert (answer.context["circles"], len(answer.context["mentorships"])) == ([], 1)
    assert "Farah Field" not in answer.content.decode()


def test_pairs_are_no_circle_however_many_a_mentor_has():
    mentor = make.make_participation(role=make.MENTOR, capacity=3)
    for _ in range(2):
        make.make_mentorship(
            mentor=mentor, mentee=make.make_participation(role=make.MENTEE, cohort=mentor.cohort)
        )

    answer = browser_of(make.participant_actor(mentor)).get(reverse("participant:home"))

    assert (answer.context["circles"], len(answer.context["mentorships"])) == ([], 2)
