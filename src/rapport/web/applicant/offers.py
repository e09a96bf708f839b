"""Taking up a place that one was offered; saying no is withdrawing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapport.recruitment.errors import OfferHeldUp, OfferOver
from rapport.recruitment.policies import can_answer_own_offer
from rapport.recruitment.services.offers import accept_offer
from rapport.web.applicant.pages import enter_application, signed_in_page


@require_POST
@signed_in_page
def offer_accept(request: HttpRequest, application_id: str) -> HttpResponse:
    """Say yes to the place."""
    found, by = enter_application(request, application_id, may=can_answer_own_offer)
    try:
        accept_offer(found, by=by)
    except (OfferOver, OfferHeldUp) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Welcome! The place is yours."))
    return redirect("applicant:application", found.public_id)
