"""Match runs: start one, watch it, cancel it, and read its stamp later."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from rapport.matching.choices import RunState
from rapport.matching.policies import can_cancel_run, can_see_run
from rapport.matching.selectors import certificate_of, get_run, runs_of_cohort, standing_of
from rapport.matching.services.runs import cancel_run, request_run
from rapport.web.addresses import address
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort, stay_in


@require_POST
@staff_page
def run_request(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Ask for a run."""
    cohort = enter_cohort(request, cohort_id)
    run = request_run(cohort, by=request.actor)
    return redirect("coordinator:run", cohort.public_id, run.public_id)


@require_GET
@staff_page
def run_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show all runs of a cohort."""
    cohort = enter_cohort(request, cohort_id)
    context = {"cohort": cohort, "runs": runs_of_cohort(cohort)}
    return render(request, "coordinator/runs.html", context)


@require_GET
@staff_page
def run(request: ActorRequest, cohort_id: str, run_id: str) -> HttpResponse:
    """Show how far a run is, or how it ended. A page that watches goes on to the proposals by itself."""
    found = get_run(by=request.actor, id=run_id, may=can_see_run)
    cohort = stay_in(request, found.cohort, cohort_id)
    if request.htmx and found.state == RunState.DONE:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(address("coordinator:proposal-list", cohort.public_id))
    part = "#progress" if request.htmx and found.is_open else ""  # type: ignore[attr-defined]
    context = {
        "cohort": cohort,
        "run": found,
        "percent": round(100 * found.progress),
        "certificate": certificate_of(found, standing_of(found)),
    }
    return render(request, f"coordinator/run.html{part}", context)


@require_POST
@staff_page
def run_cancel(request: ActorRequest, cohort_id: str, run_id: str) -> HttpResponse:
    """Stop a run."""
    found = get_run(by=request.actor, id=run_id, may=can_cancel_run)
    cohort = stay_in(request, found.cohort, cohort_id)
    cancel_run(found, by=request.actor)
    messages.success(request, _("The run is being stopped. The drafts before it stay."))
    return redirect("coordinator:run", cohort.public_id, found.public_id)
