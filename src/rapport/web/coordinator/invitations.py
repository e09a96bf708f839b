"""Inviting people to a cohort: the list of who was invited, new letters and links, and taking them back."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import RapportError
from rapport.recruitment.choices import InvitationState
from rapport.recruitment.errors import RecruitmentError
from rapport.recruitment.letters import words_of_invitation
from rapport.recruitment.policies import can_manage_invitation, can_manage_link
from rapport.recruitment.selectors import get_invitation, get_invite_link, invitations_of, invite_links_of
from rapport.recruitment.services.address_lists import read_lines
from rapport.recruitment.services.invitations import (
    MOST_AT_ONCE,
    end_of_invitation,
    invite_list,
    make_link,
    resend_invitation,
    revoke_link,
    withdraw_invitation,
)
from rapport.tables import Limits
from rapport.web.addresses import address
from rapport.web.bodies import takes_table
from rapport.web.coordinator.crumbs import to_recruiting
from rapport.web.coordinator.invitation_forms import USUAL_DAYS, InvitationFilter, InviteForm, LinkForm
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.qr_codes import draw_qr_code
from rapport.web.rail import enter_cohort, stay_in_cohort

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort
    from rapport.recruitment.models import InviteLink

PAGE = 50
PLACE = "recruiting"


@require_GET
@staff_page
def invitation_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show who was invited and what came of it, the newest first, and the links that are open."""
    cohort = _enter(request, cohort_id)
    asked = InvitationFilter(request.GET)
    wanted = asked.cleaned_data if asked.is_valid() else {}
    query = request.GET.get("q", "").strip()
    found = invitations_of(cohort, by=request.actor, text=query, **wanted)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    for each in page:
        vars(each)["state_label"] = InvitationState(vars(each)["state"]).label
    context = {
        "cohort": cohort,
        "filter": asked,
        "query": query,
        "page": page,
        "crumbs": to_recruiting(cohort),
        "links": [(link, link_address(link)) for link in invite_links_of(cohort, by=request.actor)],
    }
    return render(request, "coordinator/invitations.html", context)


def _enter(request: ActorRequest, cohort_id: str) -> "Cohort":
    return stay_in_cohort(request, enter_cohort(request, cohort_id), place=PLACE)


def link_address(link: "InviteLink") -> str:
    """Return the address to share."""
    return f"{settings.BASE_URL.rstrip('/')}{address('invited', link.public_id)}"


@require_http_methods(["GET", "POST"])
@staff_page
@takes_table(Limits().file_bytes)
def invitation_add(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Take a list; show line by line who gets a letter, and the letter; invite once confirmed."""
    cohort = _enter(request, cohort_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = InviteForm(*sent, programme=cohort.programme)
    if request.method == "GET" or not form.is_valid():
        status = 422 if form.errors else 200
        crumbs = to_recruiting(cohort, by_invitations=True)
        context = {"cohort": cohort, "form": form, "crumbs": crumbs}
        return render(request, "coordinator/invite.html", context, status=status)
    if "confirmed" in request.POST:
        refused = _invite(request, cohort, form)
        if not refused:
            return redirect("coordinator:invitation-list", cohort.public_id)
        form.add_error(None, refused)
    return _check_page(request, cohort, form)


def _invite(request: ActorRequest, cohort: "Cohort", form: InviteForm) -> str:
    """Invite; return why nobody was, if so."""
    given = {name: form.cleaned_data[name] for name in ("role", "text", "days", "note")}
    try:
        invited = invite_list(cohort, by=request.actor, **given)
    except RapportError as error:
        return str(error)
    told = ngettext("%(n)s person is invited.", "%(n)s people are invited.", len(invited))
    messages.success(request, told % {"n": len(invited)})
    return ""


def _check_page(request: ActorRequest, cohort: "Cohort", form: InviteForm) -> HttpResponse:
    """Show every line with what becomes of it; the list stands in the form, to be corrected."""
    given = form.cleaned_data
    lines = read_lines(cohort, given["role"], given["text"])
    good, faulty = [each for each in lines if not each.fault], [each for each in lines if each.fault]
    again = InviteForm(initial={**given, "people": given["text"], "file": None}, programme=cohort.programme)
    context = {
        "cohort": cohort,
        "form": again,
        "refusals": form.non_field_errors(),
        "given": given,
        "good": good[:MOST_AT_ONCE],
        "faulty": faulty,
        "too_many": len(good) > MOST_AT_ONCE,
        "most": MOST_AT_ONCE,
        "letter": _letter(cohort, given),
        "crumbs": to_recruiting(cohort, by_invitations=True),
    }
    return render(request, "coordinator/invite_check.html", context, status=422 if form.errors else 200)


def _letter(cohort: "Cohort", given: dict[str, Any]) -> Any:
    ends = end_of_invitation(cohort, given["days"])
    return words_of_invitation(cohort, role=given["role"], until=ends, note=given["note"])


@require_POST
@staff_page
def invitation_resend(request: ActorRequest, invitation_id: str) -> HttpResponse:
    """Send a letter again."""
    found = get_invitation(by=request.actor, id=invitation_id, may=can_manage_invitation)
    stay_in_cohort(request, found.cohort, place=PLACE)
    try:
        resend_invitation(found, days=USUAL_DAYS, by=request.actor)
    except RecruitmentError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The letter is on its way again."))
    return redirect("coordinator:invitation-list", found.cohort.public_id)


@require_POST
@staff_page
def invitation_withdraw(request: ActorRequest, invitation_id: str) -> HttpResponse:
    """Take an invitation back."""
    found = get_invitation(by=request.actor, id=invitation_id, may=can_manage_invitation)
    stay_in_cohort(request, found.cohort, place=PLACE)
    withdraw_invitation(found, by=request.actor)
    messages.success(request, _("The invitation is withdrawn. Its letter leads nowhere any more."))
    return redirect("coordinator:invitation-list", found.cohort.public_id)


@require_http_methods(["GET", "POST"])
@staff_page
def invite_link_add(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Make a link to share."""
    cohort = _enter(request, cohort_id)
    form = LinkForm(request.POST if request.method == "POST" else None, programme=cohort.programme)
    if request.method == "POST" and form.is_valid():
        try:
            link = make_link(cohort, by=request.actor, **form.cleaned_data)
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            return redirect("coordinator:invite-link", link.public_id)
    crumbs = to_recruiting(cohort, by_invitations=True)
    context = {"cohort": cohort, "form": form, "crumbs": crumbs}
    return render(request, "coordinator/invite_link_add.html", context, status=422 if form.errors else 200)


@require_GET
@staff_page
def invite_link(request: ActorRequest, link_id: str) -> HttpResponse:
    """Show a link with its code, to be shared."""
    link = get_invite_link(by=request.actor, id=link_id, may=can_manage_link)
    cohort = stay_in_cohort(request, link.cohort, place=PLACE)
    shared = link_address(link)
    context = {
        "cohort": cohort,
        "link": link,
        "shared": shared,
        "code": draw_qr_code(shared),
        "crumbs": to_recruiting(cohort, by_invitations=True),
    }
    return render(request, "coordinator/invite_link.html", context)


@require_POST
@staff_page
def invite_link_revoke(request: ActorRequest, link_id: str) -> HttpResponse:
    """End a link at once."""
    link = get_invite_link(by=request.actor, id=link_id, may=can_manage_link)
    stay_in_cohort(request, link.cohort, place=PLACE)
    revoke_link(link, by=request.actor)
    messages.success(request, _("The link leads nowhere any more. Whoever has begun goes on."))
    return redirect("coordinator:invitation-list", link.cohort.public_id)
