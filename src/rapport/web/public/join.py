"""The public page of a cohort that looks for people: what it is, who can apply, until when, and the way in."""

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.accounts.services import ensure_person
from rapport.core.actors import Actor
from rapport.core.errors import NotFound, RapportError
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.selectors import role_word, rule_in_words
from rapport.questionnaires.selectors import sections_of
from rapport.recruitment.choices import APPLICANT_HAT
from rapport.recruitment.selectors import (
    Way,
    get_picture,
    get_public_form,
    picture_of,
    questions_to_apply,
    standing_application,
)
from rapport.recruitment.services.applications import begin_application
from rapport.web.addresses import address
from rapport.web.downloads import page_picture
from rapport.web.public.join_forms import AddressForm
from rapport.web.wording import counted, day

if TYPE_CHECKING:
    from rapport.accounts.models import Person
    from rapport.recruitment.models import ApplicationForm


@require_safe
def join(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show everybody what the programme offers and asks."""
    form = get_public_form(form_id)
    timezone.activate(form.time_zone)
    return render(request, "public/join.html", page_of(form))


@require_safe
def join_picture(request: HttpRequest, form_id: str, picture_id: str) -> HttpResponse:  # noqa: ARG001 - as every page
    """Hand out the picture on the page, for as long as the page is public."""
    return page_picture(get_picture(get_public_form(form_id), id=picture_id))


@require_http_methods(["GET", "POST"])
def join_begin(request: HttpRequest, form_id: str, role: ParticipantRole) -> HttpResponse:
    """Let somebody begin: a stranger says an address and proves it, who is signed in goes right ahead."""
    form = get_public_form(form_id)
    timezone.activate(form.time_zone)
    if role not in form.roles:
        raise NotFound
    return begin(request, Way(form), role, back=address("join", form_id))


def begin(request: HttpRequest, way: Way, role: ParticipantRole, *, back: str) -> HttpResponse:
    """Let somebody begin by whichever way they come."""
    if request.user.is_authenticated:
        return _begin_as_person(request, way, role, back=back)
    return _begin_as_stranger(request, way, role, back=back)


def _begin_as_stranger(request: HttpRequest, way: Way, role: ParticipantRole, *, back: str) -> HttpResponse:
    """Send a code. Every address gets one, so that nothing tells whether it was known before."""
    asked = AddressForm(request.POST if request.method == "POST" and not way.form.is_over else None)
    if asked.is_bound and asked.is_valid():
        person = ensure_person(asked.cleaned_data["email"])
        LoginCodeVerificationProcess.initiate(request=request, user=person, email=person.email)
        return redirect(f"{reverse('account_confirm_login_code')}?{urlencode({'next': request.path})}")
    status = 422 if asked.is_bound else 200
    return _begin_page(request, way.form, role, back=back, address_form=asked, status=status)


def _begin_as_person(request: HttpRequest, way: Way, role: ParticipantRole, *, back: str) -> HttpResponse:
    form = way.form
    person = cast("Person", request.user)
    by = Actor(person, form.cohort.programme.organisation, APPLICANT_HAT)
    error = ""
    if request.method == "POST":
        try:
            application = begin_application(form, role=role, by=by, way=way)
        except RapportError as refused:
            error = str(refused)
        else:
            if application.is_draft:
                return redirect("applicant:step", application.public_id, 1)
            return redirect("applicant:application", application.public_id)
    standing = standing_application(form, role=role, person=person)
    status = 422 if error else 200
    return _begin_page(request, form, role, back=back, standing=standing, error=error, status=status)


def _begin_page(
    request: HttpRequest, form: "ApplicationForm", role: ParticipantRole, *, status: int, **context: Any
) -> HttpResponse:
    programme = form.cohort.programme
    context |= {
        "form": form,
        "programme": programme,
        "role": role_word(programme, role),
        "deadline": deadline_of(form),
    }
    return render(request, "public/join_begin.html", context, status=status)


def page_of(form: "ApplicationForm", *, way: Way | None = None) -> dict[str, Any]:
    """Return what the page shows, which the coordinator sees before it is published."""
    programme = form.cohort.programme
    way = way or Way(form)
    picture = picture_of(form)
    shown_at = address("join-picture", form.public_id, picture.public_id) if picture else ""
    asked = ("invited-begin", way.asked_by.public_id) if way.asked_by else ("join-begin", form.public_id)
    return {
        "form": form,
        "cohort": form.cohort,
        "programme": programme,
        "picture": picture,
        "picture_url": shown_at if form.published_at else "",
        "facts": _facts(form),
        "roles": [
            {
                "value": role.value,
                "word": role_word(programme, role),
                "asked": _asked(form, role),
                "url": address(*asked, role.value),
            }
            for role in way.roles
        ],
        "deadline": deadline_of(form),
    }


def _facts(form: "ApplicationForm") -> list[tuple[str, str]]:
    cohort, rule = form.cohort, rule_in_words(form.cohort.programme)
    span = _("%(first)s to %(last)s") % {"first": day(cohort.starts_on), "last": day(cohort.ends_on)}
    length = counted(form.minutes, "minute") if form.minutes else ""
    facts = [
        (_("When it runs"), span),
        (_("How often you meet"), capfirst(rule)),
        (_("How long applying takes"), _("About %(length)s") % {"length": length} if length else ""),
        (_("Apply by"), deadline_of(form)),
    ]
    return [(label, value) for label, value in facts if value]


def deadline_of(form: "ApplicationForm") -> str:
    """Return the last day with the zone in which it ends: who reads this may live in another one."""
    if form.last_day is None:
        return ""
    zone = form.time_zone.replace("_", " ")
    return _("%(day)s, until midnight (%(zone)s time)") % {"day": day(form.last_day), "zone": zone}


def _asked(form: "ApplicationForm", role: str) -> list[tuple[str, list[str]]]:
    """Return the questions under their headings; what depends on an answer is met on the way."""
    asked = [question for question in questions_to_apply(form.cohort, role) if not question.shown_if]
    return [
        (heading, [question.label for question in under]) for heading, under in sections_of(asked).items()
    ]
