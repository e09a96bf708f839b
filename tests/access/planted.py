"""Addresses with holes, which exist only so that the checker can be seen to find them."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from rapport.core.errors import NotFound
from rapport.programmes.models import Cohort
from rapport.programmes.policies import can_run_cohort
from rapport.programmes.selectors import get_cohort
from rapport.web.hats import ActorRequest, staff_page


@require_http_methods(["GET", "POST"])
@staff_page
def sound(request: ActorRequest, cohort_id: str) -> HttpResponse:
    cohort = get_cohort(by=request.actor, id=cohort_id, may=can_run_cohort)
    if request.method == "POST":
        Cohort.objects.filter(pk=cohort.pk).update(name="Renamed")
    return HttpResponse(cohort.name)


@require_GET
@staff_page
def open_to_all_staff(request: ActorRequest, cohort_id: str) -> HttpResponse:
    cohort = Cohort.objects.filter(public_id=cohort_id).first()
    if cohort is None:
        raise NotFound
    return HttpResponse(cohort.name)


@require_http_methods(["GET", "POST"])
@staff_page
def writing_before_asking(request: ActorRequest, cohort_id: str) -> HttpResponse:
    if request.method == "POST":
        Cohort.objects.filter(public_id=cohort_id).update(name="Renamed")
    return HttpResponse(get_cohort(by=request.actor, id=cohort_id, may=can_run_cohort).name)


@require_GET
@staff_page
def writing_on_get(request: ActorRequest, cohort_id: str) -> HttpResponse:
    cohort = get_cohort(by=request.actor, id=cohort_id, may=can_run_cohort)
    Cohort.objects.filter(pk=cohort.pk).update(name="Seen")
    return HttpResponse(cohort.name)


@require_GET
@staff_page
def telling_absent_from_foreign(request: ActorRequest, cohort_id: str) -> HttpResponse:
    exists = Cohort.objects.filter(public_id=cohort_id).exists()
    try:
        return HttpResponse(get_cohort(by=request.actor, id=cohort_id, may=can_run_cohort).name)
    except NotFound:
        return HttpResponse("not yours" if exists else "no such thing", status=404)


@csrf_exempt
@require_http_methods(["GET", "POST"])
@staff_page
def without_token(request: ActorRequest, cohort_id: str) -> HttpResponse:
    return HttpResponse(get_cohort(by=request.actor, id=cohort_id, may=can_run_cohort).name)


@staff_page
def any_method(request: ActorRequest, cohort_id: str) -> HttpResponse:
    return HttpResponse(get_cohort(by=request.actor, id=cohort_id, may=can_run_cohort).name)


@require_GET
@staff_page
def part_for_everybody(request: ActorRequest, cohort_id: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse("part")
    return HttpResponse(get_cohort(by=request.actor, id=cohort_id, may=can_run_cohort).name)


def not_asking_who(request: HttpRequest, cohort_id: str) -> HttpResponse:
    cohort = Cohort.objects.filter(public_id=cohort_id).first()
    return HttpResponse(cohort.name if cohort else "none", status=200 if cohort else 404)


VIEWS = (
    sound,
    open_to_all_staff,
    writing_before_asking,
    writing_on_get,
    telling_absent_from_foreign,
    without_token,
    any_method,
    part_for_everybody,
    not_asking_who,
)
planted = ([path(f"{view.__name__}/<str:cohort_id>/", view, name=view.__name__) for view in VIEWS], "planted")
urlpatterns = [path("planted/", include(planted)), path("", include("rapport.config.urls"))]
