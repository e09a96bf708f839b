"""What happens around every view: security headers, who acts, and errors in words."""

from collections.abc import Callable
from http import HTTPStatus
from itertools import chain

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from rapport.core.errors import NotAllowed, NotFound, RapportError, WrongState
from rapport.web.bodies import refuse_if_too_large
from rapport.web.hats import chosen_hat
from rapport.web.sessions import end_if_over
from rapport.web.unsent import forget_unsent, unsent_of

GetResponse = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)


def security_headers(get_response: GetResponse) -> GetResponse:
    """Let pages load nothing from elsewhere and run nothing inline; keep signed-in pages out of caches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


class bodies:  # noqa: N801 - a middleware is named like the others
    """Refuse bodies that are too large before anybody reads them, the check for forged forms included."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_arguments: object
    ) -> HttpResponse | None:
        return refuse_if_too_large(request, view)


def sessions(get_response: GetResponse) -> GetResponse:
    """End sessions that are over, before anything is shown; what was kept until signing in is kept until it is sent."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            end_if_over(request)
        kept = unsent_of(request) if request.method == "POST" else None
        response = get_response(request)
        if kept and kept.path == request.get_full_path() and request.user.is_authenticated:
            forget_unsent(request)
        return response

    return middleware


def actor(get_response: GetResponse) -> GetResponse:
    """Put the hat that the person wears on the request, looked up when first asked for; end its time zone after."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.hat = SimpleLazyObject(lambda: chosen_hat(request))  # type: ignore[attr-defined]
        try:
            return get_response(request)
        finally:
            timezone.deactivate()

    return middleware


class errors:  # noqa: N801 - a middleware is named like the others
    """Turn the domain's errors into pages; what a form can show, its view has caught already."""

    STATUS: tuple[tuple[type[RapportError], int], ...] = (
        (NotFound, 404),
        (NotAllowed, 403),
        (RapportError, 409),
    )
    # What the page's heading says already.
    GENERAL = (NotFound.sentence, NotAllowed.sentence, WrongState.sentence)

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Refuse what nobody types: no text of a person holds a NUL, and PostgreSQL takes none."""
        sent = chain(request.GET.lists(), request.POST.lists())
        if any("\x00" in str(value) for _name, values in sent for value in values):
            return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        for kind, status in self.STATUS:
            if isinstance(exception, kind):
                message = "" if exception.message in self.GENERAL else str(exception)
                return render(request, f"{status}.html", {"message": message}, status=status)
        return None
