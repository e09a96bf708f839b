"""The board of applications: a column for each stage, the longest waiting on top; moving is deciding."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from rapport.recruitment.choices import PipelineStage
from rapport.recruitment.selectors.intakes import drafts_and_room_of
from rapport.recruitment.selectors.lists import Board, board_of
from rapport.recruitment.selectors.reservations import lights_of
from rapport.recruitment.selectors.reviews import review_figures
from rapport.web.addresses import address
from rapport.web.coordinator.application_cards import Marks, application_cards
from rapport.web.coordinator.application_forms import ApplicationFilter, application_tabs
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort

MOST_IN_A_COLUMN = 12
SELDOM = PipelineStage.EXPIRED
"""A column that would nearly always be empty: it is there when somebody stands in it."""

WAITING = (PipelineStage.SUBMITTED, PipelineStage.IN_REVIEW, PipelineStage.INTERVIEWED)


@dataclass(frozen=True)
class Column:
    """One stage on the board, cut at a number; the rest stands in the table."""

    stage: str
    label: str | Promise
    count: int
    cards: SafeString
    more: int
    url: str


@require_GET
@staff_page
def application_board(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show the applications that fit the filter in the column of their stage."""
    cohort = enter_cohort(request, cohort_id)
    asked = ApplicationFilter(request.GET, programme=cohort.programme, is_board=True)
    narrowing = asked.narrowing()
    board = board_of(cohort, narrowing, by=request.actor, most=MOST_IN_A_COLUMN)
    columns = _columns(request, cohort, board)
    drafts, room = drafts_and_room_of(cohort)
    context = {
        "cohort": cohort,
        "filter": asked,
        "query": narrowing.text,
        "tabs": application_tabs(request, cohort),
        "columns": columns,
        "waiting": sum(each.count for each in columns if each.stage in WAITING),
        "drafts": drafts,
        "room": room,
    }
    return render(request, "coordinator/application_board.html", context)


def _columns(request: ActorRequest, cohort: "Cohort", board: Board) -> list[Column]:
    counts, first = board.counts, board.first
    shown = [each for stage in first.values() for each in stage]
    marks = Marks(
        review_figures(shown, by=request.actor),
        lights_of(cohort, shown, by=request.actor),
        request.actor.person.pk,
    )
    kept = request.GET.copy()
    columns = []
    for stage in PipelineStage:
        if stage == SELDOM and not counts[stage]:
            continue
        kept["stage"] = stage
        columns.append(
            Column(
                stage,
                stage.label,
                counts[stage],
                application_cards(cohort, first[stage], marks=marks),
                counts[stage] - len(first[stage]),
                f"{address('coordinator:application-list', cohort.public_id)}?{kept.urlencode()}",
            )
        )
    return columns
