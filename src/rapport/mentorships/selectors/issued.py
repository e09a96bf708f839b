"""Registers on paper: what a code leads back to."""

from dataclasses import dataclass

from rapport.core.ids import as_code
from rapport.mentorships.models import IssuedRegister, Mentorship
from rapport.mentorships.models.fingerprint import fingerprint_of_register
from rapport.mentorships.selectors.mentorships import WHOLE_REGISTER
from rapport.mentorships.selectors.registers import Month, register_of


@dataclass(frozen=True)
class CheckedRegister:
    """A register on paper, and whether the register says the same today."""

    issued: IssuedRegister
    is_unchanged: bool

    @property
    def organisation(self) -> str:
        return self.issued.mentorship.cohort.programme.organisation.name

    @property
    def programme(self) -> str:
        return self.issued.mentorship.cohort.programme.name


def check_register(typed: str) -> CheckedRegister | None:
    """Return the register that a code stands on, for whoever holds the paper: it names nobody who is in it."""
    found = (
        IssuedRegister.objects.filter(code=as_code(typed))
        .select_related("mentorship__cohort__programme__organisation")
        .first()
    )
    if found is None:
        return None
    fingerprint = fingerprint_of_register(found.mentorship, months_on_paper(found.mentorship))
    return CheckedRegister(found, is_unchanged=fingerprint == found.fingerprint)


def months_on_paper(mentorship: Mentorship) -> list[Month]:
    """Return the months of a register, the oldest first, with all that its fingerprint is made of."""
    whole = Mentorship.objects.select_related("cohort__programme").prefetch_related(
        *WHOLE_REGISTER, "parties__participation__profile"
    )
    return list(reversed(register_of(whole.get(pk=mentorship.pk))))
