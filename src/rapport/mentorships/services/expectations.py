"""What both expect: answered by each alone, then settled together into the agreement."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.mentorships import letters
from rapport.mentorships.choices import AgreementState
from rapport.mentorships.errors import (
    AgreementChanged,
    ExpectationsNotAsked,
    ExpectationsOpened,
    ExpectationsSealed,
    NothingSettled,
)
from rapport.mentorships.models import Agreement, Expectations, Mentorship, MentorshipParty
from rapport.mentorships.presets.expectations import QUESTIONS, unanswered_number
from rapport.mentorships.selectors.agreements import parties_to_answer
from rapport.mentorships.selectors.expectations import (
    expectations_are_asked,
    settled_words,
)
from rapport.mentorships.services.agreements import (
    lock_mentorship,
    own_party_in,
    points_in_order,
    replace_draft,
)

PARTS = {part.key: part for question in QUESTIONS for part in question.parts}


@transaction.atomic
def answer_expectations(mentorship: Mentorship, *, by: Actor, answers: Mapping[str, Any]) -> Expectations:
    """Keep what one party answers, one question or all; with the last one they have answered.

    Until all have, answers can be changed, and nobody else reads them. *Also:* tells the others once the last of
    them has answered.
    """
    current = lock_mentorship(mentorship)
    party = own_party_in(current, by)
    _check_asked(current)
    if not parties_to_answer(current):
        raise ExpectationsOpened
    kept, _created = Expectations.objects.get_or_create(party=party)
    kept.answers = kept.answers | _known(answers)
    kept.save(update_fields=["answers"])
    if party.expectations_answered_at is None and unanswered_number(kept.answers) is None:
        _note_answered(party, current, by)
    return kept


def _check_asked(mentorship: Mentorship) -> None:
    if not expectations_are_asked(mentorship):
        raise ExpectationsNotAsked


def _known(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what is asked; an option that is not offered is a fault of whoever calls."""
    for key, value in answers.items():
        options = PARTS[key].options
        given = value if isinstance(value, list) else [value]
        if options is not None and not set(given) <= set(options.values):
            raise ValueError(key)
    return {key: value.strip() if isinstance(value, str) else value for key, value in answers.items()}


def _note_answered(party: MentorshipParty, mentorship: Mentorship, by: Actor) -> None:
    MentorshipParty.objects.filter(pk=party.pk).update(expectations_answered_at=clock.now())
    is_last = not mentorship.parties.filter(expectations_answered_at=None).exists()
    record_act("expectations-answered", mentorship, by=by, detail={"completes": is_last})
    if is_last:
        letters.expectations_answered_notification(mentorship, answered_by=party)


@transaction.atomic
def settle_expectations(
    mentorship: Mentorship, *, by: Actor, points: Mapping[str, str], read: str = ""
) -> Agreement:
    """Write what shall hold, a wording for each point, into the agreement that is still to be signed.

    `read` is the digest of the text that was open meanwhile; of two who settle at once, the second is shown what the
    first has written. Whoever had signed the earlier draft reads and signs the new one. *Also:* asks the others to
    read it.
    """
    current = lock_mentorship(mentorship)
    party = own_party_in(current, by)
    _check_asked(current)
    if parties_to_answer(current):
        raise ExpectationsSealed
    settled = points_in_order(points)
    if not settled:
        raise NothingSettled
    draft = current.agreements.get(state=AgreementState.DRAFT)
    if read and read != draft.digest:
        raise AgreementChanged
    if settled == draft.points:
        return draft
    written = _write(draft, settled, by)
    record_act("expectations-settled", written, by=by, detail={"version": written.version})
    if written.pk != draft.pk or not draft.points:
        letters.agreement_settled_request(written, settled_by=party)
    return written


def _write(draft: Agreement, points: dict[str, str], by: Actor) -> Agreement:
    """Change a draft that nobody has signed; what somebody has put a name to is replaced."""
    words = settled_words(points, draft.mentorship.cohort.programme)
    if draft.signatures.exists():
        return replace_draft(draft, points=points, settled_text=words, by=by)
    Agreement.objects.filter(pk=draft.pk).update(points=points, settled_text=words, drafted_by=by.person)
    return Agreement.objects.get(pk=draft.pk)
