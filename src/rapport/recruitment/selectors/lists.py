"""Applications as a list and a board show them, a part at a time: what coordinators look at all day is prepared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from rapport.core.actors import Actor
from rapport.core.prepared import Prepared, Slot, filling, slots
from rapport.programmes.models import Cohort
from rapport.recruitment.choices import STAGES_TO_DECIDE, TO_DECIDE, PipelineStage
from rapport.recruitment.models import Application
from rapport.recruitment.policies import applications_visible_to
from rapport.recruitment.selectors import Typed, applications_of_cohort, whoever_under
from rapport.recruitment.selectors.pipeline import COLUMNS, ListedApplication, with_stage
from rapport.recruitment.selectors.reviews import best_reviewed_first

HELD = 500
MOST_WORDS = 6
MOST_DECIDED = 200


@dataclass(frozen=True)
class Narrowing:
    """Which applications are looked at, in which order. What people type goes into slots, word by word."""

    role: str = ""
    stage: str = ""
    consent: str = ""
    text: str = ""
    is_best_first: bool = False

    @cached_property
    def typed(self) -> Typed | None:
        return Typed.of(self.text)

    @property
    def can_be_prepared(self) -> bool:
        return not self.consent and (self.typed is None or len(self.typed.words) <= MOST_WORDS)

    def of(self, cohort: Any, by: Actor, *, slots: Typed | None = None) -> QuerySet[Application]:
        """Return those that fit; with `slots` for what was typed, whatever that is."""
        found = applications_of_cohort(
            cohort, by=by, role=self.role, stage=self.stage, consent=self.consent, text=slots or self.text
        )
        return best_reviewed_first(found, by=by) if self.is_best_first else found

    def pattern(self) -> "tuple[Narrowing, int | None]":
        """Return what is alike for all that is typed in so many words."""
        return replace(self, text=""), None if self.typed is None else len(self.typed.words)


@dataclass(frozen=True)
class ApplicationPages:
    """The applications to a cohort that fit, a slice at a time."""

    cohort: Cohort
    by: Actor
    narrowing: Narrowing

    def __getitem__(self, part: slice) -> list[ListedApplication]:
        if self.narrowing.can_be_prepared:
            asked = _part_of_list(self.by.hat, self.narrowing.pattern(), part.start, part.stop)
            return _listed(asked.ask(**_filled(self.cohort, self.by, self.narrowing)))
        return _listed(_rows(self.narrowing.of(self.cohort, self.by))[part])

    def count(self) -> int:
        return sum(self._by_stage.values())

    def count_to_decide(self) -> int:
        """Return how many of them are taken together: of all stages those that wait for a decision, else the one."""
        if self.narrowing.stage:
            return self.count()
        return sum(number for stage, number in self._by_stage.items() if stage in STAGES_TO_DECIDE)

    @cached_property
    def _by_stage(self) -> dict[str, int]:
        if not self.narrowing.can_be_prepared:
            return dict(_counted(self.narrowing.of(self.cohort, self.by)))
        asked = _counts_by_stage(self.by.hat, self.narrowing.pattern())
        return dict(asked.ask(**_filled(self.cohort, self.by, self.narrowing)))


@dataclass(frozen=True)
class Board:
    """How many stand at each stage, and those of them who wait longest."""

    counts: dict[str, int]
    first: dict[str, list[ListedApplication]]


def board_of(cohort: Cohort, narrowing: Narrowing, *, by: Actor, most: int) -> Board:
    """Return the board of the applications that fit, so many of each stage, in two questions."""
    if narrowing.can_be_prepared:
        filled, pattern = _filled(cohort, by, narrowing), narrowing.pattern()
        counted = _counts_by_stage(by.hat, pattern).ask(**filled)
        rows = _first_of_each_stage(by.hat, pattern, most).ask(**filled)
    else:
        found = narrowing.of(cohort, by)
        counted, rows = list(_counted(found)), list(_first(found, most))
    first: dict[str, list[ListedApplication]] = {stage: [] for stage in PipelineStage.values}
    for row in _listed(rows):
        first[row.stage].append(row)
    return Board(dict.fromkeys(PipelineStage.values, 0) | dict(counted), first)


def chosen_for_decision(
    cohort: Cohort, *, by: Actor, ids: Sequence[str] | None = None, narrowing: Narrowing | None = None
) -> list[Application]:
    """Return those with these ids in their order, else the first that fit, with what a decision about many looks at.

    Of those that fit, what is decided is left out, unless its stage is asked for.
    """
    if ids is None:
        narrowing = narrowing or Narrowing()
        fitting = narrowing.of(cohort, by)
        waiting = fitting if narrowing.stage else fitting.filter(state__in=TO_DECIDE)
        found = list(_to_decide(waiting)[:MOST_DECIDED])
    else:
        order = {id_: place for place, id_ in enumerate(list(ids)[:MOST_DECIDED])}
        filled = _filled(cohort, by, Narrowing()) | filling("id", MOST_DECIDED, list(order))
        found = sorted(_chosen_under(by.hat).ask(**filled), key=lambda each: order[each.public_id])
    for each in found:
        each.cohort = cohort
    return found


def _to_decide(found: QuerySet[Application]) -> QuerySet[Application]:
    shown = ("public_id", "name", "role", "state", "offer_expires_at", "cohort", "person__language")
    return found.select_related(None).select_related("person").only(*shown)


@cache
def _chosen_under(hat: str) -> Prepared[Application]:
    visible = applications_visible_to(whoever_under(hat)).filter(cohort=Slot("cohort"))
    chosen = visible.filter(public_id__in=slots("id", MOST_DECIDED, CharField()))
    return Prepared(lambda: _to_decide(chosen).order_by("submitted_at", "pk"))


def _listed(rows: Iterable[Any]) -> list[ListedApplication]:
    return [ListedApplication(*row[: len(COLUMNS)]) for row in rows]


def _rows(found: QuerySet[Application]) -> "QuerySet[Application, tuple[Any, ...]]":
    rows: QuerySet[Application, tuple[Any, ...]] = with_stage(found).values_list(*COLUMNS)
    return rows


def _counted(found: QuerySet[Application]) -> "QuerySet[Application, tuple[str, int]]":
    counted: QuerySet[Application, tuple[str, int]] = with_stage(found).order_by().values_list("stage")
    return counted.annotate(Count("pk"))


def _first(found: QuerySet[Application], most: int) -> "QuerySet[Application, tuple[Any, ...]]":
    place = Window(RowNumber(), partition_by=[F("stage")], order_by=[F("submitted_at").asc(), F("pk").asc()])
    first = with_stage(found).annotate(place=place).filter(place__lte=most, stage__in=PipelineStage.values)
    rows: QuerySet[Application, tuple[Any, ...]] = first.order_by("submitted_at", "pk").values_list(*COLUMNS)
    return rows


def _filled(cohort: Cohort, by: Actor, narrowing: Narrowing) -> dict[str, Any]:
    who = {"cohort": cohort.pk, "person": by.person.pk, "organisation": by.organisation.pk}
    if typed := narrowing.typed:
        return who | {"address": typed.address} | filling("word", len(typed.words), typed.words)
    return who


Pattern = tuple[Narrowing, int | None]


def _under(hat: str, pattern: Pattern) -> QuerySet[Application]:
    narrowing, words = pattern
    if words is None:
        return narrowing.of(Slot("cohort"), whoever_under(hat))
    typed = Typed(slots("word", words, CharField()), Slot("address", CharField()))
    return narrowing.of(Slot("cohort"), whoever_under(hat), slots=typed)


@lru_cache(maxsize=HELD)
def _part_of_list(hat: str, pattern: Pattern, start: int, stop: int) -> Prepared[Any]:
    return Prepared(lambda: _rows(_under(hat, pattern))[start:stop])


@lru_cache(maxsize=HELD)
def _counts_by_stage(hat: str, pattern: Pattern) -> Prepared[Any]:
    return Prepared(lambda: _counted(_under(hat, pattern)))


@lru_cache(maxsize=HELD)
def _first_of_each_stage(hat: str, pattern: Pattern, most: int) -> Prepared[Any]:
    return Prepared(lambda: _first(_under(hat, pattern), most))
