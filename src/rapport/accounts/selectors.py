"""Reads of sign-ins."""

from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from rapport.accounts.models import Person, normal_email
from rapport.core.prepared import Prepared, Slot


def get_person_by_email(email: str) -> Person | None:
    return Person.objects.filter(email=normal_email(email)).first()


def get_person(pk: int) -> Person | None:
    return _person.ask_one(person=pk)


@Prepared
def _person() -> QuerySet[Person]:
    return Person.objects.filter(pk=Slot("person"))


def get_session(key: str) -> Session | None:
    """Return the session with this key if it is not over, by Django's own clock: it has dated the end."""
    return _session.ask_one(key=key, now=timezone.now())


@Prepared
def _session() -> QuerySet[Session]:
    is_open = {"session_key": Slot("key", CharField()), "expire_date__gt": Slot("now", DateTimeField())}
    return Session.objects.filter(**is_open)
