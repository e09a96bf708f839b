"""Reads of the programme's frame."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.accounts.models import Person, normal_email
from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.core.prepared import Prepared, Slot
from rapport.core.search import text_holds
from rapport.programmes.choices import (
    APPLYING,
    MEETINGS_GAP,
    MODES_OF_A_RULE,
    PARTICIPANT_HAT,
    RUNNING_ROLES,
    CohortState,
    MeetingMode,
    OrganisationState,
    ParticipantRole,
    ParticipationState,
    StaffRole,
)
from rapport.programmes.models import (
    Cohort,
    Membership,
    Organisation,
    ParticipantImport,
    Participation,
    Profile,
    Programme,
)
from rapport.programmes.policies import (
    cohorts_visible_to,
    imports_visible_to,
    memberships_visible_to,
    participations_visible_to,
    programmes_visible_to,
    questions_visible_to,
)
from rapport.questionnaires.models import Question


@dataclass(frozen=True)
class Hat:
    """One way for a person to act: an organisation, and what they are there."""

    actor: Actor
    name: str
    label: str
    time_zone: str

    @property
    def key(self) -> str:
        return f"{self.actor.organisation.public_id}:{self.actor.hat}"


def hats_of(person: Person) -> list[Hat]:
    """Return every hat of a person, those of staff first."""
    return [*_staff_hats(person), *_participant_hats(person)]


@Prepared
def _memberships() -> QuerySet[Membership]:
    return Membership.objects.filter(
        profile__person=Slot("person"),
        ended_at=None,
        profile__organisation__state=OrganisationState.ACTIVE,
    ).select_related("profile__organisation")


@Prepared
def _own_participations() -> QuerySet[Participation]:
    """Only what a hat is made of: this is asked on every page."""
    own = Participation.objects.filter(
        profile__person=Slot("person"), profile__organisation__state=OrganisationState.ACTIVE
    )
    words = ("cohort__programme__mentor_word", "cohort__programme__mentee_word")
    profile = ("profile__name", "profile__time_zone", "profile__organisation")
    return (
        own.exclude(state=ParticipationState.LEFT)
        .select_related("profile__organisation", "cohort__programme")
        .only("role", *words, *profile)
    )


def _staff_hats(person: Person) -> list[Hat]:
    held = _memberships.ask(person=person.pk)
    unique = {(m.profile.organisation_id, m.role): m for m in held}
    order = {role: place for place, role in enumerate(StaffRole.values)}
    ordered = sorted(unique.values(), key=lambda m: (m.profile.organisation.name, order[m.role]))
    return [
        Hat(
            Actor(person, m.profile.organisation, m.role),
            m.profile.name,
            str(StaffRole(m.role).label),
            m.profile.shown_time_zone,
        )
        for m in ordered
    ]


def _participant_hats(person: Person) -> list[Hat]:
    by_organisation: dict[int, list[Participation]] = {}
    for participation in _own_participations.ask(person=person.pk):
        by_organisation.setdefault(participation.profile.organisation_id, []).append(participation)
    hats = [_participant_hat(person, group) for group in by_organisation.values()]
    return sorted(hats, key=lambda hat: hat.actor.organisation.name)


def _participant_hat(person: Person, own: list[Participation]) -> Hat:
    profile = own[0].profile
    words = sorted({role_word(p.cohort.programme, p.role) for p in own})
    label = " + ".join(word[:1].upper() + word[1:] for word in words)
    return Hat(
        Actor(person, profile.organisation, PARTICIPANT_HAT), profile.name, label, profile.shown_time_zone
    )


def role_word(programme: Programme, role: str) -> str:
    """Return the programme's own word for a mentor or a mentee."""
    return programme.mentor_word if role == ParticipantRole.MENTOR else programme.mentee_word


def role_words(programme: Programme, role: str) -> str:
    """Return the programme's own word for several mentors or mentees."""
    return programme.mentor_words if role == ParticipantRole.MENTOR else programme.mentee_words


def rule_in_words(programme: Programme) -> str:
    """Return what the programme asks of a pair, such as "one meeting face to face a month"; empty without a rule."""
    number = programme.required_meetings
    if not number:
        return ""
    mode = f" {MODES_OF_A_RULE[MeetingMode(programme.required_mode)]}" if programme.required_mode else ""
    asked = ngettext("one meeting%(mode)s a month", "%(number)s meetings%(mode)s a month", number)
    return asked % {"number": number, "mode": mode}


def agreement_to_sign(programme: Programme) -> str:
    """Return the agreement's text with the meeting rule of today in its gap; a text without the gap as it was typed."""
    return programme.agreement_text.replace(MEETINGS_GAP, _how_often_we_meet(programme))


def _how_often_we_meet(programme: Programme) -> str:
    number, mode = programme.required_meetings, programme.required_mode
    if not number:
        return _("We meet as often as we agree.")
    asked = ngettext("We meet at least once a month", "We meet at least %(number)s times a month", number)
    twice = 2
    if number == twice:
        asked = _("We meet at least twice a month")
    how = f", {MODES_OF_A_RULE[MeetingMode(mode)]}" if mode else ""
    return f"{asked % {'number': number}}{how}."


def get_programme(*, by: Actor, id: str, may: May[Programme]) -> Programme:  # noqa: A002
    return load(programmes_visible_to, by=by, id=id, may=may)


def get_cohort(*, by: Actor, id: str, may: May[Cohort]) -> Cohort:  # noqa: A002
    return load(cohorts_visible_to, by=by, id=id, may=may)


def get_participation(*, by: Actor, id: str, may: May[Participation]) -> Participation:  # noqa: A002
    return load(participations_visible_to, by=by, id=id, may=may)


def get_question(*, by: Actor, id: str, may: May[Question]) -> Question:  # noqa: A002
    return load(questions_visible_to, by=by, id=id, may=may)


def get_import(*, by: Actor, id: str, may: May[ParticipantImport]) -> ParticipantImport:  # noqa: A002
    return load(imports_visible_to, by=by, id=id, may=may)


def get_membership(*, by: Actor, id: str, may: May[Membership]) -> Membership:  # noqa: A002
    return load(memberships_visible_to, by=by, id=id, may=may)


def is_demo_database() -> bool:
    """Hold where every organisation was made as a demo: real people are never next to made-up ones."""
    made = set(Organisation.objects.values_list("is_demo", flat=True).distinct())
    return made == {True}


def organisations_called(name: str) -> list[Organisation]:
    """Return the organisations with this name or public id, for the operator."""
    return list(Organisation.objects.filter(Q(name=name) | Q(public_id=name)))


def has_organisations() -> bool:
    return Organisation.objects.exists()


def programmes_with_cohorts(by: Actor) -> QuerySet[Programme]:
    """Return the actor's programmes, each with its visible cohorts and how many take part."""
    cohorts = cohorts_visible_to(by).annotate(
        mentors=_active_count(ParticipantRole.MENTOR), mentees=_active_count(ParticipantRole.MENTEE)
    )
    return programmes_visible_to(by).prefetch_related(Prefetch("cohorts", queryset=cohorts))


def _active_count(role: str) -> Count:
    return Count(
        "participations",
        filter=Q(participations__role=role, participations__state=ParticipationState.ACTIVE),
    )


def cohorts_current(by: Actor) -> QuerySet[Cohort]:
    """Return the cohorts that are not over, the newest first."""
    return cohorts_visible_to(by).exclude(state=CohortState.CLOSED).order_by("-starts_on", "pk")


def cohorts_to_follow(by: Actor) -> QuerySet[Cohort]:
    """Return the cohorts whose questions a new one may take over, the newest first."""
    return cohorts_visible_to(by).order_by("-starts_on", "pk")


def participations_of_cohort(
    cohort: Cohort, *, by: Actor, role: str = "", state: str = "", text: str = ""
) -> QuerySet[Participation]:
    """Return the participants of a cohort that fit the filter, by name."""
    found = participations_visible_to(by).filter(cohort=cohort)
    if role:
        found = found.filter(role=role)
    if state:
        found = found.filter(state=state)
    if text:
        by_address = Q(profile__person__email__contains=normal_email(text))
        found = found.filter(text_holds("profile__name", text) | by_address)
    return found.order_by("profile__name", "pk")


def participations_of(by: Actor) -> QuerySet[Participation]:
    """Return the actor's own participations under this hat, the newest cohort first."""
    return (
        participations_visible_to(by)
        .filter(profile__person=by.person)
        .exclude(state=ParticipationState.LEFT)
        .order_by("-cohort__starts_on", "role")
    )


def count_participations(cohort: Cohort, *, by: Actor) -> dict[str, int]:
    """Return how many active mentors and mentees a cohort has, by role."""
    counted = (
        participations_visible_to(by)
        .filter(cohort=cohort, state=ParticipationState.ACTIVE)
        .order_by()
        .values_list("role")
        .annotate(Count("pk"))
    )
    return dict.fromkeys(ParticipantRole.values, 0) | dict(counted)


def imports_of_cohort(cohort: Cohort, *, by: Actor) -> QuerySet[ParticipantImport]:
    """Return the cohort's uploads, the newest first, without what was in them."""
    return imports_visible_to(by).filter(cohort=cohort).defer("content", "columns")


def sensitive_keys_of(cohort: Cohort) -> set[str]:
    """Return the keys of the questions whose answers a match sees only of those who have opened them."""
    sensitive = Question.objects.filter(questionnaire=cohort.questionnaire_id, is_sensitive=True)
    return set(sensitive.values_list("key", flat=True))


def questions_of_cohort(cohort: Cohort) -> list[Question]:
    """Return what is asked of those who take part."""
    return list(Question.objects.filter(questionnaire=cohort.questionnaire_id).exclude(asked_when=APPLYING))


def questions_in_all(cohort: Cohort) -> list[Question]:
    """Return what is asked of those who take part, and what is asked only of those who apply."""
    return list(Question.objects.filter(questionnaire=cohort.questionnaire_id))


def questions_asked_of(cohort: Cohort, role: str) -> list[Question]:
    return [question for question in questions_of_cohort(cohort) if question.asked_of in ("", role)]


def questions_for(participation: Participation) -> list[Question]:
    """Return what somebody is asked, and what they have answered though they are not."""
    answered = participation.answers.values
    return [
        question
        for question in questions_of_cohort(participation.cohort)
        if question.asked_of in ("", participation.role) or question.key in answered
    ]


@dataclass(frozen=True)
class AnswerCounts:
    """How many active people a cohort has in each role, and how many of them have answered or opened which question."""

    people: Counter[str]
    answered: Counter[tuple[str, str]]
    with_free_hours: Counter[str]
    opened: Counter[tuple[str, str]]


def count_answers(cohort: Cohort) -> AnswerCounts:
    """Count who has answered what. One reading of all answers is quicker than a count in SQL for each question."""
    counts = AnswerCounts(Counter(), Counter(), Counter(), Counter())
    active = Participation.objects.filter(cohort=cohort, state=ParticipationState.ACTIVE).order_by()
    fields = ("role", "answers__values", "answers__opened", "availability")
    for role, answers, opened, free_hours in active.values_list(*fields):
        counts.people[role] += 1
        counts.with_free_hours[role] += bool(free_hours)
        counts.answered.update((role, key) for key in answers)
        counts.opened.update((role, key) for key in opened)
    return counts


def staff_of(by: Actor) -> QuerySet[Membership]:
    """Return who works for the organisation, by name."""
    return memberships_visible_to(by).order_by("profile__name", "pk")


def runners_of(programme: Programme) -> list[Profile]:
    """Return who runs a programme: coordinators first, then deputies, then owners."""
    held = (
        Membership.objects.filter(
            Q(programme=programme) | Q(programme=None, profile__organisation=programme.organisation_id),
            role__in=RUNNING_ROLES,
            ended_at=None,
        )
        .select_related("profile__person")
        .order_by("pk")
    )
    order = [StaffRole.COORDINATOR, StaffRole.DEPUTY, StaffRole.OWNER]
    ranked = sorted(held, key=lambda m: (m.programme_id is None, order.index(StaffRole(m.role)), m.pk))
    return _unique(m.profile for m in ranked)


def leads_of(programme: Programme) -> list[Profile]:
    """Return the safeguarding leads of a programme."""
    held = Membership.objects.filter(
        Q(programme=programme) | Q(programme=None, profile__organisation=programme.organisation_id),
        role=StaffRole.SAFEGUARDING_LEAD,
        ended_at=None,
    )
    return _unique(each.profile for each in held.select_related("profile__person").order_by("pk"))


def runners_of_cohort(public_id: str) -> list[Profile]:
    """Return who runs a cohort, for commands of the server that act in somebody's name."""
    cohort = Cohort.objects.filter(public_id=public_id).select_related("programme").first()
    return runners_of(cohort.programme) if cohort else []


def _unique(profiles: Iterable[Profile]) -> list[Profile]:
    return list({profile.pk: profile for profile in profiles}.values())
