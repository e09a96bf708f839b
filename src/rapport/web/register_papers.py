"""The register on paper: what the template `papers/register.typ` says."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language, gettext

from rapport.documents.typesetting import typeset
from rapport.mentorships.services.registers import issue_register
from rapport.programmes.selectors import rule_in_words
from rapport.web.addresses import address
from rapport.web.components import LedgerEntry, LedgerMonth
from rapport.web.downloads import paper
from rapport.web.hats import ActorRequest
from rapport.web.ledgers import Doors, ledger_months
from rapport.web.wording import day, on_paper

if TYPE_CHECKING:
    from rapport.mentorships.models import IssuedRegister, Mentorship

TEMPLATE = Path(__file__).parent / "papers" / "register.typ"


def register_on_paper(request: ActorRequest, mentorship: "Mentorship", doors: Doors) -> HttpResponse:
    """Issue a register and hand it out as a PDF."""
    issued, register = issue_register(mentorship, by=request.actor)
    with on_paper(register.cohort.programme.time_zone):
        months = list(reversed(ledger_months(register, doors)))
        values = _values(register, issued, months)
    content = typeset(TEMPLATE, values, made_at=issued.created_at)
    return paper(content, name=slugify(f"{mentorship} {gettext('register')}"))


def _values(mentorship: "Mentorship", issued: "IssuedRegister", months: list[LedgerMonth]) -> dict[str, Any]:
    programme = mentorship.cohort.programme
    return {
        "title": gettext("Mentor–mentee register"),
        "names": str(mentorship),
        "organisation": programme.organisation.name,
        "programme": programme.name,
        "language": (get_language() or "en").partition("-")[0],
        "code": issued.code,
        "address": settings.BASE_URL.rstrip("/") + address("register-check"),
        "facts": _facts(mentorship, issued),
        "months": [_month(month) for month in months],
        "rule_note": gettext(
            "What counts: entries that nobody disputes, where all of you were there. The month in which you began or "
            "end cannot break the rule."
        ),
        "signatures": [*mentorship.names, gettext("Coordinator")],
        "words": {
            "code": gettext("Check this paper with the code"),
            "nothing": gettext("No meeting was entered."),
            "next": gettext("Next:"),
            "columns": [
                gettext("Date"),
                gettext("How, where"),
                gettext("Topics and next steps"),
                gettext("Entered, confirmed"),
                gettext("Countersigned"),
            ],
        },
    }


def _facts(mentorship: "Mentorship", issued: "IssuedRegister") -> list[list[str]]:
    cohort = mentorship.cohort
    rule = rule_in_words(cohort.programme)
    facts = [
        [gettext("Cohort"), cohort.name],
        [gettext("From, until"), f"{day(mentorship.starts_on)} – {day(mentorship.last_day)}"],
        [gettext("Rule"), str(rule)],
        [gettext("Entries"), str(issued.entries)],
        [gettext("Put on paper"), day(issued.created_at)],
    ]
    return [fact for fact in facts if fact[1]]


def _month(month: LedgerMonth) -> dict[str, Any]:
    return {
        "label": str(month.label),
        "verdict": str(month.verdict),
        "signed": str(month.signed),
        "entries": [_entry(entry, month) for entry in month.entries],
        "notes": [{"text": str(note.text), "written": str(note.written)} for note in month.notes],
    }


def _entry(entry: LedgerEntry, month: LedgerMonth) -> dict[str, str]:
    later = gettext("added later") if month.signed else ""
    return {
        "on": day(entry.on),
        "how": str(entry.where),
        "length": str(entry.length),
        "topics": entry.topics,
        "next": entry.next_steps,
        "entered": str(entry.entered),
        "said": str(entry.confirmed),
        "state": str(entry.pill),
        "signed": f"{entry.signed_by}, {day(entry.signed_on)}" if entry.signed_by else later,
    }
