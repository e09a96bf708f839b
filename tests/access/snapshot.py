"""What all tables hold, as hashes, so that "nothing changed" can be shown and not only claimed."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

BESIDE_THE_POINT = frozenset(
    {"django_session", "django_migrations", "django_content_type", "auth_permission"}
)
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "TRUNCATE", "MERGE", "WITH")


def snapshot() -> dict[str, str]:
    """Return a hash of each table's rows, sessions apart."""
    tables = set(connection.introspection.table_names()) - BESIDE_THE_POINT
    return {table: _hash_of(table) for table in sorted(tables)}


def _hash_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table of ours
        rows = sorted(repr([_plain(value) for value in row]) for row in cursor.fetchall())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


@contextmanager
def writes_seen() -> Iterator[list[str]]:
    """Collect the statements that write to anything but sessions."""
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip(" \n(").upper().startswith(WRITING) and "django_session" not in sql:
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen
