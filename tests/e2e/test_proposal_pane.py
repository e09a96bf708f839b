"""The opened proposal beside the table: what can be done is seen at once, and no style is written on the way."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.device import Device
from tests.web.coordinator.matching_pages import Desk

LAPTOP = {"width": 1280, "height": 800}


@pytest.fixture
def desk(db):
    return Desk(pairs=8)


@pytest.fixture
def laptop(page, base_url, axe_violations, desk):
    """The coordinator's laptop, at the list of proposals."""
    page.set_viewport_size(LAPTOP)
    morsels = desk.client.cookies.items()
    page.context.add_cookies(
        [{"name": name, "value": morsel.value, "url": base_url} for name, morsel in morsels]
    )
    laptop = Device(page, story="pane", has_scripts=True, axe_violations=axe_violations, judged=set())
    laptop.open(desk.url("proposal-list"))
    return laptop


def is_in_view(laptop, locator):
    """Whether all of it lies in the window and in the pane."""
    return locator.evaluate("""(part) => {
      const box = part.getBoundingClientRect(), pane = part.closest(".pane").getBoundingClientRect();
      return box.top >= Math.max(0, pane.top) && box.bottom <= Math.min(innerHeight, pane.bottom);
    }""")


def open_row(laptop, mentee):
    with laptop.page.expect_response(re.compile(r"\?proposal=")):
        laptop.follow(mentee, within=laptop.row(mentee))
    expect(laptop.page.locator("#pane:not(.htmx-settling, .htmx-swapping) h2")).to_contain_text(mentee)
    expect(laptop.page.locator(".htmx-request, .htmx-settling, .htmx-added")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_can_be_done_is_in_view_without_scrolling(laptop, scheme):
    laptop.page.emulate_media(color_scheme=scheme)
    pane = laptop.page.locator("#pane")
    for mentee in ("Mentee 0000", "Mentee 0003"):
        open_row(laptop, mentee)
        for act in ("Pin", "Exclude", "Swap…", "Choose another…"):
            assert (mentee, act, is_in_view(laptop, pane.get_by_text(act, exact=True))) == (mentee, act, True)
    laptop.look(scheme)


def test_question_before_an_exclusion_opens_in_view(laptop):
    for mentee in ("Mentee 0000", "Mentee 0006"):
        open_row(laptop, mentee)
        laptop.unfold("Exclude", within=laptop.page.locator("#pane"))
        laptop.page.get_by_role("button", name="Exclude this pair").wait_for()
        laptop.page.wait_for_timeout(100)
        assert is_in_view(laptop, laptop.page.locator("#pane .confirm-panel"))
    laptop.look("exclude")


def test_style_that_the_browser_left_on_a_field_is_not_carried_over(laptop):
    """Password managers and the camera write styles; htmx must not copy them, which the policy forbids."""
    for _time in range(2):
        open_row(laptop, "Mentee 0001")
        laptop.page.locator("#pane input[name=note]").evaluate("field => { field.style.color = 'red' }")
    open_row(laptop, "Mentee 0002")
    laptop.page.wait_for_timeout(200)
    assert laptop.troubles == []


def test_inline_style_is_a_trouble(laptop):
    laptop.page.evaluate("document.body.setAttribute('style', 'color: red')")
    laptop.page.wait_for_timeout(100)
    assert [trouble.split(" violates")[0] for trouble in laptop.troubles] == ["Applying inline style"]
