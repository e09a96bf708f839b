"""Reads of match runs. The frozen input stays behind: only the services that run the engine load it."""

from django.db.models import Q, QuerySet, Subquery

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.core.prepared import Prepared, Slot
from rapport.matching.choices import RunState
from rapport.matching.models import MatchRun
from rapport.matching.policies import runs_visible_to
from rapport.programmes.models import Cohort


def get_run(*, by: Actor, id: str, may: May[MatchRun]) -> MatchRun:  # noqa: A002
    return load(runs_visible_to, by=by, id=id, may=may)


def runs_of_cohort(cohort: Cohort) -> QuerySet[MatchRun]:
    """Return a cohort's runs, the newest first, with who asked for them."""
    return _runs_of(cohort)


def _runs_of(cohort: Cohort | Slot) -> QuerySet[MatchRun]:
    own = MatchRun.objects.filter(cohort=cohort)
    return own.defer("frozen_input").select_related("requested_by", "cohort")


def newest_run(cohort: Cohort) -> MatchRun | None:
    return runs_of_cohort(cohort).first()


def current_run(cohort: Cohort) -> MatchRun | None:
    """Return the newest run that is done: only its drafts count."""
    return _newest_done.ask_one(cohort=cohort.pk)


@Prepared
def _newest_done() -> QuerySet[MatchRun]:
    return _runs_of(Slot("cohort")).filter(state=RunState.DONE)[:1]


def is_of_current_run(cohort: Cohort | Slot) -> Q:
    """Select what belongs to the newest run that is done, without asking first which one that is."""
    done = _runs_of(cohort).filter(state=RunState.DONE)
    return Q(run=Subquery(done.values("pk")[:1]))


def open_run(cohort: Cohort) -> MatchRun | None:
    """Return the run that waits or is under way."""
    return _newest_open.ask_one(cohort=cohort.pk)


@Prepared
def _newest_open() -> QuerySet[MatchRun]:
    return _runs_of(Slot("cohort")).filter(state__in=[RunState.REQUESTED, RunState.RUNNING])[:1]
