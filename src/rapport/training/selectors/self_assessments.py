"""Reads of self-assessments: one's own, what helps, and what many have in common for who runs the programme."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from rapport.core import clock
from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.programmes.choices import ParticipantRole, ParticipationState
from rapport.programmes.models import Participation, Programme
from rapport.programmes.selectors import participations_of
from rapport.training.choices import AGAIN_AFTER_DAYS, FEWEST_TO_SHOW, MOST_WEAK, Competency
from rapport.training.models import Lesson, PlanStep, SelfAssessment, TrainingEvent
from rapport.training.policies import (
    lessons_visible_to,
    plan_steps_visible_to,
    self_assessments_visible_to,
    training_events_visible_to,
)
from rapport.training.presets.competencies import COMPETENCIES

HIGHEST = 7


@dataclass(frozen=True)
class CompetencyResult:
    """The mean of somebody's ratings in one competency: now, and at the first time if that was another one."""

    competency: Competency
    now: float
    before: float | None = None


@dataclass(frozen=True)
class OwnAssessments:
    """A mentor's self-assessments in one programme: the one that is open, and those that are done, oldest first."""

    under_way: SelfAssessment | None
    done: Sequence[SelfAssessment]

    @property
    def results(self) -> list[CompetencyResult]:
        if not self.done:
            return []
        first, last = means(self.done[0].ratings), means(self.done[-1].ratings)
        is_again = len(self.done) > 1
        return [CompetencyResult(each, last[each], first[each] if is_again else None) for each in last]

    @property
    def weakest(self) -> list[Competency]:
        """Return what there is most to learn in: at most two, and nothing that is as good as can be."""
        short = [result for result in self.results if result.now < HIGHEST]
        return [result.competency for result in sorted(short, key=lambda one: one.now)[:MOST_WEAK]]

    @property
    def again_from(self) -> dt.datetime | None:
        """Return from when another one makes sense; none while one is open, or before the first."""
        last = self.done[-1].done_at if self.done and not self.under_way else None
        return last + dt.timedelta(days=AGAIN_AFTER_DAYS) if last else None

    @property
    def may_begin(self) -> bool:
        return self.under_way is None and (self.again_from is None or self.again_from <= clock.now())


@dataclass(frozen=True)
class GroupMeans:
    """What the mentors of a programme have in common: how many there are and have done it, and the means of many.

    `first` and `second` hold the means of the first and second time, empty where too few have done it.
    """

    mentors: int
    assessed: int
    first: Mapping[Competency, float]
    second: Mapping[Competency, float]


def means(ratings: Mapping[str, int]) -> dict[Competency, float]:
    """Return the mean of each competency's ratings."""
    return {
        preset.competency: sum(ratings[key] for key in preset.statements) / len(preset.statements)
        for preset in COMPETENCIES
    }


def own_assessments(programme: Programme, *, by: Actor) -> OwnAssessments:
    return _own(list(self_assessments_visible_to(by).filter(programme=programme).order_by("pk")))


def unrated_competency(assessment: SelfAssessment) -> int | None:
    """Return the number of the first competency, counted from 1, in which ratings are missing."""
    for number, preset in enumerate(COMPETENCIES, start=1):
        if not preset.statements.keys() <= assessment.ratings.keys():
            return number
    return None


def assessments_offered(by: Actor) -> list[tuple[Programme, OwnAssessments]]:
    """Return the programmes in which the actor mentors, each with their self-assessments there."""
    own = participations_of(by).filter(role=ParticipantRole.MENTOR)
    programmes = {one.cohort.programme_id: one.cohort.programme for one in own}
    found: dict[int, list[SelfAssessment]] = {key: [] for key in programmes}
    for each in self_assessments_visible_to(by).filter(programme__in=programmes).order_by("pk"):
        found[each.programme_id].append(each)
    return [(programme, _own(found[key])) for key, programme in programmes.items()]


def _own(found: Sequence[SelfAssessment]) -> OwnAssessments:
    return OwnAssessments(
        next((each for each in found if each.done_at is None), None),
        [each for each in found if each.done_at is not None],
    )


def get_plan_step(*, by: Actor, id: str, may: May[PlanStep]) -> PlanStep:  # noqa: A002
    return load(plan_steps_visible_to, by=by, id=id, may=may)


def plan_of(programme: Programme, *, by: Actor) -> QuerySet[PlanStep]:
    """Return the actor's own plan, what is still to do first."""
    return (
        plan_steps_visible_to(by)
        .filter(programme=programme)
        .order_by(F("done_on").asc(nulls_first=True), "due_on", "pk")
    )


def lessons_for(competencies: Iterable[Competency], programme: Programme, *, by: Actor) -> QuerySet[Lesson]:
    """Return the lessons for the actor's role that help with one of these."""
    helping = lessons_visible_to(by).filter(
        course__programme=programme, course__role=ParticipantRole.MENTOR, competency__in=list(competencies)
    )
    return helping.order_by("course__position", "course__pk", "position", "pk")


def events_for(
    competencies: Iterable[Competency], programme: Programme, *, by: Actor
) -> QuerySet[TrainingEvent]:
    """Return the training events still to come that help with one of these."""
    ahead = training_events_visible_to(by).filter(
        programme=programme, cancelled_at=None, starts_at__gt=clock.now(), competency__in=list(competencies)
    )
    return ahead.order_by("starts_at", "pk")


def self_assessments_in_common(programme: Programme) -> GroupMeans:
    """Return how many mentors have assessed themselves, and the means of the first and the second time.

    Means take in five people more at a time, in the order in which they were done, whoever has left since: so no two
    looks at the page differ by fewer than five people. They are of the whole programme, as cohorts could overlap.
    """
    active = Participation.objects.filter(
        cohort__programme=programme, role=ParticipantRole.MENTOR, state=ParticipationState.ACTIVE
    )
    mentors = set(active.values_list("profile", flat=True))
    times: dict[int, list[Mapping[str, int]]] = {}
    done = SelfAssessment.objects.filter(programme=programme, done_at__isnull=False)
    rounds: tuple[list[Mapping[str, int]], ...] = ([], [])
    for profile, ratings in done.order_by("done_at", "pk").values_list("profile", "ratings"):
        given = times.setdefault(profile, [])
        given.append(ratings)
        if len(given) <= len(rounds):
            rounds[len(given) - 1].append(ratings)
    return GroupMeans(
        mentors=len(mentors),
        assessed=len(mentors & times.keys()),
        first=_means_of_many(rounds[0]),
        second=_means_of_many(rounds[1]),
    )


def _means_of_many(given: Sequence[Mapping[str, int]]) -> dict[Competency, float]:
    shown = given[: len(given) // FEWEST_TO_SHOW * FEWEST_TO_SHOW]
    if not shown:
        return {}
    of_each = [means(ratings) for ratings in shown]
    return {competency: sum(each[competency] for each in of_each) / len(of_each) for competency in Competency}
