"""Pages of match runs."""

import pytest

from rapport.matching.models import MatchRun
from rapport.matching.services.runs import run_next_match
from tests.web.coordinator.matching_pages import Desk, words_of


@pytest.fixture
def desk(db):
    return Desk(run=False)


def test_run_is_asked_for_watched_and_done(desk):
    response = desk.post("run-request")
    run = MatchRun.objects.get()
    assert response.url == desk.url("run", run.public_id)
    assert "Waiting for its turn" in words_of(desk.get("run", run.public_id))
    part = desk.get("run", run.public_id, **{"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<section class="card" id="progress"')
    run_next_match()
    done = desk.get("run", run.public_id, **{"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == desk.url("proposal-list")


def test_finished_run_shows_its_stamp(desk):
    desk.post("run-request")
    run_next_match()
    run = MatchRun.objects.get()
    words = words_of(desk.get("run", run.public_id))
    assert "No other matching of these people scores higher." in words
    for expected in (run.input_hash, run.engine_version, "120"):
        assert expected in words


def test_unproven_run_claims_nothing(desk):
    desk.post("run-request")
    run_next_match()
    run = MatchRun.objects.get()
    MatchRun.objects.update(is_optimal=False)
    assert "scores higher" not in words_of(desk.get("run", run.public_id))
    assert "scores higher" not in words_of(desk.get("proposal-list"))


def test_second_run_meanwhile_is_refused(desk):
    desk.post("run-request")
    response = desk.post("run-request")
    assert (response.status_code, MatchRun.objects.count()) == (409, 1)


def test_cancelled_run_says_what_was_kept(desk):
    desk.post("run-request")
    run = MatchRun.objects.get()
    words = words_of(desk.post("run-cancel", run.public_id, follow=True))
    assert "This match run was stopped before it was done." in words
    assert "the drafts before this run are still there" in words


def test_runs_are_listed(desk):
    assert "No run yet" in words_of(desk.get("run-list"))
    desk.post("run-request")
    run_next_match()
    assert "Run 1" in words_of(desk.get("run-list"))
