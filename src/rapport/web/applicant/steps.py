"""Writing an application: a page for each section, kept at every step, looked through at the end and sent."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.core.actors import Actor
from rapport.core.errors import NotFound
from rapport.questionnaires.selectors import questions_missing, questions_shown, sections_of
from rapport.recruitment.errors import AnswersMissing, ApplicationsClosed, GuardianIsOneself
from rapport.recruitment.policies import can_edit_own_application
from rapport.recruitment.selectors import application_form_of, questions_of
from rapport.recruitment.selectors.guardians import is_known_minor
from rapport.recruitment.services.applications import submit_application, write_application
from rapport.web.answer_forms import answer_in_words
from rapport.web.applicant.forms import GuardianForm, StepForm
from rapport.web.applicant.pages import enter_application, signed_in_page, title_of
from rapport.web.bodies import takes_files
from rapport.web.public.join import deadline_of

if TYPE_CHECKING:
    from rapport.questionnaires.models import Question
    from rapport.recruitment.models import Application


@dataclass(frozen=True)
class Step:
    """One section: its number in the address, its heading, and its questions, asked or not."""

    number: int
    heading: str
    questions: "list[Question]"


def steps_of(application: "Application") -> list[Step]:
    """Return every section; who is asked nothing still says their name."""
    sections = sections_of(questions_of(application)) or {"": []}
    return [
        Step(number, heading or _("About you"), under)
        for number, (heading, under) in enumerate(sections.items(), start=1)
    ]


def steps_to_take(application: "Application", steps: list[Step]) -> list[Step]:
    """Return the steps on which something is asked, by what was answered until now."""
    shown = {each.key for each in questions_shown(questions_of(application), application.answers.values)}
    return [
        step
        for step in steps
        if step.number == 1 or any(question.key in shown for question in step.questions)
    ]


@require_http_methods(["GET", "POST"])
@signed_in_page
@takes_files
def step(request: HttpRequest, application_id: str, number: int) -> HttpResponse:
    """Ask the questions of one section. What can be kept is kept, whatever is wrong with the rest."""
    found, by = enter_application(request, application_id, may=can_edit_own_application)
    steps = steps_of(found)
    here = next((each for each in steps if each.number == number), None)
    if here is None:
        raise NotFound
    form = StepForm(
        request.POST if request.method == "POST" else None,
        files=request.FILES if request.method == "POST" else None,
        application=found,
        questions=questions_of(found),
        section=here.questions,
        asks_name=number == 1,
    )
    stops = "stop" in request.POST and found.is_draft
    if stops:
        form.require_nothing()
    if request.method == "POST":
        if form.is_valid() or found.is_draft:
            found = _write(found, form, by=by)
        if not form.errors:
            return _onwards(request, found, steps, here, stops=stops)
    return _step_page(request, found, steps, here, form)


def _write(found: "Application", form: StepForm, *, by: Actor) -> "Application":
    """Keep what can be kept; if it is too late, what was typed still stands on the page."""
    name, files = form.cleaned_data.get("name"), form.valid_files()
    said = {"answers": form.valid_answers(), "opened": form.opened()}
    try:
        written = write_application(found, by=by, name=name, files=files, **said)
    except ApplicationsClosed as closed:
        form.add_error(None, str(closed))
        return found
    form.note_kept(files)
    return written


def _onwards(
    request: HttpRequest, found: "Application", steps: list[Step], here: Step, *, stops: bool
) -> HttpResponse:
    """Lead to the next step, to the end, or out for today."""
    if stops:
        messages.success(request, _("Saved. Come back whenever you like; this page knows how far you are."))
        return redirect("applicant:application", found.public_id)
    following = [each for each in steps_to_take(found, steps) if each.number > here.number]
    if following:
        return redirect("applicant:step", found.public_id, following[0].number)
    if found.is_draft:
        return redirect("applicant:check", found.public_id)
    messages.success(request, _("Saved. Your application has these answers now."))
    return redirect("applicant:application", found.public_id)


def _step_page(
    request: HttpRequest, found: "Application", steps: list[Step], here: Step, form: StepForm
) -> HttpResponse:
    way = steps_to_take(found, steps)
    places = [each.number for each in way]
    place = places.index(here.number) if here.number in places else 0
    context = {
        "application": found,
        "title": title_of(found),
        "step": here,
        "place": place + 1,
        "steps": way,
        "before": way[place - 1] if place else None,
        "form": form,
        "deadline": deadline_of(application_form_of(found.cohort)),
    }
    return render(request, "applicant/step.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in_page
def check(request: HttpRequest, application_id: str) -> HttpResponse:
    """Show everything once more; send it."""
    found, by = enter_application(request, application_id, may=can_edit_own_application)
    if not found.is_draft:  # sent already: a second click, or back in the browser
        return redirect("applicant:application", found.public_id)
    status, form = 200, _guardian_form(request, found)
    if request.method == "POST" and form and not form.is_valid():
        status = 422
    elif request.method == "POST":
        try:
            submit_application(found, by=by, guardian=form.guardian if form else None)
        except AnswersMissing:
            status = 422
        except GuardianIsOneself as error:
            cast("GuardianForm", form).add_error("guardian_email", str(error))
            status = 422
        except ApplicationsClosed as closed:
            messages.error(request, str(closed))
            return redirect("applicant:application", found.public_id)
        else:
            messages.success(request, _("Sent. You get a letter that it has come."))
            return redirect("applicant:application", found.public_id)
    context = _looked_through(found) | {"form": form}
    return render(request, "applicant/check.html", context, status=status)


def _guardian_form(request: HttpRequest, application: "Application") -> GuardianForm | None:
    """Return what asks whether somebody is under 18, where people may apply who are."""
    is_known = is_known_minor(application)
    if not is_known and not application_form_of(application.cohort).admits_minors:
        return None
    return GuardianForm(request.POST if request.method == "POST" else None, is_known_minor=is_known)


def _looked_through(application: "Application") -> dict[str, Any]:
    """Return every step with its answers, and what is still missing with the step that asks it."""
    questions, answers = questions_of(application), application.answers.values
    steps = steps_to_take(application, steps_of(application))
    shown = {each.key for each in questions_shown(questions, answers)}
    lacking = {each.key for each in questions_missing(questions, answers)}
    missing = [(one, each) for one in steps for each in one.questions if each.key in lacking]
    return {
        "application": application,
        "title": title_of(application),
        "deadline": deadline_of(application_form_of(application.cohort)),
        "steps": [
            (
                one,
                [(q, answer_in_words(answers.get(q.key))) for q in one.questions if q.key in shown],
            )
            for one in steps
        ],
        "missing": missing,
        "lacks_name": not application.name,
        "is_whole": not missing and bool(application.name),
    }
