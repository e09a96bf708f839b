"""Inviting people to apply: by letters to a list of addresses, and by links to share."""

import datetime as dt

from django.db import transaction
from django.db.models import F, Q

from rapport.audit.services import record, record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.programmes.choices import CohortState
from rapport.programmes.models import Cohort
from rapport.programmes.services.programmes import lock_open_cohort, move_cohort
from rapport.recruitment import letters
from rapport.recruitment.choices import RECRUITING, ApplicationState
from rapport.recruitment.errors import CohortDoesNotRecruit, InvitationOver, LastDayOver, WrittenToToday
from rapport.recruitment.models import Application, Invitation, InviteLink, Refusal
from rapport.recruitment.selectors import Way, application_form_of, has_applied, may_lead_in
from rapport.recruitment.services.address_lists import read_lines

MOST_AT_ONCE = 500


@transaction.atomic
def invite_list(
    cohort: Cohort, *, role: str, text: str, days: int, note: str = "", by: Actor
) -> list[Invitation]:
    """Invite whoever can be invited of a list. *Also:* a letter to each; a cohort that was planned recruits now.

    The list is read again under the lock, so that of two who send the same list each address gets one letter.
    """
    locked = lock_recruiting(cohort, by=by)
    lines = [line for line in read_lines(locked, role, text) if not line.fault][:MOST_AT_ONCE]
    invitations = [
        Invitation(
            cohort=locked,
            role=role,
            email=line.email,
            name=line.name,
            note=note,
            invited_by=by.person,
            sent_at=clock.now(),
            expires_at=end_of_invitation(locked, days),
        )
        for line in lines
    ]
    Invitation.objects.bulk_create(invitations, batch_size=500)
    if invitations:
        record_act("invitations-sent", locked, by=by, detail={"role": role, "count": len(invitations)})
        letters.application_invitations(invitations)
    return invitations


@transaction.atomic
def resend_invitation(invitation: Invitation, *, days: int, by: Actor) -> Invitation:
    """Send the letter again, good for as long as a new one, unless it was withdrawn or has led to an application."""
    cohort = lock_recruiting(invitation.cohort, by=by)
    locked = _lock(invitation)
    if locked.withdrawn_at or has_applied(locked):
        raise WrongState
    zone = cohort.programme.time_zone
    if clock.date_in(locked.sent_at, zone) == clock.today(zone):
        raise WrittenToToday
    locked.sent_at, locked.times_sent = clock.now(), locked.times_sent + 1
    locked.expires_at = end_of_invitation(locked.cohort, days)
    locked.save(update_fields=["sent_at", "times_sent", "expires_at"])
    record_act("invitation-sent-again", locked, by=by)
    letters.application_invitations([locked])
    return locked


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Actor) -> Invitation:
    """Take an invitation back: its letter leads nowhere any more. Whoever has begun goes on."""
    locked = _lock(invitation)
    if locked.withdrawn_at:
        raise WrongState
    locked.withdrawn_at = clock.now()
    locked.save(update_fields=["withdrawn_at"])
    record_act("invitation-withdrawn", locked, by=by)
    return locked


@transaction.atomic
def refuse_invitations(invitation: Invitation) -> None:
    """Note that an address wants no invitations from this organisation any more; doing it twice changes nothing.

    *Also:* what it was invited to there is withdrawn. Whoever has the letter may do this, so nobody is named.
    """
    organisation = invitation.cohort.programme.organisation
    _refusal, is_new = Refusal.objects.get_or_create(organisation=organisation, email=invitation.email)
    open_ones = Invitation.objects.filter(
        email=invitation.email, withdrawn_at=None, cohort__programme__organisation=organisation
    )
    open_ones.update(withdrawn_at=clock.now())
    if is_new:
        record(
            "invitations-refused",
            chain=organisation.public_id,
            subject_kind=invitation._meta.label_lower,
            subject=invitation.public_id,
        )


@transaction.atomic
def make_link(
    cohort: Cohort, *, days: int, by: Actor, role: str = "", label: str = "", most_uses: int | None = None
) -> InviteLink:
    """Make a link with which people can apply for some days, as often as it says."""
    locked = lock_recruiting(cohort, by=by)
    link = InviteLink.objects.create(
        cohort=locked,
        role=role,
        label=label,
        made_by=by.person,
        expires_at=end_of_invitation(locked, days),
        most_uses=most_uses,
    )
    record_act("invite-link-made", link, by=by, detail={"role": role, "most_uses": most_uses})
    return link


@transaction.atomic
def revoke_link(link: InviteLink, *, by: Actor) -> None:
    """End a link at once. Whoever has begun with it goes on."""
    if not InviteLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=clock.now()):
        raise WrongState
    record_act("invite-link-revoked", link, by=by)


def use_way(way: Way, *, by: Actor) -> None:
    """Use the invitation or the link that somebody comes by, unless it is over or somebody else's."""
    if way.invitation:
        _use_invitation(way.invitation, by=by)
    if way.link:
        _use_link(way.link)


def _use_invitation(invitation: Invitation, *, by: Actor) -> None:
    locked = _lock(invitation)
    used = Application.objects.filter(invitation=locked).exclude(state=ApplicationState.WITHDRAWN)
    if not locked.is_open or used.exclude(person=by.person).exists():
        raise InvitationOver


def _use_link(link: InviteLink) -> None:
    """Count one use. The condition is in the UPDATE itself, so that of two who come at once one gets the last."""
    if not may_lead_in(link):
        raise InvitationOver
    has_uses = Q(most_uses=None) | Q(uses__lt=F("most_uses"))
    usable = InviteLink.objects.filter(has_uses, pk=link.pk, revoked_at=None, expires_at__gt=clock.now())
    if not usable.update(uses=F("uses") + 1):
        raise InvitationOver


def end_of_invitation(cohort: Cohort, days: int) -> dt.datetime:
    """Return the end of a day where the programme is, at most that of the last day to apply."""
    zone = cohort.programme.time_zone
    end = clock.end_of(clock.today(zone) + dt.timedelta(days=days), zone)
    closes_at = application_form_of(cohort).closes_at
    return min(end, closes_at) if closes_at else end


def lock_recruiting(cohort: Cohort, *, by: Actor) -> Cohort:
    """Lock a cohort that can recruit, with a form to apply with, and let one that was planned begin to."""
    locked = lock_open_cohort(cohort)
    form = application_form_of(locked)
    if form.is_over:
        raise LastDayOver
    if form.pk is None:
        form.save()
    if locked.state == CohortState.PLANNED:
        return move_cohort(locked, to=CohortState.RECRUITING, by=by)
    if locked.state not in RECRUITING:
        raise CohortDoesNotRecruit
    return locked


def _lock(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("cohort__programme__organisation").get(pk=invitation.pk)
