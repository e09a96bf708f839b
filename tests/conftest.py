"""Fixtures that many tests share."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import settings

from rapport.config.env import DATA
from tests.cast import Cast, assemble_cast

settings.register_profile("rapport", deadline=None)  # how long an example takes says more about the machine
settings.load_profile("rapport")


def pytest_configure() -> None:
    (DATA / "static").mkdir(
        parents=True, exist_ok=True
    )  # DATA holds SQLite's test database, whitenoise wants static


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()  # sign-in attempts are counted there


# -- the cast ------------------------------------------------------------------------------------------------


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, and a world around them."""
    return assemble_cast()


@pytest.fixture
def client_of(cast: Cast) -> Callable[[str], Client]:
    """Return a browser signed in as one of the cast, in the hat they wear."""
    return cast.client
