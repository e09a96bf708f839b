"""The agreement: read, sign, see who has signed, print."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.core.errors import NotFound
from rapport.mentorships.choices import AgreementState
from rapport.mentorships.errors import AlreadySigned
from rapport.mentorships.policies import can_use_mentorship
from rapport.mentorships.selectors import agreement_of, get_mentorship, own_party
from rapport.mentorships.services.agreements import sign_agreement
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.participant.forms import SignForm
from rapport.web.participant.mentorships import mentorship_tabs
from rapport.web.signatures import signature_lines


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def agreement_sign(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Show the text and who has signed; take the reader's name."""
    mentorship = get_mentorship(by=request.actor, id=mentorship_id, may=can_use_mentorship)
    agreement, party = agreement_of(mentorship), own_party(mentorship, by=request.actor)
    if agreement is None or party is None:
        raise NotFound
    form = SignForm(request.POST or None, party=party, mentorship=mentorship)
    if request.method == "POST" and form.is_valid():
        try:
            signed = sign_agreement(agreement, by=request.actor, name=form.cleaned_data["name"])
        except AlreadySigned:
            return redirect("participant:agreement-sign", mentorship_id)
        messages.success(request, _sentence(is_complete=signed.state == AgreementState.SIGNED))
        return redirect("participant:mentorship-home", mentorship_id)
    lines = signature_lines(agreement, mentorship)
    context = {
        "mentorship": mentorship,
        "agreement": agreement,
        "lines": lines,
        "form": None if any(line.party == party and line.signature for line in lines) else form,
        "tabs": mentorship_tabs(mentorship, request.path),
    }
    return render(request, "participant/agreement.html", context, status=422 if form.is_bound else 200)


def _sentence(*, is_complete: bool) -> str:
    if is_complete:
        return _("Everybody has signed. You can hold your first meeting, and record it afterwards.")
    return _("Thank you. We have asked the other side to sign as well.")
