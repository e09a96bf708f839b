"""The board of applications: columns with counts, cut at a number, filters kept between it and the table."""

import re

import pytest
from django.urls import reverse

from rapport.recruitment.choices import ApplicationState, Light, PipelineStage
from rapport.web.coordinator import application_board
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def coordinator(cohort):
    return make.make_actor(programme=cohort.programme)


@pytest.fixture
def signed_in(coordinator):
    return browser_of(coordinator)


def board(cohort, query=""):
    return reverse("coordinator:application-board", args=[cohort.public_id]) + query


def counts(answer):
    return {column.stage: column.count for column in answer.context["columns"] if column.count}


def test_everybody_who_was_not_withdrawn_stands_in_the_column_of_their_stage(signed_in, cohort):
    for state in ApplicationState.values:
        make.make_application(cohort=cohort, state=state)
    make.make_review(application=make.make_application(cohort=cohort))

    found = counts(signed_in.get(board(cohort)))

    assert found == {
        PipelineStage.SUBMITTED: 1,
        PipelineStage.IN_REVIEW: 1,
        PipelineStage.WAITLISTED: 1,
        PipelineStage.OFFERED: 1,
        PipelineStage.EXPIRED: 1,
        PipelineStage.ACCEPTED: 1,
        PipelineStage.DECLINED: 1,
    }


def test_a_card_says_who_and_leads_to_each_decision(signed_in, cohort):
    application = make.make_application(cohort=cohort, name="Ada <Ames>")
    make.make_reservation(application=application, light=Light.RED)

    shown = signed_in.get(board(cohort)).content.decode()

    assert ("Ada &lt;Ames&gt;" in shown, "Ada <Ames>" in shown) == (True, False)
    assert "pill--danger" in shown
    for to in ("accepted", "waitlisted", "declined"):
        assert reverse("coordinator:application-decide", args=[application.public_id, to]) in shown


def test_nobody_moves_themselves(signed_in, cohort, coordinator):
    own = make.make_application(cohort=cohort, person=coordinator.person)
    make.make_reservation(application=own, light=Light.RED)

    shown = signed_in.get(board(cohort)).content.decode()

    assert reverse("coordinator:application", args=[own.public_id]) in shown
    assert ("/decide/" in shown, "pill--danger" in shown) == (False, False)


def test_a_long_column_is_cut_and_leads_to_the_table(signed_in, cohort, monkeypatch):
    monkeypatch.setattr(application_board, "MOST_IN_A_COLUMN", 2)
    for _ in range(3):
        make.make_application(cohort=cohort, role=make.MENTOR)
    make.make_application(cohort=cohort, role=make.MENTEE)

    answer = signed_in.get(board(cohort, "?role=mentor"))
    (link,) = re.findall(r'href="([^"]*stage=submitted)"', answer.content.decode())
    table = signed_in.get(link.replace("&amp;", "&"))

    assert "1 more in the table" in words_of(answer)
    assert len(table.context["page"]) == 3


def test_filters_are_kept_between_board_and_table(signed_in, cohort):
    make.make_application(cohort=cohort, name="Ada", role=make.MENTOR)
    make.make_application(cohort=cohort, name="Zed")
    table = reverse("coordinator:application-list", args=[cohort.public_id])

    for page, other in ((board(cohort), table), (table, board(cohort))):
        shown = signed_in.get(f"{page}?role=mentor&q=Ad")
        assert f"{other}?q=Ad&amp;role=mentor" in shown.content.decode()
        assert ("Ada" in words_of(shown), "Zed" in words_of(shown)) == (True, False)


def test_an_empty_board_says_so(signed_in, cohort):
    assert words_of(signed_in.get(board(cohort))).count("Nobody is here.") == len(PipelineStage) - 1


def test_the_table_puts_the_best_reviewed_first_when_asked(signed_in, cohort):
    make.make_review_criterion(programme=cohort.programme)
    make.make_application(cohort=cohort, name="Unread")
    make.make_review(application=make.make_application(cohort=cohort, name="Best"), points=5)

    table = reverse("coordinator:application-list", args=[cohort.public_id])

    assert [each.name for each in signed_in.get(f"{table}?order=best").context["page"]] == ["Best", "Unread"]
