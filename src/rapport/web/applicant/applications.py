"""My applications: where each stands, what I wrote, and taking it back."""

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.questionnaires.selectors import file_of, questions_missing, questions_shown, sections_of
from rapport.recruitment.choices import EDITABLE, UNDER_WAY
from rapport.recruitment.policies import can_withdraw_own_application
from rapport.recruitment.selectors import (
    application_form_of,
    applications_of,
    is_form_open,
    position_of,
    questions_of,
)
from rapport.recruitment.selectors.guardians import consent_of
from rapport.screening.services.withdrawals import withdraw_whole_application
from rapport.web.answer_forms import answer_in_words
from rapport.web.applicant.pages import (
    enter_application,
    signed_in_page,
    stage_line_of,
    steps_before_matching,
    title_of,
)
from rapport.web.downloads import brought_file
from rapport.web.public.join import deadline_of
from rapport.web.wording import place_in_line

if TYPE_CHECKING:
    from rapport.accounts.models import Person
    from rapport.core.actors import Actor
    from rapport.recruitment.models import Application


@require_safe
@signed_in_page
def application_list(request: HttpRequest) -> HttpResponse:
    """Show everything that somebody has applied for."""
    found = applications_of(cast("Person", request.user))
    shown = [{"application": each, "title": title_of(each), "stages": stage_line_of(each)} for each in found]
    return render(request, "applicant/applications.html", {"shown": shown})


@require_safe
@signed_in_page
def application(request: HttpRequest, application_id: str) -> HttpResponse:
    """Show one application: how far it has come, what was written, what can be done."""
    found, _by = enter_application(request, application_id, may=_is_mine)
    questions, answers = questions_of(found), found.answers.values
    shown = questions_shown(questions, answers)
    context = {
        "application": found,
        "title": title_of(found),
        "stages": stage_line_of(found),
        "sections": [
            (heading, [(each, answer_in_words(answers.get(each.key))) for each in under])
            for heading, under in sections_of(shown).items()
        ],
        "missing": [] if found.is_draft else questions_missing(questions, answers),
        "may_edit": found.state in EDITABLE and is_form_open(found),
        "may_withdraw": found.state in UNDER_WAY,
        "first_steps": steps_before_matching(request, found),
        "consent": consent_of(found),
        "place_in_line": place_in_line(position_of(found)),
        "deadline": deadline_of(application_form_of(found.cohort)),
    }
    return render(request, "applicant/application.html", context)


def _is_mine(by: "Actor", application: "Application") -> bool:
    return application.person_id == by.person.pk


@require_http_methods(["GET", "POST"])
@signed_in_page
def withdraw(request: HttpRequest, application_id: str) -> HttpResponse:
    """Say what withdrawing means; withdraw once confirmed."""
    found, by = enter_application(request, application_id, may=can_withdraw_own_application)
    if request.method == "POST":
        withdraw_whole_application(found, by=by)
        messages.success(request, _("Your application is withdrawn, and your answers are deleted."))
        return redirect("applicant:application", found.public_id)
    context = {"application": found, "title": title_of(found)}
    return render(request, "applicant/withdraw.html", context)


@require_safe
@signed_in_page
def file(request: HttpRequest, application_id: str, key: str) -> HttpResponse:
    """Hand out a file that somebody has sent, to themselves."""
    found, _by = enter_application(request, application_id, may=_is_mine)
    return brought_file(file_of(found.answers, key))
