"""Spreadsheets that people take with them, and files that others have brought."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

if TYPE_CHECKING:
    from rapport.questionnaires.models import AnswerFile
    from rapport.recruitment.models import PagePicture
    from rapport.training.models import LessonFile

SANDBOX = "default-src 'none'; sandbox"

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


def paper(content: bytes, *, name: str) -> HttpResponse:
    """Return a PDF of ours as a file called after `name`."""
    disposition = content_disposition_header(as_attachment=True, filename=f"{name or 'paper'}.pdf") or ""
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})


def brought_file(found: "AnswerFile | LessonFile") -> HttpResponse:
    """Return a file that somebody brought: to be saved, never to be shown or guessed at by the browser."""
    return HttpResponse(
        bytes(found.content),
        content_type=found.media_type,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=found.name) or "",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": SANDBOX,
        },
    )


def page_picture(picture: "PagePicture") -> HttpResponse:
    """Return a picture that we have drawn ourselves; its address changes with it, so it can be kept for an hour."""
    return HttpResponse(
        bytes(picture.content),
        content_type="image/webp",
        headers={
            "Cache-Control": "private, max-age=3600",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": SANDBOX,
        },
    )
