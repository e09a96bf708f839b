"""Matching set up: what counts, what must hold, who has places, and the button that starts a run."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import NotFound, RapportError
from rapport.matching.choices import CriterionKind, RuleKind
from rapport.matching.errors import BadMatchSettings
from rapport.matching.policies import can_edit_criterion, can_edit_rule, can_undo_decision
from rapport.matching.presets import EVIDENCE
from rapport.matching.selectors import (
    count_places,
    exclusions_of_cohort,
    get_criterion,
    get_decision,
    get_rule,
    newest_run,
    pins_of_cohort,
)
from rapport.matching.services.criteria import (
    add_criterion,
    add_rule,
    apply_preset_criteria,
    delete_part,
    edit_criterion,
    edit_rule,
    move_part,
    set_weights,
)
from rapport.matching.services.decisions import exclude_pair, remove_exclusion
from rapport.programmes.choices import ParticipantRole, ParticipationState
from rapport.programmes.policies import can_edit_participation
from rapport.programmes.selectors import (
    count_answers,
    get_participation,
    participations_of_cohort,
    questions_of_cohort,
)
from rapport.recruitment.selectors.guardians import has_consents
from rapport.screening.selectors import checks_required
from rapport.training.selectors import courses_required, with_role_words
from rapport.web.coordinator.matching_forms import (
    RULE_WORDS,
    CriterionForm,
    ExclusionForm,
    PartForm,
    RuleForm,
    WeightsForm,
)
from rapport.web.coordinator.unanswered import question_in_words, unanswered_in_words
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort, stay_in

if TYPE_CHECKING:
    from rapport.matching.models import Criterion, Rule
    from rapport.programmes.models import Cohort

STEPS = {"up": -1, "down": 1}


@require_GET
@staff_page
def matching(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show what counts and what must hold."""
    cohort = enter_cohort(request, cohort_id)
    return _set_up(request, cohort, WeightsForm(None, criteria=cohort.criteria.all()))


@require_POST
@staff_page
def weights_set(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Change all weights at once."""
    cohort = enter_cohort(request, cohort_id)
    form = WeightsForm(request.POST, criteria=cohort.criteria.all())
    if not form.is_valid():
        return _set_up(request, cohort, form, status=422)
    changed = set_weights(cohort, form.weights(), by=request.actor)
    words = ngettext("%(n)s weight changed.", "%(n)s weights changed.", changed) % {"n": changed}
    messages.success(request, _("%(changed)s Match again to see what moves.") % {"changed": words})
    return redirect("coordinator:matching", cohort.public_id)


def _set_up(request: ActorRequest, cohort: "Cohort", form: WeightsForm, status: int = 200) -> HttpResponse:
    run, programme = newest_run(cohort), cohort.programme
    counts, questions = count_answers(cohort), questions_of_cohort(cohort)
    labels = {question.key: question_in_words(question, counts) for question in questions}
    sensitive = {question.key for question in questions if question.is_sensitive}
    return render(
        request,
        "coordinator/matching.html",
        {
            "cohort": cohort,
            "form": form,
            "criteria": [
                _shown(criterion, labels, unanswered_in_words(criterion, counts, programme, sensitive), field)
                for criterion, field in form.rows()
            ],
            "rules": [
                _shown(rule, labels, unanswered_in_words(rule, counts, programme, sensitive))
                for rule in cohort.match_rules.all()
            ],
            "has_minors": has_consents(cohort),
            "checks": [check.name for check in checks_required(cohort.programme)],
            "training": [
                with_role_words(course.title, cohort.programme)
                for course in courses_required(cohort.programme)
            ],
            "places": count_places(cohort),
            "exclusions": exclusions_of_cohort(cohort),
            "pins": pins_of_cohort(cohort).count(),
            "run": run,
            "criterion_kinds": [(kind.value, kind.label, EVIDENCE[kind]) for kind in CriterionKind],
            "rule_kinds": [(kind.value, RuleKind(kind).label, words) for kind, words in RULE_WORDS.items()],
        },
        status=status,
    )


def _shown(
    part: "Criterion | Rule",
    labels: dict[str, str],
    unanswered: str,
    field: Any = None,
) -> dict[str, Any]:
    asked = [labels.get(key, key) for key in (part.mentee_question, part.mentor_question) if key]
    return {
        "part": part,
        "field": field,
        "asked": " → ".join(dict.fromkeys(asked)),
        "settings": _settings_in_words(part.settings),
        "unanswered": unanswered,
        "evidence": EVIDENCE.get(part.kind, ""),
    }


def _settings_in_words(settings: dict[str, Any]) -> str:
    if "steps" in settings:
        return "; ".join(
            _("%(range)s: %(points)s points")
            % {"range": _range_in_words(step), "points": f"{step['points']:g}"}
            for step in settings["steps"]
        )
    if "from" in settings or "to" in settings:
        return _range_in_words(settings)
    if "enough_hours" in settings:
        return _("%(hours)s hours a week are enough") % {"hours": f"{settings['enough_hours']:g}"}
    if "most_hours" in settings:
        return _("nothing from %(hours)s hours apart") % {"hours": f"{settings['most_hours']:g}"}
    return ""


def _range_in_words(step: dict[str, Any]) -> str:
    low, high = step.get("from"), step.get("to")
    if low is not None and low == high:
        return ngettext("mentor %(n)s step above", "mentor %(n)s steps above", low) % {"n": low}
    if low is not None and high is not None:
        return _("mentor %(low)s to %(high)s steps above") % {"low": low, "high": high}
    if low is not None:
        return _("mentor at least %(low)s steps above") % {"low": low}
    return _("mentor at most %(high)s steps above") % {"high": high}


@require_POST
@staff_page
def preset_apply(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Add the criteria and rules that programmes of this kind start with."""
    cohort = enter_cohort(request, cohort_id)
    added = apply_preset_criteria(cohort, by=request.actor)
    if added:
        messages.success(request, _("Added what programmes of this kind start with. Change what you like."))
    else:
        messages.info(request, _("Everything that fits this cohort's questions is there already."))
    return redirect("coordinator:matching", cohort.public_id)


@require_http_methods(["GET", "POST"])
@staff_page
def criterion_add(request: ActorRequest, cohort_id: str, kind: str) -> HttpResponse:
    """Add a criterion of one kind."""
    cohort = enter_cohort(request, cohort_id)
    _must_be(kind, CriterionKind.values)
    form = CriterionForm(_sent(request), kind=kind, **_questions_in(cohort))
    return _part_page(request, cohort, form, lambda values: add_criterion(cohort, by=request.actor, **values))


@require_http_methods(["GET", "POST"])
@staff_page
def criterion_edit(request: ActorRequest, cohort_id: str, criterion_id: str) -> HttpResponse:
    """Change a criterion."""
    criterion = _criterion(request, cohort_id, criterion_id)
    cohort = criterion.cohort
    form = CriterionForm(_sent(request), kind=criterion.kind, part=criterion, **_questions_in(cohort))
    return _part_page(
        request,
        cohort,
        form,
        lambda values: edit_criterion(criterion, by=request.actor, **values),
        part=criterion,
    )


@require_POST
@staff_page
def criterion_move(request: ActorRequest, cohort_id: str, criterion_id: str, to: str) -> HttpResponse:
    """Move a criterion up or down the list."""
    criterion = _criterion(request, cohort_id, criterion_id)
    _must_be(to, STEPS)
    move_part(criterion, steps=STEPS[to], by=request.actor)
    return redirect("coordinator:matching", cohort_id)


@require_POST
@staff_page
def criterion_delete(request: ActorRequest, cohort_id: str, criterion_id: str) -> HttpResponse:
    """Take a criterion away."""
    delete_part(_criterion(request, cohort_id, criterion_id), by=request.actor)
    messages.success(request, _("It no longer counts."))
    return redirect("coordinator:matching", cohort_id)


@require_http_methods(["GET", "POST"])
@staff_page
def rule_add(request: ActorRequest, cohort_id: str, kind: str) -> HttpResponse:
    """Add a hard rule of one kind."""
    cohort = enter_cohort(request, cohort_id)
    _must_be(kind, RULE_WORDS)
    form = RuleForm(_sent(request), kind=kind, **_questions_in(cohort))
    return _part_page(request, cohort, form, lambda values: add_rule(cohort, by=request.actor, **values))


@require_http_methods(["GET", "POST"])
@staff_page
def rule_edit(request: ActorRequest, cohort_id: str, rule_id: str) -> HttpResponse:
    """Change a hard rule."""
    rule = _rule(request, cohort_id, rule_id)
    cohort = rule.cohort
    form = RuleForm(_sent(request), kind=rule.kind, part=rule, **_questions_in(cohort))
    return _part_page(
        request, cohort, form, lambda values: edit_rule(rule, by=request.actor, **values), part=rule
    )


@require_POST
@staff_page
def rule_delete(request: ActorRequest, cohort_id: str, rule_id: str) -> HttpResponse:
    """Take a hard rule away."""
    delete_part(_rule(request, cohort_id, rule_id), by=request.actor)
    messages.success(request, _("The rule no longer holds."))
    return redirect("coordinator:matching", cohort_id)


@require_http_methods(["GET", "POST"])
@staff_page
def exclusion_add(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Name two people who are not to be paired."""
    cohort = enter_cohort(request, cohort_id)
    people = {
        role: participations_of_cohort(cohort, by=request.actor, role=role, state=ParticipationState.ACTIVE)
        for role in ParticipantRole.values
    }
    form = ExclusionForm(
        _sent(request), programme=cohort.programme, mentees=people["mentee"], mentors=people["mentor"]
    )
    if request.method == "POST" and form.is_valid():
        pair = [
            get_participation(by=request.actor, id=form.cleaned_data[side], may=can_edit_participation)
            for side in ("mentee", "mentor")
        ]
        try:
            exclude_pair(*pair, by=request.actor, note=form.cleaned_data["note"])
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("These two will not be proposed to each other."))
            return redirect("coordinator:matching", cohort.public_id)
    context = {"form": form, "cohort": cohort}
    return render(
        request, "coordinator/matching_exclusion.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@staff_page
def exclusion_remove(request: ActorRequest, cohort_id: str, decision_id: str) -> HttpResponse:
    """Let two people be proposed to each other again."""
    decision = get_decision(by=request.actor, id=decision_id, may=can_undo_decision)
    stay_in(request, decision.cohort, cohort_id)
    remove_exclusion(decision, by=request.actor)
    messages.success(request, _("These two can be proposed to each other again."))
    return redirect("coordinator:matching", cohort_id)


def _questions_in(cohort: "Cohort") -> dict[str, Any]:
    """Return what a form offers to compare; answers are counted only where some are sensitive."""
    questions = questions_of_cohort(cohort)
    has_sensitive = any(question.is_sensitive for question in questions)
    return {"questions": questions, "counts": count_answers(cohort) if has_sensitive else None}


def _part_page(
    request: ActorRequest, cohort: "Cohort", form: PartForm, save: Any, part: Any = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save(form.values())
        except BadMatchSettings as error:
            form.add_error(_field_of(error, form), str(error))
        else:
            messages.success(request, _("Saved. It counts from the next run."))
            return redirect("coordinator:matching", cohort.public_id)
    is_rule = isinstance(form, RuleForm)
    kinds = RuleKind if is_rule else CriterionKind
    context = {
        "form": form,
        "cohort": cohort,
        "part": part,
        "is_rule": is_rule,
        "kind_label": kinds(form.kind).label,
        "words": RULE_WORDS.get(RuleKind(form.kind)) if is_rule else EVIDENCE.get(form.kind),
    }
    return render(request, "coordinator/matching_part.html", context, status=422 if form.is_bound else 200)


def _field_of(error: BadMatchSettings, form: PartForm) -> str | None:
    if error.field in form.fields:
        return error.field
    return "step_1" if error.field in {"steps_from", "steps_to"} and "step_1" in form.fields else None


def _criterion(request: ActorRequest, cohort_id: str, criterion_id: str) -> "Criterion":
    criterion = get_criterion(by=request.actor, id=criterion_id, may=can_edit_criterion)
    stay_in(request, criterion.cohort, cohort_id)
    return criterion


def _rule(request: ActorRequest, cohort_id: str, rule_id: str) -> "Rule":
    rule = get_rule(by=request.actor, id=rule_id, may=can_edit_rule)
    stay_in(request, rule.cohort, cohort_id)
    return rule


def _sent(request: ActorRequest) -> Any:
    """Return what was posted, an empty form too."""
    return request.POST if request.method == "POST" else None


def _must_be(word: str, known: Any) -> None:
    if word not in known:
        raise NotFound
