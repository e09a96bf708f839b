"""Match runs: asked for, run, cancelled, repeated."""

import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from rapport.accounts.models import Person
from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.core.models import claim_next, stale
from rapport.core.statistics import refresh_statistics
from rapport.core.wake import wake
from rapport.matching.choices import ProposalOrigin, ProposalState, RunState
from rapport.matching.engine_adapter import MatchResult, Pair, run_match
from rapport.matching.errors import MatchCancelled, MatchingError, NothingToMatch, RunNotFinished
from rapport.matching.models import MatchRun, Proposal, UnmatchedParticipant
from rapport.matching.selectors import open_run
from rapport.matching.services.freezing import freeze, packed, thaw
from rapport.programmes.choices import OrganisationState
from rapport.programmes.models import Cohort, Participation, Profile
from rapport.programmes.services.programmes import lock_cohort, lock_open_cohort

log = structlog.get_logger()
STALE_AFTER_MINUTES = 10
MOST_ATTEMPTS = 3
SECONDS_BETWEEN_NOTES = 0.5
OPEN = (RunState.REQUESTED, RunState.RUNNING)


def request_run(cohort: Cohort, *, by: Actor, seed: int = 0) -> MatchRun:
    """Ask for a match of everybody who has a place free now. *Also:* freezes the input, wakes the matcher.

    Ties go by content and seed, so the same people with the same seed get the same proposals on every computer.
    """
    match_input = freeze(cohort)
    if not match_input.mentors or not match_input.mentees:
        raise NothingToMatch
    with transaction.atomic():
        lock_open_cohort(cohort)
        if open_run(cohort):
            raise RunNotFinished(_("A match run of this cohort is under way. Wait for it, or cancel it."))
        run = MatchRun.objects.create(
            cohort=cohort,
            number=(cohort.match_runs.aggregate(most=Max("number"))["most"] or 0) + 1,
            requested_by=by.person,
            hat=by.hat,
            seed=seed,
            frozen_input=packed(match_input),
            input_hash=match_input.input_hash(),
            mentors_in_all=len(match_input.mentors),
            mentees_in_all=len(match_input.mentees),
        )
        record_act("match-run-requested", run, by=by, detail={"number": run.number})
        wake("match-runs")
    return run


@transaction.atomic
def cancel_run(run: MatchRun, *, by: Actor) -> None:
    """Stop a run that waits or is under way. Drafts of the run before it stay as they are."""
    waiting = MatchRun.objects.filter(pk=run.pk, state=RunState.REQUESTED)
    ended = waiting.update(is_cancelled=True, **_failure(MatchCancelled()))
    if not ended and not MatchRun.objects.filter(pk=run.pk, state=RunState.RUNNING).update(is_cancelled=True):
        raise WrongState
    record_act("match-run-cancelled", run, by=by)


def run_next_match() -> bool:
    """Run the oldest match that waits, outside any transaction; return whether there was one."""
    waiting = MatchRun.objects.filter(
        state=RunState.REQUESTED, cohort__programme__organisation__state=OrganisationState.ACTIVE
    )
    run = claim_next(waiting, state=RunState.RUNNING)
    if run is None:
        return False
    try:
        result = run_match(
            thaw(run), seed=run.seed, progress=_Notes(run), is_cancelled=lambda: _is_cancelled(run)
        )
        _write_result(run, result)
    except MatchingError as error:
        _end(run, **_failure(error))
    except Exception as error:
        log.exception("match-run-failed", run=run.public_id)
        _end(run, **_failure(error))
    return True


class _Notes:
    """Notes progress in short writes, not more often than people can read; each one also says "I am alive"."""

    def __init__(self, run: MatchRun) -> None:
        self.run, self.last = run, 0.0

    def __call__(self, share: float, words: str) -> None:
        moment = time.monotonic()
        if moment - self.last < SECONDS_BETWEEN_NOTES:
            return
        self.last = moment
        _note(self.run, progress=share, progress_note=words[:300], claimed_at=clock.now())


def _is_cancelled(run: MatchRun) -> bool:
    """Whether somebody cancelled it, or it was given to another worker because this one seemed dead."""
    return not _own(run).filter(is_cancelled=False).exists()


def _own(run: MatchRun) -> Any:
    return MatchRun.objects.filter(pk=run.pk, state=RunState.RUNNING, attempts=run.attempts)


@transaction.atomic
def _note(run: MatchRun, **fields: Any) -> None:
    _own(run).update(**fields)


@transaction.atomic
def _end(run: MatchRun, **fields: Any) -> None:
    _own(run).update(**fields)


def _failure(error: Exception) -> dict[str, Any]:
    sentence = (
        str(error)
        if isinstance(error, MatchingError)
        else _("The run stopped because of a fault in Rapport.")
    )
    return {
        "state": RunState.FAILED,
        "progress_note": sentence[:300],
        "last_error": f"{type(error).__name__}: {error}"[:2000],
        "claimed_at": None,
        "ended_at": clock.now(),
    }


def _write_result(run: MatchRun, result: MatchResult) -> None:
    """Make the result current in one short transaction; drafts of earlier runs step back."""
    people = _participations(result)
    proposals = [_proposal(run, pair, people) for pair in result.pairs]
    unmatched = [
        UnmatchedParticipant(run=run, participation_id=people[one.person], reasons=list(one.reasons))
        for one in result.unmatched
    ]
    with transaction.atomic():
        lock_cohort(run.cohort)
        if _is_cancelled(run):
            raise MatchCancelled
        moment = clock.now()
        Proposal.objects.drafts().filter(cohort=run.cohort_id).update(
            state=ProposalState.WITHDRAWN, ended_at=moment
        )
        Proposal.objects.bulk_create(proposals, batch_size=500)
        UnmatchedParticipant.objects.bulk_create(unmatched, batch_size=500)
        _end(run, **_outcome(result), ended_at=moment)
    refresh_statistics(Proposal, UnmatchedParticipant, Participation, Profile, Person)


def _outcome(result: MatchResult) -> dict[str, Any]:
    return {
        "state": RunState.DONE,
        "claimed_at": None,
        "progress": 1.0,
        "progress_note": "",
        "engine_version": result.engine_version,
        "method": result.method[:120],
        "pairs": len(result.pairs),
        "pins": sum(pair.is_pinned for pair in result.pairs),
        "total": result.total,
        "is_optimal": result.total == result.best_possible,
        "seconds": result.seconds,
    }


def _participations(result: MatchResult) -> dict[str, int]:
    keys = {key for pair in result.pairs for key in (pair.mentee, pair.mentor)}
    keys |= {one.person for one in result.unmatched}
    ordered = sorted(keys)
    found: dict[str, int] = {}
    for start in range(0, len(ordered), 500):
        part = Participation.objects.filter(public_id__in=ordered[start : start + 500])
        found |= dict(part.values_list("public_id", "pk"))
    return found


def _proposal(run: MatchRun, pair: Pair, people: dict[str, int]) -> Proposal:
    return Proposal(
        run=run,
        cohort_id=run.cohort_id,
        mentee_id=people[pair.mentee],
        mentor_id=people[pair.mentor],
        origin=ProposalOrigin.ENGINE,
        is_pinned=pair.is_pinned,
        score=pair.score,
        points=pair.points,
        rank=pair.rank,
        parts=[asdict(part) for part in pair.parts],
        alternatives=[asdict(other) for other in pair.alternatives],
        ruled_out=[asdict(other) for other in pair.ruled_out],
        unchecked=list(pair.unchecked),
    )


@transaction.atomic
def release_stale_runs() -> int:
    """Let runs whose worker died start again: a repeat gives the same result. After three deaths a person decides."""
    dead = MatchRun.objects.filter(stale(STALE_AFTER_MINUTES), state=RunState.RUNNING)
    dead.filter(attempts__gte=MOST_ATTEMPTS).update(
        **_failure(
            MatchingError(_("The run was interrupted three times. Please tell whoever runs the server."))
        )
    )
    return dead.update(state=RunState.REQUESTED, claimed_at=None, progress=0)


def reproduce(run: MatchRun) -> bool:
    """Repeat a finished run from its frozen input and say whether it gives the same pairs and the same total."""
    whole = MatchRun.objects.get(pk=run.pk)
    result = run_match(thaw(whole), seed=whole.seed)
    stored = Proposal.objects.filter(run=whole, origin=ProposalOrigin.ENGINE)
    pairs = set(stored.values_list("mentee__public_id", "mentor__public_id"))
    return result.total == whole.total and {(pair.mentee, pair.mentor) for pair in result.pairs} == pairs


def unrepeatable_runs() -> Iterator[str]:
    """Repeat every finished run, and yield a sentence for each that does not give the same again."""
    for run in MatchRun.objects.filter(state=RunState.DONE).order_by("pk").defer("frozen_input"):
        try:
            same = reproduce(run)
        except Exception as error:  # noqa: BLE001 - a damaged input fails in many ways; the sentence keeps the reason
            yield f"match run {run.public_id}: it cannot be repeated ({type(error).__name__}: {error})"
        else:
            if not same:
                yield f"match run {run.public_id}: repeated from its frozen input it gives other proposals"
