"""Participants of a cohort: list, add by hand, one person's page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import RapportError
from rapport.matching.services.proposals import move_participant
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.policies import can_edit_participation
from rapport.programmes.selectors import (
    count_participations,
    get_participation,
    participations_of_cohort,
    questions_asked_of,
    questions_for,
)
from rapport.programmes.services.participations import (
    add_participation,
    set_answers,
    set_capacity,
)
from rapport.recruitment.selectors.guardians import consent_about, has_consents, people_with_consent
from rapport.recruitment.selectors.intakes import intake_of
from rapport.screening.selectors import checks_of_participant
from rapport.training.selectors import ready_among, training_of_participant
from rapport.training.services.completions import note_readiness, note_readiness_of_all
from rapport.web.answer_forms import AnswersForm, answer_in_words
from rapport.web.coordinator.crumbs import to_participants
from rapport.web.coordinator.forms import (
    AddParticipationForm,
    ParticipationFilter,
    ParticipationForm,
)
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort, stay_in_cohort
from rapport.web.screening_words import check_pill
from rapport.web.training_words import standing_pill

PAGE = 50
WHO_READS = {
    True: gettext_lazy(
        "Only they and those who run the programme can read this; what you change is closed for matching "
        "until they open it again"
    ),
    False: gettext_lazy("They can read this too, and whoever they are proposed to may"),
}


@require_GET
@staff_page
def participation_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show who takes part, filtered, a page at a time."""
    cohort = enter_cohort(request, cohort_id)
    asked = ParticipationFilter(request.GET, programme=cohort.programme, has_minors=has_consents(cohort))
    wanted = asked.cleaned_data if asked.is_valid() else {}
    query, consent = request.GET.get("q", "").strip(), wanted.pop("consent", "")
    found = participations_of_cohort(cohort, by=request.actor, text=query, **wanted)
    found = people_with_consent(found, consent) if consent else found
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "coordinator/participants.html",
        {
            "cohort": cohort,
            "filter": asked,
            "query": query,
            "page": page,
            "ready": ready_among(page, cohort.programme),
            "counts": count_participations(cohort, by=request.actor),
            "room": intake_of(cohort).room,
        },
    )


@require_http_methods(["GET", "POST"])
@staff_page
def participation_add(request: ActorRequest, cohort_id: str, role: ParticipantRole) -> HttpResponse:
    """Add one person by hand."""
    cohort = enter_cohort(request, cohort_id)
    form = AddParticipationForm(request.POST or None, questions=questions_asked_of(cohort, role))
    if request.method == "POST" and form.is_valid():
        try:
            added = add_participation(cohort, role=role, by=request.actor, **form.values())
        except RapportError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, _("%(name)s takes part now.") % {"name": added.profile.name})
            return redirect("coordinator:participation-list", cohort.public_id)
    context = {"form": form, "cohort": cohort, "role": role, "crumbs": to_participants(cohort)}
    return render(request, "coordinator/participant_add.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@staff_page
def participation(request: ActorRequest, participation_id: str) -> HttpResponse:
    """Show one participant with their answers; change places, training and clearance."""
    found = get_participation(by=request.actor, id=participation_id, may=can_edit_participation)
    cohort = stay_in_cohort(request, found.cohort, place="participation-list")
    form = ParticipationForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            set_capacity(found, capacity=data["capacity"], by=request.actor)
        except RapportError as error:
            form.add_error("capacity", str(error))
        else:
            ready = {"trained_on": data["trained_on"], "cleared_on": data["cleared_on"]}
            note_readiness(found, by=request.actor, **ready)
            messages.success(request, _("Saved."))
            return redirect("coordinator:participation", found.public_id)
    answers = [(q, answer_in_words(found.answers.values.get(q.key))) for q in questions_for(found)]
    training = [(each.title, standing_pill(each)) for each in training_of_participant(found)]
    context = {
        "form": form,
        "cohort": cohort,
        "crumbs": to_participants(cohort),
        "participation": found,
        "answers": answers,
        "training": training,
        "consent": consent_about(found),
        "checks": [(each.check.name, check_pill(each)) for each in checks_of_participant(found)],
    }
    return render(request, "coordinator/participant.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@staff_page
def answer_edit(request: ActorRequest, participation_id: str) -> HttpResponse:
    """Correct what a participant has answered."""
    found = get_participation(by=request.actor, id=participation_id, may=can_edit_participation)
    cohort = stay_in_cohort(request, found.cohort, place="participation-list")
    sent = request.POST if request.method == "POST" else None
    form = AnswersForm(sent, questions=questions_for(found), given=found.answers.values, seen_by=WHO_READS)
    if request.method == "POST" and form.is_valid():
        try:
            set_answers(found, form.answers(), by=request.actor)
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved. Proposals that stand keep the scores that they were given."))
            return redirect("coordinator:participation", found.public_id)
    context = {"form": form, "cohort": cohort, "participation": found}
    return render(
        request, "coordinator/participant_answers.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@staff_page
def participation_move(request: ActorRequest, participation_id: str, to: str) -> HttpResponse:
    """Pause somebody, let them resume, or note that they have left."""
    found = get_participation(by=request.actor, id=participation_id, may=can_edit_participation)
    moved = move_participant(found, to=to, by=request.actor)
    naming = {"name": found.profile.name, "state": moved.get_state_display()}
    messages.success(request, _("%(name)s is %(state)s now.") % naming)
    return redirect("coordinator:participation", found.public_id)


@require_POST
@staff_page
def participation_ready(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Note that the chosen people were trained and cleared today."""
    cohort = enter_cohort(request, cohort_id)
    noted = note_readiness_of_all(cohort, ids=request.POST.getlist("chosen"), by=request.actor)
    messages.success(request, _("Noted as trained and cleared: %(count)s.") % {"count": noted})
    return redirect("coordinator:participation-list", cohort.public_id)
