"""Staff are warned two minutes before they are signed out, and stay if they say so."""

import pytest
from playwright.sync_api import expect

from tests.e2e.device import Device
from tests.web.coordinator.matching_pages import Desk

PHONE = {"width": 320, "height": 640}
WARNING = "You will be signed out in two minutes"


@pytest.fixture
def desk(db):
    return Desk(pairs=1)


@pytest.fixture
def phone(page, base_url, axe_violations, desk):
    """The coordinator's phone, whose clock can be turned."""
    page.set_viewport_size(PHONE)
    page.clock.install()
    morsels = desk.client.cookies.items()
    page.context.add_cookies(
        [{"name": name, "value": morsel.value, "url": base_url} for name, morsel in morsels]
    )
    phone = Device(page, story="session", has_scripts=True, axe_violations=axe_violations, judged=set())
    phone.open(desk.url("matching"))
    return phone


def test_staff_are_warned_and_stay_signed_in(phone):
    warning, stay = phone.page.get_by_role("alert"), phone.page.get_by_role("button", name="Stay signed in")
    phone.page.clock.fast_forward("27:00")
    expect(stay).to_be_hidden()

    phone.page.clock.fast_forward("01:30")
    expect(warning).to_contain_text(WARNING)
    phone.look("warned")
    stay.click()

    expect(stay).to_be_hidden()
    phone.page.clock.fast_forward("26:00")
    expect(stay).to_be_hidden()


def test_who_was_signed_out_is_told_that_nothing_is_lost(phone):
    phone.page.clock.fast_forward("31:00")

    expect(phone.page.get_by_role("alert")).to_contain_text("What you send now is kept")
    expect(phone.page.get_by_role("button", name="Stay signed in")).to_be_hidden()


def test_another_tab_that_is_used_keeps_this_one_quiet(phone, desk):
    other = phone.page.context.new_page()
    phone.page.clock.fast_forward("28:30")
    expect(phone.page.get_by_role("alert")).to_contain_text(WARNING)

    other.goto(desk.url("matching"))

    expect(phone.page.get_by_role("button", name="Stay signed in")).to_be_hidden()
