"""An agreement in words, whoever looks: its names, what a change would change, what held before, what it waits for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from rapport.mentorships.choices import AgreementState, AgreementStep
from rapport.mentorships.selectors import changes_between, earlier_agreements_of, parties_to_answer
from rapport.web.pairs import names_in_words
from rapport.web.signatures import SignatureLine, signature_lines
from rapport.web.wording import day

if TYPE_CHECKING:
    from rapport.core.actors import Actor
    from rapport.mentorships.models import Agreement, Mentorship
    from rapport.mentorships.presets.expectations import ExpectationQuestion


@dataclass(frozen=True)
class EarlierAgreement:
    """A version that held before, or a change that was taken back."""

    agreement: "Agreement"
    title: str
    text: str
    lines: list[SignatureLine]


@dataclass(frozen=True)
class Amendment:
    """A change that waits for names: whose, why, and what would be different."""

    agreement: "Agreement"
    title: str
    is_own: bool
    changes: "list[tuple[ExpectationQuestion, str, str]]"
    lines: list[SignatureLine]


def earlier_agreements(mentorship: "Mentorship", *, held_only: bool = False) -> list[EarlierAgreement]:
    """Return what was signed before and, for the two alone, what was taken back; the latest first."""
    return [
        EarlierAgreement(
            each, _title_of(each, mentorship), each.whole_text, signature_lines(each, mentorship)
        )
        for each in earlier_agreements_of(mentorship)
        if each.signed_at or not held_only
    ]


def amendment_in_words(amendment: "Agreement", mentorship: "Mentorship", *, by: "Actor") -> Amendment:
    is_own = amendment.drafted_by_id == by.person.pk
    name = _name_of(amendment.drafted_by_id, mentorship)
    title = _("You propose a change") if is_own else _("%(name)s proposes a change") % {"name": name}
    held = next((each for each in mentorship.agreements.all() if each.state == AgreementState.SIGNED), None)
    changes = changes_between(held.points if held else {}, amendment.points)
    return Amendment(amendment, title, is_own, changes, signature_lines(amendment, mentorship))


def waiting_in_words(mentorship: "Mentorship", step: AgreementStep) -> str:
    """Return whom the agreement waits for, when it is not the reader."""
    if step == AgreementStep.WAIT_FOR_ANSWERS:
        names = names_in_words([party.name for party in parties_to_answer(mentorship)])
        return _("You have answered. Once %(names)s has answered, too, you see both sides.") % {
            "names": names
        }
    if step == AgreementStep.WAIT_FOR_WORDING:
        names = names_in_words([party.name for party in mentorship.people if not party.is_mentor])
        return _("You have both answered. %(names)s puts into words what shall hold; you may, too.") % {
            "names": names
        }
    if step == AgreementStep.WAIT_FOR_SIGNATURE and mentorship.waits_for_agreement:
        return _("You have signed. Your first meeting waits for the other signature; we have asked for it.")
    if step == AgreementStep.WAIT_FOR_SIGNATURE:
        return _("You have signed. We have asked the other side to sign as well.")
    return ""


def answered_in_words(mentorship: "Mentorship") -> dict[int, str]:
    """Return, for each party, whether they have answered the questions: never what."""
    return {
        party.pk: _("answered on %(day)s") % {"day": day(party.expectations_answered_at)}
        if party.expectations_answered_at
        else _("has not answered yet")
        for party in mentorship.people
    }


def _title_of(agreement: "Agreement", mentorship: "Mentorship") -> str:
    if agreement.withdrawn_at:
        return _("Version %(version)s, taken back by %(name)s on %(day)s") % {
            "version": agreement.version,
            "name": _name_of(agreement.withdrawn_by_id, mentorship),
            "day": day(agreement.withdrawn_at),
        }
    return _("Version %(version)s, signed on %(day)s") % {
        "version": agreement.version,
        "day": day(agreement.signed_at),
    }


def _name_of(person_id: int | None, mentorship: "Mentorship") -> str:
    return next((party.name for party in mentorship.people if party.person_id == person_id), "")
