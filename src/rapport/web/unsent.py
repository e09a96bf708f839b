"""What somebody sent when their session had just ended, or guidelines came first: kept on the server, for them alone."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from rapport.core.actors import HAT_IN_SESSION
from rapport.web.wording import counted

ENDED = "ended"
UNSENT = "unsent"
SECONDS_KEPT = 3600
IDLE, WHOLE_STAFF, WHOLE_PARTICIPANT = "idle", "whole-staff", "whole-participant"
SIGNED_OUT, GUIDELINES_FIRST = "signed-out", "guidelines-first"


@dataclass(frozen=True)
class Unsent:
    """A form that was not taken: where it was going, every field with its values, and why."""

    path: str
    fields: list[tuple[str, list[str]]]
    why: str = SIGNED_OUT

    @property
    def texts(self) -> list[str]:
        """Return what was written in words; the rest is choices and marks that mean nothing by themselves."""
        return [value for _name, values in self.fields for value in values if " " in value.strip()]


def end_session(request: HttpRequest, why: str) -> None:
    """Sign out, and note for whom and why, so that what they send next is kept for them."""
    ended = {
        "person": request.user.public_id,  # type: ignore[union-attr]  # only who is signed in is signed out
        "hat": request.session.get(HAT_IN_SESSION, ""),
        "why": why,
    }
    logout(request)
    request.session[ENDED] = ended
    request.session.set_expiry(SECONDS_KEPT)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to signing in, and from there to where they were going, or to what they had sent."""
    is_known = bool(request.session.get(ENDED))
    return to_page_before(request, reverse("account_login"), why=SIGNED_OUT if is_known else "")


def to_page_before(request: HttpRequest, path: str, *, why: str) -> HttpResponse:
    """Lead to a page that comes first, and from there to where they were going, or to what they had sent."""
    goes_on = reverse("hats:unsent") if why and _keep(request, why) else _page_of(request)
    address = f"{path}?{urlencode({'next': goes_on})}"
    is_part = getattr(request, "htmx", False)
    return HttpResponseClientRedirect(address) if is_part else HttpResponseRedirect(address)


def _page_of(request: HttpRequest) -> str:
    """Return the address that the browser shows; a part of a page is no page to come back to."""
    htmx: Any = getattr(request, "htmx", None)
    return (htmx and htmx.current_url_abs_path) or request.get_full_path()


def _keep(request: HttpRequest, why: str) -> bool:
    """Keep what was typed by who is known. A file is not kept: it still lies where it was chosen."""
    if request.method != "POST" or request.FILES:
        return False
    fields = [item for item in request.POST.lists() if item[0] != "csrfmiddlewaretoken"]
    request.session[UNSENT] = {"path": request.get_full_path(), "fields": fields, "why": why}
    return True


def welcome_back(request: HttpRequest) -> None:
    """Give back the hat to who was signed out; from anybody else at the same screen, what was typed is kept away."""
    ended = request.session.pop(ENDED, None)
    if ended is None:
        return
    if ended["person"] == request.user.public_id:  # type: ignore[union-attr]  # as above
        request.session.setdefault(HAT_IN_SESSION, ended["hat"])
    else:
        request.session.pop(UNSENT, None)
    request.session.set_expiry(0)


def unsent_of(request: HttpRequest) -> Unsent | None:
    kept = request.session.get(UNSENT)
    if not kept:
        return None
    fields = [(name, values) for name, values in kept["fields"]]
    return Unsent(kept["path"], fields, kept.get("why", SIGNED_OUT))


def forget_unsent(request: HttpRequest) -> None:
    request.session.pop(UNSENT, None)


def why_ended(request: HttpRequest) -> str:
    """Say in words why this person was signed out, if that has just happened."""
    why = request.session.get(ENDED, {}).get("why", "")
    return {
        IDLE: _("You were signed out because nothing happened here for %(time)s.")
        % {"time": counted(settings.STAFF_IDLE_MINUTES, "minute")},
        WHOLE_STAFF: _("You were signed out because a sign-in lasts %(time)s.")
        % {"time": counted(settings.STAFF_SESSION_HOURS, "hour")},
        WHOLE_PARTICIPANT: _("You were signed out because a sign-in lasts %(time)s.")
        % {"time": counted(settings.PARTICIPANT_SESSION_DAYS, "day")},
    }.get(why, "")
