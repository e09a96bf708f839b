"""Whoever was invited, by a letter or with a link: what it is about, the way in, and asking not to be invited again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.core.errors import NotFound
from rapport.programmes.choices import ParticipantRole
from rapport.recruitment.selectors import Way, get_invitation_by_letter, get_way
from rapport.recruitment.services.invitations import refuse_invitations
from rapport.web.addresses import address
from rapport.web.public.join import begin, page_of


@require_safe
def invited(request: HttpRequest, invitation_id: str) -> HttpResponse:
    """Show what the programme offers and asks to whoever has the letter or the link. Nothing is noted by looking."""
    way = _enter(invitation_id)
    if not way.is_open:
        return _over(request, way)
    return render(request, "public/invited.html", page_of(way.form, way=way) | {"way": way})


@require_http_methods(["GET", "POST"])
def invited_begin(request: HttpRequest, invitation_id: str, role: ParticipantRole) -> HttpResponse:
    """Let somebody begin who was invited: a stranger says an address and proves it, who is signed in goes right ahead."""
    way = _enter(invitation_id)
    if not way.is_open:
        return _over(request, way)
    if role not in way.roles:
        raise NotFound
    return begin(request, way, role, back=address("invited", invitation_id))


def _enter(invitation_id: str) -> Way:
    way = get_way(invitation_id)
    timezone.activate(way.form.time_zone)
    return way


def _over(request: HttpRequest, way: Way) -> HttpResponse:
    """Say kindly that an invitation leads nowhere any more, and where to go on."""
    context = {"way": way, "programme": way.form.cohort.programme}
    return render(request, "public/invited_over.html", context, status=410)


@require_http_methods(["GET", "POST"])
def invited_refuse(request: HttpRequest, invitation_id: str) -> HttpResponse:
    """Ask whether an address should get no more invitations; note it once confirmed, as mail scanners follow links."""
    invitation = get_invitation_by_letter(invitation_id)
    if request.method == "POST":
        refuse_invitations(invitation)
        messages.success(request, _("You get no more invitations from there."))
        return redirect("home")
    programme = invitation.cohort.programme
    return render(request, "public/invited_refuse.html", {"invitation": invitation, "programme": programme})
