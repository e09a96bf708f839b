"""Reads of sign-ins."""

from collections.abc import Collection

from django.contrib.sessions.models import Session
from django.core.signing import BadSignature, Signer
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from rapport.accounts.models import LetterRefusal, Person, normal_email
from rapport.core.errors import NotFound
from rapport.core.prepared import Prepared, Slot
from rapport.letters.kinds import KINDS, LetterKind

_refusals = Signer(salt="letter-refusal", sep=".")


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


def kinds_refused(person: Person) -> set[str]:
    """Return the kinds of letters that somebody has said no to."""
    return set(person.letter_refusals.values_list("kind", flat=True))


def refusals_among(people: Collection[Person], kinds: Collection[str]) -> set[tuple[int, str]]:
    """Return which of these people do not want which of these kinds of letters."""
    found = LetterRefusal.objects.filter(person__in=people, kind__in=kinds)
    return set(found.values_list("person_id", "kind"))


def refusal_token(person: Person, kind: str) -> str:
    """Return what lets somebody say no to a kind of letter without signing in, and nobody else."""
    return _refusals.sign_object([person.public_id, kind])


def get_refusal(token: str) -> tuple[Person, LetterKind]:
    """Return whose token this is and for which kind of letter; any other token leads nowhere."""
    try:
        public_id, key = _refusals.unsign_object(token)
    except (BadSignature, ValueError):
        raise NotFound from None
    person, kind = Person.objects.filter(public_id=public_id).first(), KINDS.get(key)
    if person is None or kind is None or kind.is_essential:
        raise NotFound
    return person, kind
