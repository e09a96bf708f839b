"""Reservations about applicants, settled with a note of how."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rapport.core.errors import RapportError
from rapport.recruitment.policies import can_settle_reservation
from rapport.recruitment.selectors.reservations import get_reservation
from rapport.recruitment.services.reservations import settle_reservation
from rapport.web.coordinator.crumbs import to_applications
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.participant.forms import describe
from rapport.web.rail import stay_in_cohort

PLACE = "application-list"


class SettlementForm(forms.Form):
    """How a reservation was settled."""

    settlement = forms.CharField(
        label=gettext_lazy("How was it settled?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Whom you asked, what they said, and why that is enough."),
    )

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        seen_by = gettext_lazy("Read by those who run the programme, and by whoever noted it down")
        describe(self.fields["settlement"], seen_by=seen_by)


@require_http_methods(["GET", "POST"])
@staff_page
def reservation_settle(request: ActorRequest, reservation_id: str) -> HttpResponse:
    """Show what was noted; settle it once it is said how."""
    found = get_reservation(by=request.actor, id=reservation_id, may=can_settle_reservation)
    cohort = stay_in_cohort(request, found.application.cohort, place=PLACE)
    form = SettlementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            settle_reservation(found, by=request.actor, **form.cleaned_data)
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Settled. What was noted stays readable."))
            return redirect("coordinator:application", found.application.public_id)
    crumbs = to_applications(cohort, found.application)
    context = {"cohort": cohort, "reservation": found, "form": form, "crumbs": crumbs}
    return render(request, "coordinator/reservation.html", context, status=422 if form.errors else 200)
