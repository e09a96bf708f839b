"""Applications to a cohort: the list, one of them, deciding about one or many, taking them out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.accounts.letters import in_language_of
from rapport.core.errors import NotFound, RapportError
from rapport.programmes.letters import words_in_use
from rapport.questionnaires.selectors import file_of, questions_missing, questions_shown, sections_of
from rapport.recruitment.choices import (
    APPLICATION_TRANSITIONS,
    DECISIONS,
    REVIEWABLE,
    ApplicationState,
)
from rapport.recruitment.letters import OF_DECISIONS, words_of_decision
from rapport.recruitment.policies import can_decide_application, can_read_application
from rapport.recruitment.selectors import (
    application_form_of,
    count_applications,
    get_application,
    position_of,
    questions_of,
)
from rapport.recruitment.selectors.deciding import refusals_of
from rapport.recruitment.selectors.guardians import consent_of, has_consents
from rapport.recruitment.selectors.intakes import drafts_and_room_of
from rapport.recruitment.selectors.interviews import interviews_of
from rapport.recruitment.selectors.lists import MOST_DECIDED, ApplicationPages, chosen_for_decision
from rapport.recruitment.selectors.pipeline import stage_of
from rapport.recruitment.selectors.reservations import lights_of, reservations_about
from rapport.recruitment.selectors.reviews import review_figures, reviews_of
from rapport.recruitment.services.decisions import decide_application, decide_applications
from rapport.recruitment.services.exports import export_applications
from rapport.screening.policies import can_ask_referee
from rapport.screening.selectors import references_of
from rapport.web.answer_forms import answer_in_words
from rapport.web.coordinator.application_forms import ApplicationFilter, DecisionForm, application_tabs
from rapport.web.coordinator.application_rows import application_rows
from rapport.web.coordinator.crumbs import to_applications
from rapport.web.coordinator.decision_words import (
    VERBS,
    declined_before_in_words,
    outlook_in_words,
    refused_in_words,
)
from rapport.web.downloads import brought_file, spreadsheet
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort, stay_in_cohort

if TYPE_CHECKING:
    from django.http import QueryDict

    from rapport.programmes.models import Cohort
    from rapport.recruitment.models import Application

PAGE = 50
PLACE = "application-list"


@require_GET
@staff_page
def application_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show who has applied, those who wait longest first, filtered, a page at a time."""
    cohort = enter_cohort(request, cohort_id)
    asked = ApplicationFilter(request.GET, programme=cohort.programme, has_minors=has_consents(cohort))
    narrowing = asked.narrowing()
    found = ApplicationPages(cohort, request.actor, narrowing)
    page = Paginator(cast("Any", found), PAGE).get_page(request.GET.get("page"))
    drafts, room = drafts_and_room_of(cohort)
    context = {
        "cohort": cohort,
        "filter": asked,
        "query": narrowing.text,
        "page": page,
        "rows": application_rows(
            cohort,
            page,
            figures=review_figures(page, by=request.actor),
            lights=lights_of(cohort, page, by=request.actor),
        ),
        "tabs": application_tabs(request, cohort),
        "counts": count_applications(cohort, by=request.actor),
        "drafts": drafts,
        "room": room,
        "verbs": VERBS.items(),
        "at_once": min(found.count_to_decide(), MOST_DECIDED) if page.has_other_pages() else 0,
        "to_decide": found.count_to_decide(),
    }
    return render(request, "coordinator/applications.html", context)


@require_GET
@staff_page
def application(request: ActorRequest, application_id: str) -> HttpResponse:
    """Show one application, with the questions as the applicant has seen them."""
    found = get_application(by=request.actor, id=application_id, may=can_read_application)
    cohort = stay_in_cohort(request, found.cohort, place=PLACE)
    is_withdrawn = found.state == ApplicationState.WITHDRAWN
    questions, answers = [] if is_withdrawn else questions_of(found), found.answers.values
    ways = APPLICATION_TRANSITIONS[ApplicationState(found.state)]
    interviews, reviews = interviews_of(found, by=request.actor), reviews_of(found, by=request.actor)
    context = {
        "cohort": cohort,
        "application": found,
        "crumbs": to_applications(cohort),
        "sections": [
            (heading, [(each, answer_in_words(answers.get(each.key))) for each in under])
            for heading, under in sections_of(questions_shown(questions, answers)).items()
        ],
        "missing": questions_missing(questions, answers) if answers else [],
        "may_decide": can_decide_application(request.actor, found),
        "may_assign": can_decide_application(request.actor, found) and found.state in REVIEWABLE,
        "stage": stage_of(found, was_interviewed=bool(interviews), is_reviewed=bool(reviews)),
        "interviews": interviews,
        "reservations": reservations_about(found, by=request.actor),
        "reviews": reviews,
        "figures": review_figures([found], by=request.actor).get(found.pk),
        "position": position_of(found),
        "consent": consent_of(found),
        "may_name_guardian": not is_withdrawn and application_form_of(cohort).admits_minors,
        "may_ask": not is_withdrawn and can_ask_referee(request.actor, found),
        "references": references_of(found, by=request.actor),
        "verbs": [(to, verb) for to, verb in VERBS.items() if to in ways],
    }
    return render(request, "coordinator/application.html", context)


@require_GET
@staff_page
def application_file(request: ActorRequest, application_id: str, key: str) -> HttpResponse:
    """Hand out a file of an application."""
    found = get_application(by=request.actor, id=application_id, may=can_read_application)
    return brought_file(file_of(found.answers, key))


@require_http_methods(["GET", "POST"])
@staff_page
def application_decide(request: ActorRequest, application_id: str, to: str) -> HttpResponse:
    """Show the letter of a decision; decide once confirmed."""
    found = get_application(by=request.actor, id=application_id, may=can_decide_application)
    cohort = stay_in_cohort(request, found.cohort, place=PLACE)
    form = _decision_form(request.POST if request.method == "POST" else None, [found], to)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            decide_application(found, to=to, by=request.actor, **form.values())
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Decided. The letter is on its way."))
            return redirect("coordinator:application", found.public_id)
    refusals = refusals_of(cohort, [found], to=to, by=request.actor)
    context = {
        "cohort": cohort,
        "application": found,
        "crumbs": to_applications(cohort, found),
        "hindrances": [] if form.errors else [str(each) for each in refusals.values()],
    } | _decision(form, [found], to, fit=[] if refusals else [found])
    status = 422 if form.errors else 200
    return render(request, "coordinator/application_decide.html", context, status=status)


@require_POST
@staff_page
def application_decide_many(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show the letter for all that were chosen; decide once confirmed."""
    cohort = stay_in_cohort(request, enter_cohort(request, cohort_id), place=PLACE)
    to = request.POST.get("action", "")
    chosen = _chosen(request, cohort)
    if not chosen:
        messages.error(request, _("Please choose at least one application."))
        return redirect("coordinator:application-list", cohort.public_id)
    form = _decision_form(request.POST if "confirmed" in request.POST else None, chosen, to)
    if form.is_bound and form.is_valid() and "preview" not in request.POST:
        done, left = decide_applications(
            cohort, ids=[each.public_id for each in chosen], to=to, by=request.actor, **form.values()
        )
        _tell(request, done, left)
        if not left:
            return redirect("coordinator:application-list", cohort.public_id)
        chosen = [each for each, _why in left]  # the words stay for those who are left
    crumbs = to_applications(cohort)
    names = ", ".join(each.name for each in chosen)
    context = {"cohort": cohort, "chosen": chosen, "names": names, "crumbs": crumbs}
    refusals = refusals_of(cohort, chosen, to=to, by=request.actor)
    fit = [each for each in chosen if each.pk not in refusals]
    context |= _decision(form, chosen, to, fit=fit) | {"refused": refused_in_words(chosen, refusals)}
    context["declined_before"] = declined_before_in_words(fit)
    is_settled = not form.is_bound or (form.is_valid() and "preview" in request.POST)
    status = 200 if is_settled else 422
    return render(request, "coordinator/application_decide.html", context, status=status)


def _chosen(request: ActorRequest, cohort: "Cohort") -> "list[Application]":
    """Return what was chosen, or at first all that fit the filter; those who confirm have seen which they are."""
    if request.POST.get("all") and "confirmed" not in request.POST:
        asked = ApplicationFilter(request.GET, programme=cohort.programme, has_minors=True)
        return chosen_for_decision(cohort, by=request.actor, narrowing=asked.narrowing())
    return chosen_for_decision(cohort, by=request.actor, ids=request.POST.getlist("chosen"))


def _decision_form(sent: "QueryDict | None", about: "Sequence[Application]", to: str) -> DecisionForm:
    """Return the form with what such a letter says in the language of the first of them."""
    if to not in DECISIONS:
        raise NotFound
    kind = OF_DECISIONS[ApplicationState(to)]
    with in_language_of(about[0].person):
        usual = words_in_use(about[0].cohort.programme, kind)
    return DecisionForm(sent, kind=kind, usual=usual)


def _decision(
    form: DecisionForm, about: "Sequence[Application]", to: str, *, fit: "Sequence[Application]"
) -> dict[str, Any]:
    """Return what the page of a decision shows: the letter as the first reads it, and what those who fit bring."""
    note = form.cleaned_data.get("note", "") if form.is_bound and form.is_valid() else ""
    with in_language_of(about[0].person):
        letter = words_of_decision(about[0], to=to, note=note, wording=form.wording)
    return {
        "form": form,
        "to": to,
        "verb": VERBS[ApplicationState(to)],
        "letter": letter,
        "outlook": outlook_in_words(fit, to=to),
    }


def _tell(request: ActorRequest, decided: "list[Application]", left: "list[tuple[Application, str]]") -> None:
    count = len(decided)
    if count:
        told = ngettext(
            "%(n)s application is decided, and its letter is on its way.",
            "%(n)s applications are decided, and their letters are on their way.",
            count,
        )
        messages.success(request, told % {"n": count})
    for each, why in left:
        messages.error(request, f"{each.name}: {why}")


@require_POST
@staff_page
def application_export(request: ActorRequest, cohort_id: str, kind: str) -> HttpResponse:
    """Hand out the applications as the list shows them, as a spreadsheet. It is a POST because it is recorded."""
    cohort = enter_cohort(request, cohort_id)
    wanted = ApplicationFilter(request.GET, programme=cohort.programme, has_minors=True).wanted()
    narrowed = {name: wanted[name] for name in ("role", "stage", "consent", "text")}
    content = export_applications(cohort, kind=kind, by=request.actor, **narrowed)
    return spreadsheet(content, name=f"{cohort.name} {_('applications')}", kind=kind)
