"""Reservations about applicants: noted by whoever may consider the application."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rapport.core.errors import RapportError
from rapport.recruitment.choices import Light
from rapport.recruitment.policies import can_consider_applicant, can_note_reservation
from rapport.recruitment.selectors.interviews import get_considered
from rapport.recruitment.services.reservations import note_reservation
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.participant.forms import describe
from rapport.web.reviewer.interviews import leading_back, way_back


class ReservationForm(forms.Form):
    """What happened, and how heavily it weighs."""

    note = forms.CharField(
        label=gettext_lazy("What happened?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "What you saw, heard or read, when, and from whom. No diagnosis and no guess: "
            "write it so that the applicant could read it."
        ),
    )
    light = forms.ChoiceField(
        label=gettext_lazy("How heavily does it weigh?"), choices=Light.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        seen_by = gettext_lazy("Read by you and by those who run the programme; never by other reviewers")
        describe(self.fields["note"], seen_by=seen_by)


@require_http_methods(["GET", "POST"])
@staff_page
def reservation_add(request: ActorRequest, application_id: str) -> HttpResponse:
    """Ask what happened; note it down."""
    may = can_note_reservation if request.method == "GET" else can_consider_applicant
    found = get_considered(by=request.actor, id=application_id, may=may)
    form = ReservationForm(request.POST if request.method == "POST" else None)
    back = way_back(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            note_reservation(found, by=request.actor, **form.cleaned_data)
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is noted down."))
            return redirect(back)
    context = {"application": found, "form": form} | leading_back(request, found)
    return render(request, "reviewer/reservation.html", context, status=422 if form.errors else 200)
