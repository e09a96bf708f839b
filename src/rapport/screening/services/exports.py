"""Who is cleared, as a spreadsheet."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.programmes.models import Cohort
from rapport.programmes.selectors import role_word
from rapport.screening.models import Clearance
from rapport.screening.policies import clearances_visible_to
from rapport.screening.selectors import ClearanceRow, clearances_of_cohort
from rapport.tables import write_spreadsheet
from rapport.tables.writing import Value


def export_clearances(cohort: Cohort, *, kind: str, by: Actor) -> bytes:
    """Write a row for each person and check, as CSV or XLSX. *Also:* an audit row, as it takes people's details out.

    Issuer and number are looked up among the entries that the reader may see, so nobody else's table has them.
    """
    rows = clearances_of_cohort(cohort, by=by)
    columns = [
        _("Name"),
        _("E-mail address"),
        _("Role"),
        _("Check"),
        _("Required"),
        _("State"),
        _("Date of the check"),
        _("Counts until"),
        _("Issued by"),
        _("Number"),
    ]
    content = write_spreadsheet(kind, columns, _rows(rows, cohort, by))
    with transaction.atomic():
        record_act("clearances-exported", cohort, by=by, detail={"kind": kind, "count": len(rows)})
    return content


def _rows(rows: list[ClearanceRow], cohort: Cohort, by: Actor) -> Iterator[list[Value]]:
    seen = _entries(cohort, by)
    for row in rows:
        person = row.participation
        for each in row.checks:
            entry = seen.get(each.entry or 0)
            yield [
                person.profile.name,
                person.profile.person.email,
                role_word(cohort.programme, person.role),
                each.check.name,
                _("yes") if each.check.is_required else _("no"),
                str(each.standing.label),
                each.checked_on,
                each.valid_until,
                entry.issuer if entry else "",
                entry.number if entry else "",
            ]


def _entries(cohort: Cohort, by: Actor) -> dict[int, Clearance]:
    visible = clearances_visible_to(by).filter(
        background_check__programme=cohort.programme_id, correction=None
    )
    return {entry.pk: entry for entry in visible.select_related(None).only("issuer", "number")}
