"""The public page of a cohort that looks for people: what it is, who can apply, until when."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapport.programmes.selectors import role_word, rule_in_words
from rapport.questionnaires.selectors import sections_of
from rapport.recruitment.selectors import get_public_form, questions_to_apply
from rapport.web.wording import counted, day

if TYPE_CHECKING:
    from rapport.recruitment.models import ApplicationForm


@require_safe
def join(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show everybody what the programme offers and asks."""
    form = get_public_form(form_id)
    timezone.activate(form.time_zone)
    return render(request, "public/join.html", page_of(form))


def page_of(form: "ApplicationForm") -> dict[str, Any]:
    """Return what the page shows, which the coordinator sees before it is published."""
    programme = form.cohort.programme
    return {
        "form": form,
        "cohort": form.cohort,
        "programme": programme,
        "facts": _facts(form),
        "roles": [
            {
                "value": role.value,
                "word": role_word(programme, role),
                "asked": _asked(form, role),
            }
            for role in form.roles
        ],
        "deadline": deadline_of(form),
    }


def _facts(form: "ApplicationForm") -> list[tuple[str, str]]:
    cohort, rule = form.cohort, rule_in_words(form.cohort.programme)
    span = _("%(first)s to %(last)s") % {"first": day(cohort.starts_on), "last": day(cohort.ends_on)}
    length = counted(form.minutes, "minute") if form.minutes else ""
    facts = [
        (_("When it runs"), span),
        (_("How often you meet"), rule),
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
