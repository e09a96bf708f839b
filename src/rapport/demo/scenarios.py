"""Every moment of a programme, built through the services."""

from django.db import transaction

from rapport.demo.cast import CAST
from rapport.programmes.selectors import has_organisations
from rapport.programmes.services.organisations import create_organisation


@transaction.atomic
def build_once() -> bool:
    """Build the demo programme, all of it or nothing; return False when it is there already."""
    if has_organisations():
        return False
    owner = CAST[0]
    create_organisation(
        name=owner.organisation,
        time_zone="Asia/Kolkata",
        owner_email=owner.email,
        owner_name=owner.name,
        is_demo=True,
    )
    return True
