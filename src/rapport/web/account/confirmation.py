"""Asking once more who it is, by a fresh code, before something that would let a stranger stay."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.views import password_set as allauth_password_set
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.http import require_http_methods

from rapport.core import clock
from rapport.web.account.forms import CodeForm
from rapport.web.account.hats import safe_next
from rapport.web.sessions import BEGAN

View = Callable[..., HttpResponse]
CONFIRMED = "confirmed"
SENT_CODE = "confirmation-code"
MOST_GUESSES = 3


def fresh(view: View) -> View:
    """Let in who has signed in or confirmed within the last minutes; the others confirm first."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated or _is_fresh(request):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('hats:confirm')}?{urlencode({'next': request.path})}")

    return page


def _is_fresh(request: HttpRequest) -> bool:
    proved = max(request.session.get(CONFIRMED, 0), request.session.get(BEGAN, 0))
    return bool(clock.now().timestamp() - proved < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


password_set = require_http_methods(["GET", "POST"])(fresh(allauth_password_set))


@require_http_methods(["GET", "POST"])
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Send a code, and take it."""
    goes_on = safe_next(request, request.POST.get("next", "") or request.GET.get("next", ""))
    if request.method == "POST" and "code" not in request.POST:
        _send_code(request)
        return redirect(f"{reverse('hats:confirm')}?{urlencode({'next': goes_on})}")
    form = CodeForm(request.POST or None, is_right=lambda code: _is_right(request, code))
    if request.method == "POST" and form.is_valid():
        _note_confirmed(request)
        return redirect(goes_on or "home")
    context = {"form": form, "next": goes_on, "is_sent": _open_code(request) is not None}
    return render(request, "account/confirm.html", context, status=422 if form.is_bound else 200)


def _send_code(request: HttpRequest) -> None:
    """Send a code, unless several are on their way: only its hash stays here."""
    if not ratelimit.consume(request, action="confirm", user=request.user):
        return
    adapter = get_adapter(request)
    code = adapter.generate_login_code()
    adapter.send_mail("account/email/confirm", request.user.email, {"code": code})  # type: ignore[union-attr]
    request.session[SENT_CODE] = {
        "hash": _hash(request, code),
        "sent": clock.now().timestamp(),
        "guesses": 0,
    }


def _open_code(request: HttpRequest) -> dict[str, Any] | None:
    """Return what is kept of the code that may still be typed."""
    kept: dict[str, Any] | None = request.session.get(SENT_CODE)
    if kept is None or kept["guesses"] >= MOST_GUESSES:
        return None
    age = clock.now().timestamp() - kept["sent"]
    return kept if age < settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT else None


def _is_right(request: HttpRequest, code: str) -> bool:
    kept = _open_code(request)
    if kept is None:
        return False
    request.session[SENT_CODE] = kept | {"guesses": kept["guesses"] + 1}
    return constant_time_compare(kept["hash"], _hash(request, code))


def _hash(request: HttpRequest, code: str) -> str:
    plain = "".join(character for character in code.upper() if character.isalnum())
    return salted_hmac(f"confirm:{request.user.pk}", plain, algorithm="sha256").hexdigest()


def _note_confirmed(request: HttpRequest) -> None:
    """Note it under a new session key: whoever may have seen the old one is outside."""
    request.session.pop(SENT_CODE, None)
    request.session[CONFIRMED] = clock.now().timestamp()
    request.session.cycle_key()
