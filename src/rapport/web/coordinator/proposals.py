"""Proposals: the list, one in detail, who is left without, what changed, release and export."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.actors import Actor
from rapport.matching.choices import ProposalState
from rapport.matching.letters import words_of_invitation
from rapport.matching.policies import can_decide_proposal, can_review_proposal
from rapport.matching.selectors import (
    Explanation,
    ProposalPages,
    adjustment_to_undo,
    certificate_of,
    compare_with_last,
    count_proposals_by_state,
    current_run,
    explain_proposal,
    get_proposal,
    left_without,
    open_run,
    proposals_of_cohort,
    release_of,
    standing_in_words,
    standing_of,
)
from rapport.matching.services.exports import export_proposals
from rapport.matching.services.proposals import answer_by, release_proposals
from rapport.mentorships.selectors import answered_among, answers_to
from rapport.programmes.choices import ParticipantRole
from rapport.web import charts
from rapport.web.addresses import address
from rapport.web.components import Tab
from rapport.web.coordinator.matching_forms import ProposalFilter
from rapport.web.coordinator.proposal_rows import proposal_rows, state_pill
from rapport.web.downloads import spreadsheet
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort, stay_in

if TYPE_CHECKING:
    from rapport.matching.models import MatchRun, Proposal
    from rapport.programmes.models import Cohort

PAGE = 50
CHANGE_KINDS = ("moved", "new", "lost")


@require_GET
@staff_page
def proposal_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show the proposals that count now, and one of them in detail."""
    chosen = request.GET.get("proposal", "")
    if request.htmx.target == "pane":  # type: ignore[attr-defined]
        found = _proposal(request, cohort_id, chosen)
        context = {"cohort": found.cohort, "chosen": _detail(found, by=request.actor)}
        return render(request, "coordinator/proposals.html#pane", context)
    cohort = enter_cohort(request, cohort_id)
    run, counts = current_run(cohort), count_proposals_by_state(cohort)
    asked, form = _asked_for(request, counts)
    page = _pages(cohort, asked, counts).get_page(request.GET.get("page"))
    listed = list(page)
    chosen = chosen or (listed[0].public_id if listed else "")
    shown = _proposal(request, cohort_id, chosen) if chosen else None
    answered = answered_among(listed, by=request.actor)
    way = _way_to_panes(request)
    return render(
        request,
        "coordinator/proposals.html",
        _frame(cohort, run, "proposals")
        | {
            "open_run": open_run(cohort),
            "counts": counts,
            "filter": form,
            "query": request.GET.get("q", ""),
            "sort": asked["order"],
            "page": page,
            "rows": proposal_rows(cohort, listed, way=way, chosen=chosen, answered=answered),
            "chosen": _detail(shown, by=request.actor) if shown else None,
            "adjustment": adjustment_to_undo(run) if run else None,
        },
    )


@require_GET
@staff_page
def proposal(request: ActorRequest, cohort_id: str, proposal_id: str) -> HttpResponse:
    """Show one proposal on a page of its own."""
    found = _proposal(request, cohort_id, proposal_id)
    context = {"cohort": found.cohort, "chosen": _detail(found, by=request.actor)}
    return render(request, "coordinator/proposal.html", context)


@require_GET
@staff_page
def unmatched_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show who is left without a proposal, and why."""
    cohort = enter_cohort(request, cohort_id)
    run = current_run(cohort)
    left = left_without(run) if run else []
    page = Paginator(left, PAGE).get_page(request.GET.get("page"))
    context = _frame(cohort, run, "unmatched") | {
        "page": page,
        "mentees": [one for one in page if not one.is_mentor],
        "mentors": [one for one in page if one.is_mentor],
    }
    return render(request, "coordinator/unmatched.html", context)


@require_GET
@staff_page
def change_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show what changed since the last run."""
    cohort = enter_cohort(request, cohort_id)
    run = current_run(cohort)
    comparison = compare_with_last(run) if run else None
    context = _frame(cohort, run, "changes") | {"comparison": comparison}
    if comparison:
        page = Paginator(comparison.changed, PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, **{kind: [c for c in page if c.kind == kind] for kind in CHANGE_KINDS}}
    return render(request, "coordinator/changes.html", context)


@require_http_methods(["GET", "POST"])
@staff_page
def proposal_release(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Ask whether the chosen drafts, or all, are to go out; when that is confirmed, send them."""
    cohort = enter_cohort(request, cohort_id)
    ids = request.POST.getlist("chosen") if request.method == "POST" else None
    ids = None if request.POST.get("all") else ids
    if ids == []:
        messages.warning(request, _("Choose the proposals to release, or release all."))
        return redirect("coordinator:proposal-list", cohort.public_id)
    if request.POST.get("confirmed"):
        outcome = release_proposals(cohort, by=request.actor, ids=ids)
        _say_released(request, len(outcome.released), [one.reason for one in outcome.held_back])
        return redirect("coordinator:proposal-list", cohort.public_id)
    return render(request, "coordinator/release.html", _release_context(cohort, ids, by=request.actor))


def _release_context(cohort: "Cohort", ids: list[str] | None, *, by: Actor) -> dict[str, Any]:
    outcome = release_of(cohort, ids, by=by)
    last_moment = answer_by(cohort.programme)
    letters = [
        (word, words_of_invitation(cohort, other_role=other, last_moment=last_moment))
        for word, other in (
            (cohort.programme.mentee_word, ParticipantRole.MENTOR),
            (cohort.programme.mentor_word, ParticipantRole.MENTEE),
        )
    ]
    return {
        "cohort": cohort,
        "outcome": outcome,
        "ids": ids,
        "letters": letters,
        "letter_count": 2 * len(outcome.released),
    }


def _say_released(request: ActorRequest, released: int, reasons: list[str]) -> None:
    words = ngettext("%(n)s proposal is on its way.", "%(n)s proposals are on their way.", released) % {
        "n": released
    }
    if released:
        messages.success(request, words)
    if reasons:
        held_back = ngettext("%(n)s was held back:", "%(n)s were held back:", len(reasons))
        named = " ".join(dict.fromkeys(reasons[:5]))
        messages.warning(request, f"{held_back % {'n': len(reasons)}} {named}")


@require_POST
@staff_page
def proposal_export(request: ActorRequest, cohort_id: str, kind: str) -> HttpResponse:
    """Hand out the proposals as the list shows them, as a spreadsheet. It is a POST because it is recorded."""
    cohort = enter_cohort(request, cohort_id)
    asked, _form = _asked_for(request, count_proposals_by_state(cohort))
    content = export_proposals(cohort, proposals_of_cohort(cohort, **asked), kind=kind, by=request.actor)
    return spreadsheet(content, name=f"{cohort.name} {_('proposals')}", kind=kind)


def _way_to_panes(request: ActorRequest) -> str:
    """Return the address of this list as it is narrowed and sorted, to which a proposal's id is added."""
    asked = request.GET.copy()
    asked.pop("proposal", None)
    return f"?{asked.urlencode()}&proposal=" if asked else "?proposal="


def _asked_for(request: ActorRequest, counts: dict[str, int]) -> "tuple[dict[str, str], ProposalFilter]":
    """Return what the list is narrowed to and sorted by, and the form that says so."""
    form = ProposalFilter(request.GET, counts=counts)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    text, sort = request.GET.get("q", "").strip(), request.GET.get("sort", "")
    return {"state": state, "text": text, "order": sort}, form


def _pages(cohort: "Cohort", asked: dict[str, str], counts: dict[str, int]) -> "Paginator[Any]":
    """Part the list into pages; where no name is looked for, its length is known from the counts."""
    if asked["text"]:
        return Paginator(proposals_of_cohort(cohort, **asked), PAGE)
    listed: Any = ProposalPages(cohort, asked["state"], asked["order"])
    pages: Paginator[Any] = Paginator(listed, PAGE)
    every = sum(counts.values()) - counts[ProposalState.WITHDRAWN]
    pages.count = counts[asked["state"]] if asked["state"] else every
    return pages


def _frame(cohort: "Cohort", run: "MatchRun | None", tab: str) -> dict[str, Any]:
    places = [
        ("proposals", _("Proposals"), "coordinator:proposal-list"),
        ("unmatched", _("Without a match"), "coordinator:unmatched-list"),
        ("changes", _("What changed"), "coordinator:change-list"),
    ]
    standing = standing_of(run) if run else None
    return {
        "cohort": cohort,
        "run": run,
        "standing": standing_in_words(standing) if standing else "",
        "certificate": certificate_of(run, standing) if run and standing else "",
        "tabs": [
            Tab(label, address(name, cohort.public_id), is_current=key == tab) for key, label, name in places
        ],
    }


def _proposal(request: ActorRequest, cohort_id: str, proposal_id: str) -> "Proposal":
    found = get_proposal(by=request.actor, id=proposal_id, may=can_review_proposal)
    stay_in(request, found.cohort, cohort_id)
    return found


def _detail(proposal: "Proposal", *, by: Actor) -> dict[str, Any]:
    """Return one proposal with its reasons drawn; what the other one said is not for those whom it is about."""
    explanation = explain_proposal(proposal)
    may_decide = can_decide_proposal(by, proposal)
    said = answers_to([proposal], by=by).get(proposal.pk, []) if may_decide else []
    return {
        "proposal": proposal,
        "may_decide": may_decide,
        "state": state_pill(proposal.shown_state, is_pinned=proposal.is_pinned, has_answers=bool(said)),
        "explanation": explanation,
        "bars": _bars(explanation),
        "answers": said,
    }


def _bars(explanation: Explanation) -> Any:
    bars = [charts.Bar(r.label, r.share, r.sentence) for r in explanation.reasons]
    return charts.score_bars(bars, caption=_("Score by criterion, of 100 each"))
