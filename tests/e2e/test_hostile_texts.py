"""Names, topics, notes and file names that try to be markup: every page shows them as what they are, text."""

import pytest
from django.urls import reverse

from tests.cast import assemble_cast
from tests.e2e.test_every_page import address_of, visits

HOSTILE = [
    '<script>alert(1)</script>"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x=' </title></textarea><svg/onload=alert(1)>",
    "--><iframe srcdoc='<script>alert(1)</script>'> {{ 7|add:7 }}{% debug %}",
    "[x](javascript:alert(1)) <javascript:alert(1)> <form action=//x.example>",
    "&lt;script&gt;alert(1)&lt;/script&gt; \u202egnp.exe <b onclick=alert(1)>\u2066",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_shown_as_text(visitor, db, hostile):
    cast = assemble_cast(mark=hostile)
    heard = {}
    for name, routes in visits().items():
        visitor.become(cast.client(name))
        heard |= {route: visitor.heard_at(address_of(cast, route, name)) for route in routes}

    assert {route: lines for route, lines in heard.items() if lines} == {}
    visitor.become(cast.client("coordinator"))
    visitor.heard_at(reverse("coordinator:participation-list", args=[cast.own.cohort.public_id]))
    names = visitor.page.locator(".chip-name").all_text_contents()
    assert cast.own.pair.mentor.profile.name in names
    assert hostile in cast.own.pair.mentor.profile.name


def test_markup_that_gets_through_is_noticed(visitor, db):
    visitor.heard_at(reverse("account_login"))
    visitor.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=data: onerror=alert(1)>')")
    visitor.page.wait_for_timeout(200)

    assert [line for line in visitor.heard if "inline event handler" in line] == visitor.heard[:1]
