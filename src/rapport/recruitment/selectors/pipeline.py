"""How far each application has come, read from what has happened to it: nothing of it is stored."""

from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from rapport.recruitment.choices import ApplicationState, PipelineStage
from rapport.recruitment.models import Application, Interview, Review
from rapport.recruitment.policies import INVITERS


def with_stage(found: QuerySet[Application]) -> QuerySet[Any]:
    """Add `stage`: somebody whom a reviewer has is in review, until they are interviewed, until it is decided."""
    here = {"application": OuterRef("pk")}
    waiting = Q(state=ApplicationState.SUBMITTED)
    stage = Case(
        When(waiting & Q(Exists(Interview.objects.filter(**here))), then=Value(PipelineStage.INTERVIEWED)),
        When(waiting & Q(Exists(Review.objects.filter(**here))), then=Value(PipelineStage.IN_REVIEW)),
        default=F("state"),
        output_field=CharField(),
    )
    return found.annotate(stage=stage)


def as_listed(found: QuerySet[Application]) -> QuerySet[Any]:
    """Load of applications what a row or a card shows, and nothing of what people have answered."""
    shown = ("public_id", "name", "role", "state", "submitted_at", "cohort", "person__email")
    names = (f"{inviter}__name" for inviter in INVITERS)
    return found.select_related(None).select_related("person", *INVITERS).only(*shown, *names)


def count_stages(found: QuerySet[Application]) -> dict[str, int]:
    """Return how many applications stand at each stage."""
    counted = with_stage(found).order_by().values_list("stage").annotate(Count("pk"))
    return dict.fromkeys(PipelineStage.values, 0) | dict(counted)


def first_of_each_stage(found: QuerySet[Application], *, most: int) -> dict[str, list[Any]]:
    """Return the applications that wait longest at each stage, so many of each, in one question."""
    place = Window(RowNumber(), partition_by=[F("stage")], order_by=[F("submitted_at").asc(), F("pk").asc()])
    first = (
        with_stage(as_listed(found))
        .annotate(place=place)
        .filter(place__lte=most, stage__in=PipelineStage.values)
    )
    stages: dict[str, list[Any]] = {stage: [] for stage in PipelineStage.values}
    for application in first.order_by("submitted_at", "pk"):
        stages[application.stage].append(application)
    return stages
