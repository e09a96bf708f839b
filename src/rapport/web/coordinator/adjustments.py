"""What a coordinator does to one proposal: pin, exclude, swap, pick another mentor, withdraw, and undo."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.core.errors import NotFound, RapportError
from rapport.matching.policies import can_decide_proposal, can_review_proposal, can_undo_adjustment
from rapport.matching.selectors import get_adjustment, get_proposal, mentors_to_pick, partners_to_swap
from rapport.matching.services.adjustments import pick_by_hand, swap_proposals, undo_adjustment
from rapport.matching.services.decisions import exclude_proposal, pin_proposal, unpin_proposal
from rapport.matching.services.previews import picks_for, swaps_for
from rapport.matching.services.proposals import withdraw_proposal
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.errors import OwnCase
from rapport.programmes.policies import can_edit_participation
from rapport.programmes.selectors import get_participation
from rapport.web.addresses import address
from rapport.web.coordinator.matching_forms import NoteForm
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import stay_in
from rapport.web.toasts import say

if TYPE_CHECKING:
    from rapport.matching.models import Adjustment, Proposal
    from rapport.programmes.models import Cohort, Participation

PAGE = 25


@require_POST
@staff_page
def proposal_pin(request: ActorRequest, cohort_id: str, proposal_id: str) -> HttpResponse:
    """Keep a pair together in every run to come."""
    cohort, found = _enter(request, cohort_id, proposal_id)
    pin_proposal(found, by=request.actor)
    undo = address("coordinator:proposal-unpin", cohort.public_id, found.public_id)
    say(request, _("%(pair)s stay together in every run.") % {"pair": _names(found)}, undo_url=undo)
    return _back_to(cohort, found)


@require_POST
@staff_page
def proposal_unpin(request: ActorRequest, cohort_id: str, proposal_id: str) -> HttpResponse:
    """Let the next run decide on a pair again."""
    cohort, found = _enter(request, cohort_id, proposal_id)
    unpin_proposal(found, by=request.actor)
    say(request, _("The next run decides on %(pair)s again.") % {"pair": _names(found)})
    return _back_to(cohort, found)


@require_POST
@staff_page
def proposal_exclude(request: ActorRequest, cohort_id: str, proposal_id: str) -> HttpResponse:
    """Take a draft back and never propose the pair again."""
    cohort, found = _enter(request, cohort_id, proposal_id)
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else request.POST["note"][:300]
    adjustment = exclude_proposal(found, by=request.actor, note=note)
    words = _("%(pair)s will not be proposed to each other.") % {"pair": _names(found)}
    say(request, words, undo_url=_undo_url(cohort, adjustment))
    return redirect("coordinator:proposal-list", cohort.public_id)


@require_POST
@staff_page
def proposal_withdraw(request: ActorRequest, cohort_id: str, proposal_id: str) -> HttpResponse:
    """Take a released proposal back."""
    cohort, found = _enter(request, cohort_id, proposal_id)
    withdraw_proposal(found, by=request.actor)
    messages.success(request, _("The proposal is withdrawn. Both have a letter."))
    return _back_to(cohort, found)


@require_http_methods(["GET", "POST"])
@staff_page
def proposal_swap(request: ActorRequest, cohort_id: str, proposal_id: str) -> HttpResponse:
    """Choose another draft to change mentors with."""
    cohort, found = _enter(request, cohort_id, proposal_id)
    query = request.GET.get("q", "").strip()
    if request.method == "POST":
        _same, partner = _enter(request, cohort_id, request.POST.get("partner", ""))
        try:
            adjustment = swap_proposals(found, partner, by=request.actor)
        except RapportError as error:
            messages.error(request, str(error))
            return redirect("coordinator:proposal-swap", cohort.public_id, found.public_id)
        say(request, _("Swapped, and both pairs are pinned."), undo_url=_undo_url(cohort, adjustment))
        return redirect("coordinator:proposal-list", cohort.public_id)
    swaps = swaps_for(found, partners_to_swap(found, by=request.actor, text=query))
    page = Paginator(swaps, PAGE).get_page(request.GET.get("page"))
    context = {"cohort": cohort, "proposal": found, "query": query, "page": page}
    return render(request, "coordinator/swap.html", context)


@require_http_methods(["GET", "POST"])
@staff_page
def mentor_pick(request: ActorRequest, cohort_id: str, mentee_id: str) -> HttpResponse:
    """Choose a mentor for one mentee by hand."""
    mentee = _participation(request, cohort_id, mentee_id, ParticipantRole.MENTEE)
    if mentee.profile.person_id == request.actor.person.pk:
        raise OwnCase
    cohort = mentee.cohort
    query = request.GET.get("q", "").strip()
    if request.method == "POST":
        mentor = _participation(request, cohort_id, request.POST.get("mentor", ""), ParticipantRole.MENTOR)
        try:
            adjustment = pick_by_hand(mentee, mentor, by=request.actor)
        except RapportError as error:
            messages.error(request, str(error))
            return redirect("coordinator:mentor-pick", cohort.public_id, mentee.public_id)
        names = {"mentee": mentee.profile.name, "mentor": mentor.profile.name}
        words = _("%(mentor)s is now proposed to %(mentee)s, and the pair is pinned.") % names
        say(request, words, undo_url=_undo_url(cohort, adjustment))
        return redirect("coordinator:proposal-list", cohort.public_id)
    picks = picks_for(mentee, mentors_to_pick(mentee, by=request.actor, text=query))
    page = Paginator(picks, PAGE).get_page(request.GET.get("page"))
    context = {"cohort": cohort, "mentee": mentee, "query": query, "page": page}
    return render(request, "coordinator/pick.html", context)


@require_POST
@staff_page
def adjustment_undo(request: ActorRequest, cohort_id: str, adjustment_id: str) -> HttpResponse:
    """Undo a change by hand."""
    adjustment = get_adjustment(by=request.actor, id=adjustment_id, may=can_undo_adjustment)
    cohort = stay_in(request, adjustment.run.cohort, cohort_id)
    undo_adjustment(adjustment, by=request.actor)
    messages.success(request, _("Undone. Everything is as it was before."))
    return redirect("coordinator:proposal-list", cohort.public_id)


def _enter(request: ActorRequest, cohort_id: str, proposal_id: str) -> "tuple[Cohort, Proposal]":
    found = get_proposal(by=request.actor, id=proposal_id, may=can_review_proposal)
    cohort = stay_in(request, found.cohort, cohort_id)
    if not can_decide_proposal(request.actor, found):
        raise OwnCase
    return cohort, found


def _participation(request: ActorRequest, cohort_id: str, public_id: str, role: str) -> "Participation":
    found = get_participation(by=request.actor, id=public_id, may=can_edit_participation)
    stay_in(request, found.cohort, cohort_id)
    if found.role != role:
        raise NotFound
    return found


def _undo_url(cohort: "Cohort", adjustment: "Adjustment") -> str:
    return address("coordinator:adjustment-undo", cohort.public_id, adjustment.public_id)


def _back_to(cohort: "Cohort", proposal: "Proposal") -> HttpResponse:
    url = address("coordinator:proposal-list", cohort.public_id)
    return redirect(f"{url}?proposal={proposal.public_id}")


def _names(proposal: "Proposal") -> str:
    return _("%(mentee)s and %(mentor)s") % {
        "mentee": proposal.mentee.profile.name,
        "mentor": proposal.mentor.profile.name,
    }
