"""Reads of guardians' consents: what is in force today, for whom it is wanting, and what a link leads to."""

from collections.abc import Iterable
from typing import Any

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet

from rapport.accounts.models import normal_email
from rapport.core import clock
from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.core.errors import NotFound
from rapport.core.prepared import Prepared, Slot
from rapport.core.search import text_holds
from rapport.programmes.choices import OrganisationState, ParticipationState
from rapport.programmes.models import Cohort, Participation
from rapport.recruitment.choices import ApplicationState, ConsentStanding, ConsentState
from rapport.recruitment.models import Application, GuardianConsent
from rapport.recruitment.policies import consents_visible_to

SIGNER = signing.Signer(salt="rapport.recruitment.consent")


def standing_is(standing: str) -> Q:
    """Return what holds of the consents that stand so today."""
    now = clock.now()
    dated = {
        ConsentStanding.ASKED: Q(state=ConsentState.ASKED, expires_at__gt=now),
        ConsentStanding.UNANSWERED: Q(state=ConsentState.ASKED, expires_at__lte=now),
        ConsentStanding.GIVEN: Q(state=ConsentState.GIVEN, ends_at__gt=now),
        ConsentStanding.LAPSED: Q(state=ConsentState.GIVEN, ends_at__lte=now),
    }
    return dated.get(ConsentStanding(standing), Q(state=standing))


def _of_minors(person: Any, programme: Any) -> QuerySet[GuardianConsent]:
    """Return what was asked about somebody in a programme, unless they are noted to be of age."""
    asked = GuardianConsent.objects.filter(
        application__person=person, application__cohort__programme=programme
    )
    return asked.exclude(state=ConsentState.OF_AGE)


def _in_force() -> QuerySet[GuardianConsent]:
    given = GuardianConsent.objects.filter(standing_is(ConsentStanding.GIVEN))
    return given.exclude(application__state=ApplicationState.WITHDRAWN)


def is_known_minor(application: Application) -> bool:
    """Whether a guardian was ever named for this person in the programme, and nobody has noted that they are of age."""
    return _of_minors(application.person_id, application.cohort.programme_id).exists()


def is_consent_wanting(application: Application) -> bool:
    """Whether this applicant is under 18, and no guardian agrees to this very application today."""
    return is_known_minor(application) and not _in_force().filter(application=application).exists()


def without_consent(applications: Iterable[Application]) -> frozenset[int]:
    """Return the keys of those of these applications for which a guardian's consent is wanting."""
    among = Application.objects.filter(pk__in=[each.pk for each in applications])
    return frozenset(among.filter(waits_for_consent()).order_by().values_list("pk", flat=True))


def waits_for_consent() -> Q:
    """Return what holds of the applications of a query that wait for a guardian: others in line pass them by."""
    minors = _of_minors(OuterRef("person"), OuterRef("cohort__programme"))
    return Q(Exists(minors)) & ~Q(Exists(_in_force().filter(application=OuterRef("pk"))))


def consent_wanting(people: "QuerySet[Participation]") -> frozenset[int]:
    """Return the keys of those of these people who may not be matched: under 18, with no guardian's consent for what
    they do in their cohort today."""
    minors = _of_minors(OuterRef("profile__person"), OuterRef("cohort__programme"))
    in_force = _in_force().filter(
        application__person=OuterRef("profile__person"),
        application__cohort=OuterRef("cohort"),
        application__role=OuterRef("role"),
    )
    wanting = people.filter(Exists(minors), ~Exists(in_force))
    return frozenset(wanting.order_by().values_list("pk", flat=True))


def has_consents(cohort: Cohort) -> bool:
    return bool(_some_consent.ask(cohort=cohort.pk))


@Prepared
def _some_consent() -> "QuerySet[GuardianConsent, tuple[int]]":
    asked = GuardianConsent.objects.filter(application__cohort=Slot("cohort")).order_by()
    return asked.values_list("pk")[:1]


def consent_of(application: Application) -> GuardianConsent | None:
    """Return what was asked about an application, of which the applicant sees only how it stands."""
    return _loaded().filter(application=application).first()


def consent_about(participation: Participation) -> GuardianConsent | None:
    """Return what was asked about somebody who takes part: for what they do here, else anywhere in the programme."""
    about = _loaded().filter(
        application__person=participation.profile.person_id,
        application__cohort__programme=participation.cohort.programme_id,
    )
    here = about.filter(application__cohort=participation.cohort_id, application__role=participation.role)
    return here.order_by("-pk").first() or about.order_by("-pk").first()


def _loaded() -> QuerySet[GuardianConsent]:
    return GuardianConsent.objects.select_related("application__cohort__programme__organisation")


def with_consent(applications: "QuerySet[Application]", standing: str) -> "QuerySet[Application]":
    """Return those applications whose guardian's consent stands so."""
    about = GuardianConsent.objects.filter(standing_is(standing), application=OuterRef("pk"))
    return applications.filter(Exists(about))


def people_with_consent(people: "QuerySet[Participation]", standing: str) -> "QuerySet[Participation]":
    """Return those participants whose guardian's consent stands so."""
    about = GuardianConsent.objects.filter(
        standing_is(standing),
        application__person=OuterRef("profile__person"),
        application__cohort=OuterRef("cohort"),
        application__role=OuterRef("role"),
    )
    return people.filter(Exists(about))


def get_consent(*, by: Actor, id: str, may: May[GuardianConsent]) -> GuardianConsent:  # noqa: A002
    return load(consents_visible_to, by=by, id=id, may=may)


def consents_of_cohort(
    cohort: Cohort, *, by: Actor, standing: str = "", text: str = ""
) -> QuerySet[GuardianConsent]:
    """Return the consents that were asked for in a cohort and fit the filter, by the applicant's name."""
    found = consents_visible_to(by).filter(application__cohort=cohort)
    if standing:
        found = found.filter(standing_is(standing))
    if text:
        by_address = Q(application__person__email__contains=normal_email(text))
        found = found.filter(text_holds("application__name", text) | by_address)
    return found.order_by("application__name", "pk")


def consent_link_of(consent: GuardianConsent) -> str:
    """Return what stands in the address of the newest letter."""
    return SIGNER.sign_object([consent.public_id, consent.link_number])


def get_consent_by_link(link: str) -> GuardianConsent:
    """Return what a link leads to. Wrong, foreign, refused, withdrawn and over are one and the same: not there."""
    try:
        public_id, number = SIGNER.unsign_object(link)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFound from None
    works = standing_is(ConsentStanding.ASKED) | standing_is(ConsentStanding.GIVEN)
    found = _loaded().filter(
        works,
        public_id=public_id,
        link_number=number,
        application__cohort__programme__organisation__state=OrganisationState.ACTIVE,
    )
    consent = found.exclude(application__state=ApplicationState.WITHDRAWN).first()
    if consent is None:
        raise NotFound
    return consent


LIVE = (
    ApplicationState.SUBMITTED,
    ApplicationState.WAITLISTED,
    ApplicationState.OFFERED,
    ApplicationState.ACCEPTED,
)


def consents_not_there(cohort: Cohort) -> list[GuardianConsent]:
    """Return the consents of a cohort that are not in force, of applications that still matter; the longest first.

    With each comes the participation to which its application has led, if it has.
    """
    found = (
        GuardianConsent.objects.filter(application__cohort=cohort, application__state__in=LIVE)
        .exclude(state=ConsentState.OF_AGE)
        .exclude(standing_is(ConsentStanding.GIVEN))
        .exclude(application__participation__state=ParticipationState.LEFT)
    )
    return list(found.select_related("application__participation__profile").order_by("asked_at", "pk"))
