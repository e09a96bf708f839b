"""The agreement: signed by all, changed by an amendment that all sign, too."""

from collections.abc import Mapping

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
from rapport.mentorships.errors import (
    AgreementChanged,
    AlreadySigned,
    AmendmentWaits,
    MentorshipOver,
    NothingChanged,
    NothingToAmend,
    ReasonMissing,
    SignatureMissing,
)
from rapport.mentorships.models import Agreement, Mentorship, MentorshipParty, Signature
from rapport.mentorships.presets.expectations import QUESTIONS
from rapport.mentorships.selectors.agreements import agreement_in_force, amendment_of
from rapport.mentorships.selectors.expectations import settled_words


@transaction.atomic
def sign_agreement(agreement: Agreement, *, by: Actor, name: str, read: str = "") -> Agreement:
    """Put one party's name under the text. The last name makes it hold, and the mentorship active.

    `read` is the digest of the text that was shown: nobody signs what they have not read, and whoever read another
    text is told so even where theirs is signed. *Also:* an amendment that
    all have signed takes the place of the version before; the others are asked for their names, or told that all have
    signed.
    """
    mentorship = lock_mentorship(agreement.mentorship)
    current = mentorship.agreements.select_for_update().get(pk=agreement.pk)
    current.mentorship = mentorship
    party = own_party_in(mentorship, by)
    _check_not_over(mentorship)
    if not name.strip():
        raise SignatureMissing
    if read and read != current.digest:
        raise AgreementChanged
    if current.signatures.filter(party=party).exists():
        raise AlreadySigned
    if current.state != AgreementState.DRAFT:
        raise AgreementChanged if read else WrongState
    Signature.objects.create(agreement=current, party=party, name=name.strip())
    is_complete = current.signatures.count() == mentorship.parties.count()
    replaced = agreement_in_force(mentorship)
    if is_complete:
        _complete(current, replaced)
    record_act(
        "agreement-signed", current, by=by, detail={"version": current.version, "completes": is_complete}
    )
    _tell_of_signature(current, party, is_complete=is_complete, is_amendment=replaced is not None)
    return current


@transaction.atomic
def propose_amendment(
    mentorship: Mentorship, *, by: Actor, reason: str, points: Mapping[str, str]
) -> Agreement:
    """Propose another wording of what the two have settled. What is signed holds until all have signed the new one.

    The programme's part of the text stays as it was signed. *Also:* asks the others to read it.
    """
    current = lock_mentorship(mentorship)
    party = own_party_in(current, by)
    signed = agreement_in_force(current)
    if signed is None or current.state != MentorshipState.ACTIVE:
        raise NothingToAmend
    if amendment_of(current):
        raise AmendmentWaits
    if not reason.strip():
        raise ReasonMissing
    settled = points_in_order(points)
    if settled == signed.points:
        raise NothingChanged
    amendment = _next_version(
        signed,
        points=settled,
        settled_text=settled_words(settled, current.cohort.programme),
        reason=reason.strip(),
        drafted_by=by.person,
    )
    record_act("amendment-proposed", amendment, by=by, detail={"version": amendment.version})
    letters.amendment_proposed_request(amendment, proposed_by=party)
    return amendment


@transaction.atomic
def withdraw_amendment(amendment: Agreement, *, by: Actor) -> Agreement:
    """Take a change back, or turn it down: either of the two may. What is signed goes on. Twice changes nothing.

    *Also:* tells the others.
    """
    mentorship = lock_mentorship(amendment.mentorship)
    party = own_party_in(mentorship, by)
    current = mentorship.agreements.get(pk=amendment.pk)
    current.mentorship = mentorship
    if current.state == AgreementState.WITHDRAWN:
        return current
    _check_not_over(mentorship)
    if agreement_in_force(mentorship) in (None, current):
        raise WrongState
    current.withdrawn_at, current.withdrawn_by = clock.now(), by.person
    moved(current, AgreementState.WITHDRAWN, "withdrawn_at", "withdrawn_by")
    record_act("amendment-withdrawn", current, by=by, detail={"version": current.version})
    letters.amendment_withdrawn_notification(current, withdrawn_by=party)
    return current


def lock_mentorship(mentorship: Mentorship) -> Mentorship:
    """Lock the row at which all queue who change the agreement, and return it as it is now."""
    return (
        Mentorship.objects.select_for_update(of=("self",), no_key=True)
        .select_related("cohort__programme__organisation")
        .get(pk=mentorship.pk)
    )


def _check_not_over(mentorship: Mentorship) -> None:
    if mentorship.state == MentorshipState.CLOSED:
        raise MentorshipOver


def own_party_in(mentorship: Mentorship, by: Actor) -> MentorshipParty:
    party = mentorship.parties.filter(participation__profile__person=by.person).first()
    if party is None:
        raise NotAllowed
    return party


def points_in_order(points: Mapping[str, str]) -> dict[str, str]:
    """Return the points that say something, in the order of the questions."""
    written = {question.key: points.get(question.key, "").strip() for question in QUESTIONS}
    return {key: "\n".join(words.splitlines()) for key, words in written.items() if words}


def replace_draft(draft: Agreement, *, points: dict[str, str], settled_text: str, by: Actor) -> Agreement:
    """Put another draft in the place of one that somebody has signed."""
    moved(draft, AgreementState.SUPERSEDED)
    return _next_version(draft, points=points, settled_text=settled_text, drafted_by=by.person)


def moved(agreement: Agreement, to: AgreementState, *fields: str) -> None:
    """Move an agreement along its transitions, and save it."""
    check_transition(AGREEMENT_TRANSITIONS, old=agreement.state, new=to)
    agreement.state = to
    agreement.save(update_fields=["state", *fields])


def _next_version(before: Agreement, **fields: object) -> Agreement:
    versions = before.mentorship.agreements.values_list("version", flat=True)
    return Agreement.objects.create(
        mentorship=before.mentorship, version=max(versions) + 1, text=before.text, **fields
    )


def _complete(agreement: Agreement, replaced: Agreement | None) -> None:
    if replaced:
        moved(replaced, AgreementState.SUPERSEDED)
    agreement.signed_at = clock.now()
    moved(agreement, AgreementState.SIGNED, "signed_at")
    mentorship = agreement.mentorship
    if mentorship.state == MentorshipState.MATCHED:
        check_transition(MENTORSHIP_TRANSITIONS, old=mentorship.state, new=MentorshipState.ACTIVE)
        mentorship.state = MentorshipState.ACTIVE
        mentorship.save(update_fields=["state"])


def _tell_of_signature(
    agreement: Agreement, party: MentorshipParty, *, is_complete: bool, is_amendment: bool
) -> None:
    """Whoever has still to sign an amendment was asked when it was proposed."""
    if not is_amendment:
        letters.agreement_signed_notification(agreement, signed_by=party, is_complete=is_complete)
    elif is_complete:
        letters.amendment_signed_notification(agreement, signed_by=party)
