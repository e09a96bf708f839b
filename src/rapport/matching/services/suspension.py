"""Restoring an organisation that was suspended: what waited goes on, with the time that was left to it."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from rapport.core import clock
from rapport.core.wake import wake
from rapport.matching.choices import ProposalState
from rapport.matching.models import Proposal
from rapport.programmes.choices import OrganisationState
from rapport.programmes.models import Organisation
from rapport.programmes.services.suspension import move_organisation
from rapport.recruitment.choices import ApplicationState, ConsentState
from rapport.recruitment.models import Application, GuardianConsent
from rapport.screening.choices import ReferenceState
from rapport.screening.models import Reference


def _give_time_back(suspended: Organisation, away: dt.timedelta) -> None:
    """Move the ends of offers, and of links to guardians and referees, that were still open when it was suspended."""
    since = suspended.suspended_at
    of = {"application__cohort__programme__organisation": suspended, "expires_at__gt": since}
    Application.objects.filter(
        cohort__programme__organisation=suspended, state=ApplicationState.OFFERED, offer_expires_at__gt=since
    ).update(offer_expires_at=F("offer_expires_at") + away)
    GuardianConsent.objects.filter(state=ConsentState.ASKED, **of).update(expires_at=F("expires_at") + away)
    Reference.objects.filter(state=ReferenceState.ASKED, **of).update(expires_at=F("expires_at") + away)


@transaction.atomic
def restore_organisation(organisation: Organisation) -> None:
    """Restore an organisation. *Also:* whatever was to be answered gets the time back in which nobody could answer."""
    before = move_organisation(organisation, to=OrganisationState.ACTIVE)
    if before.suspended_at:
        away = clock.now() - before.suspended_at
        Proposal.objects.filter(
            cohort__programme__organisation=before,
            state=ProposalState.RELEASED,
            expires_at__gt=before.suspended_at,
        ).update(expires_at=F("expires_at") + away, released_at=F("released_at") + away)
        _give_time_back(before, away)
    for kind in ("places", "letters", "match-runs", "reminders", "imports"):
        wake(kind)
