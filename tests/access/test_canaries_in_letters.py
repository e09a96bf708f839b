"""No letter says what is sensitive: every letter of recruiting, screening and training is written, and read for marks."""

import datetime as dt

import pytest
from django.conf import settings
from django.core import mail

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.letters.kinds import KINDS
from rapport.letters.models import Letter
from rapport.letters.services import send_next_letter
from rapport.mentorships.models import Mentorship
from rapport.programmes.models import Participation
from rapport.questionnaires.models import AnswerSheet
from rapport.recruitment.choices import APPLICANT_HAT
from rapport.recruitment.letters import STAGE as APPLYING
from rapport.recruitment.models import Application, ApplicationForm, GuardianConsent, Invitation, Quota
from rapport.recruitment.selectors import applicant
from rapport.recruitment.services import guardians, invitations, offers, reviews
from rapport.recruitment.services.applications import begin_application, submit_application
from rapport.recruitment.services.colleagues import invite_colleague
from rapport.recruitment.services.decisions import decide_application, decide_applications
from rapport.recruitment.services.reminders import remind_next_draft
from rapport.screening.letters import STAGE as SCREENING
from rapport.screening.models import BackgroundCheck, Clearance, Reference
from rapport.screening.services import references
from rapport.screening.services.reminders import remind_next_clearance
from rapport.training.letters import STAGE as TRAINING
from rapport.training.models import Study, TrainingEvent
from rapport.training.services import events
from rapport.training.services.reminders import remind_next_refresher, remind_of_training
from tests import make
from tests.access.marks import ALL, APPLICANT_SECRET, GUARDIAN, OWN_MARK, assemble_marked_cast

STAGES = (APPLYING, SCREENING, TRAINING)


@pytest.fixture
def cast(db):
    return assemble_marked_cast()


def write_everything(cast):
    """Let all happen to those who have something to hide, until every letter of these stages is written."""
    begin_to_apply(cast)
    apply_with_a_guardian(cast)
    ask_referees(cast)
    decide_in_every_way(cast)
    withdraw_the_consent(cast)
    invite(cast)
    let_a_check_run_out(cast)
    train(cast)


def begin_to_apply(cast):
    """Somebody begins, says more than others may know, and does not go on."""
    newcomer = Actor(make.make_person(), cast.organisation, APPLICANT_HAT)
    draft = begin_application(cast.own.application_form, role=make.MENTOR, by=newcomer)
    AnswerSheet.objects.filter(pk=draft.answers_id).update(values={"reasons": APPLICANT_SECRET})
    Application.objects.filter(pk=draft.pk).update(created_at=clock.now() - dt.timedelta(days=2))
    ApplicationForm.objects.filter(pk=cast.own.application_form.pk).update(last_day=make.days_ago(-2))
    assert remind_next_draft()


def apply_with_a_guardian(cast):
    """The application of the world is sent once more, and its guardian asked anew."""
    application, consent, by = cast.own.application, cast.own.consent, cast.actor("coordinator")
    Application.objects.filter(pk=application.pk).update(state="draft", submitted_at=None)
    GuardianConsent.objects.filter(pk=consent.pk).update(state="asked", answered_at=None, ends_at=None)
    guardian = {"name": GUARDIAN, "email": f"{GUARDIAN}@example.org"}
    submit_application(application, by=applicant(application.person, application), guardian=guardian)
    guardians.send_consent_letter(consent, by=by)
    consent.refresh_from_db()
    guardians.give_consent(consent)
    idle = cast.own.idle_reviewer
    reviews.assign_reviewers(
        cast.own.cohort, ids=[application.public_id], reviewers=[idle.public_id], each=1, by=by
    )


def ask_referees(cast):
    by = cast.actor("coordinator")
    asked = references.ask_for_reference(cast.own.application, name="Rob Roe", email="rob@example.org", by=by)
    references.ask_again(asked, by=by)
    Reference.objects.filter(pk=asked.pk).update(expires_at=clock.now() + dt.timedelta(days=2))
    assert references.remind_next_referee()


def decide_in_every_way(cast):
    """Decline, put on the list, offer, let the offer run out, and accept."""
    application, by = cast.own.application, cast.actor("coordinator")
    Quota.objects.filter(cohort=cast.own.cohort).update(places=None)
    for to in ("declined", "waitlisted", "offered"):
        decide_application(application, to=to, by=by)
    Application.objects.filter(pk=application.pk).update(offer_expires_at=clock.now())
    assert offers.end_next_offer()
    _decided, left = decide_applications(cast.own.cohort, ids=[application.public_id], to="accepted", by=by)
    assert left == []


def withdraw_the_consent(cast):
    consent = GuardianConsent.objects.get(pk=cast.own.consent.pk)
    own = Participation.objects.filter(application=consent.application)
    own.update(places_taken=1)
    guardians.withdraw_consent(consent)


def invite(cast):
    by, cohort = cast.actor("coordinator"), cast.own.cohort
    invitations.invite_list(cohort, role=make.MENTOR, text="new@example.org", days=9, by=by)
    invitations.resend_invitation(Invitation.objects.get(pk=cast.own.invitation.pk), days=9, by=by)
    invite_colleague(cast.own.pair.mentor, email="friend@example.org", by=cast.actor("mentor"))


def let_a_check_run_out(cast):
    """It runs out twice: of a check that is no condition, and of one that is, while a mentorship runs."""
    own = Clearance.objects.filter(pk=cast.own.clearance.pk)
    checks = BackgroundCheck.objects.filter(pk=cast.own.check.pk)
    for is_required, days in ((False, 20), (False, -1), (True, -1)):
        checks.update(is_required=is_required)
        own.update(valid_until=make.days_ago(-days), reminded_for=None)
        while remind_next_clearance():
            pass
    assert Mentorship.objects.filter(pk=cast.own.pair.mentorship.pk).exists()


def train(cast):
    world, by = cast.own, cast.actor("coordinator")
    course = world.course
    type(course).objects.filter(pk=course.pk).update(is_required=True, renewal_days=365)
    remind_of_training(world.cohort, by=by)
    for days in (340, 400):
        Study.objects.filter(course=course, profile=world.pair.mentor.profile).update(
            completed_on=make.days_ago(days), reminded_at=None
        )
        while remind_next_refresher():
            pass
    mentor, event = cast.actor("mentor"), world.training_event
    events.give_up_event_place(event, by=mentor)
    events.take_event_place(event, by=mentor)
    events.edit_training_event(TrainingEvent.objects.get(pk=event.pk), place="Room 5", by=by)
    TrainingEvent.objects.filter(pk=event.pk).update(starts_at=clock.now() + dt.timedelta(hours=3))
    while events.remind_next_training_event():
        pass
    events.cancel_training_event(event, by=by)


def kinds_of_these_stages():
    return {kind.key for kind in KINDS.values() if kind.stage in STAGES}


def test_every_letter_of_these_stages_is_written(cast):
    """The control: letters that were never written would say nothing."""
    before = set(Letter.objects.values_list("pk", flat=True))

    write_everything(cast)

    written = {letter.kind for letter in Letter.objects.exclude(pk__in=before)}
    assert kinds_of_these_stages() - written == set()


def test_no_letter_and_no_mail_says_what_is_sensitive(cast):
    """Of marks there is nothing but the programme's name, and the reader's own name and address."""
    before = list(Letter.objects.values_list("pk", flat=True))
    write_everything(cast)
    written = list(Letter.objects.exclude(pk__in=before))

    assert {letter.kind: marks_in(row_of(letter), letter) for letter in written} == {
        letter.kind: {OWN_MARK} for letter in written
    }

    while send_next_letter():
        pass
    by_id = {f"<{letter.public_id}@{settings.MAIL_DOMAIN}>": letter for letter in written}
    sent = [each for each in mail.outbox if each.extra_headers["Message-ID"] in by_id]
    assert len(sent) == len(written)
    assert [marks_in(told_by(each), by_id[each.extra_headers["Message-ID"]]) for each in sent] == [
        {OWN_MARK}
    ] * len(sent)


def row_of(letter):
    """Return everything that the log of letters keeps of one."""
    return str(Letter.objects.filter(pk=letter.pk).values().get())


def told_by(message):
    parts = [str(part) for part in (*message.alternatives, *message.attachments)]
    return "".join([str(message.extra_headers), message.subject, message.body, *parts])


def marks_in(text, letter):
    for own in (letter.to_name, letter.to_address):
        text = text.replace(own, "") if own else text
    return {mark for mark in ALL if mark in text}
