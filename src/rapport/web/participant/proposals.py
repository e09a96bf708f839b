"""A proposal from one side: who it is, why they fit, yes or no."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.matching.policies import can_read_own_proposal
from rapport.matching.selectors import explanation_for_participant
from rapport.mentorships.policies import can_answer_proposal
from rapport.mentorships.selectors import expectations_are_asked, get_proposal, sides_of
from rapport.mentorships.services.proposals import accept_proposal, decline_proposal
from rapport.programmes.selectors import role_word, rule_in_words
from rapport.recruitment.errors import GuardianAwaited
from rapport.screening.errors import ClearanceWanting
from rapport.training.errors import TrainingWanting
from rapport.web import charts
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.participant.forms import DeclineForm

if TYPE_CHECKING:
    from rapport.mentorships.models import Mentorship


@require_safe
@participant_page
def proposal_detail(request: ActorRequest, proposal_id: str) -> HttpResponse:
    """Show who is proposed and why, until when, and what the other side sees."""
    proposal = get_proposal(by=request.actor, id=proposal_id, may=can_read_own_proposal)
    sides = sides_of(proposal, by=request.actor)
    reasons = explanation_for_participant(proposal, by=request.actor)
    programme = proposal.cohort.programme
    context = {
        "proposal": proposal,
        "sides": sides,
        "role": role_word(programme, sides.other.role),
        "own_role": role_word(programme, sides.own.role),
        "reasons": reasons,
        "chart": charts.score_bars(
            [charts.Bar(reason.label, reason.share) for reason in reasons],
            caption=_("How well you two fit, by criterion"),
        ),
        "rule": rule_in_words(programme),
    }
    return render(request, "participant/proposal.html", context)


@require_POST
@participant_page
def proposal_accept(request: ActorRequest, proposal_id: str) -> HttpResponse:
    """Say yes; when both have, go on to the agreement."""
    proposal = get_proposal(by=request.actor, id=proposal_id, may=can_answer_proposal)
    try:
        mentorship = accept_proposal(proposal, by=request.actor)
    except (TrainingWanting, ClearanceWanting, GuardianAwaited) as error:
        messages.error(request, str(error))
        return redirect("participant:proposal-detail", proposal_id)
    if mentorship is None:
        messages.success(request, _("Thank you. We will write to you once the other side has answered."))
        return redirect("participant:proposal-detail", proposal_id)
    if expectations_are_asked(mentorship):
        messages.success(request, _("You are a pair now. First say how you want to work together."))
        return redirect("participant:expectations", mentorship.public_id)
    messages.success(request, _first_steps(mentorship))
    return redirect("participant:agreement-sign", mentorship.public_id)


def _first_steps(mentorship: "Mentorship") -> str:
    if mentorship.waits_for_agreement:
        return _("You are a pair now. Read the agreement and sign it, and you can meet.")
    return _("You are a pair now, and can meet at once. Read the agreement, and sign it.")


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def proposal_decline(request: ActorRequest, proposal_id: str) -> HttpResponse:
    """Ask why, then say no."""
    proposal = get_proposal(by=request.actor, id=proposal_id, may=can_answer_proposal)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decline_proposal(proposal, by=request.actor, reason=form.cleaned_data["reason"])
        messages.success(request, _("Thank you for saying so. Your coordinator will look for somebody else."))
        return redirect("participant:home")
    context = {"form": form, "proposal": proposal, "sides": sides_of(proposal, by=request.actor)}
    return render(request, "participant/proposal_decline.html", context, status=422 if form.is_bound else 200)
