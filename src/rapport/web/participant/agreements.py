"""The agreement: read, sign, see who has signed, print; propose a change, or take one back."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.core.errors import NotFound, RapportError
from rapport.mentorships.choices import AgreementState, AgreementStep, MentorshipState
from rapport.mentorships.errors import AgreementChanged, AlreadySigned, MentorshipOver
from rapport.mentorships.policies import can_amend_agreement, can_use_mentorship
from rapport.mentorships.selectors import (
    agreement_in_force,
    agreement_of,
    agreement_step_of,
    amendment_of,
    expectations_are_asked,
    get_mentorship_with_agreements,
    has_signed,
    own_party,
)
from rapport.mentorships.services.agreements import propose_amendment, sign_agreement, withdraw_amendment
from rapport.web.agreement_words import amendment_in_words, earlier_agreements, waiting_in_words
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.pairs import others_than
from rapport.web.participant.expectation_forms import AmendmentForm
from rapport.web.participant.forms import SignForm
from rapport.web.participant.mentorships import mentorship_crumbs, mentorship_tabs
from rapport.web.signatures import signature_lines

if TYPE_CHECKING:
    from rapport.mentorships.models import Agreement, Mentorship, MentorshipParty

BEFORE_SIGNING = frozenset(
    {
        AgreementStep.ANSWER,
        AgreementStep.WAIT_FOR_ANSWERS,
        AgreementStep.SETTLE,
        AgreementStep.WAIT_FOR_WORDING,
    }
)


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def agreement_sign(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Show the text and who has signed, and a change that waits; take the reader's name."""
    mentorship, agreement, party = _place(request, mentorship_id)
    to_sign = amendment_of(mentorship) or agreement
    form = SignForm(request.POST or None, party=party, mentorship=mentorship, read=to_sign.digest)
    if request.method == "POST" and form.is_valid():
        try:
            signed = _sign(request, to_sign, form)
        except AlreadySigned:
            return redirect("participant:agreement-sign", mentorship_id)
        except MentorshipOver as error:
            messages.warning(request, str(error))
            return redirect("participant:agreement-sign", mentorship_id)
        except AgreementChanged as error:
            mentorship, agreement, party = _place(request, mentorship_id)
            to_sign = amendment_of(mentorship) or agreement
            if has_signed(to_sign, party):
                messages.warning(request, _why_not_signed(mentorship, form.cleaned_data["read"], error))
                return redirect("participant:agreement-sign", mentorship_id)
            form.add_error(None, str(error))
            form.ask_again(to_sign.digest)
        else:
            messages.success(
                request, _sentence(signed, mentorship=mentorship, is_amendment=to_sign != agreement)
            )
            return redirect("participant:mentorship-home", mentorship_id)
    is_asked = mentorship.state != MentorshipState.CLOSED and not has_signed(to_sign, party)
    context = _page(request, mentorship, agreement, party) | {"form": form if is_asked else None}
    return render(request, "participant/agreement.html", context, status=422 if form.is_bound else 200)


def _place(request: ActorRequest, mentorship_id: str) -> "tuple[Mentorship, Agreement, MentorshipParty]":
    mentorship = get_mentorship_with_agreements(by=request.actor, id=mentorship_id, may=can_use_mentorship)
    agreement, party = agreement_of(mentorship), own_party(mentorship, by=request.actor)
    if agreement is None or party is None:
        raise NotFound
    return mentorship, agreement, party


def _sign(request: ActorRequest, to_sign: "Agreement", form: SignForm) -> "Agreement":
    """Sign what was read; a form that does not say what that was has shown another text."""
    typed = form.cleaned_data
    if not typed["read"]:
        raise AgreementChanged
    return sign_agreement(to_sign, by=request.actor, name=typed["name"], read=typed["read"])


def _why_not_signed(mentorship: "Mentorship", read: str, changed: AgreementChanged) -> str:
    """Return what became of a text that was open, where there is nothing left to sign."""
    if any(each.digest == read for each in mentorship.agreements.all() if each.withdrawn_at):
        return _(
            "The change is off: it was taken back meanwhile. What you have both signed goes on as it is."
        )
    return str(changed)


def _page(
    request: ActorRequest, mentorship: "Mentorship", agreement: "Agreement", party: "MentorshipParty"
) -> dict[str, Any]:
    amendment, step = amendment_of(mentorship), agreement_step_of(mentorship, party)
    if mentorship.state == MentorshipState.CLOSED:
        amendment, step = None, AgreementStep.DONE
    is_active = mentorship.state == MentorshipState.ACTIVE
    return {
        "mentorship": mentorship,
        "agreement": agreement,
        "lines": signature_lines(agreement, mentorship),
        "tabs": mentorship_tabs(mentorship, request.path),
        "step": step,
        "is_before_signing": step in BEFORE_SIGNING,
        "waiting": waiting_in_words(mentorship, step),
        "may_settle": bool(agreement.points) and expectations_are_asked(mentorship),
        "may_amend": step == AgreementStep.DONE and is_active and amendment is None,
        "amendment": amendment and amendment_in_words(amendment, mentorship, by=request.actor),
        "earlier": earlier_agreements(mentorship),
    }


def _sentence(signed: "Agreement", *, mentorship: "Mentorship", is_amendment: bool) -> str:
    if signed.state != AgreementState.SIGNED:
        return _("Thank you. We have asked the other side to sign as well.")
    if is_amendment:
        return _("Everybody has signed. From now on the new version holds.")
    if not mentorship.waits_for_agreement:
        return _("Everybody has signed. Your agreement holds from now on.")
    return _("Everybody has signed. You can hold your first meeting, and record it afterwards.")


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def agreement_change(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Ask what should be different, and why; what is signed holds until all have signed the new version."""
    mentorship = get_mentorship_with_agreements(by=request.actor, id=mentorship_id, may=can_amend_agreement)
    agreement, party = agreement_in_force(mentorship), own_party(mentorship, by=request.actor)
    if agreement is None or party is None or amendment_of(mentorship):
        return redirect("participant:agreement-sign", mentorship_id)
    form = AmendmentForm(
        request.POST if request.method == "POST" else None,
        points=agreement.points,
        others=others_than(party, mentorship),
    )
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            propose_amendment(mentorship, by=request.actor, reason=reason, points=form.points())
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Proposed. Now sign it yourself; we have asked the other side to."))
            return redirect("participant:agreement-sign", mentorship_id)
    context = {"form": form, "mentorship": mentorship, "crumbs": mentorship_crumbs(mentorship)}
    return render(request, "participant/agreement_change.html", context, status=422 if form.is_bound else 200)


@require_POST
@participant_page
def amendment_withdraw(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Take a change back, or turn it down."""
    mentorship = get_mentorship_with_agreements(by=request.actor, id=mentorship_id, may=can_amend_agreement)
    amendment = amendment_of(mentorship)
    if amendment is not None:
        try:
            withdraw_amendment(amendment, by=request.actor)
        except MentorshipOver as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("The change is off. What you have signed goes on as it is."))
    return redirect("participant:agreement-sign", mentorship_id)
