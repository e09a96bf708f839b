"""Letters: what Rapport has sent, to whom, in which words, and what did not arrive."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rapport.accounts.letters import repeat_letter
from rapport.letters.kinds import KINDS
from rapport.letters.selectors import get_letter_of_scopes, letters_failed_of_scopes, letters_of_scopes
from rapport.web.addresses import address
from rapport.web.components import Crumb
from rapport.web.coordinator.letter_forms import LetterFilter
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort

PAGE = 50


@require_GET
@staff_page
def letter_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show the letters of a cohort, the newest first; until they are narrowed, what did not go out stands above."""
    cohort = enter_cohort(request, cohort_id)
    asked, text = LetterFilter(request.GET), request.GET.get("q", "").strip()
    wanted = asked.cleaned_data if asked.is_valid() else {}
    page = Paginator(letters_of_scopes(_scopes(cohort), text=text, **wanted), PAGE).get_page(
        request.GET.get("page")
    )
    is_narrowed = bool(text or any(wanted.values()))
    context = {
        "cohort": cohort,
        "page": page,
        "filter": asked,
        "query": text,
        "is_narrowed": is_narrowed,
        "failed": [] if is_narrowed or page.number > 1 else letters_failed_of_scopes(_scopes(cohort))[:PAGE],
    }
    return render(request, "coordinator/letters.html", context)


@require_GET
@staff_page
def letter(request: ActorRequest, cohort_id: str, letter_id: str) -> HttpResponse:
    """Show one letter as it was written, and how far it has come."""
    cohort = enter_cohort(request, cohort_id)
    found = get_letter_of_scopes(_scopes(cohort), id=letter_id)
    context = {
        "cohort": cohort,
        "letter": found,
        "kind": KINDS.get(found.kind),
        "language": settings.LANGUAGE_CODE,
        "crumbs": [Crumb(_("Letters"), address("coordinator:letter-list", cohort.public_id))],
    }
    return render(request, "coordinator/letter.html", context)


@require_POST
@staff_page
def letter_resend(request: ActorRequest, cohort_id: str, letter_id: str) -> HttpResponse:
    """Send a letter again that failed."""
    cohort = enter_cohort(request, cohort_id)
    repeat_letter(get_letter_of_scopes(_scopes(cohort), id=letter_id), by=request.actor)
    messages.success(request, _("The letter is on its way again."))
    return redirect("coordinator:letter-list", cohort.public_id)


def _scopes(cohort: "Cohort") -> tuple[str, str]:
    """Return under which ids a cohort's letters are filed: its own, and its programme's for those about no cohort."""
    return cohort.public_id, cohort.programme.public_id
