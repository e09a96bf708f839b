"""The demo's guardians: of two who are under 18, one guardian has agreed, and one has not answered yet."""

from typing import TYPE_CHECKING

from rapport.core.actors import Actor
from rapport.recruitment.selectors.guardians import consents_of_cohort
from rapport.recruitment.services.guardians import give_consent

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort


def answer_one(cohort: "Cohort", *, by: Actor) -> None:
    """Let the guardian of Petra Lind agree."""
    for consent in consents_of_cohort(cohort, by=by, text="Lind"):
        give_consent(consent)
