"""The demo's own pages: sign in as anybody of the cast, read the mail that went out. Elsewhere they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from rapport.core.actors import HAT_IN_SESSION
from rapport.core.errors import NotFound
from rapport.demo.cast import CAST, get_part
from rapport.demo.mailbox import get_mail, newest_mails
from rapport.programmes.selectors import is_demo_database
from rapport.recruitment.selectors import public_forms

View = Callable[..., HttpResponse]


def demo_page(view: View) -> View:
    """Answer only in demo mode and only on a database that was made as a demo."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (settings.DEMO and is_demo_database()):
            raise NotFound
        return view(request, *args, **kwargs)

    return page


@require_GET
@demo_page
def panel(request: HttpRequest) -> HttpResponse:
    """Show the cast, a button each, and the pages that need none of them."""
    return render(request, "demo/panel.html", {"cast": CAST, "forms": public_forms()})


@require_POST
@demo_page
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as a member of the cast."""
    part = get_part(key)
    hat = part.find_hat() if part else None
    if hat is None:
        raise NotFound
    login(request, hat.actor.person)
    request.session[HAT_IN_SESSION] = hat.key
    return redirect("home")


@require_GET
@demo_page
def mail_list(request: HttpRequest) -> HttpResponse:
    """Show what was sent."""
    return render(request, "demo/mails.html", {"mails": newest_mails()})


@require_GET
@demo_page
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail as its reader sees it."""
    return render(request, "demo/mail.html", {"mail": get_mail(name)})
