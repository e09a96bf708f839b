"""Reads of recruiting and applying."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from rapport.accounts.models import Person, normal_email
from rapport.core import clock
from rapport.core.access import May, find, load
from rapport.core.actors import Actor
from rapport.core.errors import NotAllowed, NotFound
from rapport.core.ids import is_public_id
from rapport.core.prepared import Prepared, Slot
from rapport.core.search import text_holds, text_holds_words, words_of
from rapport.programmes.choices import (
    OrganisationState,
    ParticipantRole,
    ParticipationState,
    ProgrammeState,
)
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.presets import get_preset
from rapport.programmes.selectors import questions_in_all
from rapport.questionnaires.models import Question
from rapport.recruitment.choices import APPLICANT_HAT, RECRUITING, ApplicationState, InvitationState
from rapport.recruitment.models import (
    Application,
    ApplicationForm,
    Invitation,
    InviteLink,
    PagePicture,
    Quota,
)
from rapport.recruitment.policies import (
    INVITERS,
    applications_visible_to,
    forms_for_colleagues,
    invitations_visible_to,
    invite_links_visible_to,
    is_active_mentor,
)
from rapport.recruitment.selectors.guardians import waits_for_consent, with_consent
from rapport.recruitment.selectors.pipeline import with_stage
from rapport.recruitment.selectors.reservations import open_and_red

MOST_LINKS = 50
IN_LINE = ("-waits_first", "waiting_place")
LINE_FIELDS = ("cohort_id", "role", "waits_first", "waiting_place")


def application_form_of(cohort: Cohort) -> ApplicationForm:
    """Return how a cohort recruits; one that never has gets a form as its preset has it, not stored yet."""
    found = ApplicationForm.objects.filter(cohort=cohort).first()
    if found is None:
        found = ApplicationForm(**get_preset(cohort.programme.preset).recruiting)
    found.cohort = cohort
    return found


def get_public_form(id: str) -> ApplicationForm:  # noqa: A002 - the word people use
    """Return a form that everybody may see; one that is not published does not exist."""
    return find(public_forms(), id=id)


def public_forms() -> QuerySet[ApplicationForm]:
    """Return the forms whose pages are public now."""
    return recruiting_forms().exclude(published_at=None)


def recruiting_forms() -> QuerySet[ApplicationForm]:
    """Return the forms of cohorts that recruit, whether everybody sees their pages or only who is invited."""
    return (
        ApplicationForm.objects.filter(
            cohort__state__in=RECRUITING, cohort__programme__organisation__state=OrganisationState.ACTIVE
        )
        .exclude(cohort__programme__state=ProgrammeState.CLOSED)
        .select_related("cohort__programme__organisation", "cohort__questionnaire")
    )


def picture_of(form: ApplicationForm) -> PagePicture | None:
    """Return the picture on a page, without drawing it."""
    return PagePicture.objects.filter(form=form.pk).defer("content").first()


def get_picture(form: ApplicationForm, *, id: str) -> PagePicture:  # noqa: A002
    """Return the picture of a page itself; one that was there before is gone."""
    return find(PagePicture.objects.filter(form=form.pk), id=id)


def questions_to_apply(cohort: Cohort, role: str) -> list[Question]:
    """Return what is asked of who applies in a role now."""
    return [question for question in questions_in_all(cohort) if question.asked_of in ("", role)]


def questions_of(application: Application) -> list[Question]:
    """Return what an applicant was asked when they began, whatever is asked now."""
    version = application.answers.version
    asked = version.asked() if version else []
    return [question for question in asked if question.asked_of in ("", application.role)]


def applicant(person: Person, application: Application) -> Actor:
    """Return somebody as the one who applies."""
    return Actor(person, application.cohort.programme.organisation, APPLICANT_HAT)


def get_own_application(person: Person, *, id: str, may: May[Application]) -> Application:  # noqa: A002
    """Return somebody's own application, in whichever organisation; those of others do not exist."""
    found = find(_own_applications(person), id=id)
    if not may(applicant(person, found), found):
        raise NotAllowed
    return found


def applications_of(person: Person) -> list[Application]:
    """Return what somebody has applied for, the newest first."""
    return list(_own_applications(person).order_by("-created_at", "-pk"))


def standing_application(form: ApplicationForm, *, role: str, person: Person) -> Application | None:
    """Return what somebody has applied for here already, unless they have withdrawn it."""
    own = _own_applications(person).filter(cohort=form.cohort_id, role=role)
    return own.exclude(state=ApplicationState.WITHDRAWN).first()


def _own_applications(person: Person) -> QuerySet[Application]:
    return Application.objects.filter(
        person=person, cohort__programme__organisation__state=OrganisationState.ACTIVE
    ).select_related(
        "cohort__programme__organisation", "cohort__questionnaire", "person", "answers__version", *INVITERS
    )


def get_application(*, by: Actor, id: str, may: May[Application]) -> Application:  # noqa: A002
    return load(applications_visible_to, by=by, id=id, may=may)


@dataclass(frozen=True)
class Typed:
    """What somebody typed to find an applicant: words of the name, or a part of the address; or the slots for these."""

    words: Sequence[Any]
    address: Any

    @classmethod
    def of(cls, text: str) -> "Typed | None":
        return cls(words_of(text), normal_email(text)) if text else None


def applications_of_cohort(
    cohort: Cohort | Slot,
    *,
    by: Actor,
    role: str = "",
    stage: str = "",
    consent: str = "",
    text: str | Typed = "",
) -> QuerySet[Application]:
    """Return the applications to a cohort that fit the filter, those that wait longest first."""
    found = applications_visible_to(by).filter(cohort=cohort)
    if role:
        found = found.filter(role=role)
    if stage:
        found = with_stage(found).filter(stage=stage)
    if consent:
        found = with_consent(found, consent)
    if typed := Typed.of(text) if isinstance(text, str) else text:
        found = found.filter(text_holds_words("name", typed.words) | Q(person__email__contains=typed.address))
    return with_positions(found.order_by("submitted_at", "pk"))


def whoever_under(hat: str) -> Actor:
    """Return somebody under a hat for a prepared question: who it is goes into the slots `person` and `organisation`."""
    return Actor(cast("Any", Slot("person")), cast("Any", Slot("organisation")), hat)


@cache
def _counted_under(hat: str) -> Prepared[Any]:
    """Return what asks under a hat for the numbers of a cohort's applications."""
    return Prepared(
        lambda: (
            applications_visible_to(whoever_under(hat))
            .filter(cohort=Slot("cohort"))
            .order_by()
            .values_list("state")
            .annotate(Count("pk"))
        )
    )


def count_applications(cohort: Cohort, *, by: Actor) -> dict[str, int]:
    """Return how many applications a cohort has in each state, of those that were sent."""
    counted = _counted_under(by.hat).ask(
        cohort=cohort.pk, person=by.person.pk, organisation=by.organisation.pk
    )
    return dict.fromkeys(ApplicationState.values, 0) | dict(counted)


def end_of_offer(cohort: Cohort) -> dt.datetime:
    """Return until when somebody can answer who is offered a place now: the end of a day where the programme is."""
    zone = cohort.programme.time_zone
    days = application_form_of(cohort).offer_days
    return clock.end_of(clock.today(zone) + dt.timedelta(days=days), zone)


def line_of(cohort: Cohort, role: str) -> QuerySet[Application]:
    """Return who waits for a place in a role, the first in line first."""
    waiting = Application.objects.filter(cohort=cohort, role=role, state=ApplicationState.WAITLISTED)
    return waiting.select_related("person").order_by(*IN_LINE)


def last_in_line(cohort: Cohort, role: str) -> int:
    """Return the place in line of who waits last; 0 if nobody does."""
    places = Application.objects.filter(cohort=cohort, role=role).aggregate(last=Max("waiting_place"))
    return int(places["last"] or 0)


def position_of(application: Application) -> int | None:
    """Return which one somebody is on the waiting list, counted from 1."""
    if application.waiting_place is None:
        return None
    return _ahead_of(*(getattr(application, name) for name in LINE_FIELDS)).count() + 1


def with_positions(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Add to each application the `position` on the waiting list, counted from 1; None for who does not wait."""
    ahead = _ahead_of(*(OuterRef(name) for name in LINE_FIELDS))
    counted = ahead.order_by().values("cohort").annotate(n=Count("pk")).values("n")
    position = Coalesce(Subquery(counted), 0) + 1
    return applications.annotate(position=Case(When(waiting_place__isnull=False, then=position)))


def _ahead_of(cohort: Any, role: Any, is_first: Any, place: Any) -> QuerySet[Application]:
    before = Q(waits_first__gt=is_first) | Q(waits_first=is_first, waiting_place__lt=place)
    return Application.objects.filter(before, cohort=cohort, role=role, waiting_place__isnull=False)


def quotas_of(cohort: Cohort) -> dict[str, Quota]:
    """Return the places of each role; a role about which nothing was said has no limit."""
    stored = {quota.role: quota for quota in Quota.objects.filter(cohort=cohort)}
    return {role: stored.get(role) or Quota(cohort=cohort, role=role) for role in ParticipantRole.values}


def next_to_offer() -> QuerySet[Application]:
    """Return who is first in a line for which there is a free place, where places are offered by themselves.

    Whoever waits for a guardian, or about whom something red is open, keeps their place in line, and holds nobody up.
    """
    held_up = waits_for_consent() | Q(Exists(open_and_red(OuterRef("person"), OuterRef("cohort__programme"))))
    room = Quota.objects.filter(
        cohort=OuterRef("cohort"), role=OuterRef("role"), places__isnull=False, taken__lt=F("places")
    )
    ahead = _ahead_of(*(OuterRef(name) for name in LINE_FIELDS))
    return (
        Application.objects.filter(
            Exists(room),
            ~Exists(ahead.exclude(held_up)),
            ~held_up,
            state=ApplicationState.WAITLISTED,
            cohort__application_form__offers_by_itself=True,
            cohort__state__in=RECRUITING,
            cohort__programme__organisation__state=OrganisationState.ACTIVE,
        )
        .exclude(cohort__programme__state=ProgrammeState.CLOSED)
        .order_by("decided_at", "pk")
    )


def waiting_by_role(cohort: Cohort, *, by: Actor) -> dict[str, list[Application]]:
    """Return who waits in each role, the first in line first."""
    waiting = applications_visible_to(by).filter(cohort=cohort, state=ApplicationState.WAITLISTED)
    line = list(waiting.order_by(*IN_LINE))
    return {role: [each for each in line if each.role == role] for role in ParticipantRole.values}


def offers_open(cohort: Cohort, *, by: Actor) -> list[Application]:
    """Return who has been offered a place and has not answered, those that run out first at the top."""
    offered = applications_visible_to(by).filter(cohort=cohort, state=ApplicationState.OFFERED)
    return list(offered.order_by("offer_expires_at", "pk"))


@dataclass(frozen=True)
class Way:
    """How somebody comes to apply: by the public page, by an invitation, or with a link."""

    form: ApplicationForm
    invitation: Invitation | None = None
    link: InviteLink | None = None

    @property
    def asked_by(self) -> Invitation | InviteLink | None:
        return self.invitation or self.link

    @property
    def is_open(self) -> bool:
        return self.asked_by is None or (
            self.asked_by.is_open and (self.link is None or may_lead_in(self.link))
        )

    @property
    def roles(self) -> list[ParticipantRole]:
        """In which roles one may apply: an invitation may be to one that the page does not look for."""
        if self.asked_by and self.asked_by.role:
            return [ParticipantRole(self.asked_by.role)]
        return self.form.roles

    @property
    def inviter(self) -> str:
        """The name of the mentor who invites, if one does."""
        own = self.asked_by and self.asked_by.participation
        return own.profile.name if own else ""

    @property
    def last_day(self) -> dt.date | None:
        return self.asked_by.last_day if self.asked_by else None


def may_lead_in(link: InviteLink) -> bool:
    """Whether a link still leads in: a mentor's own does as long as they take part, and the cohort wants that."""
    if link.participation_id is None:
        return True
    takes_part = Participation.objects.filter(pk=link.participation_id, state=ParticipationState.ACTIVE)
    return takes_part.exists() and forms_for_colleagues([link.cohort_id]).exists()


def get_way(id: str) -> Way:  # noqa: A002 - the word people use
    """Return the way that an invitation or a link opens, also one that is over; where nobody recruits there is none."""
    invitation = _invitations().filter(public_id=id).first() if is_public_id(id) else None
    link = None if invitation else find(_links(), id=id)
    cohort = (invitation or link).cohort_id  # type: ignore[union-attr]  # one of the two is there
    form = recruiting_forms().filter(cohort=cohort).first()
    if form is None:
        raise NotFound
    return Way(form, invitation, link)


def get_invitation_by_letter(id: str) -> Invitation:  # noqa: A002
    """Return an invitation to whoever has its letter, whatever has become of it."""
    return find(_invitations(), id=id)


def _invitations() -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        cohort__programme__organisation__state=OrganisationState.ACTIVE
    ).select_related("cohort__programme__organisation", "participation__profile")


def _links() -> QuerySet[InviteLink]:
    return InviteLink.objects.filter(
        cohort__programme__organisation__state=OrganisationState.ACTIVE
    ).select_related("cohort__programme__organisation", "participation__profile")


def get_invitation(*, by: Actor, id: str, may: May[Invitation]) -> Invitation:  # noqa: A002
    return load(invitations_visible_to, by=by, id=id, may=may)


def get_invite_link(*, by: Actor, id: str, may: May[InviteLink]) -> InviteLink:  # noqa: A002
    return load(invite_links_visible_to, by=by, id=id, may=may)


def has_applied(invitation: Invitation) -> bool:
    return Application.objects.filter(invitation=invitation).exclude(submitted_at=None).exists()


def invitations_of(cohort: Cohort, *, by: Actor, text: str = "", state: str = "") -> QuerySet[Invitation]:
    """Return who was invited to a cohort with what has come of it as `state`, the newest first."""
    came = Application.objects.filter(invitation=OuterRef("pk"))
    found = invitations_visible_to(by).filter(cohort=cohort)
    found = found.annotate(
        state=Case(
            When(Exists(came.exclude(submitted_at=None)), then=Value(InvitationState.APPLIED)),
            When(withdrawn_at__isnull=False, then=Value(InvitationState.WITHDRAWN)),
            When(Exists(came), then=Value(InvitationState.BEGUN)),
            When(expires_at__lte=clock.now(), then=Value(InvitationState.EXPIRED)),
            default=Value(InvitationState.SENT),
            output_field=CharField(),
        )
    )
    if state:
        found = found.filter(state=state)
    if text:
        found = found.filter(text_holds("name", text) | Q(email__contains=normal_email(text)))
    return found.order_by("-sent_at", "-pk")


def invite_links_of(cohort: Cohort, *, by: Actor) -> list[InviteLink]:
    """Return the links to a cohort, the newest first."""
    return list(invite_links_visible_to(by).filter(cohort=cohort)[:MOST_LINKS])


def is_form_open(application: Application) -> bool:
    """Whether what somebody writes can still be sent: the page is public or they are invited, and the last day not over."""
    forms = recruiting_forms() if application.is_invited else public_forms()
    form = forms.filter(cohort=application.cohort_id).first()
    return form is not None and not form.is_over


def own_link_of(participation: Participation) -> InviteLink | None:
    """Return the link with which a mentor invites colleagues, if they have one that is open."""
    link = InviteLink.objects.filter(participation=participation, revoked_at=None).select_related(
        "cohort__programme"
    )
    return next((each for each in link if each.is_open), None)


def count_applied_by(participation: Participation) -> int:
    """Return how many have applied whom a mentor has invited: a number, and nobody's name."""
    through = Q(invitation__participation=participation) | Q(invite_link__participation=participation)
    return Application.objects.filter(through).exclude(submitted_at=None).count()


def inviting_participations(by: Actor, participations: Iterable[Participation]) -> set[int]:
    """Return the keys of those participations in which one may invite colleagues."""
    mentoring = [each for each in participations if is_active_mentor(by, each)]
    wanting = set(forms_for_colleagues(each.cohort_id for each in mentoring).values_list("cohort", flat=True))
    return {each.pk for each in mentoring if each.cohort_id in wanting}
