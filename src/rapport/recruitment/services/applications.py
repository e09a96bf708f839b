"""Applying: begun, written over several sittings, sent, changed, withdrawn, decided."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.core.models import check_transition
from rapport.files import ReadFile
from rapport.programmes.errors import AlreadyTakingPart
from rapport.programmes.models import Cohort, Profile
from rapport.programmes.services.programmes import lock_open_cohort
from rapport.questionnaires.models import AnswerSheet
from rapport.questionnaires.selectors import questions_missing, questions_shown
from rapport.questionnaires.services import (
    drop_files,
    freeze_questions,
    keep_file,
    opened_after,
)
from rapport.recruitment import letters
from rapport.recruitment.choices import (
    APPLICATION_TRANSITIONS,
    EDITABLE,
    ApplicationState,
)
from rapport.recruitment.errors import (
    AnswersMissing,
    ApplicationsClosed,
    GuardianMissing,
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
from rapport.recruitment.selectors.deciding import taking_part
from rapport.recruitment.selectors.guardians import is_known_minor
from rapport.recruitment.services.guardians import forget_guardian, name_guardian
from rapport.recruitment.services.interviews import forget_interviews
from rapport.recruitment.services.invitations import use_way
from rapport.recruitment.services.places import PLACE_FIELDS, settle_place


@transaction.atomic
def begin_application(form: ApplicationForm, *, role: str, by: Actor, way: Way | None = None) -> Application:
    """Begin to apply, with the questions as they are asked now; who has begun already goes on where they were.

    *Also:* an invitation or a link by which somebody comes is used; a letter brings them the link to go on.
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
    if (by.person.pk, role) in taking_part(locked, [by.person.pk]):
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
    letters.application_begun_confirmation(application)
    return application


def _form_that_is_open(cohort: Cohort, *, is_invited: bool = False) -> ApplicationForm:
    forms = recruiting_forms() if is_invited else public_forms()
    form = forms.filter(cohort=cohort).first()
    if form is None or form.is_over:
        raise ApplicationsClosed
    return form


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
    opened: Mapping[str, bool] | None = None,
) -> Application:
    """Keep what somebody has written so far; of one that was sent already, the change is recorded.

    `opened` says of their sensitive answers whether a match may compare them once they take part.
    """
    locked = _lock_editable(application)
    sheet = locked.answers
    for key, file in (files or {}).items():
        keep_file(sheet, key, file)
    named = {key: file.name for key, file in (files or {}).items()}
    now = _given(sheet.values | answers | named)
    asked = questions_of(locked)
    sheet.opened = opened_after(sheet.opened, asked=asked, before=sheet.values, now=now, said=opened)
    sheet.values = now
    if not locked.is_draft:
        _drop_unasked(locked)
    sheet.save(update_fields=["values", "opened"])
    if name is not None:
        locked.name = name
        locked.save(update_fields=["name"])
    if not locked.is_draft:
        record_act("application-changed", locked, by=by, detail={"questions": sorted(answers | named)})
    return locked


def _drop_unasked(application: Application) -> None:
    """Leave out what is not asked any more by what else was answered; its files go. The caller saves the sheet."""
    sheet, asked = application.answers, questions_of(application)
    shown = {question.key for question in questions_shown(asked, sheet.values)}
    now = {key: answer for key, answer in sheet.values.items() if key in shown}
    sheet.opened = opened_after(sheet.opened, asked=asked, before=sheet.values, now=now)
    sheet.values = now
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
    sheet.save(update_fields=["values", "opened"])
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
    AnswerSheet.objects.filter(pk=locked.answers_id).update(values={}, opened=[])
    drop_files(locked.answers)
    Review.objects.filter(application=locked).delete()
    forget_interviews(locked)
    forget_guardian(locked)
    record_act("offer-declined" if was_offered else "application-withdrawn", locked, by=by)
    return locked


def _lock_editable(application: Application) -> Application:
    """Lock an application that can still be written: nobody has decided, and the last day is not over."""
    locked = lock_application(application)
    if locked.state not in EDITABLE:
        raise WrongState
    _form_that_is_open(locked.cohort, is_invited=locked.is_invited)
    return locked


def lock_application(application: Application) -> Application:
    return lock_applications(Application.objects.filter(pk=application.pk)).get()


def lock_applications(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Return what locks these rows when it is asked, the earliest first."""
    rows = applications.select_for_update(of=("self",), no_key=True).order_by("submitted_at", "pk")
    return rows.select_related(
        "cohort__programme__organisation", "cohort__questionnaire", "person", "answers__version"
    )
