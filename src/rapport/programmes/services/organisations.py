"""Organisations and those who work for them."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet

from rapport.accounts.models import Person, normal_email
from rapport.accounts.services import ensure_people, ensure_person
from rapport.audit.services import record, record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.programmes import letters
from rapport.programmes.choices import StaffRole
from rapport.programmes.errors import LastOwner
from rapport.programmes.models import Membership, Organisation, Profile, Programme


@transaction.atomic
def create_organisation(
    *, name: str, time_zone: str, owner_email: str, owner_name: str, is_demo: bool = False
) -> Organisation:
    """Found an organisation with its first owner. Only the operator does this, from the command line."""
    organisation = Organisation.objects.create(name=name, time_zone=time_zone, is_demo=is_demo)
    owner = ensure_profile(organisation, email=owner_email, name=owner_name)
    Membership.objects.create(profile=owner, role=StaffRole.OWNER)
    record(
        "organisation-created",
        chain=organisation.public_id,
        subject_kind=organisation._meta.label_lower,
        subject=organisation.public_id,
    )
    return organisation


def ensure_profile(organisation: Organisation, *, email: str, name: str, time_zone: str = "") -> Profile:
    """Return the person's profile in this organisation, made if new. Whether others know the address never shows."""
    person = ensure_person(email)
    profile, _ = Profile.objects.get_or_create(
        organisation=organisation, person=person, defaults={"name": name, "time_zone": time_zone}
    )
    return profile


def ensure_profiles(organisation: Organisation, names: Mapping[str, str]) -> dict[str, Profile]:
    """Return a profile for each address, by address; those missing are made in one go, with these names."""
    people = ensure_people(names)
    known = set(_profiles_of(organisation, people.values()).values_list("person", flat=True))
    missing = [
        Profile(organisation=organisation, person=people[normal_email(email)], name=name)
        for email, name in names.items()
        if people[normal_email(email)].pk not in known
    ]
    Profile.objects.bulk_create(missing, ignore_conflicts=True)
    return {each.person.email: each for each in _profiles_of(organisation, people.values())}


def _profiles_of(organisation: Organisation, people: Iterable[Person]) -> QuerySet[Profile]:
    return Profile.objects.filter(organisation=organisation, person__in=people).select_related("person")


@transaction.atomic
def appoint_staff(
    *, by: Actor, email: str, name: str, role: str, programme: Programme | None = None
) -> Membership:
    """Give somebody a staff role, in one programme or in all. Appointing twice changes nothing.

    *Also:* writes to them.
    """
    profile = ensure_profile(by.organisation, email=email, name=name)
    membership, is_new = Membership.objects.get_or_create(
        profile=profile, programme=programme, role=role, ended_at=None
    )
    if is_new:
        record_act("staff-appointed", membership, by=by, detail={"role": role})
        letters.staff_appointed_notification(membership, by=by)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: Actor) -> None:
    """End a staff role at once. Owners queue here, so that two who end each other leave one behind."""
    organisation = membership.profile.organisation
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    owners = Membership.objects.filter(
        profile__organisation=organisation, role=StaffRole.OWNER, ended_at=None
    )
    if membership.role == StaffRole.OWNER and not owners.exclude(pk=membership.pk).exists():
        raise LastOwner
    ended = Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=clock.now())
    if ended:
        record_act("membership-ended", membership, by=by, detail={"role": membership.role})
