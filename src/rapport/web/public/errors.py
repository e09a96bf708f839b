"""Pages for what went wrong before a view was reached."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that the form was too old, and that nothing happened."""
    sentence = _("This form was open for too long. Please try again.")
    return render(request, "403.html", {"message": sentence}, status=403)
