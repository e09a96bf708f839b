"""`.env.example` names every variable that an installation may set, and no other."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READING = re.compile(r'(?:env\.(?:text|flag|names|whole_number)|os\.environ\.get|text)\(\s*"([A-Z_]+)"')
# For development and for commands, not for an installation.
OUR_OWN = {"DEBUG", "RAPPORT_DEBUG", "RAPPORT_DEMO"}


@pytest.mark.once
def test_the_example_names_what_is_read():
    sources = [
        path.read_text() for room in ("config", "cli") for path in (ROOT / "src/rapport" / room).rglob("*.py")
    ]
    read = {name for source in sources for name in READING.findall(source)}
    shown = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read - OUR_OWN == shown
