"""What must always hold of organisations, their people and imports; each check yields a sentence for every breach."""

import hashlib
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from rapport.core.breaches import breaches, breaches_of, name_of
from rapport.programmes.choices import GuidelineState, ImportState, OrganisationState, StaffRole
from rapport.programmes.models import (
    Acknowledgement,
    Guideline,
    LetterWording,
    Membership,
    Organisation,
    ParticipantImport,
    Participation,
)

UNDER_WAY = (ImportState.REQUESTED, ImportState.RUNNING)


def organisations_without_owner() -> Iterator[str]:
    owners = Membership.objects.filter(
        profile__organisation=OuterRef("pk"), role=StaffRole.OWNER, ended_at=None
    )
    active = Organisation.objects.filter(state=OrganisationState.ACTIVE)
    yield from breaches(active.exclude(Exists(owners)), "it has no owner")


def owners_of_one_programme() -> Iterator[str]:
    bound = Membership.objects.filter(role=StaffRole.OWNER).exclude(programme=None)
    yield from breaches(bound, "an owner works for all programmes, not for one")


def places_beyond_capacity() -> Iterator[str]:
    crowded = Participation.objects.filter(places_taken__gt=F("capacity"))
    yield from breaches(crowded, "more places are taken than there are")


def answers_to_other_questions() -> Iterator[str]:
    elsewhere = Participation.objects.exclude(answers__questionnaire=F("cohort__questionnaire"))
    yield from breaches(elsewhere, "its answers belong to another cohort's questions")


def imports_out_of_step() -> Iterator[str]:
    rules = {
        "it is done, but has no end": Q(state=ImportState.DONE, ended_at=None),
        "it is done, but still holds people's details": Q(state=ImportState.DONE, content__isnull=False),
        "it is to be run, but holds no table": Q(state__in=UNDER_WAY, content=None),
        "it runs, but nobody has claimed it": Q(state=ImportState.RUNNING, claimed_at=None),
        "it is claimed, but does not run": ~Q(state=ImportState.RUNNING) & Q(claimed_at__isnull=False),
    }
    yield from breaches_of(ParticipantImport, rules)


def guidelines_changed() -> Iterator[str]:
    published = Guideline.objects.exclude(state=GuidelineState.DRAFT).order_by("pk")
    for guideline in published.only("public_id", "text", "digest").iterator(chunk_size=500):
        if guideline.digest != hashlib.sha256(guideline.text.encode()).hexdigest():
            yield f"{name_of(guideline)}: its text is not the one that was put in force"
    drafts = Acknowledgement.objects.filter(guideline__state=GuidelineState.DRAFT)
    yield from breaches(drafts, "it acknowledges a draft")


def letter_words_unusable() -> Iterator[str]:
    for own in LetterWording.objects.filter(ended_at=None).order_by("pk").iterator():
        if not own.is_sound:
            yield f"{name_of(own)}: its words cannot be filled in, so letters say what we ship"


INVARIANTS = {
    "every organisation has an owner": organisations_without_owner,
    "owners work for all programmes": owners_of_one_programme,
    "nobody has given more places than they have": places_beyond_capacity,
    "everybody has answered the questions of their own cohort": answers_to_other_questions,
    "guidelines say what they said when they were put in force": guidelines_changed,
    "every import is what its state says": imports_out_of_step,
    "letters can be written with the words that programmes have for them": letter_words_unusable,
}
