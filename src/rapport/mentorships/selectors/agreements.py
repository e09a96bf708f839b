"""Agreements: the one that counts, a change that waits, what was signed before, and what the first one waits for."""

from rapport.mentorships.choices import AgreementState, AgreementStep
from rapport.mentorships.models import Agreement, Mentorship, MentorshipParty


def agreement_of(mentorship: Mentorship) -> Agreement | None:
    """Return the text that counts: the version that all have signed, or the first draft."""
    return agreement_in_force(mentorship) or _in_state(mentorship, AgreementState.DRAFT)


def agreement_in_force(mentorship: Mentorship) -> Agreement | None:
    return _in_state(mentorship, AgreementState.SIGNED)


def amendment_of(mentorship: Mentorship) -> Agreement | None:
    """Return the change that waits for names, if there is one."""
    return _in_state(mentorship, AgreementState.DRAFT) if agreement_in_force(mentorship) else None


def earlier_agreements_of(mentorship: Mentorship) -> list[Agreement]:
    """Return what all had signed before, and changes that were taken back, the latest first.

    A draft that was replaced before all had signed it never held.
    """
    over = (AgreementState.SUPERSEDED, AgreementState.WITHDRAWN)
    found = [
        each
        for each in mentorship.agreements.all()
        if each.state in over and (each.signed_at or each.withdrawn_at)
    ]
    return sorted(found, key=lambda agreement: agreement.version, reverse=True)


def has_signed(agreement: Agreement, party: MentorshipParty) -> bool:
    return any(signature.party_id == party.pk for signature in agreement.signatures.all())


def agreement_step_of(mentorship: Mentorship, party: MentorshipParty) -> AgreementStep:
    """Return what the first agreement waits for, from one party's side.

    Whoever signs without the questions leaves it to the other to do so, too: nobody is held up by them.
    """
    draft = _in_state(mentorship, AgreementState.DRAFT)
    if draft is None or agreement_in_force(mentorship):
        return AgreementStep.DONE
    if has_signed(draft, party):
        return AgreementStep.WAIT_FOR_SIGNATURE
    asks = mentorship.cohort.programme.asks_expectations
    if draft.points or not asks or draft.signatures.all():
        return AgreementStep.SIGN
    return _step_of_expectations(mentorship, party)


def _step_of_expectations(mentorship: Mentorship, party: MentorshipParty) -> AgreementStep:
    if party.expectations_answered_at is None:
        return AgreementStep.ANSWER
    if parties_to_answer(mentorship):
        return AgreementStep.WAIT_FOR_ANSWERS
    return AgreementStep.WAIT_FOR_WORDING if party.is_mentor else AgreementStep.SETTLE


def parties_to_answer(mentorship: Mentorship) -> list[MentorshipParty]:
    """Return those who have not said yet what they expect."""
    return [party for party in mentorship.people if party.expectations_answered_at is None]


def _in_state(mentorship: Mentorship, state: AgreementState) -> Agreement | None:
    return next((each for each in mentorship.agreements.all() if each.state == state), None)
