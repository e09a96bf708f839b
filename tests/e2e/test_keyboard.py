"""Applying, reviewing, a quiz and recording a meeting with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from rapport.mentorships.models import Meeting
from rapport.programmes.choices import CohortState
from rapport.programmes.models import Cohort
from rapport.recruitment.models import Application
from rapport.training.models import QuizAttempt
from tests.e2e.device import SIZES

FOCUSED = """() => {
  const here = document.activeElement;
  const label = here.labels?.[0]?.innerText || here.innerText || here.getAttribute("aria-label") || "";
  return label.trim() + (here.matches(":focus-visible") ? "" : " (focus not to be seen)");
}"""
MOST_STOPS = 40


@pytest.fixture
def keys_of(new_context, base_url, cast):
    """Return a function that gives a page of one of the cast, which is worked with by keys."""

    def take(name):
        context = new_context(viewport=SIZES["desktop"])
        context.add_cookies(
            [
                {"name": cookie, "value": morsel.value, "url": base_url}
                for cookie, morsel in cast.client(name).cookies.items()
            ]
        )
        return Keys(context.new_page())

    return take


@pytest.fixture
def keys(keys_of):
    return keys_of("mentee")


class Keys:
    """A page without a mouse."""

    def __init__(self, page):
        self.page = page

    def tab_to(self, words):
        """Go on from stop to stop, seeing where one is."""
        passed = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            passed.append(self.page.evaluate(FOCUSED))
            if passed[-1].startswith(words):
                assert passed[-1] == words
                return
        raise AssertionError(f"“{words}” is no stop among {passed}")

    def go_by(self, words):
        """Tab to a link or a button, and follow it."""
        self.tab_to(words)
        with self.page.expect_navigation():
            self.press("Enter")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)


def test_meeting_is_recorded_by_keyboard_alone(keys, cast):
    pair = cast.own.pair
    keys.page.goto(f"/participant/mentorships/{pair.mentorship.public_id}/")
    keys.tab_to("Record a meeting")
    with keys.page.expect_navigation():
        keys.press("Enter")
    keys.tab_to("45 min")
    keys.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    keys.tab_to("How many minutes? (optional)")
    keys.type("50")
    keys.tab_to("Face to face")
    keys.press("ArrowRight")
    keys.tab_to("Where? (optional)")
    keys.tab_to(pair.mentor.profile.name)
    keys.press("Space", "Space")
    keys.tab_to("What did you talk about?")
    keys.type("The keyboard.")
    keys.tab_to("Save the meeting")
    keys.press("Enter")

    expect(keys.page.get_by_role("status")).to_contain_text("We have asked the other side to confirm it.")
    recorded = Meeting.objects.get(topics="The keyboard.")
    assert (recorded.minutes, recorded.mode, recorded.state) == (50, "video", "held")
    assert {each.was_there for each in recorded.attendances.all()} == {True}


def test_minutes_are_asked_for_only_where_the_usual_lengths_do_not_fit(keys, cast):
    keys.page.goto(f"/participant/mentorships/{cast.own.pair.mentorship.public_id}/meetings/new/")
    minutes = keys.page.get_by_label("How many minutes?")
    expect(minutes).to_be_hidden()
    keys.page.get_by_label("another").check()
    expect(minutes).to_be_visible()


def test_somebody_applies_by_keyboard_alone(keys_of, cast):
    Cohort.objects.filter(pk=cast.own.cohort.pk).update(state=CohortState.RECRUITING)
    keys = keys_of("no_role")
    keys.page.goto(f"/join/{cast.own.application_form.public_id}/")
    keys.go_by("Apply as a mentee")
    keys.go_by("Begin my application")
    while keys.page.get_by_role("button", name="Save and go on").is_visible():
        answer_by_keys(keys)
        keys.go_by("Save and go on")
    keys.go_by("Send my application")

    expect(keys.page.locator("body")).to_contain_text("Your application has arrived.")
    sent = Application.objects.get(person=cast.people["no_role"])
    assert (sent.name, sent.state) == ("Nils Nobel", "submitted")


def answer_by_keys(keys):
    """Answer what must be answered and is not yet, by its label; the name of who is known stands there already."""
    asked = keys.page.get_by_role("main").locator(".field:not(:has(.field-optional))")
    for field in asked.all():
        choices = field.locator("fieldset label")
        if choices.count() and not field.locator("input:checked").count():
            keys.tab_to(choices.first.inner_text().strip())
            keys.press("Space")
        elif not choices.count() and not field.locator("input, textarea, select").first.input_value():
            keys.tab_to(field.locator(".field-label").inner_text().strip())
            keys.type("Nils Nobel")


def test_a_review_is_given_by_keyboard_alone(keys_of, cast):
    keys = keys_of("reviewer")
    keys.page.goto(f"/reviewer/reviews/{cast.review.public_id}/")
    keys.tab_to("1")
    keys.press("ArrowRight", "ArrowRight", "ArrowRight")
    keys.tab_to("yes")
    keys.press("Space")
    keys.tab_to("Why?")
    keys.type("By keys alone.")
    keys.go_by("Give the review")

    expect(keys.page.locator("body")).to_contain_text("By keys alone.")
    cast.review.refresh_from_db()
    assert (cast.review.comment, cast.review.recommendation) == ("By keys alone.", "yes")
    assert [score.points for score in cast.review.scores.all()] == [4]


def test_a_quiz_is_passed_by_keyboard_alone(keys_of, cast):
    course = cast.own.course
    QuizAttempt.objects.filter(study__course=course, ended_at=None).delete()
    keys = keys_of("mentor")
    keys.page.goto(f"/participant/training/{course.public_id}/")
    keys.go_by("Try the quiz again")
    keys.tab_to("The mentor's")
    keys.press("ArrowDown")
    keys.go_by("Answer")
    expect(keys.page.locator("body")).to_contain_text("The mentee leads.")
    keys.go_by("See the result")

    expect(keys.page.locator("body")).to_contain_text("Passed")
    assert QuizAttempt.objects.latest("pk").chosen == [[1]]
