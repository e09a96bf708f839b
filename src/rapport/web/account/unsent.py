"""What arrived when the session had just ended: send it now, or throw it away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rapport.core.errors import NotFound
from rapport.web.unsent import forget_unsent, to_sign_in, unsent_of


@require_http_methods(["GET", "POST"])
def unsent(request: HttpRequest) -> HttpResponse:
    """Show what was typed; a POST throws it away."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    kept = unsent_of(request)
    if kept is None:
        raise NotFound
    if request.method == "POST":
        forget_unsent(request)
        return redirect("home")
    return render(request, "account/unsent.html", {"unsent": kept})
