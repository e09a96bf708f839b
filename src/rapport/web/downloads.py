"""Tables that people take with them, as CSV or XLSX, without live formulas."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.text import slugify

from rapport.tables import write_csv, write_xlsx
from rapport.tables.writing import Value

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_download(
    name: str, kind: str, columns: Sequence[str | Promise], rows: Iterable[Sequence[Value]]
) -> HttpResponse:
    """Return a table as a file called after `name`."""
    content, content_type = (
        (write_xlsx(columns, rows), XLSX) if kind == "xlsx" else (write_csv(columns, rows), "text/csv")
    )
    file_name = f"{slugify(name) or 'table'}.{kind}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )
