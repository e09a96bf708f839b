"""Who has signed an agreement, and who has not."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rapport.mentorships.models import Agreement, Mentorship, MentorshipParty, Signature


@dataclass(frozen=True)
class SignatureLine:
    """The line under the text for one party."""

    party: "MentorshipParty"
    signature: "Signature | None"


def signature_lines(agreement: "Agreement", mentorship: "Mentorship") -> list[SignatureLine]:
    signed = {signature.party_id: signature for signature in agreement.signatures.all()}
    return [SignatureLine(party, signed.get(party.pk)) for party in mentorship.people]
