"""Suspending an organisation: nobody there wears a hat, and nothing is done for it until it is restored."""

from django.db import transaction

from rapport.audit.services import record
from rapport.core import clock
from rapport.core.models import check_transition
from rapport.letters.services import send_next_letter
from rapport.programmes.choices import ORGANISATION_TRANSITIONS, OrganisationState
from rapport.programmes.models import Organisation


@transaction.atomic
def suspend_organisation(organisation: Organisation) -> None:
    """Suspend an organisation. Only the operator does this; what is under way ends, what waits goes on waiting."""
    move_organisation(organisation, to=OrganisationState.SUSPENDED)


def move_organisation(organisation: Organisation, *, to: str) -> Organisation:
    """Change the state, recorded in the chain, and return the organisation as it was before."""
    before = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    check_transition(ORGANISATION_TRANSITIONS, old=before.state, new=to)
    suspended_at = clock.now() if to == OrganisationState.SUSPENDED else None
    Organisation.objects.filter(pk=before.pk).update(state=to, suspended_at=suspended_at)
    record(
        "organisation-suspended" if suspended_at else "organisation-restored",
        chain=before.public_id,
        subject_kind=before._meta.label_lower,
        subject=before.public_id,
    )
    return before


def send_next_active_letter() -> bool:
    """Send the oldest letter that is due; those of suspended organisations wait."""
    suspended = Organisation.objects.filter(state=OrganisationState.SUSPENDED)
    return send_next_letter(held=suspended.values_list("public_id", flat=True))
