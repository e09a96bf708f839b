"""Applying: begun, written over several sittings, sent, changed, withdrawn, decided."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import RapportError, WrongState
from rapport.core.models import check_transition
from rapport.files import ReadFile
from rapport.letters.kinds import Wording
from rapport.programmes.choices import ParticipationState
from rapport.programmes.errors import AlreadyTakingPart, OwnCase, WordingFaulty
from rapport.programmes.models import Cohort, Participation, Profile
from rapport.programmes.selectors import questions_of_cohort
from rapport.programmes.services.participations import add_participation
from rapport.programmes.services.programmes import lock_open_cohort
from rapport.questionnaires.models import AnswerSheet
from rapport.questionnaires.selectors import questions_missing, questions_shown
from rapport.questionnaires.services import carry_answers, drop_files, freeze_questions, keep_file
from rapport.recruitment import letters
from rapport.recruitment.choices import (
    APPLICATION_TRANSITIONS,
    DECISIONS,
    EDITABLE,
    HOLDING,
    ApplicationState,
)
from rapport.recruitment.errors import (
    AnswersMissing,
    ApplicationsClosed,
    ConsentWanting,
    GuardianMissing,
    RedReservationOpen,
    RoleNotAsked,
)
from rapport.recruitment.models import Application, ApplicationForm, Review
from rapport.recruitment.selectors import (
    Way,
    public_forms,
    questions_of,
    recruiting_forms,
    standing_application,
)
from rapport.recruitment.selectors.guardians import is_consent_wanting, is_known_minor
from rapport.recruitment.selectors.reservations import is_held_up
from rapport.recruitment.services.guardians import forget_guardian, name_guardian
from rapport.recruitment.services.interviews import forget_interviews
from rapport.recruitment.services.invitations import use_way
from rapport.recruitment.services.places import PLACE_FIELDS, settle_place


@transaction.atomic
def begin_application(form: ApplicationForm, *, role: str, by: Actor, way: Way | None = None) -> Application:
    """Begin to apply, with the questions as they are asked now; who has begun already goes on where they were.

    *Also:* an invitation or a link by which somebody comes is used.
    The cohort is locked, so that nobody changes the questions meanwhile.
    """
    locked = lock_open_cohort(form.cohort)
    standing = standing_application(form, role=role, person=by.person)
    if standing:
        return standing
    way = way or Way(form)
    fresh = _form_that_is_open(locked, is_invited=way.asked_by is not None)
    if role not in replace(way, form=fresh).roles:
        raise RoleNotAsked
    if _takes_part(locked, role=role, by=by):
        raise AlreadyTakingPart
    sheet = AnswerSheet.objects.create(
        questionnaire=locked.questionnaire, version=freeze_questions(locked.questionnaire)
    )
    use_way(way, by=by)
    application = Application.objects.create(
        cohort=locked,
        person=by.person,
        role=role,
        name=_known_name(by),
        answers=sheet,
        invitation=way.invitation,
        invite_link=way.link,
    )
    record_act("application-begun", application, by=by, detail={"role": role})
    return application


def _form_that_is_open(cohort: Cohort, *, is_invited: bool = False) -> ApplicationForm:
    forms = recruiting_forms() if is_invited else public_forms()
    form = forms.filter(cohort=cohort).first()
    if form is None or form.is_over:
        raise ApplicationsClosed
    return form


def _takes_part(cohort: Cohort, *, role: str, by: Actor) -> bool:
    own = Participation.objects.filter(cohort=cohort, profile__person=by.person, role=role)
    return own.exclude(state=ParticipationState.LEFT).exists()


def _known_name(by: Actor) -> str:
    """Return what the organisation calls somebody whom it knows already."""
    own = Profile.objects.filter(organisation=by.organisation, person=by.person)
    return own.values_list("name", flat=True).first() or ""


@transaction.atomic
def write_application(
    application: Application,
    *,
    by: Actor,
    answers: dict[str, Any],
    name: str | None = None,
    files: Mapping[str, ReadFile] | None = None,
) -> Application:
    """Keep what somebody has written so far; of one that was sent already, the change is recorded."""
    locked = _lock_editable(application)
    sheet = locked.answers
    for key, file in (files or {}).items():
        keep_file(sheet, key, file)
    named = {key: file.name for key, file in (files or {}).items()}
    sheet.values = _given(sheet.values | answers | named)
    if not locked.is_draft:
        _drop_unasked(locked)
    sheet.save(update_fields=["values"])
    if name is not None:
        locked.name = name
        locked.save(update_fields=["name"])
    if not locked.is_draft:
        record_act("application-changed", locked, by=by, detail={"questions": sorted(answers | named)})
    return locked


def _drop_unasked(application: Application) -> None:
    """Leave out what is not asked any more by what else was answered; its files go. The caller saves the sheet."""
    sheet = application.answers
    shown = {question.key for question in questions_shown(questions_of(application), sheet.values)}
    sheet.values = {key: answer for key, answer in sheet.values.items() if key in shown}
    drop_files(sheet, but=shown)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: answer for key, answer in values.items() if answer not in (None, "", [])}


@transaction.atomic
def submit_application(
    application: Application, *, by: Actor, guardian: Mapping[str, str] | None = None
) -> Application:
    """Send an application in. *Also:* a letter that it has come, and answers to what was not asked go.

    Who withdrew an answer that opened other questions has not answered those. Whoever is under 18 names a `guardian`
    (`name` and `email`), who is asked by letter.
    """
    locked = _lock_editable(application)
    check_transition(APPLICATION_TRANSITIONS, old=locked.state, new=ApplicationState.SUBMITTED)
    asked, sheet = questions_of(locked), locked.answers
    if not locked.name or questions_missing(asked, sheet.values):
        raise AnswersMissing
    if guardian is None and is_known_minor(locked):
        raise GuardianMissing
    _drop_unasked(locked)
    sheet.save(update_fields=["values"])
    locked.state, locked.submitted_at = ApplicationState.SUBMITTED, clock.now()
    locked.save(update_fields=["state", "submitted_at"])
    record_act("application-submitted", locked, by=by)
    letters.application_submitted_confirmation(locked)
    if guardian:
        name_guardian(locked, **guardian, by=by)
    return locked


@transaction.atomic
def withdraw_application(application: Application, *, by: Actor) -> Application:
    """Take an application back, or say no to an offer. *Also:* its answers, interviews and reviews are deleted, and who
    the guardian is.

    That there was one stays known.
    """
    locked = lock_application(application)
    check_transition(APPLICATION_TRANSITIONS, old=locked.state, new=ApplicationState.WITHDRAWN)
    was_offered = locked.state == ApplicationState.OFFERED
    settle_place(locked, to=ApplicationState.WITHDRAWN)
    locked.state, locked.reason = ApplicationState.WITHDRAWN, ""
    locked.save(update_fields=["state", "reason", *PLACE_FIELDS])
    AnswerSheet.objects.filter(pk=locked.answers_id).update(values={})
    drop_files(locked.answers)
    Review.objects.filter(application=locked).delete()
    forget_interviews(locked)
    forget_guardian(locked)
    record_act("offer-declined" if was_offered else "application-withdrawn", locked, by=by)
    return locked


@transaction.atomic
def decide_application(
    application: Application,
    *,
    to: str,
    by: Actor,
    note: str = "",
    reason: str = "",
    wording: Wording | None = None,
) -> Application:
    """Accept, offer a place, decline or put on the waiting list. *Also:* who is accepted takes part; a letter says so.

    `note` stands in the letter, `reason` is for who runs the programme, `wording` is what this one letter says in place of
    the programme's words. The cohort is locked before the application, as whoever changes its questions rewrites the
    answers of those who take part.
    """
    cohort = lock_open_cohort(application.cohort)
    locked = lock_application(application)
    locked.cohort = cohort
    if to not in DECISIONS:
        raise WrongState
    if locked.person_id == by.person.pk:
        raise OwnCase
    if wording and any(letters.OF_DECISIONS[ApplicationState(to)].faults(wording)):
        raise WordingFaulty
    check_transition(APPLICATION_TRANSITIONS, old=locked.state, new=to)
    if to in HOLDING and is_held_up(locked):
        raise RedReservationOpen
    if to in HOLDING and is_consent_wanting(locked):
        raise ConsentWanting
    settle_place(locked, to=to)
    if to == ApplicationState.ACCEPTED:
        locked.participation = let_in(locked, by=by)
    locked.state, locked.reason = to, reason
    locked.decided_at, locked.decided_by = clock.now(), by.person
    locked.save(update_fields=["state", "reason", "decided_at", "decided_by", "participation", *PLACE_FIELDS])
    own_words = {"own_words": True} if wording else {}
    record_act("application-decided", locked, by=by, detail={"to": to} | own_words)
    letters.application_decided_notification(locked, note=note, wording=wording)
    return locked


def let_in(application: Application, *, by: Actor) -> Participation:
    """Make a participation with the answers that are asked of who takes part; the others stay with the application."""
    cohort, given = application.cohort, application.answers.values
    return add_participation(
        cohort,
        role=application.role,
        email=application.person.email,
        name=application.name,
        answers=carry_answers(given, asked=questions_of(application), now=questions_of_cohort(cohort)),
        by=by,
    )


@transaction.atomic
def decide_applications(
    cohort: Cohort,
    *,
    ids: Sequence[str],
    to: str,
    by: Actor,
    note: str = "",
    reason: str = "",
    wording: Wording | None = None,
) -> tuple[list[Application], list[tuple[Application, str]]]:
    """Decide many at once; return those that are decided, and those that are not, each with the reason in words."""
    lock_open_cohort(cohort)
    chosen = Application.objects.filter(cohort=cohort, public_id__in=list(ids)).exclude(submitted_at=None)
    decided, left = [], []
    for application in chosen.select_related("cohort", "person").order_by("submitted_at", "pk"):
        try:
            decided.append(
                decide_application(application, to=to, by=by, note=note, reason=reason, wording=wording)
            )
        except RapportError as error:
            left.append((application, str(error)))
    return decided, left


def _lock_editable(application: Application) -> Application:
    """Lock an application that can still be written: nobody has decided, and the last day is not over."""
    locked = lock_application(application)
    if locked.state not in EDITABLE:
        raise WrongState
    _form_that_is_open(locked.cohort, is_invited=locked.is_invited)
    return locked


def lock_application(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",), no_key=True)
    loaded = rows.select_related(
        "cohort__programme__organisation", "cohort__questionnaire", "person", "answers__version"
    )
    return loaded.get(pk=application.pk)
