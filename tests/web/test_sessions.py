"""A sign-in ends after its time (ASVS 7.3.1, 7.3.2), and what was typed meanwhile is not lost (A7)."""

import datetime as dt
from html import unescape

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse

from rapport.core import clock
from tests import make
from tests.cast import sign_in

MORNING = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
IDLE = "You were signed out because nothing happened here for 30 minutes."


@pytest.fixture
def clock_hand():
    """A clock to turn, for us and for whatever else tells the time."""
    with time_machine.travel(MORNING, tick=False) as hand:
        yield hand


def is_signed_in(browser):
    return not browser.get("/", follow=True).wsgi_request.user.is_anonymous


def seen_every(minutes, browser, hand, *, until):
    """Use a browser every so many minutes as long as somebody is signed in; return for how long that was."""
    began = clock.now()
    while is_signed_in(browser) and clock.now() - began < until:
        hand.shift(dt.timedelta(minutes=minutes))
    return clock.now() - began


@pytest.mark.parametrize(
    ("name", "minutes", "lasts"),
    [
        ("coordinator", 29, dt.timedelta(minutes=25 * 29)),
        ("coordinator", 30, dt.timedelta(minutes=30)),
        ("observer", 31, dt.timedelta(minutes=31)),
        ("mentor", 24 * 60, dt.timedelta(days=7)),
        ("mentee", 6 * 24 * 60, dt.timedelta(days=12)),
    ],
)
def test_a_sign_in_lasts_as_long_as_its_role_allows(client_of, clock_hand, name, minutes, lasts):
    browser = client_of(name)
    assert seen_every(minutes, browser, clock_hand, until=dt.timedelta(days=30)) == lasts


def test_a_page_for_staff_knows_when_their_sign_in_ends(client_of, clock_hand):
    browser = client_of("coordinator")
    browser.get("/", follow=True)
    clock_hand.shift(dt.timedelta(seconds=50))  # less than a mark: the server counts from the first page

    ends = browser.get("/", follow=True).context["session_end"]
    assert (ends.idle, ends.renewed, ends.whole) == (30 * 60 - 50, 29 * 60, 12 * 3600 - 50)
    assert client_of("mentor").get("/", follow=True).context["session_end"] is None


def test_staying_signed_in_counts_as_use_and_changes_nothing_else(client_of, clock_hand):
    browser = client_of("coordinator")
    browser.get("/", follow=True)
    clock_hand.shift(dt.timedelta(minutes=29))
    assert browser.post(reverse("hats:stay"), headers={"HX-Request": "true"}).status_code == 204
    clock_hand.shift(dt.timedelta(minutes=29))

    assert is_signed_in(browser)


def test_who_is_staff_somewhere_is_held_to_it_in_every_hat(cast, clock_hand):
    browser = cast.client("coordinator")
    profile = make.make_profile(person=cast.people["coordinator"])
    sign_in(browser, make.participant_actor(make.make_participation(role=make.MENTOR, profile=profile)))

    assert seen_every(31, browser, clock_hand, until=dt.timedelta(days=1)) == dt.timedelta(minutes=31)


def test_the_operator_sets_other_limits(client_of, clock_hand, settings):
    settings.STAFF_IDLE_MINUTES, settings.STAFF_SESSION_HOURS = 5, 1
    assert seen_every(5, client_of("owner"), clock_hand, until=dt.timedelta(days=1)) == dt.timedelta(
        minutes=5
    )
    assert seen_every(4, client_of("owner"), clock_hand, until=dt.timedelta(days=1)) == dt.timedelta(
        minutes=60
    )


def test_looking_around_for_a_minute_writes_no_session(client_of, clock_hand):
    browser = client_of("coordinator")
    browser.get("/", follow=True)
    before = Session.objects.get(session_key=browser.session.session_key).session_data
    clock_hand.shift(dt.timedelta(seconds=59))
    browser.get("/", follow=True)

    assert Session.objects.get(session_key=browser.session.session_key).session_data == before


# -- what was typed ------------------------------------------------------------------------------------------


def address_of_form(cast):
    return reverse("coordinator:programme-edit", args=[cast.own.programme.public_id])


def typed(cast, **fields):
    return {"name": "Sunrise", "purpose": "To meet & to learn\nfrom each other", **fields}


def sent_too_late(cast, browser, hand, **fields):
    browser.get("/", follow=True)
    hand.shift(dt.timedelta(minutes=31))
    return browser.post(address_of_form(cast), typed(cast, **fields))


def test_what_is_sent_too_late_waits_until_its_sender_is_back(cast, clock_hand):
    browser = cast.client("owner")
    answer = sent_too_late(cast, browser, clock_hand)
    gate = browser.get(answer.url)

    assert answer.url == f"{reverse('account_login')}?next=%2Faccount%2Funsent%2F"
    assert IDLE in gate.content.decode()
    assert "What you typed is kept" in gate.content.decode()

    browser.force_login(cast.people["owner"])
    page = browser.get(reverse("hats:unsent"))

    assert page.context["unsent"].path == address_of_form(cast)
    assert dict(page.context["unsent"].fields) == {n: [v] for n, v in typed(cast).items()}
    assert 'value="To meet &amp; to learn\nfrom each other"' in page.content.decode()
    assert page.context["actor"] == cast.actor("owner")
    cast.own.programme.refresh_from_db()
    assert cast.own.programme.name != "Sunrise"


def test_once_sent_it_is_gone(cast, clock_hand):
    browser = cast.client("owner")
    sent_too_late(cast, browser, clock_hand)
    browser.force_login(cast.people["owner"])

    answer = browser.post(address_of_form(cast), typed(cast))

    assert unescape(answer.content.decode()).count("To meet & to learn") == 1
    assert browser.get(reverse("hats:unsent")).status_code == 404


def test_it_can_be_thrown_away(cast, clock_hand):
    browser = cast.client("owner")
    sent_too_late(cast, browser, clock_hand)
    browser.force_login(cast.people["owner"])

    assert browser.post(reverse("hats:unsent")).url == "/"
    assert browser.get(reverse("hats:unsent")).status_code == 404


def test_somebody_else_at_the_same_screen_never_sees_it(cast, clock_hand):
    browser = cast.client("owner")
    sent_too_late(cast, browser, clock_hand)
    browser.force_login(cast.people["coordinator"])

    assert browser.get(reverse("hats:unsent")).status_code == 404
    assert "Sunrise" not in str(dict(browser.session))


def test_a_second_tab_sends_too_late_as_well(cast, clock_hand):
    browser = cast.client("owner")
    browser.get("/", follow=True)
    clock_hand.shift(dt.timedelta(minutes=31))
    browser.get("/", follow=True)

    browser.post(address_of_form(cast), typed(cast))
    browser.force_login(cast.people["owner"])

    assert browser.get(reverse("hats:unsent")).context["unsent"].path == address_of_form(cast)


def test_after_an_hour_nothing_is_kept(cast, clock_hand):
    browser = cast.client("owner")
    sent_too_late(cast, browser, clock_hand)
    clock_hand.shift(dt.timedelta(minutes=61))
    browser.force_login(cast.people["owner"])

    assert browser.get(reverse("hats:unsent")).status_code == 404


def test_a_stranger_keeps_nothing_here(client, cast):
    answer = client.post(address_of_form(cast), typed(cast))

    assert answer.url.startswith(reverse("account_login"))
    assert client.session.get("unsent") is None


def test_part_of_a_page_leads_the_whole_page_to_signing_in(client, cast):
    page = reverse("coordinator:today", args=[cast.own.cohort.public_id])
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"}

    answer = client.get(f"{page}?part=1", headers=headers)

    assert answer.headers["HX-Redirect"] == f"{reverse('account_login')}?next={page.replace('/', '%2F')}"
