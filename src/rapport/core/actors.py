"""Who acts: a person in one organisation under one hat."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rapport.accounts.models import Person
    from rapport.programmes.models import Organisation


HAT_IN_SESSION = "hat"


@dataclass(frozen=True)
class Actor:
    """The `by` of every selector, policy and service.

    Somebody who coordinates here and is mentored there holds two actors, and each sees with its own eyes.
    """

    person: "Person"
    organisation: "Organisation"
    hat: str
