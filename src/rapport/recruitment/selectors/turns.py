"""Who was left without a match before, and so comes first where the programme wants that."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Cohort, Participation
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Application


def unmatched_before(person: Any, role: Any, cohort: Cohort) -> Q:
    """Return what holds of somebody who came to an earlier cohort of the programme in a role, and was never matched since.

    They took part to the end without a match, or waited for a place that never came. Whoever left did so by themselves.
    """
    earlier = {
        "cohort__programme": cohort.programme_id,
        "cohort__starts_on__lt": cohort.starts_on,
        "role": role,
    }
    unmatched = Participation.objects.filter(profile__person=person, matched_at=None, **earlier)
    waiting = Application.objects.filter(person=person, state=ApplicationState.WAITLISTED, **earlier)
    return Q(
        Exists(unmatched.exclude(state=ParticipationState.LEFT).exclude(_matched_since("profile__person")))
    ) | Q(Exists(waiting.exclude(_matched_since("person"))))


def _matched_since(person: str) -> Exists:
    """Return whether whoever a row is about was matched in its cohort or a later one of the programme."""
    matched = Participation.objects.filter(
        profile__person=OuterRef(person),
        role=OuterRef("role"),
        cohort__programme=OuterRef("cohort__programme"),
        cohort__starts_on__gte=OuterRef("cohort__starts_on"),
        matched_at__isnull=False,
    )
    return Exists(matched)


def were_unmatched(people: QuerySet[Participation], cohort: Cohort) -> frozenset[int]:
    """Return the keys of those of these people of a cohort who were left without a match before."""
    left = people.filter(unmatched_before(OuterRef("profile__person"), OuterRef("role"), cohort))
    return frozenset(left.order_by().values_list("pk", flat=True))


def waiting_first(cohort: Cohort, applications: Iterable[Application]) -> frozenset[int]:
    """Return the keys of those who come before others on the waiting list, if the cohort wants that."""
    among = Application.objects.filter(
        pk__in=[each.pk for each in applications], cohort__application_form__unmatched_first=True
    )
    before = among.filter(unmatched_before(OuterRef("person"), OuterRef("role"), cohort))
    return frozenset(before.order_by().values_list("pk", flat=True))
