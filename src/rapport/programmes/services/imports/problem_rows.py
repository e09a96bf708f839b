"""The rows of an upload that have a problem, with the reason beside each, to be mended and brought in again."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.programmes.models import ParticipantImport
from rapport.programmes.services.imports.faults import Fault
from rapport.programmes.services.imports.lifecycle import Preview, check_import, table_of
from rapport.tables import Table
from rapport.tables.writing import write_csv


def export_problem_rows(participant_import: ParticipantImport, *, by: Actor) -> bytes:
    """Write these rows as CSV while the upload is still kept. *Also:* an audit row, as it takes people's details out.

    The columns are those of the file, with the row's number before and what is wrong behind, so that a mended copy
    can be uploaded as it is.
    """
    if participant_import.content is None:
        raise WrongState
    table = table_of(participant_import)
    wrong = _sentences_by_row(check_import(participant_import))
    content = write_csv([_("Row"), *table.columns, _("What is wrong")], _rows(table, wrong))
    with transaction.atomic():
        record_act("import-problems-exported", participant_import, by=by, detail={"count": len(wrong)})
    return content


def _sentences_by_row(preview: Preview) -> dict[int, list[str]]:
    wrong: dict[int, list[str]] = defaultdict(list)
    for fault in (*preview.faults, *preview.warnings):
        wrong[fault.row].append(_without_row(fault))
    return wrong


def _without_row(fault: Fault) -> str:
    """The number stands in a column of its own."""
    opening = _("Row %(row)d: %(why)s") % {"row": fault.row, "why": ""}
    return capfirst(fault.sentence.removeprefix(opening))


def _rows(table: Table, wrong: dict[int, list[str]]) -> Iterator[list[str | int]]:
    """A row of which nothing could be read has its number and the reason alone."""
    cells = {row.number: row.values for row in (*table.rows, *table.partial)}
    nothing = ("",) * len(table.columns)
    for number in sorted(wrong):
        yield [number, *cells.get(number, nothing), " ".join(wrong[number])]
