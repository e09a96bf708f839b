"""The browser that the other tests rely on: it is real, stays on this machine, and its judge has teeth."""

import pytest

PLANTED = "<html><body><img src='/x.png'><input></body></html>"


def test_axe_finds_planted_defects(page, axe_violations):
    page.set_content(PLANTED)
    assert {line.split(":")[0] for line in axe_violations(page)} >= {"html-has-lang", "image-alt", "label"}


def test_pages_from_elsewhere_are_out_of_reach(page):
    from playwright.sync_api import Error

    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://example.org/")


def test_styles_are_served_as_in_production(page):
    loaded = []
    page.on("response", lambda response: loaded.append((response.url.split("/")[-1], response.status)))
    page.goto("/")
    assert loaded
    assert {status for _, status in loaded} == {200}
