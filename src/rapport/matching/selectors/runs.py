"""Reads of match runs. The frozen input stays behind: only the services that run the engine load it."""

from django.db.models import Q, QuerySet, Subquery

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.matching.choices import RunState
from rapport.matching.models import MatchRun
from rapport.matching.policies import runs_visible_to
from rapport.programmes.models import Cohort


def get_run(*, by: Actor, id: str, may: May[MatchRun]) -> MatchRun:  # noqa: A002
    return load(runs_visible_to(by), by=by, id=id, may=may)


def runs_of_cohort(cohort: Cohort) -> QuerySet[MatchRun]:
    """Return a cohort's runs, the newest first, with who asked for them."""
    return (
        MatchRun.objects.filter(cohort=cohort).defer("frozen_input").select_related("requested_by", "cohort")
    )


def newest_run(cohort: Cohort) -> MatchRun | None:
    return runs_of_cohort(cohort).first()


def current_run(cohort: Cohort) -> MatchRun | None:
    """Return the newest run that is done: only its drafts count."""
    return _done_runs(cohort).first()


def is_of_current_run(cohort: Cohort) -> Q:
    """Select what belongs to the newest run that is done, without asking first which one that is."""
    return Q(run=Subquery(_done_runs(cohort).values("pk")[:1]))


def _done_runs(cohort: Cohort) -> QuerySet[MatchRun]:
    return runs_of_cohort(cohort).filter(state=RunState.DONE)


def open_run(cohort: Cohort) -> MatchRun | None:
    """Return the run that waits or is under way."""
    return runs_of_cohort(cohort).filter(state__in=[RunState.REQUESTED, RunState.RUNNING]).first()
