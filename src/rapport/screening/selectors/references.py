"""Reads of references: for who runs the programme, and for whoever holds the link."""

import datetime as dt
from typing import Any

from django.core import signing
from django.db.models import Count, DateTimeField, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from rapport.core import clock
from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.core.errors import NotFound
from rapport.core.prepared import Prepared, Slot
from rapport.programmes.choices import OrganisationState
from rapport.programmes.models import Cohort
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Application
from rapport.screening.choices import STANDING_REFERENCES, ReferenceState
from rapport.screening.models import Reference
from rapport.screening.policies import references_visible_to

NOBODY = 0
SIGNER = signing.Signer(salt="rapport.screening.reference")


def get_reference(*, by: Actor, id: str, may: May[Reference]) -> Reference:  # noqa: A002
    return load(references_visible_to, by=by, id=id, may=may)


def references_of(application: Application, *, by: Actor) -> QuerySet[Reference]:
    """Return whom somebody was asked about, the first one first."""
    return references_visible_to(by).filter(application=application).order_by("pk")


def standing_references(application: Application, email: str) -> QuerySet[Reference]:
    """Return the reference that an address is asked for, or has given: while there is one, it is not asked again."""
    return Reference.objects.filter(application=application, email=email, state__in=STANDING_REFERENCES)


def may_be_asked_anew(reference: Reference) -> bool:
    """Whether its referee has declined, and nobody has asked them again since."""
    has_declined = reference.state == ReferenceState.DECLINED
    return has_declined and not standing_references(reference.application, reference.email).exists()


def link_of(reference: Reference) -> str:
    """Return what stands in the address of the newest letter."""
    return SIGNER.sign_object([reference.public_id, reference.link_number])


def get_reference_by_link(link: str) -> Reference:
    """Return what a link leads to. Wrong, foreign, used, withdrawn and over are one and the same: not there."""
    try:
        public_id, number = SIGNER.unsign_object(link)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFound from None
    found = (
        Reference.objects.filter(
            public_id=public_id,
            link_number=number,
            state=ReferenceState.ASKED,
            application__cohort__programme__organisation__state=OrganisationState.ACTIVE,
        )
        .exclude(application__state=ApplicationState.WITHDRAWN)
        .select_related("application__cohort__programme__organisation", "application__person")
        .first()
    )
    if found is None or not found.is_open:
        raise NotFound
    return found


def references_unanswered(cohort: Cohort, *, by: Actor | None = None) -> tuple[int, dt.datetime | None]:
    """Return how many of an undecided applicant's referees have declined or said nothing, and since when.

    Where somebody else was asked since, there is nothing to do. Nothing about `by` themselves.
    """
    person = by.person.pk if by else NOBODY
    row = _unanswered.ask_one(cohort=cohort.pk, now=clock.now(), person=person)
    _cohort, count, since = row or (cohort.pk, 0, None)
    return count, since


@Prepared
def _unanswered() -> "QuerySet[Reference, tuple[Any, ...]]":
    newer = Reference.objects.filter(application=OuterRef("application"), pk__gt=OuterRef("pk")).exclude(
        state=ReferenceState.WITHDRAWN
    )
    now = Slot("now", DateTimeField())
    found = Reference.objects.filter(
        Q(state=ReferenceState.DECLINED) | Q(state=ReferenceState.ASKED, expires_at__lte=now),
        ~Exists(newer),
        application__cohort=Slot("cohort"),
        application__state__in=(ApplicationState.SUBMITTED, ApplicationState.WAITLISTED),
    )
    others: QuerySet[Reference, tuple[Any, ...]] = (
        found.exclude(application__person=Slot("person")).order_by().values_list("application__cohort")
    )
    return others.annotate(n=Count("pk"), since=Min(Coalesce("answered_at", "expires_at")))
