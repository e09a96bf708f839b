"""How a cohort recruits: what its public page says, publishing it, the link and the code for posters."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import NotFound, RapportError
from rapport.recruitment.selectors import application_form_of, quotas_of
from rapport.recruitment.services.forms import publish_form, set_application_form, unpublish_form
from rapport.web.addresses import address
from rapport.web.coordinator.recruiting_forms import RecruitingForm
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.public.join import page_of
from rapport.web.qr_codes import draw_qr_code, qr_code_file
from rapport.web.rail import enter_cohort

if TYPE_CHECKING:
    from rapport.recruitment.models import ApplicationForm


@require_http_methods(["GET", "POST"])
@staff_page
def recruiting(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Write the public page, see it, and share it."""
    cohort = enter_cohort(request, cohort_id)
    standing = application_form_of(cohort)
    sent = request.POST if request.method == "POST" else None
    form = RecruitingForm(sent, standing=standing, quotas=quotas_of(cohort))
    if request.method == "POST" and form.is_valid():
        try:
            set_application_form(cohort, by=request.actor, **form.given())
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("coordinator:recruiting", cohort.public_id)
    preview = page_of(standing)
    context = {"cohort": cohort, "form": form, "standing": standing, "preview": preview}
    if picture := preview["picture"]:
        context["picture_url"] = address("coordinator:form-picture", cohort.public_id, picture.public_id)
    context |= _shared(standing) if standing.published_at else {}
    return render(request, "coordinator/recruiting.html", context, status=422 if form.errors else 200)


def _shared(form: "ApplicationForm") -> dict[str, Any]:
    link = link_of(form)
    return {"link": link, "code": draw_qr_code(link)}


def link_of(form: "ApplicationForm") -> str:
    """Return the address that goes on posters."""
    return f"{settings.BASE_URL.rstrip('/')}{address('join', form.public_id)}"


@require_POST
@staff_page
def form_publish(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show the page to everybody."""
    cohort = enter_cohort(request, cohort_id)
    try:
        publish_form(cohort, by=request.actor)
    except RapportError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The page is public. Share its link."))
    return redirect("coordinator:recruiting", cohort.public_id)


@require_POST
@staff_page
def form_unpublish(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Take the page down."""
    cohort = enter_cohort(request, cohort_id)
    unpublish_form(cohort, by=request.actor)
    messages.success(
        request, _("The page is gone for strangers. Its link works again when you publish it again.")
    )
    return redirect("coordinator:recruiting", cohort.public_id)


@require_GET
@staff_page
def qr_code(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Hand out the code of the public page, to be printed."""
    cohort = enter_cohort(request, cohort_id)
    form = application_form_of(cohort)
    if form.published_at is None:
        raise NotFound
    name = slugify(f"{cohort.programme.name} {cohort.name}") or "code"
    disposition = f'attachment; filename="{name}.svg"'
    return HttpResponse(
        qr_code_file(link_of(form)),
        content_type="image/svg+xml",
        headers={"Content-Disposition": disposition},
    )
