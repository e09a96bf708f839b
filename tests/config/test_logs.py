"""Logs: a line an event, as JSON where nobody reads along."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.once
EVENTS = """
import logging, django, structlog
django.setup()
structlog.get_logger("rapport.letters").warning("letter-failed", letter="abc", attempts=2)
logging.getLogger("django.request").warning("Not Found: %s", "/nowhere/")
try:
    reader = "reader@example.org"
    raise ValueError("odd")
except ValueError:
    structlog.get_logger("rapport.jobs").exception("sweep-failed")
"""


def test_every_event_is_one_line_of_json_without_the_values_of_variables(rapport):
    done = subprocess.run(
        [sys.executable, "-c", EVENTS],
        env=rapport.surroundings | {"DJANGO_SETTINGS_MODULE": "rapport.config.settings", "LOG_JSON": "true"},
        capture_output=True,
        text=True,
        check=True,
    )
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(entry["event"], entry["level"], entry["logger"]) for entry in events] == [
        ("letter-failed", "warning", "rapport.letters"),
        ("Not Found: /nowhere/", "warning", "django.request"),
        ("sweep-failed", "error", "rapport.jobs"),
    ]
    assert "reader@example.org" not in done.stderr
    assert events[0]["attempts"] == 2
    assert "ValueError: odd" in events[2]["exception"]
