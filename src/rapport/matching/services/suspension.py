"""Restoring an organisation that was suspended: what waited goes on, with the time that was left to it."""

from django.db import transaction
from django.db.models import F

from rapport.core import clock
from rapport.core.wake import wake
from rapport.matching.choices import ProposalState
from rapport.matching.models import Proposal
from rapport.programmes.choices import OrganisationState
from rapport.programmes.models import Organisation
from rapport.programmes.services.suspension import move_organisation


@transaction.atomic
def restore_organisation(organisation: Organisation) -> None:
    """Restore an organisation. *Also:* proposals that were open get the time back in which nobody could answer."""
    before = move_organisation(organisation, to=OrganisationState.ACTIVE)
    if before.suspended_at:
        away = clock.now() - before.suspended_at
        Proposal.objects.filter(
            cohort__programme__organisation=before,
            state=ProposalState.RELEASED,
            expires_at__gt=before.suspended_at,
        ).update(expires_at=F("expires_at") + away, released_at=F("released_at") + away)
    for kind in ("letters", "match-runs", "reminders", "imports"):
        wake(kind)
