"""Telling the database how large its tables have become."""

from django.db import connection
from django.db.models import Model


def refresh_statistics(*tables: type[Model]) -> None:
    """Count these tables anew for the planner, after a bulk write.

    Until its own housekeeping comes by, PostgreSQL plans as if they were as small as before: joins of tables that it
    believes empty have been seen to take minutes. SQLite plans without.
    """
    if connection.vendor != "postgresql":
        return
    names = ", ".join(connection.ops.quote_name(table._meta.db_table) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")
