"""Lists of addresses as people paste them: each line read, and what is wrong with a line said beside it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils.translation import gettext as _

from rapport.accounts.models import normal_email
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Cohort, Participation
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Application, Invitation, Refusal
from rapport.tables import Table

ADDRESS = re.compile(r"""[^\s<>,;"()\[\]]*@[^\s<>,;"'()\[\]]*""")
AROUND_NAMES = " \t,;<>\"'()[]:"
LONGEST_NAME = 200
LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class AddressLine:
    """One line: what was written, whom it names, and why nobody is invited by it, if so."""

    number: int
    written: str
    email: str = ""
    name: str = ""
    fault: str = ""


def lines_of_table(table: Table) -> str:
    """Return an uploaded table as lines of text; headings that hold an address are no headings.

    What could not be read of it stands there in words, so that nobody is left out unseen.
    """
    heading = [table.columns] if any("@" in cell for cell in table.columns) else []
    rows = [*heading, *(row.values for row in sorted((*table.rows, *table.partial), key=lambda r: r.number))]
    readable = [", ".join(cell for cell in row if cell) for row in rows]
    return "\n".join([*readable, *(str(fault) for fault in table.unreadable)])


def read_lines(cohort: Cohort, role: str, text: str) -> list[AddressLine]:
    """Read each line that holds something, and look up whom there is no use, or no right, to invite."""
    lines = [_read(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    known = _standing(cohort, role, {line.email for line in lines if not line.fault})
    return list(_checked(lines, known))


def _read(number: int, written: str) -> AddressLine:
    found = ADDRESS.search(written)
    if found is None:
        return AddressLine(number, written, fault=_("There is no e-mail address in this line."))
    if len(ADDRESS.findall(written)) > 1:
        return AddressLine(number, written, fault=_("Please write one address a line."))
    email = normal_email(found[0].strip(".:'"))
    name = (written[: found.start()] + " " + written[found.end() :]).strip(AROUND_NAMES)
    name = " ".join(ADDRESS.sub(" ", name).split())[:LONGEST_NAME].strip(AROUND_NAMES)
    try:
        validate_email(email)
    except ValidationError:
        return AddressLine(number, written, fault=_("This is not an e-mail address."))
    if len(email) > LONGEST_ADDRESS:
        return AddressLine(number, written, fault=_("This is not an e-mail address."))
    return AddressLine(number, written, email, name)


def _checked(lines: Iterable[AddressLine], known: Mapping[str, str]) -> Iterable[AddressLine]:
    first: dict[str, int] = {}
    for line in lines:
        if line.fault:
            yield line
        elif line.email in first:
            fault = _("This address stands in line %(line)s already.") % {"line": first[line.email]}
            yield AddressLine(line.number, line.written, line.email, line.name, fault)
        else:
            first[line.email] = line.number
            yield AddressLine(line.number, line.written, line.email, line.name, known.get(line.email, ""))


def _standing(cohort: Cohort, role: str, emails: set[str]) -> dict[str, str]:
    """Return why some of these addresses are not invited. Drafts are nobody's business, so they do not count."""
    taking_part = Participation.objects.filter(cohort=cohort, role=role).exclude(
        state=ParticipationState.LEFT
    )
    applied = Application.objects.filter(cohort=cohort, role=role).exclude(
        Q(submitted_at=None) | Q(state=ApplicationState.WITHDRAWN)
    )
    invited = Invitation.objects.filter(cohort=cohort, role=role, withdrawn_at=None)
    refused = Refusal.objects.filter(organisation=cohort.programme.organisation_id)
    reasons = (
        (refused.values_list("email", flat=True), _("This address has asked not to be invited again.")),
        (
            invited.values_list("email", flat=True),
            _("They are invited already. You can send that letter again."),
        ),
        (applied.values_list("person__email", flat=True), _("They have applied already.")),
        (taking_part.values_list("profile__person__email", flat=True), _("They take part already.")),
    )
    standing: dict[str, str] = {}
    for found, reason in reasons:
        standing |= dict.fromkeys(emails.intersection(found), reason)
    return standing
