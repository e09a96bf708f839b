"""Mentors invite mentors: a link of one's own, and a few letters a day, without learning who is known here."""

from django.db import transaction
from django.db.models import F

from rapport.accounts.models import normal_email
from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import NotAllowed
from rapport.programmes.models import Participation
from rapport.recruitment import letters
from rapport.recruitment.errors import EnoughForToday
from rapport.recruitment.models import Invitation, InviteLink
from rapport.recruitment.policies import can_invite_colleague
from rapport.recruitment.services.address_lists import read_lines
from rapport.recruitment.services.invitations import end_of_invitation, lock_recruiting

LETTERS_A_DAY = 5
LINK_DAYS = 180
LETTER_DAYS = 21


@transaction.atomic
def make_own_link(participation: Participation, *, by: Actor) -> InviteLink:
    """Make somebody's own link for the role that they have themselves; one that is over is made anew."""
    cohort = lock_recruiting(participation.cohort, by=by)
    if not can_invite_colleague(by, participation):
        raise NotAllowed
    standing = InviteLink.objects.filter(participation=participation, revoked_at=None).first()
    if standing and standing.is_open:
        return standing
    InviteLink.objects.filter(participation=participation, revoked_at=None).update(revoked_at=clock.now())
    link = InviteLink.objects.create(
        cohort=cohort,
        role=participation.role,
        made_by=by.person,
        participation=participation,
        expires_at=end_of_invitation(cohort, LINK_DAYS),
    )
    record_act("own-link-made", link, by=by)
    return link


@transaction.atomic
def invite_colleague(participation: Participation, *, email: str, name: str = "", by: Actor) -> None:
    """Write to a colleague, a few times a day; *Also:* counts the letter, whether it goes out or not.

    Nothing comes of an address that is invited, has applied, takes part or wants no invitations, and nobody is told
    so: whoever invites must not learn by it who is known here.
    """
    cohort = lock_recruiting(participation.cohort, by=by)
    if not can_invite_colleague(by, participation):
        raise NotAllowed
    _count_letter(make_own_link(participation, by=by))
    line = read_lines(cohort, participation.role, email)[0]
    if line.fault or line.email != normal_email(email):
        return
    invitation = Invitation.objects.create(
        cohort=cohort,
        role=participation.role,
        email=line.email,
        name=name,
        invited_by=by.person,
        participation=participation,
        sent_at=clock.now(),
        expires_at=end_of_invitation(cohort, LETTER_DAYS),
    )
    record_act("colleague-invited", invitation, by=by)
    letters.application_invitations([invitation])


def _count_letter(link: InviteLink) -> None:
    """Count one letter of today. The condition is in the UPDATE itself, so that two at once are counted as two."""
    today = clock.today(link.cohort.programme.time_zone)
    own = InviteLink.objects.filter(pk=link.pk)
    own.exclude(letters_on=today).update(letters_on=today, letters=0)
    if not own.filter(letters__lt=LETTERS_A_DAY).update(letters=F("letters") + 1):
        raise EnoughForToday
