"""What the tests of calendars share."""

import shutil
import zoneinfo
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest


@pytest.fixture
def new_rules(tmp_path):
    """Let Berlin have given up changing its clocks, and keep the time that Moscow has."""
    shutil.copytree(str(files("tzdata") / "zoneinfo" / "Europe"), tmp_path / "Europe")
    shutil.copy(tmp_path / "Europe" / "Moscow", tmp_path / "Europe" / "Berlin")
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([str(tmp_path)])
    ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath(before)
    ZoneInfo.clear_cache()
