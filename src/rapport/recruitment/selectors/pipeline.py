"""How far each application has come, read from what has happened to it: nothing of it is stored."""

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

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


def stage_of(
    application: Application, *, was_interviewed: bool, is_reviewed: bool
) -> ApplicationState | PipelineStage:
    """Return the same for one application of which interviews and reviewers are known already."""
    if application.state != ApplicationState.SUBMITTED or not (was_interviewed or is_reviewed):
        return ApplicationState(application.state)
    return PipelineStage.INTERVIEWED if was_interviewed else PipelineStage.IN_REVIEW


def as_listed(found: QuerySet[Application]) -> QuerySet[Any]:
    """Load of applications what a row or a card shows, and nothing of what people have answered."""
    shown = ("public_id", "name", "role", "state", "submitted_at", "cohort", "person__email")
    names = (f"{inviter}__name" for inviter in INVITERS)
    return found.select_related(None).select_related("person", *INVITERS).only(*shown, *names)


class ListedApplication(NamedTuple):
    """What a list shows of an application, and nothing of what people have answered."""

    pk: int
    public_id: str
    name: str
    role: str
    state: str
    submitted_at: dt.datetime | None
    cohort_id: int
    person_id: int
    email: str
    invited_by: str | None
    invited_with_link_of: str | None
    stage: str
    position: int | None

    @property
    def inviter(self) -> str:
        """The name of the mentor who has invited this applicant, if one has."""
        return self.invited_by or self.invited_with_link_of or ""


COLUMNS = (
    *("pk", "public_id", "name", "role", "state", "submitted_at", "cohort_id", "person_id", "person__email"),
    *(f"{inviter}__name" for inviter in INVITERS),
    *("stage", "position"),
)


Listable = Application | ListedApplication
