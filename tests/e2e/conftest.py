"""What the stories begin with: an empty organisation, and devices to walk through it."""

import pytest

from rapport.programmes.services.organisations import create_organisation
from tests.e2e.device import SIZES, Device

OWNER = "olga@elm.example"


@pytest.fixture
def founded(live_server, settings):
    """What the operator does: an organisation with its owner, and letters that lead to this server."""
    settings.BASE_URL = live_server.url
    return create_organisation(name="Elm College", time_zone="UTC", owner_email=OWNER, owner_name="Olga Owen")


@pytest.fixture
def take_device(founded, new_context, axe_violations):
    """Return a function that gives somebody a device of their own."""

    judged: set[str] = set()

    def take(size: str, *, story: str = "", has_scripts: bool = True) -> Device:
        context = new_context(viewport=SIZES[size], java_script_enabled=has_scripts)
        return Device(
            context.new_page(),
            story=story or size,
            has_scripts=has_scripts,
            axe_violations=axe_violations,
            judged=judged,
        )

    return take
