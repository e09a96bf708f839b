"""A reference by a signed link: asked without an account, answered once, and nothing told to whoever has no right link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.core.errors import NotFound
from rapport.programmes.selectors import role_word
from rapport.screening.selectors import get_reference_by_link
from rapport.screening.services.references import decline_reference, give_reference
from rapport.web.public.reference_forms import ReferenceForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reference(request: HttpRequest, link: str) -> HttpResponse:
    """Ask, and take the answer. Looking at it changes nothing: mail scanners follow links."""
    form = ReferenceForm(request.POST if request.method == "POST" else None)
    try:
        found = get_reference_by_link(link)
        if request.method == "POST" and form.is_valid():
            give_reference(found, **form.cleaned_data)
            return redirect("reference-thanks")
    except NotFound:
        return over(request, written=form)
    programme = found.application.cohort.programme
    timezone.activate(programme.time_zone)
    context = {
        "form": form,
        "link": link,
        "reference": found,
        "applicant": found.application.name,
        "programme": programme,
        "role": role_word(programme, found.application.role),
    }
    return render(request, "public/reference.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_POST
def reference_decline(request: HttpRequest, link: str) -> HttpResponse:
    """Take a no."""
    try:
        decline_reference(get_reference_by_link(link))
    except NotFound:
        return over(request)
    return redirect("reference-thanks")


@require_safe
def reference_thanks(request: HttpRequest) -> HttpResponse:
    """Thank whoever has answered; the page knows nobody."""
    return render(request, "public/reference_thanks.html")


def over(request: HttpRequest, *, written: ReferenceForm | None = None) -> HttpResponse:
    """Say that a link leads nowhere, in the same words whatever the reason; what was typed is given back."""
    return render(request, "public/link_over.html", {"written": written}, status=404)
