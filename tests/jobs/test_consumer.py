"""The jobs as a process: what a web process leaves behind is done at once, and by one worker alone."""

import subprocess
import sys

import pytest

from tests.processes import wait_until

pytestmark = pytest.mark.once
SECONDS_TO_STOP = 7
LETTERS = 20
QUEUE_LETTERS = f"""
import django
django.setup()
from rapport.letters.services import Draft, queue_letters
queue_letters(
    Draft(kind="x", to_address=f"reader{{n}}@example.org", to_name="Reader", subject="Hello", text="…")
    for n in range({LETTERS})
)
"""


@pytest.fixture
def workers(rapport, tmp_path):
    """Two workers on one new database."""
    surroundings = {"RAPPORT_DATA": str(tmp_path), "DATABASE_URL": ""}
    assert rapport.run("migrate", **surroundings).returncode == 0
    started = [rapport.start("worker", **surroundings) for _ in range(2)]
    wait_until((tmp_path / "queue.sqlite3").exists, seconds=20)
    yield started
    for worker in started:
        worker.terminate()
    for worker in started:
        assert worker.communicate(timeout=SECONDS_TO_STOP)[0] == ""


def test_letters_go_out_at_once_and_each_of_them_once(rapport, workers, tmp_path):
    subprocess.run(
        [sys.executable, "-c", QUEUE_LETTERS],
        env=rapport.surroundings
        | {
            "RAPPORT_DATA": str(tmp_path),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "rapport.config.settings",
        },
        check=True,
    )
    seconds = wait_until(lambda: len(addressees(tmp_path / "mail")) >= LETTERS, seconds=20)

    assert seconds < 10
    assert sorted(addressees(tmp_path / "mail")) == sorted(f"reader{n}@example.org" for n in range(LETTERS))


def addressees(folder):
    lines = [line for mail in folder.glob("*") for line in mail.read_text().splitlines()]
    return [line.removeprefix("To: ") for line in lines if line.startswith("To: ")]
