"""Keeps a table that was read once, so that pages and job need not open the spreadsheet again."""

import json
import zlib

from rapport.tables import Row, Table
from rapport.tables.errors import RowNotReadable


def pack(table: Table) -> bytes:
    parts = {
        "columns": table.columns,
        "rows": [[row.number, *row.values] for row in table.rows],
        "partial": [[row.number, *row.values] for row in table.partial],
        "unreadable": [[fault.row, fault.column, str(fault.why)] for fault in table.unreadable],
        "notes": table.notes,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "sheet_name": table.sheet_name,
    }
    return zlib.compress(json.dumps(parts, ensure_ascii=False).encode(), level=3)


def unpack(content: bytes) -> Table:
    parts = json.loads(zlib.decompress(content))
    return Table(
        columns=tuple(parts["columns"]),
        rows=tuple(Row(number, tuple(values)) for number, *values in parts["rows"]),
        partial=tuple(Row(number, tuple(values)) for number, *values in parts["partial"]),
        unreadable=tuple(RowNotReadable(row, why, column=column) for row, column, why in parts["unreadable"]),
        notes=tuple(parts["notes"]),
        encoding=parts["encoding"],
        delimiter=parts["delimiter"],
        sheet_name=parts["sheet_name"],
    )
