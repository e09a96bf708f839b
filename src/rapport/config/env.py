"""Reads the environment once, and says which variable is wrong."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[3]
SHORTEST_SECRET = 32

_env = Env()
_env.read_env(str(ROOT / ".env"), recurse=False)


class SettingsError(ImproperlyConfigured):
    """A variable in the environment is missing or wrong; the sentence begins with its name."""

    def __init__(self, variable: str, reason: str) -> None:
        super().__init__(f"{variable} {reason}.")


def text(variable: str, default: str = "") -> str:
    """Read a text; a variable that is set but empty counts as not set, here and below."""
    return os.environ.get(variable, "").strip() or default


def flag(variable: str, *, default: bool = False) -> bool:
    return _read(_env.bool, variable, default, "must be true or false")


def names(variable: str, default: list[str]) -> list[str]:
    return [name.strip() for name in text(variable).split(",") if name.strip()] or default


def whole_number(variable: str, default: int, *, least: int = 1) -> int:
    number = _read(_env.int, variable, default, "must be a whole number")
    if number < least:
        raise SettingsError(variable, f"must be at least {least}, not {number}")
    return number


def _read(reader: Callable[[str], T | None], variable: str, default: T, rule: str) -> T:
    if not text(variable):
        return default
    try:
        value = reader(variable)
    except EnvError as error:
        raise SettingsError(variable, f"{rule}, not “{text(variable)}”") from error
    return default if value is None else value


def secret_key(data: Path) -> str:
    """Return SECRET_KEY, or else the key that was drawn for this data folder at its first start."""
    given = text("SECRET_KEY")
    if given and len(given) < SHORTEST_SECRET:
        raise SettingsError("SECRET_KEY", f"must have at least {SHORTEST_SECRET} characters")
    return given or _kept_key(data / "secret-key")


def _kept_key(path: Path) -> str:
    if not path.exists():
        _draw_key(path)
    return path.read_text(encoding="ascii")


def _draw_key(path: Path) -> None:
    """Write a key that only this user may read; of two starts at once, the first one's key stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()


DATA = Path(text("RAPPORT_DATA", str(ROOT / "var"))).resolve()
