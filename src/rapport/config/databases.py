"""Which database: SQLite in the data folder, or what DATABASE_URL names."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from rapport.config.env import SettingsError

VARIABLE = "DATABASE_URL"
# WAL lets readers read while one writes; FULL makes a commit survive a power cut.
SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON"


def read_database(url: str, *, data: Path, connections: int) -> dict[str, Any]:
    """Describe the default database for Django."""
    if not url:
        return sqlite(data / "rapport.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return postgresql(parts, connections=connections)
    raise SettingsError(VARIABLE, "must begin with postgresql:// or sqlite:///")


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "rapport.core.sqlite",
        "NAME": path,
        # Opening anew for each request would read the schema and compile every statement again.
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
        # A file, as only there the WAL and the lock are really tested.
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }


def postgresql(parts: SplitResult, *, connections: int) -> dict[str, Any]:
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise SettingsError(VARIABLE, "names no database: postgresql://user:password@host/database")
    try:
        port = parts.port or ""
    except ValueError:
        raise SettingsError(VARIABLE, "has a port that is no number") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "OPTIONS": {
            **dict(parse_qsl(parts.query)),
            "pool": {"min_size": 1, "max_size": connections, "timeout": 10},
        },
    }
