"""Reads of sign-ins."""

from rapport.accounts.models import Person, normal_email


def get_person_by_email(email: str) -> Person | None:
    return Person.objects.filter(email=normal_email(email)).first()
