"""The picture on a cohort's public page: seen, put there, described, taken away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.recruitment.selectors import application_form_of, get_picture, picture_of
from rapport.recruitment.services.pictures import describe_picture, remove_picture, set_picture
from rapport.web.bodies import takes_files
from rapport.web.coordinator.crumbs import to_recruiting
from rapport.web.coordinator.picture_forms import PictureForm
from rapport.web.downloads import page_picture
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort


@require_GET
@staff_page
def form_picture(request: ActorRequest, cohort_id: str, picture_id: str) -> HttpResponse:
    """Hand out the picture to who writes the page, whether it is public or not."""
    cohort = enter_cohort(request, cohort_id)
    return page_picture(get_picture(application_form_of(cohort), id=picture_id))


@require_http_methods(["GET", "POST"])
@staff_page
@takes_files
def form_picture_edit(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Put a picture on the page, or say in other words what it shows."""
    cohort = enter_cohort(request, cohort_id)
    standing = picture_of(application_form_of(cohort))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PictureForm(
        *sent, has_picture=standing is not None, initial={"words": standing.words if standing else ""}
    )
    if request.method == "POST" and form.is_valid():
        picture, words = form.cleaned_data["picture"], form.cleaned_data["words"]
        if picture:
            set_picture(cohort, picture, words=words, by=request.actor)
        else:
            describe_picture(cohort, words=words, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("coordinator:recruiting", cohort.public_id)
    context = {"cohort": cohort, "form": form, "picture": standing, "crumbs": to_recruiting(cohort)}
    return render(request, "coordinator/picture_form.html", context, status=422 if form.errors else 200)


@require_POST
@staff_page
def form_picture_remove(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Take the picture away."""
    cohort = enter_cohort(request, cohort_id)
    remove_picture(cohort, by=request.actor)
    messages.success(request, _("The picture is gone."))
    return redirect("coordinator:recruiting", cohort.public_id)
