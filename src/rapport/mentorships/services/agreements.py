"""Signing the agreement."""

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import NotAllowed, WrongState
from rapport.core.models import check_transition
from rapport.mentorships import letters
from rapport.mentorships.choices import (
    AGREEMENT_TRANSITIONS,
    MENTORSHIP_TRANSITIONS,
    AgreementState,
    MentorshipState,
)
from rapport.mentorships.errors import AlreadySigned, SignatureMissing
from rapport.mentorships.models import Agreement, MentorshipParty, Signature


@transaction.atomic
def sign_agreement(agreement: Agreement, *, by: Actor, name: str) -> Agreement:
    """Put one party's name under the text. The last name makes it signed, and the mentorship active.

    *Also:* asks the others for their names, or tells all that it is signed.
    """
    current = _locked(agreement)
    party = _own_party(current, by)
    if not name.strip():
        raise SignatureMissing
    if current.signatures.filter(party=party).exists():
        raise AlreadySigned
    if current.state != AgreementState.DRAFT:
        raise WrongState
    Signature.objects.create(agreement=current, party=party, name=name.strip())
    is_complete = current.signatures.count() == current.mentorship.parties.count()
    if is_complete:
        _complete(current)
    record_act(
        "agreement-signed", current, by=by, detail={"version": current.version, "completes": is_complete}
    )
    letters.agreement_signed_notification(current, signed_by=party, is_complete=is_complete)
    return current


def _locked(agreement: Agreement) -> Agreement:
    return (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("mentorship__cohort__programme__organisation")
        .get(pk=agreement.pk)
    )


def _own_party(agreement: Agreement, by: Actor) -> MentorshipParty:
    party = agreement.mentorship.parties.filter(participation__profile__person=by.person).first()
    if party is None:
        raise NotAllowed
    return party


def _complete(agreement: Agreement) -> None:
    mentorship = agreement.mentorship
    check_transition(AGREEMENT_TRANSITIONS, old=agreement.state, new=AgreementState.SIGNED)
    agreement.state, agreement.signed_at = AgreementState.SIGNED, clock.now()
    agreement.save(update_fields=["state", "signed_at"])
    if mentorship.state == MentorshipState.MATCHED:
        check_transition(MENTORSHIP_TRANSITIONS, old=mentorship.state, new=MentorshipState.ACTIVE)
        mentorship.state = MentorshipState.ACTIVE
        mentorship.save(update_fields=["state"])
