"""Letters: what Rapport has sent, to whom, and what did not arrive."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rapport.accounts.letters import repeat_letter
from rapport.letters.selectors import get_letter_of_scope, letters_failed_of_scope, letters_of_scope
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort

PAGE = 50


@require_GET
@staff_page
def letter_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show the letters of a cohort, the newest first; those that did not go out stand above all others."""
    cohort = enter_cohort(request, cohort_id)
    page = Paginator(letters_of_scope(cohort.public_id), PAGE).get_page(request.GET.get("page"))
    failed = letters_failed_of_scope(cohort.public_id)[:PAGE] if page.number == 1 else []
    return render(request, "coordinator/letters.html", {"cohort": cohort, "page": page, "failed": failed})


@require_POST
@staff_page
def letter_resend(request: ActorRequest, cohort_id: str, letter_id: str) -> HttpResponse:
    """Send a letter again that failed."""
    cohort = enter_cohort(request, cohort_id)
    repeat_letter(get_letter_of_scope(cohort.public_id, id=letter_id), by=request.actor)
    messages.success(request, _("The letter is on its way again."))
    return redirect("coordinator:letter-list", cohort.public_id)
