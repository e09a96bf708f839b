"""Today: what needs the coordinator now, oldest first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rapport.reporting.selectors import today_of_cohort
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort


@require_GET
@staff_page
def today(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show what needs somebody, and how the cohort is doing."""
    cohort = enter_cohort(request, cohort_id)
    return render(request, "coordinator/today.html", {"cohort": cohort, "today": today_of_cohort(cohort)})
