"""Spreadsheets that people take with them."""

from django.http import HttpResponse
from django.utils.text import slugify

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def spreadsheet(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """Return a spreadsheet as a file called after `name`."""
    disposition = f'attachment; filename="{slugify(name) or "table"}.{kind}"'
    return HttpResponse(
        content, content_type=CONTENT_TYPES[kind], headers={"Content-Disposition": disposition}
    )
