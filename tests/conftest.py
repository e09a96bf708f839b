"""Fixtures that many tests share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import settings

from tests import chromium
from tests.cast import Cast, assemble_cast
from tests.visitor import Visitor

settings.register_profile("rapport", deadline=None)  # how long an example takes says more about the machine
settings.load_profile("rapport")

pytest_plugins = ["tests.command"]
FIGURES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by itself what opens a page, so that no such test slips into the legs without a browser."""
    for item in items:
        if {"page", "browser", "context", "new_context", "visitor"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if config.stash[FIGURES]:
        terminalreporter.section("figures")
        terminalreporter.write("\n".join([*config.stash[FIGURES], ""]))


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Take a sentence with a figure in it, to be printed at the end of the run."""
    return lambda sentence: request.config.stash[FIGURES].append(f"{request.node.name}: {sentence}")


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()  # sign-in attempts are counted there


# -- the browser ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium, whoever runs the tests."""
    return browser_type_launch_args | {
        "executable_path": chromium.find_chromium(),
        "args": chromium.launch_arguments(),
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"locale": "en-GB", "timezone_id": "UTC", "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """Let `page.goto("/")` mean the test's own server."""
    return live_server.url


@pytest.fixture
def axe_violations() -> Callable[[Any], list[str]]:
    """Return what axe finds wrong on a page, a line for each: the rule, what it asks for, and where."""
    from axe_playwright_python.sync_playwright import Axe

    def look(page: Any) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [
            f"{rule['id']}: {rule['help']} at {node['target']}" for rule in found for node in rule["nodes"]
        ]

    return look


@pytest.fixture
def visitor(page: Any, base_url: str) -> Visitor:
    """Somebody who looks at pages strictly."""
    return Visitor(page, base_url)


# -- the cast ------------------------------------------------------------------------------------------------


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, and a world around them."""
    return assemble_cast()


@pytest.fixture
def client_of(cast: Cast) -> Callable[[str], Client]:
    """Return a browser signed in as one of the cast, in the hat they wear."""
    return cast.client
