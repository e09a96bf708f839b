"""A guardian's consent by a signed link: read, given, refused, taken back; nothing is told to whoever has no right link."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from rapport.core.errors import NotFound
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.selectors import role_word
from rapport.recruitment.choices import ConsentState
from rapport.recruitment.selectors import questions_of
from rapport.recruitment.selectors.guardians import get_consent_by_link
from rapport.recruitment.services.guardians import (
    end_of_consent,
    give_consent,
    refuse_consent,
    withdraw_consent,
)
from rapport.screening.selectors import checks_required
from rapport.web.public.references import over

if TYPE_CHECKING:
    from rapport.recruitment.models import GuardianConsent

NOES = {"refuse": refuse_consent, "withdraw": withdraw_consent}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, link: str) -> HttpResponse:
    """Say what it is about, and take the answer. Looking at it changes nothing: mail scanners follow links."""
    try:
        found = get_consent_by_link(link)
        if request.method == "POST":
            return _answered(found, link, request.POST.get("answer", ""))
    except NotFound:
        return over(request)
    timezone.activate(found.application.cohort.programme.time_zone)
    return render(request, "public/consent.html", {"link": link} | _about(found))


def _answered(found: "GuardianConsent", link: str, answer: str) -> HttpResponse:
    if answer == "give":
        give_consent(found)
    elif answer in NOES:
        NOES[answer](found)
        return redirect("consent-thanks")
    return redirect("consent", link)


def _about(found: "GuardianConsent") -> dict[str, Any]:
    """Return what a guardian has to know: whom they would meet, what is asked, who reads it, how long it holds."""
    application = found.application
    programme, cohort = application.cohort.programme, application.cohort
    other = ParticipantRole.MENTOR if application.role == ParticipantRole.MENTEE else ParticipantRole.MENTEE
    asked = questions_of(application)
    return {
        "consent": found,
        "is_given": found.state == ConsentState.GIVEN,
        "applicant": application.name,
        "programme": programme,
        "cohort": cohort,
        "role": role_word(programme, application.role),
        "other": role_word(programme, other),
        "checks": [each.name for each in checks_required(programme) if each.role == other],
        "shown": [each.label for each in asked if not each.is_sensitive and not each.asked_when],
        "kept": [each.label for each in asked if each.is_sensitive or each.asked_when],
        "would_end": end_of_consent(cohort),
    }


@require_safe
def consent_thanks(request: HttpRequest) -> HttpResponse:
    """Confirm a no; the page knows nobody."""
    return render(request, "public/consent_thanks.html")
