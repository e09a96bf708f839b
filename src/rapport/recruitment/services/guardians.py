"""Asking guardians for consent, taking their answer without an account, and noting that somebody is of age."""

import datetime as dt

from django.db import transaction

from rapport.accounts.models import normal_email
from rapport.audit.services import record, record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import NotFound, WrongState
from rapport.core.wake import wake
from rapport.programmes.errors import OwnCase
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.selectors import leads_of, runners_of
from rapport.recruitment import letters
from rapport.recruitment.choices import (
    APPLICANT_HAT,
    CONSENT_ANSWER_DAYS,
    ApplicationState,
    ConsentStanding,
    ConsentState,
)
from rapport.recruitment.errors import GuardianIsOneself
from rapport.recruitment.models import Application, GuardianConsent
from rapport.recruitment.selectors import application_form_of

ENDED = (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)


@transaction.atomic
def name_guardian(application: Application, *, name: str, email: str, by: Actor) -> GuardianConsent:
    """Ask a guardian whether somebody under 18 may take part. *Also:* a letter with a link, the one of before is dead.

    As long as nobody has answered, another guardian, or another address, takes the place of the one that was named.
    """
    locked = _lock_application(application)
    _refuse_own_case(locked, by=by)
    if normal_email(email) == locked.person.email:
        raise GuardianIsOneself
    if locked.state in ENDED:
        raise WrongState
    consent = GuardianConsent.objects.filter(application=locked).first()
    if consent is None:
        consent = GuardianConsent(application=locked, link_number=0)
    elif consent.state != ConsentState.ASKED or consent.was_answered:
        raise WrongState
    consent.application = locked
    consent.name, consent.email = name, normal_email(email)
    _ask(consent)
    record_act("guardian-named", locked, by=by, detail={"consent": consent.public_id})
    return consent


@transaction.atomic
def send_consent_letter(consent: GuardianConsent, *, by: Actor) -> GuardianConsent:
    """Send the guardian another letter with a new link; the old one works no more.

    A consent in force stays so, as the link is for withdrawing it. Otherwise the guardian is asked once more.
    """
    locked = _lock(consent)
    _refuse_own_case(locked.application, by=by)
    if locked.state == ConsentState.OF_AGE or locked.application.state in ENDED:
        raise WrongState
    if locked.is_in_force:
        locked.link_number += 1
        locked.save(update_fields=["link_number"])
        letters.guardian_consent_confirmation(locked)
    else:
        _ask(locked)
    record_act("consent-letter-sent", locked, by=by)
    return locked


def _ask(consent: GuardianConsent) -> None:
    cohort = consent.application.cohort
    zone = cohort.programme.time_zone
    day = clock.today(zone) + dt.timedelta(days=CONSENT_ANSWER_DAYS)
    if cohort.ends_on < clock.today(zone):
        raise WrongState
    consent.state, consent.ends_at = ConsentState.ASKED, None
    consent.link_number += 1
    consent.asked_at, consent.expires_at = clock.now(), clock.end_of(min(day, cohort.ends_on), zone)
    consent.save()
    letters.guardian_consent_invitation(consent)


@transaction.atomic
def note_of_age(consent: GuardianConsent, *, reason: str, by: Actor) -> GuardianConsent:
    """Note that somebody is of age, and how one knows. *Also:* nothing is asked of a guardian in the programme any more."""
    locked = _lock(consent)
    _refuse_own_case(locked.application, by=by)
    if locked.state == ConsentState.OF_AGE:
        raise WrongState
    everywhere = GuardianConsent.objects.filter(
        application__person=locked.application.person_id,
        application__cohort__programme=locked.application.cohort.programme_id,
    ).exclude(state=ConsentState.OF_AGE)
    everywhere.update(
        state=ConsentState.OF_AGE, ends_at=None, of_age_reason=reason, of_age_noted_by=by.person
    )
    record_act("of-age-noted", locked, by=by, detail={"reason": reason})
    wake("places")
    locked.refresh_from_db()
    return locked


@transaction.atomic
def give_consent(consent: GuardianConsent) -> GuardianConsent:
    """Take a guardian's yes. *Also:* a letter with the link by which they take it back. Saying yes twice changes nothing."""
    locked = _lock_followed(consent)
    if locked.is_in_force:
        return locked
    locked.state, locked.answered_at = ConsentState.GIVEN, clock.now()
    locked.ends_at = end_of_consent(locked.application.cohort)
    locked.save(update_fields=["state", "answered_at", "ends_at"])
    _record_by_link("consent-given", locked)
    letters.guardian_consent_confirmation(locked)
    wake("places")
    return locked


def end_of_consent(cohort: Cohort) -> dt.datetime:
    """Return until when a consent lasts that is given now: as the programme says, at most until the cohort ends."""
    zone = cohort.programme.time_zone
    days = application_form_of(cohort).consent_days
    last = min(clock.today(zone) + dt.timedelta(days=days), cohort.ends_on) if days else cohort.ends_on
    return clock.end_of(last, zone)


@transaction.atomic
def refuse_consent(consent: GuardianConsent) -> GuardianConsent:
    """Take a guardian's no, without a reason; the link is dead."""
    locked = _lock_followed(consent)
    if locked.state != ConsentState.ASKED:
        raise NotFound
    _say_no(locked, ConsentState.REFUSED, act="consent-refused")
    return locked


@transaction.atomic
def withdraw_consent(consent: GuardianConsent) -> GuardianConsent:
    """Take a consent back. *Also:* who runs the programme and its safeguarding lead are told of mentorships that run on.

    The rows of whom it is about are locked, as they are while somebody says yes to a proposal.
    """
    locked = _lock_followed(consent)
    if locked.state != ConsentState.GIVEN:
        raise NotFound
    running = sum(each.places_taken for each in _lock_people(locked.application))
    _say_no(locked, ConsentState.WITHDRAWN, act="consent-withdrawn")
    if running:
        programme = locked.application.cohort.programme
        readers = {each.pk: each for each in (*runners_of(programme), *leads_of(programme))}
        others = [each for each in readers.values() if each.person_id != locked.application.person_id]
        letters.guardian_consent_withdrawn_alert(locked, others, running=running)
    return locked


def _lock_people(application: Application) -> list[Participation]:
    own = Participation.objects.filter(profile__person=application.person_id, cohort=application.cohort_id)
    return list(own.select_for_update(no_key=True).order_by("pk"))


def _say_no(consent: GuardianConsent, state: ConsentState, *, act: str) -> None:
    consent.state, consent.answered_at, consent.ends_at = state, clock.now(), None
    consent.save(update_fields=["state", "answered_at", "ends_at"])
    _record_by_link(act, consent)


def forget_guardian(application: Application) -> None:
    """Delete who the guardian is. That there was one stays known, so that nobody is older when they apply again."""
    GuardianConsent.objects.filter(application=application).update(name="", email="")


def _refuse_own_case(application: Application, *, by: Actor) -> None:
    if by.hat != APPLICANT_HAT and application.person_id == by.person.pk:
        raise OwnCase


def _lock_application(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("cohort__programme__organisation", "person").get(pk=application.pk)


def _lock(consent: GuardianConsent) -> GuardianConsent:
    """Lock the application that the consent is about, as whoever decides about it does, and read the consent anew."""
    application = _lock_application(consent.application)
    locked = GuardianConsent.objects.get(pk=consent.pk)
    locked.application = application
    return locked


def _lock_followed(consent: GuardianConsent) -> GuardianConsent:
    """Lock a consent whose link is still the one that was followed, and still works."""
    locked = _lock(consent)
    works = locked.standing in (ConsentStanding.ASKED, ConsentStanding.GIVEN)
    if locked.link_number != consent.link_number or not works or locked.application.state in ENDED:
        raise NotFound
    return locked


def _record_by_link(act: str, consent: GuardianConsent) -> None:
    """Nobody has signed in, so the audit names nobody."""
    record(
        act,
        chain=consent.application.cohort.programme.organisation.public_id,
        subject_kind=consent._meta.label_lower,
        subject=consent.public_id,
    )
