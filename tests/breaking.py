"""Breaks what services keep whole, straight in the tables, to see whether it is noticed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model

Invariants = Mapping[str, Callable[[], Iterable[str]]]


def said_by(invariants: Invariants) -> list[str]:
    """Return every sentence that the invariants have to say."""
    return [sentence for check in invariants.values() for sentence in check()]


def overwrite(row: Model, **columns: Any) -> None:
    """Change a row by plain SQL, past models, services and audit."""
    quote = connection.ops.quote_name
    settings = ", ".join(f"{quote(row._meta.get_field(name).column)} = %s" for name in columns)
    values = [
        row._meta.get_field(name).get_db_prep_save(getattr(value, "pk", value), connection)
        for name, value in columns.items()
    ]
    with connection.cursor() as cursor:
        table = quote(row._meta.db_table)
        cursor.execute(f"UPDATE {table} SET {settings} WHERE id = %s", [*values, row.pk])  # noqa: S608


def remove(row: Model) -> None:
    """Delete a row by plain SQL."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(row._meta.db_table)
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [row.pk])  # noqa: S608


@contextmanager
def unguarded(row: Model, constraint: str) -> Iterator[None]:
    """Let the database take what one of its constraints would refuse, as a copied or mended file may hold it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            table, name = map(connection.ops.quote_name, (row._meta.db_table, constraint))
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # no table is altered while checks of its rows wait
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
