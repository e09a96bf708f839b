"""What every answer carries, whoever asks."""

import pytest
from django.test import Client
from django.urls import reverse

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.mark.parametrize("path", ["/", "/account/login/", "/nowhere/", "/healthz", "/style/"])
def test_every_answer_keeps_strangers_scripts_and_frames_out(client, db, path):
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == STRICT
    assert {
        "X-Content-Type-Options": headers["X-Content-Type-Options"],
        "Referrer-Policy": headers["Referrer-Policy"],
        "X-Frame-Options": headers["X-Frame-Options"],
        "Cross-Origin-Opener-Policy": headers["Cross-Origin-Opener-Policy"],
        "Permissions-Policy": headers["Permissions-Policy"],
    } == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }


def test_pages_of_who_is_signed_in_are_kept_nowhere(client, client_of):
    assert "no-store" in client_of("coordinator").get("/", follow=True).headers["Cache-Control"]
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")


def test_a_foreign_host_gets_a_plain_refusal(client, db):
    assert client.get("/account/login/", headers={"host": "forged.example"}).status_code == 400


@pytest.mark.parametrize("method", ["get", "post"])
def test_text_that_no_database_takes_is_refused(client, db, method):
    response = getattr(client, method)("/account/login/", {"next": "a\x00b"})

    assert (response.status_code, b"We could not read that request" in response.content) == (400, True)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("coordinator:today", "We could not find that page"),
        ("coordinator:programme-presets", "Your role does not include this"),
    ],
)
def test_an_error_page_says_its_sentence_once(cast, address, sentence):
    args = [cast.own.cohort.public_id] if address == "coordinator:today" else []
    page = cast.client("other_programme_coordinator").get(reverse(address, args=args)).content.decode()
    main = page.partition("<main")[2]

    assert (main.count(sentence), f"<h1>{sentence}</h1>" in main) == (1, True)


def test_a_forged_or_old_form_is_told_what_to_do():
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/account/login/").content.decode()
    assert ("This form was open for too long" in page, "Your role" in page) == (True, False)
