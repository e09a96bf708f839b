"""The living page of the design system is for staff of a demo."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

ClientOf = Callable[[str], Client]

PARTS = {"table", "timeline", "stages", "stats", "tabs", "facts", "bars", "strip", "empty", "dialog"}
PART = re.compile(rf'class="({"|".join(sorted(PARTS))})[ "]')
FRAME = re.compile(r'<body class="(\w+)"')


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.DEMO = True


def test_staff_of_a_demo_see_every_part(demo: None, client_of: ClientOf) -> None:
    page = client_of("coordinator").get("/style/").content.decode()

    assert set(PART.findall(page)) == PARTS


@pytest.mark.parametrize("layout", ["staff", "participant", "plain"])
def test_the_page_is_shown_in_each_frame(demo: None, client_of: ClientOf, layout: str) -> None:
    page = client_of("coordinator").get("/style/", {"layout": layout}).content.decode()

    assert FRAME.findall(page) == [layout]


def test_a_frame_that_does_not_exist_is_not_looked_for(demo: None, client_of: ClientOf) -> None:
    page = client_of("coordinator").get("/style/", {"layout": "../../etc/passwd"}).content.decode()

    assert FRAME.findall(page) == ["staff"]


def test_the_form_is_also_shown_as_it_comes_back(demo: None, client_of: ClientOf) -> None:
    page = client_of("coordinator").get("/style/", {"form": "wrong"}).content.decode()

    assert page.count('class="error-summary"') == 1


def test_participants_do_not_see_it(demo: None, client_of: ClientOf) -> None:
    assert client_of("mentor").get("/style/").status_code == 404


def test_nobody_sees_it_where_people_are_real(client_of: ClientOf, settings: Settings) -> None:
    settings.DEMO = False

    assert client_of("coordinator").get("/style/").status_code == 404
