"""What must always hold of screening; each check yields a sentence for every breach."""

from collections.abc import Iterator

from django.db.models import F

from rapport.core.breaches import breaches
from rapport.recruitment.choices import ApplicationState
from rapport.screening.choices import ReferenceState
from rapport.screening.models import Clearance, Reference


def corrections_of_others() -> Iterator[str]:
    """A correction is about the person and the check of the entry in whose place it stands."""
    corrections = Clearance.objects.exclude(corrects=None)
    alike = corrections.filter(
        corrects__profile=F("profile"), corrects__background_check=F("background_check")
    )
    yield from breaches(
        corrections.exclude(pk__in=alike.values("pk")),
        "it corrects an entry about somebody or something else",
    )


def people_who_cleared_themselves() -> Iterator[str]:
    own = Clearance.objects.filter(noted_by=F("profile__person"))
    yield from breaches(own, "it was noted by the person whom it is about")


def answers_out_of_step() -> Iterator[str]:
    answered = Reference.objects.filter(state__in=[ReferenceState.GIVEN, ReferenceState.DECLINED])
    yield from breaches(answered.filter(answered_at=None), "it was answered, but never at any moment")
    open_ = Reference.objects.filter(state=ReferenceState.ASKED)
    yield from breaches(open_.exclude(answered_at=None), "it is awaited, but was answered")


def references_after_withdrawing() -> Iterator[str]:
    kept = Reference.objects.filter(application__state=ApplicationState.WITHDRAWN)
    yield from breaches(kept, "its application was withdrawn")


INVARIANTS = {
    "every correction stands in the place of an entry about the same": corrections_of_others,
    "nobody has cleared themselves": people_who_cleared_themselves,
    "every reference was answered or is awaited": answers_out_of_step,
    "no reference outlives the withdrawal of its application": references_after_withdrawing,
}
