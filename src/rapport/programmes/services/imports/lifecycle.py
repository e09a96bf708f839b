"""An import from upload to end: every door calls these."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from rapport.accounts.models import Person
from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import RapportError, WrongState
from rapport.core.models import check_transition, claim_next, stale
from rapport.core.statistics import refresh_statistics
from rapport.core.wake import wake
from rapport.programmes.choices import (
    IMPORT_TRANSITIONS,
    CohortEvent,
    CohortState,
    ImportMode,
    ImportState,
    OrganisationState,
)
from rapport.programmes.errors import ColumnsNotReady, NothingToImport, RightsWithdrawn
from rapport.programmes.models import Cohort, ParticipantImport, Participation, Profile
from rapport.programmes.policies import imports_visible_to
from rapport.programmes.selectors import questions_of_cohort
from rapport.programmes.services.imports.advice import Advice, advise, column_notes
from rapport.programmes.services.imports.columns import Column, recognise, why_not_ready
from rapport.programmes.services.imports.comparison import Comparison, Counts, compare
from rapport.programmes.services.imports.faults import Fault, FaultGroup, group_faults
from rapport.programmes.services.imports.guessing import guess_columns
from rapport.programmes.services.imports.rows import ReadRows, read_rows
from rapport.programmes.services.imports.stored_table import pack, unpack
from rapport.programmes.services.imports.writing import write_comparison
from rapport.programmes.services.programmes import advance_cohort, lock_open_cohort
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.models import AnswerSheet
from rapport.questionnaires.selectors import answered_among
from rapport.tables import Table, read_table

log = structlog.get_logger()

STALE_AFTER_MINUTES = 15
MOST_DEATHS = 3
FORGOTTEN_AFTER_DAYS = 7


@dataclass(frozen=True)
class Preview:
    """What an import would do now. With `reasons` the columns must be settled first, and the rest is empty.

    `faults` keep people out, `warnings` concern single answers of people who come in, `notes` whole columns.
    """

    reasons: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    counts: Counts = field(default_factory=Counts)

    @property
    def problems(self) -> list[FaultGroup]:
        return group_faults([*self.faults, *self.warnings])

    @property
    def to_write(self) -> int:
        return self.counts.new + self.counts.changed

    @property
    def does_something(self) -> bool:
        return not self.reasons and self.to_write > 0


def start_import(
    cohort: Cohort, *, role: str, file_name: str, content: bytes, by: Actor
) -> ParticipantImport:
    """Read an uploaded table and guess what its columns are. Raises a `TableError` where nothing can be read.

    Nobody takes part by this. What is kept is the table as it was read, until the import has ended. Reading takes
    seconds, so no transaction is open meanwhile: one row is all that is written.
    """
    if cohort.state == CohortState.CLOSED:
        raise WrongState
    table, questions = read_table(content), questions_of_cohort(cohort)
    columns = guess_columns(table, questions, answered=answered_among(questions))
    return ParticipantImport.objects.create(
        cohort=cohort,
        requested_by=by.person,
        hat=by.hat,
        role=role,
        file_name=file_name[-255:],
        content=pack(table),
        columns=[column.to_json() for column in columns],
        rows_in_all=table.rows_in_all,
    )


def table_of(participant_import: ParticipantImport) -> Table:
    if participant_import.content is None:
        raise WrongState
    return unpack(bytes(participant_import.content))


def columns_of(participant_import: ParticipantImport) -> list[Column]:
    """Return the columns as they were last corrected, bound to the questions that the cohort asks now."""
    columns = [Column.from_json(stored) for stored in participant_import.columns]
    return recognise(columns, questions_of_cohort(participant_import.cohort))


def advice_on(participant_import: ParticipantImport, columns: Sequence[Column], table: Table) -> list[Advice]:
    """Return what is to be thought of with each column, in their order. Only of scales it matters who answered."""
    questions = questions_of_cohort(participant_import.cohort)
    scales = [question for question in questions if question.kind == QuestionKind.SCALE]
    return advise(columns, table, questions, answered=answered_among(scales))


@transaction.atomic
def set_columns(participant_import: ParticipantImport, columns: Sequence[Column], *, by: Actor) -> None:
    """Correct what the columns are."""
    stored = [column.to_json() for column in columns]
    changed = ParticipantImport.objects.filter(pk=participant_import.pk, state=ImportState.DRAFT).update(
        columns=stored
    )
    if not changed:
        raise WrongState
    record_act("import-columns-set", participant_import, by=by)
    participant_import.columns = stored


def check_import(participant_import: ParticipantImport) -> Preview:
    """Say what the import would do now, changing nothing."""
    columns = columns_of(participant_import)
    reasons = why_not_ready(columns, questions_of_cohort(participant_import.cohort))
    if reasons:
        return Preview(reasons=tuple(map(str, reasons)), columns=tuple(columns))
    table = table_of(participant_import)
    read = read_rows(table, columns)
    comparison = compare(participant_import.cohort, participant_import.role, read)
    return Preview(
        columns=read.columns,
        notes=tuple(note for column in columns for note in column_notes(column, table)),
        faults=comparison.faults,
        warnings=comparison.warnings,
        counts=comparison.counts,
    )


@transaction.atomic
def request_import(participant_import: ParticipantImport, *, mode: str, by: Actor) -> ParticipantImport:
    """Queue the import. *Also:* an audit row, and the job is woken."""
    reasons = why_not_ready(columns_of(participant_import), questions_of_cohort(participant_import.cohort))
    if reasons:
        raise ColumnsNotReady(reasons[0])
    _move(
        participant_import,
        to=ImportState.REQUESTED,
        mode=mode,
        requested_by=by.person,
        hat=by.hat,
        rows_done=0,
        attempts=0,
        next_attempt_at=clock.now(),
        outcome={},
    )
    record_act("import-requested", participant_import, by=by, detail={"mode": mode})
    wake("imports")
    return participant_import


@transaction.atomic
def reopen_import(participant_import: ParticipantImport, *, by: Actor) -> None:
    """Go back to the columns after a failure."""
    _move(participant_import, to=ImportState.DRAFT)
    record_act("import-reopened", participant_import, by=by)


@transaction.atomic
def discard_import(participant_import: ParticipantImport, *, by: Actor) -> None:
    """Drop an upload that was never run, with everything in it."""
    waiting = Q(state__in=[ImportState.DRAFT, ImportState.FAILED])
    if not ParticipantImport.objects.filter(waiting, pk=participant_import.pk).delete()[0]:
        raise WrongState
    record_act("import-discarded", participant_import, by=by)


def _move(participant_import: ParticipantImport, *, to: str, **fields: Any) -> None:
    check_transition(IMPORT_TRANSITIONS, old=participant_import.state, new=to)
    here = ParticipantImport.objects.filter(pk=participant_import.pk, state=participant_import.state)
    if not here.update(state=to, **fields):
        raise WrongState
    for name, value in {"state": to, **fields}.items():
        setattr(participant_import, name, value)


def run_next_import() -> bool:
    """Run the oldest import that is due; return whether there was one."""
    waiting = ParticipantImport.objects.filter(
        state=ImportState.REQUESTED, cohort__programme__organisation__state=OrganisationState.ACTIVE
    )
    claimed = claim_next(waiting, state=ImportState.RUNNING)
    if claimed is None:
        return False
    run_import(claimed)
    return True


def run_import(participant_import: ParticipantImport) -> None:
    """Run an import that was claimed. Its end, good or bad, stands in the row.

    Reading tells how far it is as it goes; the writing is one short transaction at the end, so that other people
    never see half of it and, on SQLite, do not wait long for their turn to write.
    """
    try:
        read = _read(participant_import)
        _write(participant_import, read)
    except RapportError as error:
        participant_import.refresh_from_db(fields=["state"])
        _end_badly(participant_import, sentence=str(error))
    except Exception as error:  # noqa: BLE001 - the row keeps the reason, and is tried again
        participant_import.refresh_from_db(fields=["state"])
        _note_failure(participant_import, error)
    else:
        refresh_statistics(Person, Profile, Participation, AnswerSheet)


def _read(participant_import: ParticipantImport) -> ReadRows:
    columns = columns_of(participant_import)
    if reasons := why_not_ready(columns, questions_of_cohort(participant_import.cohort)):
        raise ColumnsNotReady(reasons[0])

    def tell(done: int) -> None:
        ours = ParticipantImport.objects.filter(pk=participant_import.pk, state=ImportState.RUNNING)
        ours.update(rows_done=done, claimed_at=clock.now())

    return read_rows(table_of(participant_import), columns, tell=tell)


@transaction.atomic
def _write(participant_import: ParticipantImport, read: ReadRows) -> None:
    cohort_now = lock_open_cohort(participant_import.cohort)
    actor = Actor(participant_import.requested_by, cohort_now.programme.organisation, participant_import.hat)
    if not imports_visible_to(actor).filter(pk=participant_import.pk).exists():
        raise RightsWithdrawn
    comparison = compare(cohort_now, participant_import.role, read)
    if comparison.faults and participant_import.mode == ImportMode.ALL_OR_NOTHING:
        _end_badly(participant_import, comparison=comparison)
        return
    if not read.people:
        raise NothingToImport
    if not Participation.objects.filter(cohort=cohort_now).exists():
        advance_cohort(cohort_now, CohortEvent.FIRST_PARTICIPANT, by=actor)
    write_comparison(cohort_now, participant_import.role, comparison, read.columns)
    _end_well(participant_import, comparison, actor)


def _end_well(participant_import: ParticipantImport, comparison: Comparison, actor: Actor) -> None:
    _move(
        participant_import,
        to=ImportState.DONE,
        outcome=_outcome(comparison),
        content=None,
        claimed_at=None,
        ended_at=clock.now(),
        last_error="",
    )
    counts = comparison.counts.to_json()
    record_act(
        "participants-imported",
        participant_import,
        by=actor,
        detail={"role": participant_import.role} | counts,
    )


def _end_badly(
    participant_import: ParticipantImport, *, sentence: str = "", comparison: Comparison | None = None
) -> None:
    outcome = _outcome(comparison) if comparison else {}
    _move(
        participant_import,
        to=ImportState.FAILED,
        outcome=outcome | {"sentence": sentence},
        claimed_at=None,
        ended_at=clock.now(),
    )


def _outcome(comparison: Comparison) -> dict[str, Any]:
    groups = group_faults([*comparison.faults, *comparison.warnings])
    return {"counts": comparison.counts.to_json(), "problems": [group.to_json() for group in groups]}


def problems_of(participant_import: ParticipantImport) -> list[FaultGroup]:
    """Return what was wrong in the rows of an import that ended, as far as it is still kept."""
    stored = participant_import.outcome.get("problems", [])
    return [FaultGroup(**{**group, "sentences": tuple(group["sentences"])}) for group in stored]


def _note_failure(participant_import: ParticipantImport, error: Exception) -> None:
    is_final = participant_import.attempts >= ParticipantImport.MOST_ATTEMPTS
    log.warning(
        "import-failed", id=participant_import.public_id, attempts=participant_import.attempts, exc_info=error
    )
    _move(
        participant_import,
        to=ImportState.FAILED if is_final else ImportState.REQUESTED,
        next_attempt_at=participant_import.retry_at(),
        claimed_at=None,
        last_error=f"{type(error).__name__}: {error}"[:500],
    )


def is_waiting(participant_import: ParticipantImport) -> bool:
    """Look again whether an import that was requested has not ended yet."""
    participant_import.refresh_from_db()
    return participant_import.state in {ImportState.REQUESTED, ImportState.RUNNING}


@transaction.atomic
def release_stale_imports() -> int:
    """Queue imports whose worker died once more: nothing of them was written, or all of it and they are done.

    One that was interrupted three times may be what kills its worker; a person decides.
    """
    dead = ParticipantImport.objects.filter(stale(STALE_AFTER_MINUTES), state=ImportState.RUNNING)
    dead.filter(attempts__gte=MOST_DEATHS).update(
        state=ImportState.FAILED,
        claimed_at=None,
        ended_at=clock.now(),
        outcome={"sentence": _("The import was interrupted three times. Nothing was imported.")},
    )
    return dead.update(state=ImportState.REQUESTED, claimed_at=None, next_attempt_at=clock.now())


def forget_old_uploads() -> int:
    """Drop uploads that nobody has run for a week, and what was wrong with those that ran: both hold people's details."""
    old = clock.now() - dt.timedelta(days=FORGOTTEN_AFTER_DAYS)
    idle = ParticipantImport.objects.filter(
        state__in=[ImportState.DRAFT, ImportState.FAILED], created_at__lt=old
    )
    ended = ParticipantImport.objects.filter(ended_at__lt=old, outcome__has_key="problems")
    for each in ended:
        each.outcome.pop("problems")
        each.save(update_fields=["outcome"])
    return idle.exclude(content=None).update(content=None)
