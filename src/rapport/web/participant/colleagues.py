"""Inviting a colleague: a link and a code of one's own, a letter, and how many have applied."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from rapport.core.errors import RapportError
from rapport.programmes.selectors import get_participation, role_word
from rapport.recruitment.policies import can_invite_colleague
from rapport.recruitment.selectors import count_applied_by, own_link_of
from rapport.recruitment.services.colleagues import LETTERS_A_DAY, invite_colleague, make_own_link
from rapport.web.addresses import address
from rapport.web.components import Crumb
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.qr_codes import draw_qr_code


class ColleagueForm(forms.Form):
    """Whom to write to."""

    email = forms.EmailField(label=gettext_lazy("Their e-mail address"), max_length=254)
    name = forms.CharField(label=gettext_lazy("Their name"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vars(self.fields["email"]).update(
            visibility_note=_("Those who run the programme see whom you have invited")
        )


@require_http_methods(["GET", "POST"])
@participant_page
def colleague_invite(request: ActorRequest, participation_id: str) -> HttpResponse:
    """Show one's own link, and write to a colleague."""
    own = get_participation(by=request.actor, id=participation_id, may=can_invite_colleague)
    form = ColleagueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            invite_colleague(own, by=request.actor, **form.cleaned_data)
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            told = _(
                "Thank you. A letter goes to %(address)s, unless we know them already or they want none."
            )
            messages.success(request, told % {"address": form.cleaned_data["email"]})
            return redirect("participant:colleague-invite", own.public_id)
    link = own_link_of(own)
    shared = f"{settings.BASE_URL.rstrip('/')}{address('invited', link.public_id)}" if link else ""
    context = {
        "participation": own,
        "programme": own.cohort.programme,
        "role": role_word(own.cohort.programme, own.role),
        "form": form,
        "link": link,
        "shared": shared,
        "code": draw_qr_code(shared) if shared else "",
        "applied": count_applied_by(own),
        "a_day": LETTERS_A_DAY,
        "crumbs": [Crumb(_("My profile"), address("participant:profile"))],
    }
    return render(request, "participant/colleagues.html", context, status=422 if form.errors else 200)


@require_POST
@participant_page
def colleague_link(request: ActorRequest, participation_id: str) -> HttpResponse:
    """Make one's own link."""
    own = get_participation(by=request.actor, id=participation_id, may=can_invite_colleague)
    make_own_link(own, by=request.actor)
    return redirect("participant:colleague-invite", own.public_id)
