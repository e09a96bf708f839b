"""The board of applications shows every stage at once: nothing of it stands beside the window, nor over its neighbour."""

import pytest
from django.urls import reverse

from rapport.recruitment.choices import ApplicationState, Light
from tests import make
from tests.cast import browser_of

BESIDE = "board => board.scrollWidth - board.clientWidth"
WIDER_THAN_ITS_COLUMN = """board => [...board.querySelectorAll(".board-column")].flatMap((column) =>
  [...column.querySelectorAll("*")]
    .filter((part) => part.getBoundingClientRect().right > column.getBoundingClientRect().right + 1)
    .map((part) => part.textContent.trim()))"""
LONG = "Wilhelmina Featherstonehaugh-Kwiatkowska"


@pytest.fixture
def cohort(db):
    """A cohort with somebody in each stage, the rare one too."""
    cohort = make.make_cohort()
    for state in ApplicationState.values:
        make.make_application(cohort=cohort, state=state, name=LONG)
    make.make_review(application=make.make_application(cohort=cohort, name=LONG))
    talked = make.make_interview(application=make.make_application(cohort=cohort, name=LONG))
    make.make_reservation(application=talked.application, light=Light.RED)
    return cohort


@pytest.mark.parametrize("width", [390, 800, 1100, 1280, 1440, 1920])
def test_no_stage_stands_beside_the_window_or_over_its_neighbour(visitor, cohort, width):
    visitor.become(browser_of(make.make_actor(programme=cohort.programme)))
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.page.goto(reverse("coordinator:application-board", args=[cohort.public_id]))
    board = visitor.page.locator(".board")
    board.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")

    assert board.locator(".board-column").count() == 8
    assert (board.evaluate(BESIDE), board.evaluate(WIDER_THAN_ITS_COLUMN)) == (0, [])
