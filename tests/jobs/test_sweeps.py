"""Sweeps: everything due is done, one thread a kind, and a defect is written down without stopping the rest."""

import threading

import pytest
from structlog.testing import capture_logs

from rapport.jobs.sweeps import SWEEPERS, Sweeper
from rapport.letters.choices import LetterState
from rapport.letters.models import Letter
from tests import make


class Rows:
    """A stand-in for rows of work: as many as given."""

    __name__ = "perform_next_row"

    def __init__(self, due):
        self.due = due
        self.done = 0

    def __call__(self):
        if not self.due:
            return False
        self.due -= 1
        self.done += 1
        return True


@pytest.fixture(autouse=True)
def connections_stay_open(monkeypatch):
    monkeypatch.setattr("rapport.jobs.sweeps.close_old_connections", lambda: None)


def test_a_sweep_goes_on_until_nothing_is_due():
    first, second = Rows(3), Rows(2)
    assert Sweeper("letters", (first, second)).sweep() == 5
    assert (first.due, second.due) == (0, 0)


def test_a_sweep_that_is_called_for_meanwhile_goes_round_once_more():
    began, go_on = threading.Event(), threading.Event()
    rounds = []

    def perform_next_row():
        rounds.append(threading.current_thread().name)
        began.set()
        go_on.wait(5)
        return False

    sweeper = Sweeper("letters", (perform_next_row,))
    busy = threading.Thread(target=sweeper.sweep, name="busy")
    busy.start()
    began.wait(5)
    assert sweeper.sweep() == 0
    go_on.set()
    busy.join(5)
    assert rounds == ["busy", "busy"]


def test_one_kind_never_waits_for_another():
    began, go_on = threading.Event(), threading.Event()

    def perform_next_match_run():
        began.set()
        return go_on.wait(5) and False

    long = threading.Thread(target=Sweeper("match-runs", (perform_next_match_run,)).sweep)
    long.start()
    began.wait(5)
    assert Sweeper("letters", (Rows(4),)).sweep() == 4
    go_on.set()
    long.join(5)


def test_a_defect_is_written_down_and_the_other_services_go_on():
    def fail_next_row():
        raise ZeroDivisionError

    rows = Rows(2)
    with capture_logs() as logs:
        assert Sweeper("letters", (fail_next_row, rows)).sweep() == 2
    assert [(entry["event"], entry["kind"], entry["service"]) for entry in logs] == [
        ("sweep-failed", "letters", "fail_next_row")
    ]


def test_letters_that_are_due_are_sent(db, mailoutbox):
    for _ in range(3):
        make.make_letter(state=LetterState.QUEUED)
    SWEEPERS["letters"].sweep()
    assert len(mailoutbox) == 3
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT}
