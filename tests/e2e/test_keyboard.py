"""Recording a meeting with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from rapport.mentorships.models import Meeting
from tests.e2e.device import SIZES

FOCUSED = """() => {
  const here = document.activeElement;
  const label = here.labels?.[0]?.innerText || here.innerText || here.getAttribute("aria-label") || "";
  return label.trim() + (here.matches(":focus-visible") ? "" : " (focus not to be seen)");
}"""
MOST_STOPS = 40


@pytest.fixture
def keys(new_context, base_url, cast):
    """A mentee's page that is worked with by keys."""
    context = new_context(viewport=SIZES["desktop"])
    context.add_cookies(
        [
            {"name": name, "value": morsel.value, "url": base_url}
            for name, morsel in cast.client("mentee").cookies.items()
        ]
    )
    return Keys(context.new_page())


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
