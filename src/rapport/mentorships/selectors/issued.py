"""Registers on paper: what a code leads back to."""

from dataclasses import dataclass

from rapport.core.ids import as_code
from rapport.mentorships.models import IssuedRegister, Mentorship
from rapport.mentorships.models.fingerprint import fingerprint_of_register
from rapport.mentorships.selectors.mentorships import WHOLE_REGISTER
from rapport.mentorships.selectors.registers import Month, register_of
from rapport.programmes.models import Programme


@dataclass(frozen=True)
class CheckedRegister:
    """A register on paper, and its months as long as they say the same today."""

    issued: IssuedRegister
    months: list[Month] | None

    @property
    def is_unchanged(self) -> bool:
        return self.months is not None

    @property
    def organisation(self) -> str:
        return self.issued.mentorship.cohort.programme.organisation.name

    @property
    def programme(self) -> Programme:
        return self.issued.mentorship.cohort.programme


def check_register(typed: str) -> CheckedRegister | None:
    """Return the register that a code stands on, for whoever holds the paper: it names nobody who is in it."""
    found = (
        IssuedRegister.objects.filter(code=as_code(typed))
        .select_related("mentorship__cohort__programme__organisation")
        .first()
    )
    if found is None:
        return None
    months = months_on_paper(found.mentorship)
    is_unchanged = fingerprint_of_register(found.mentorship, months) == found.fingerprint
    return CheckedRegister(found, months=months if is_unchanged else None)


def months_on_paper(mentorship: Mentorship) -> list[Month]:
    """Return the months of a register, the newest first, with all that its fingerprint is made of."""
    return register_of(register_on_paper(mentorship))


def register_on_paper(mentorship: Mentorship) -> Mentorship:
    """Return a mentorship with all that its register says."""
    whole = Mentorship.objects.select_related("cohort__programme__organisation")
    return whole.prefetch_related(*WHOLE_REGISTER, "parties__participation__profile").get(pk=mentorship.pk)
