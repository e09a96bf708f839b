"""Writes of sign-ins."""

import datetime as dt
import secrets
from collections.abc import Iterable

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from rapport.accounts.models import LetterRefusal, Person, normal_email
from rapport.core import clock
from rapport.letters.kinds import optional_kinds

FORGOTTEN_AFTER_DAYS = 7


def ensure_person(email: str) -> Person:
    """Return the person with this address, made if new. A new person has no password: they sign in by code."""
    address = normal_email(email)
    found = Person.objects.filter(email=address).first()
    return found or Person.objects.create_user(address)


def ensure_people(emails: Iterable[str]) -> dict[str, Person]:
    """Return a person for each address, by address; those missing are made in one go."""
    addresses = {normal_email(email) for email in emails}
    known = _people_by_email(addresses)
    Person.objects.bulk_create(
        [_unsigned(a) for a in sorted(addresses - known.keys())], ignore_conflicts=True
    )
    return _people_by_email(addresses)


def _people_by_email(addresses: set[str]) -> dict[str, Person]:
    found: dict[str, Person] = {}
    ordered = sorted(addresses)
    for start in range(0, len(ordered), 500):
        found |= {p.email: p for p in Person.objects.filter(email__in=ordered[start : start + 500])}
    return found


def _unsigned(address: str) -> Person:
    """What `set_unusable_password` does, but quick enough for twenty thousand at once."""
    return Person(email=address, password=f"{UNUSABLE_PASSWORD_PREFIX}{secrets.token_urlsafe(30)}")


def forget_ended_sessions() -> int:
    """Delete sessions whose time is over, with what somebody had typed and never sent."""
    over = Session.objects.filter(expire_date__lt=clock.now())
    return over.delete()[0] if over.exists() else 0


def refuse_letters(person: Person, kinds: Iterable[str]) -> None:
    """Note that somebody wants no more letters of these kinds, as far as they may say no to them."""
    refused = {kind.key for kind in optional_kinds()} & set(kinds)
    LetterRefusal.objects.bulk_create(
        [LetterRefusal(person=person, kind=kind) for kind in sorted(refused)], ignore_conflicts=True
    )


def want_letters(person: Person, kinds: Iterable[str]) -> None:
    """Note that somebody wants letters of these kinds after all."""
    LetterRefusal.objects.filter(person=person, kind__in=list(kinds)).delete()


@transaction.atomic
def choose_letters(person: Person, wanted: Iterable[str]) -> None:
    """Let somebody have these of the letters that they may say no to, and no others."""
    chosen = set(wanted)
    want_letters(person, chosen)
    refuse_letters(person, {kind.key for kind in optional_kinds()} - chosen)


def forget_unused_people() -> int:
    """Delete those who asked for a code, never signed in, and whom nothing refers to; return how many went."""
    unused = list(_unused_people().values_list("pk", flat=True)[:500])
    return Person.objects.filter(pk__in=unused).delete()[0] if unused else 0


def _unused_people() -> QuerySet[Person]:
    """Every table that can point to a person is asked, whichever app it belongs to, so that none is forgotten here."""
    long_ago = clock.now() - dt.timedelta(days=FORGOTTEN_AFTER_DAYS)
    unused = Person.objects.filter(last_login=None, created_at__lt=long_ago)
    for relation in Person._meta.related_objects:
        pointing = {relation.field.name: OuterRef("pk")}
        unused = unused.exclude(Exists(relation.related_model._default_manager.filter(**pointing)))
    return unused.order_by("pk")
