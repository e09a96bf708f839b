"""Every moment of a programme, built through the services."""

from dataclasses import dataclass

from django.db import transaction

from rapport.accounts.selectors import get_person_by_email
from rapport.programmes.services.organisations import create_organisation


@dataclass(frozen=True)
class SignIn:
    """One of the cast, for the words of the start and for the panel."""

    name: str
    role: str
    email: str


OWNER = SignIn("Meera Iyer", "owner", "meera@demo.example")
CAST = (OWNER,)


@transaction.atomic
def build_once() -> bool:
    """Build the demo programme, all of it or nothing; return False when it is there already."""
    if get_person_by_email(OWNER.email):
        return False
    create_organisation(
        name="Demo College", time_zone="Asia/Kolkata", owner_email=OWNER.email, owner_name=OWNER.name
    )
    return True
