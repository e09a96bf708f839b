"""Proposals of a cohort as a spreadsheet."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.matching.choices import ProposalState
from rapport.matching.models import Proposal
from rapport.matching.models.proposal import ProposalQuerySet
from rapport.matching.selectors import why_in_words
from rapport.programmes.models import Cohort
from rapport.tables import write_spreadsheet
from rapport.tables.writing import Value


def export_proposals(cohort: Cohort, proposals: ProposalQuerySet, *, kind: str, by: Actor) -> bytes:
    """Write these proposals with their reasons, as CSV or XLSX. *Also:* an audit row, as it takes names out.

    Writing a large table takes seconds, so it comes before the transaction that keeps others from writing.
    """
    found = list(proposals.select_related("mentee__profile__person", "mentor__profile__person"))
    columns = [
        *_columns_of(cohort.programme.mentee_word),
        *_columns_of(cohort.programme.mentor_word),
        _("Score"),
        _("State"),
        _("Pinned"),
        _("Why"),
    ]
    content = write_spreadsheet(kind, columns, _rows(found))
    with transaction.atomic():
        record_act("proposals-exported", cohort, by=by, detail={"kind": kind, "count": len(found)})
    return content


def _columns_of(word: str) -> list[str]:
    return [capfirst(word), _("%(Word)s's e-mail") % {"Word": capfirst(word)}]


def _rows(found: list[Proposal]) -> Iterator[list[Value]]:
    for proposal in found:
        mentee, mentor = proposal.mentee.profile, proposal.mentor.profile
        yield [
            mentee.name,
            mentee.person.email,
            mentor.name,
            mentor.person.email,
            proposal.score,
            str(ProposalState(proposal.shown_state).label),
            _("yes") if proposal.is_pinned else "",
            why_in_words(proposal, most=len(proposal.parts)),
        ]
