"""Who has done which course, as a spreadsheet."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.programmes.models import Cohort
from rapport.programmes.selectors import role_word
from rapport.tables import write_spreadsheet
from rapport.tables.writing import Value
from rapport.training.selectors import TrainingRow, training_of_cohort


def export_training(cohort: Cohort, *, kind: str, by: Actor) -> bytes:
    """Write a row for each person and course, as CSV or XLSX. *Also:* an audit row, as it takes people's details out."""
    rows = training_of_cohort(cohort, by=by)
    columns = [
        _("Name"),
        _("E-mail address"),
        _("Role"),
        _("Course"),
        _("Required"),
        _("State"),
        _("Done on"),
        _("Counts until"),
    ]
    content = write_spreadsheet(kind, columns, _rows(rows, cohort))
    with transaction.atomic():
        record_act("training-exported", cohort, by=by, detail={"kind": kind, "count": len(rows)})
    return content


def _rows(rows: list[TrainingRow], cohort: Cohort) -> Iterator[list[Value]]:
    for row in rows:
        person = row.participation
        for each in row.courses:
            yield [
                person.profile.name,
                person.profile.person.email,
                role_word(cohort.programme, person.role),
                each.title,
                _("yes") if each.course.is_required else _("no"),
                str(each.standing.label),
                each.completed_on,
                each.lapses_on,
            ]
