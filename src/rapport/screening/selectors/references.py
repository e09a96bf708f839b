"""Reads of references: for who runs the programme, and for whoever holds the link."""

import datetime as dt

from django.core import signing
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from rapport.core import clock
from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.core.errors import NotFound
from rapport.programmes.choices import OrganisationState
from rapport.programmes.models import Cohort
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Application
from rapport.screening.choices import ReferenceState
from rapport.screening.models import Reference
from rapport.screening.policies import references_visible_to

SIGNER = signing.Signer(salt="rapport.screening.reference")


def get_reference(*, by: Actor, id: str, may: May[Reference]) -> Reference:  # noqa: A002
    return load(references_visible_to, by=by, id=id, may=may)


def references_of(application: Application, *, by: Actor) -> QuerySet[Reference]:
    """Return whom somebody was asked about, the first one first."""
    return references_visible_to(by).filter(application=application).order_by("pk")


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
    newer = Reference.objects.filter(application=OuterRef("application"), pk__gt=OuterRef("pk")).exclude(
        state=ReferenceState.WITHDRAWN
    )
    over = Q(state=ReferenceState.DECLINED) | Q(state=ReferenceState.ASKED, expires_at__lte=clock.now())
    found = Reference.objects.filter(
        over,
        ~Exists(newer),
        application__cohort=cohort,
        application__state__in=(ApplicationState.SUBMITTED, ApplicationState.WAITLISTED),
    )
    if by:
        found = found.exclude(application__person=by.person)
    told = found.aggregate(count=Count("pk"), since=Min(Coalesce("answered_at", "expires_at")))
    return told["count"], told["since"]
