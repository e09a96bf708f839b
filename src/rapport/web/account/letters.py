"""Which letters somebody gets of those that they need not: chosen on a page, or refused by the link in a letter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rapport.accounts.selectors import get_refusal, kinds_refused
from rapport.accounts.services import choose_letters, refuse_letters, want_letters
from rapport.letters.kinds import optional_kinds
from rapport.web.account.forms import LetterChoiceForm


@require_http_methods(["GET", "POST"])
@login_required
def letter_choices(request: HttpRequest) -> HttpResponse:
    """Show what somebody has chosen, and take a new choice."""
    person = request.user
    refused = kinds_refused(person)  # type: ignore[arg-type]
    wanted = [kind.key for kind in optional_kinds() if kind.key not in refused]
    form = LetterChoiceForm(request.POST if request.method == "POST" else None, initial={"wanted": wanted})
    if request.method == "POST" and form.is_valid():
        choose_letters(person, form.cleaned_data["wanted"])  # type: ignore[arg-type]
        messages.success(request, _("Saved. It holds from the next letter on."))
        return redirect("hats:letter-choices")
    return render(request, "account/letters.html", {"form": form}, status=422 if form.errors else 200)


@csrf_exempt  # a mail program that sends this has no cookie, and needs none: the token in the address is the proof
@require_http_methods(["GET", "POST"])
def letter_refuse(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether somebody wants no more letters of a kind; a POST, also from their mail program, says so.

    A GET changes nothing, as scanners open every link of a mail.
    """
    person, kind = get_refusal(token)
    if request.method == "POST":
        if "again" in request.POST:
            want_letters(person, [kind.key])
        else:
            everything = [each.key for each in optional_kinds()]
            refuse_letters(person, everything if "all" in request.POST else [kind.key])
    context = {"kind": kind, "token": token, "is_refused": kind.key in kinds_refused(person)}
    return render(request, "account/letter_refuse.html", context)
