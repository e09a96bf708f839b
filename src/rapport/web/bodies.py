"""How much one request may bring: a file where a page takes one, little elsewhere."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rapport.files import LARGEST

V = TypeVar("V", bound=Callable[..., HttpResponse])
FRAME_BYTES = 1_000_000
TOGETHER_BYTES = 4 * LARGEST
CHUNK_BYTES = 64 * 1024


def takes_files(view: V) -> V:
    """Let a page take PDFs and pictures; put it nearest to the view.

    It takes several together, and one that is too large as well: only then can the form say so beside its field, with
    nothing lost that was typed.
    """
    vars(view).update(most_bytes=TOGETHER_BYTES + FRAME_BYTES, file_bytes=LARGEST)
    return view


def takes_table(file_bytes: int) -> Callable[[V], V]:
    """Let a page take a spreadsheet of this size; put it nearest to the view."""

    def mark(view: V) -> V:
        view.most_bytes = file_bytes + FRAME_BYTES  # type: ignore[attr-defined]
        return view

    return mark


def refuse_if_too_large(request: HttpRequest, view: Callable[..., HttpResponse]) -> HttpResponse | None:
    """Answer 413 by the length that the request announces; Django reads no more than that."""
    most = getattr(view, "most_bytes", settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    announced = request.META.get("CONTENT_LENGTH") or ""
    if not announced.isdigit() or int(announced) <= most:
        return None
    _drain(request, int(announced))
    context = {
        "table": (most - FRAME_BYTES) // 1_000_000,
        "file": getattr(view, "file_bytes", 0) // 1_000_000,
        "back": request.get_full_path(),
    }
    return render(request, "413.html", context, status=413)


def _drain(request: HttpRequest, announced: int) -> None:
    """Read and drop what is not much too large, as a browser shows no answer before it has sent everything."""
    if announced <= settings.LARGEST_DRAINED_BODY:
        while request.read(CHUNK_BYTES):
            pass
