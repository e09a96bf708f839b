"""The way back from pages that stand under a place of the rail."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from rapport.web.account.hats import safe_next
from rapport.web.addresses import address
from rapport.web.components import Crumb

if TYPE_CHECKING:
    from django.http import HttpRequest

    from rapport.programmes.models import Cohort, Programme
    from rapport.recruitment.models import Application


def to_programmes() -> list[Crumb]:
    """Lead back to the list of programmes."""
    return [Crumb(_("Programmes"), address("coordinator:programme-list"))]


def way_back(request: "HttpRequest", programme: "Programme") -> str:
    """Return the page that somebody has come from, as its link says; else the programme in the list of all."""
    came_from = request.POST.get("next", "") or request.GET.get("next", "")
    its_card = f"{address('coordinator:programme-list')}#programme-{programme.public_id}"
    return safe_next(request, came_from) or its_card


def to_recruiting(cohort: "Cohort", *, by_invitations: bool = False) -> list[Crumb]:
    """Lead back to how a cohort recruits, by way of its invitations where that is the way."""
    crumbs = [Crumb(_("Recruiting"), address("coordinator:recruiting", cohort.public_id))]
    if by_invitations:
        crumbs.append(Crumb(_("Invitations"), address("coordinator:invitation-list", cohort.public_id)))
    return crumbs


def to_applications(cohort: "Cohort", application: "Application | None" = None) -> list[Crumb]:
    """Lead back to a cohort's applications, by way of one where that is the way."""
    crumbs = [Crumb(_("Applications"), address("coordinator:application-list", cohort.public_id))]
    if application is not None:
        crumbs.append(Crumb(application.name, address("coordinator:application", application.public_id)))
    return crumbs


def to_participants(cohort: "Cohort", *, by_questions: bool = False) -> list[Crumb]:
    """Lead back to a cohort's participants, by way of its questions where that is the way."""
    crumbs = [Crumb(_("Participants"), address("coordinator:participation-list", cohort.public_id))]
    if by_questions:
        crumbs.append(Crumb(_("Questions"), address("coordinator:question-list", cohort.public_id)))
    return crumbs
