"""The product's own settings, with one more page: the floor."""

from pathlib import Path

from rapport.config.settings import *  # noqa: F403
from rapport.config.settings import TEMPLATES

ROOT_URLCONF = "bench.web.urls"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")  # type: ignore[attr-defined]
