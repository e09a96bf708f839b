"""Withdrawing an application with all that others outside have said about it."""

from django.db import transaction

from rapport.core.actors import Actor
from rapport.recruitment.models import Application
from rapport.recruitment.services.applications import withdraw_application
from rapport.screening.models import Reference


@transaction.atomic
def withdraw_whole_application(application: Application, *, by: Actor) -> Application:
    """Take an application back, or say no to an offer. *Also:* its references are deleted, and their links are dead."""
    withdrawn = withdraw_application(application, by=by)
    Reference.objects.filter(application=withdrawn).delete()
    return withdrawn
