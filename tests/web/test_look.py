"""How pages look and behave in a real browser: in both themes, on the smallest phone, by keyboard, without scripts."""

import gzip

import pytest
from django.urls import reverse

STYLE = "/style/"
WIDE, SMALL = {"width": 1360, "height": 900}, {"width": 320, "height": 640}
PRESS_TWICE = """() => new Promise((done) => {
  const press = () => document.querySelector("main form button").click();
  press();
  setTimeout(() => (press(), setTimeout(done, 150)), 150);
})"""
FIRST_LOAD = 150_000  # bytes, as a browser fetches them with an empty cache

SIGNED_OUT = [
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "home",
]
SHOWN = [
    STYLE,
    "/style/?layout=participant",
    "/style/?layout=plain",
    "/style/?form=wrong",
    "/account/password/change/",
]


@pytest.fixture
def signed_in(page, base_url, cast, settings):
    """A page of the coordinator's, in a demo."""
    settings.DEMO = True
    client = cast.client("coordinator")
    page.context.add_cookies(
        [{"name": name, "value": morsel.value, "url": base_url} for name, morsel in client.cookies.items()]
    )
    return page


def is_as_wide_as_its_window(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
def test_every_component_is_accessible_and_fits(signed_in, axe_violations, size, scheme):
    signed_in.set_viewport_size(size)
    signed_in.emulate_media(color_scheme=scheme)
    for address in SHOWN:
        signed_in.goto(address)
        assert (address, axe_violations(signed_in), is_as_wide_as_its_window(signed_in)) == (
            address,
            [],
            True,
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_signing_in_are_accessible_and_fit(page, db, axe_violations, scheme):
    page.set_viewport_size(SMALL)
    page.emulate_media(color_scheme=scheme)
    for name in SIGNED_OUT:
        page.goto(reverse(name))
        assert (name, axe_violations(page), is_as_wide_as_its_window(page)) == (name, [], True)


def test_nothing_breaks_the_policy_of_what_may_run(signed_in):
    refused = []
    signed_in.on(
        "console",
        lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None,
    )

    signed_in.goto(STYLE)
    signed_in.evaluate("document.body.setAttribute('style', 'color: red')")
    signed_in.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">planted</p>')")

    assert len([text for text in refused if "inline style" in text.lower()]) == len(refused) == 2


def test_the_first_load_is_light(page, db, figure):
    weights = {}
    page.on("requestfinished", lambda request: weights.update({request.url: weigh(request.response())}))
    page.goto(reverse("account_login"), wait_until="networkidle")

    figure(f"{sum(weights.values()) / 1000:.0f} kB in {len(weights)} requests")
    assert sum(weights.values()) < FIRST_LOAD


def weigh(response):
    """As sent where it is deployed: whitenoise keeps styles and scripts compressed, pages go as they are."""
    body = response.body()
    return len(gzip.compress(body) if response.url.endswith((".css", ".js")) else body)


def test_the_menu_of_a_phone_opens_by_keyboard_and_closes_with_escape(signed_in):
    signed_in.set_viewport_size(SMALL)
    signed_in.goto(STYLE)

    signed_in.get_by_role("button", name="Menu").press("Enter")
    opened = signed_in.locator("#rail").is_visible()
    signed_in.keyboard.press("Escape")

    assert (opened, signed_in.locator("#rail").is_visible()) == (True, False)


def test_the_first_stop_of_the_keyboard_leads_to_the_content(signed_in):
    signed_in.goto(STYLE)
    signed_in.keyboard.press("Tab")
    signed_in.keyboard.press("Enter")

    assert signed_in.evaluate("document.activeElement.id") == "main"


def test_a_form_that_came_back_begins_at_its_summary(signed_in):
    signed_in.goto("/style/?form=wrong")

    assert signed_in.evaluate("document.activeElement.className") == "error-summary"
    signed_in.get_by_role("link", name="How did you meet?").or_(
        signed_in.get_by_role("link", name="E-mail address")
    ).first.click()
    assert signed_in.evaluate("document.activeElement.id") == "id_email"


def test_a_dialog_takes_the_focus_and_gives_it_back(signed_in):
    signed_in.goto(STYLE)
    signed_in.get_by_role("link", name="Swap…").click()
    inside = signed_in.evaluate("document.activeElement.closest('dialog')?.id")
    signed_in.keyboard.press("Escape")

    assert (inside, signed_in.evaluate("document.activeElement.dataset.dialog")) == ("swap", "swap")


def test_the_look_chosen_by_hand_is_there_on_the_next_page(signed_in):
    signed_in.emulate_media(color_scheme="light")
    signed_in.goto(STYLE)
    signed_in.get_by_role("button", name="Light or dark").click()
    signed_in.reload()

    assert signed_in.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 26)"


def test_choosing_all_rows_says_how_many(signed_in):
    signed_in.goto(STYLE)
    signed_in.get_by_label("Choose all").check()

    assert signed_in.locator("[data-chosen-count]").inner_text() == "2 chosen"


def test_a_form_is_sent_once_however_often_it_is_pressed(page, db):
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.route("**/login/code/", lambda _route: None)  # the answer never comes, as on a slow line
    page.goto(reverse("account_login"))
    page.get_by_label("E-mail address").first.fill("prem@example.org")
    page.evaluate(PRESS_TWICE)

    assert len(sent) == 1


def test_menu_and_questions_work_without_scripts(browser, base_url, cast, settings):
    settings.DEMO = True
    context = browser.new_context(java_script_enabled=False, viewport=SMALL, base_url=base_url)
    client = cast.client("coordinator")
    context.add_cookies(
        [{"name": name, "value": morsel.value, "url": base_url} for name, morsel in client.cookies.items()]
    )
    page = context.new_page()
    page.goto(STYLE)
    page.get_by_role("button", name="Menu").click()
    menu = page.locator("#rail").is_visible()
    page.keyboard.press("Escape")
    page.locator(".confirm > summary", has_text="Withdraw").click()

    assert (menu, page.get_by_role("button", name="Withdraw it").is_visible()) == (True, True)
    context.close()


def test_what_can_be_done_with_questions_lies_under_the_pointer(visitor, cast):
    visitor.become(cast.client("coordinator"))
    visitor.page.goto(reverse("coordinator:question-list", args=[cast.own.cohort.public_id]))
    visitor.page.get_by_role("link", name="Add a question").click(timeout=5_000)

    assert visitor.page.url.endswith(reverse("coordinator:question-add", args=[cast.own.cohort.public_id]))
