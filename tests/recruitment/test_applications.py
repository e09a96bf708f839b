"""Applying: written over several sittings, sent, changed until the last day, withdrawn, decided."""

import datetime as dt

import pytest

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.letters.models import Letter
from rapport.programmes.choices import CohortState
from rapport.programmes.errors import AlreadyTakingPart, OwnCase
from rapport.programmes.models import Participation, Profile
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.services import erase_question, rewrite_question
from rapport.recruitment.choices import (
    APPLICANT_HAT,
    APPLICATION_TRANSITIONS,
    DECISIONS,
    ApplicationState,
)
from rapport.recruitment.errors import AnswersMissing, ApplicationsClosed, RoleNotAsked
from rapport.recruitment.models import Application
from rapport.recruitment.selectors import questions_of
from rapport.recruitment.services.applications import (
    begin_application,
    submit_application,
    withdraw_application,
    write_application,
)
from rapport.recruitment.services.decisions import decide_application, decide_applications
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return make.make_application_form(cohort=make.make_cohort(state=CohortState.RECRUITING))


@pytest.fixture
def cohort(form):
    return form.cohort


@pytest.fixture
def topics(cohort):
    return make.make_question(cohort=cohort, options=["Exams", "Research"], is_required=True)


@pytest.fixture
def ada(cohort):
    return Actor(make.make_person(email="ada@example.org"), cohort.programme.organisation, APPLICANT_HAT)


@pytest.fixture
def coordinator(cohort):
    return make.make_actor(programme=cohort.programme)


def begun(form, ada, role=make.MENTEE):
    return begin_application(form, role=role, by=ada)


def sent(form, ada, **answers):
    application = begun(form, ada)
    write_application(application, by=ada, answers={"topics": ["Exams"]} | answers, name="Ada Ames")
    return submit_application(application, by=ada)


def test_an_application_is_written_over_two_sittings_and_sent(form, ada, topics):
    application = begun(form, ada)
    write_application(application, by=ada, answers={}, name="Ada Ames")

    again = begun(form, ada)
    write_application(again, by=ada, answers={"topics": ["Exams"]})
    submitted = submit_application(again, by=ada)

    assert again == application
    assert (submitted.state, submitted.name) == (ApplicationState.SUBMITTED, "Ada Ames")
    assert submitted.answers.values == {"topics": ["Exams"]}
    assert list(AuditEvent.objects.values_list("act", flat=True)) == [
        "application-begun",
        "application-submitted",
    ]


def test_a_draft_makes_nobody_known_to_the_organisation(form, ada, topics):
    sent(form, ada)

    assert not Profile.objects.filter(person=ada.person).exists()


def test_who_applies_gets_a_letter_that_names_no_answer(form, ada, topics):
    application = sent(form, ada)

    letter = Letter.objects.get(is_secret=False)
    assert (letter.to_address, letter.about) == ("ada@example.org", application.public_id)
    assert "Exams" not in letter.text


@pytest.mark.parametrize("name", ["", "Ada Ames"])
def test_nothing_is_sent_without_a_name_and_every_answer_that_is_asked_for(form, ada, topics, name):
    application = begun(form, ada)
    write_application(application, by=ada, answers={"topics": [] if name else ["Exams"]}, name=name)

    with pytest.raises(AnswersMissing):
        submit_application(application, by=ada)


def test_what_was_asked_stays_asked_after_a_change(form, ada, topics, cohort):
    """The question is gone and another one must be answered, for those who come after."""
    application = begun(form, ada)
    erase_question(topics)
    make.make_question(cohort=cohort, key="year", kind=QuestionKind.TEXT, is_required=True)

    assert [question.label for question in questions_of(application)] == ["Topics"]
    write_application(application, by=ada, answers={"topics": ["Exams"]}, name="Ada Ames")
    assert submit_application(application, by=ada).state == ApplicationState.SUBMITTED


def test_an_answer_that_is_not_asked_for_any_more_is_not_sent(form, ada, cohort):
    make.make_question(
        cohort=cohort, key="before", kind=QuestionKind.SINGLE, options=["Yes", "No"], position=0
    )
    make.make_question(
        cohort=cohort, key="where", kind=QuestionKind.TEXT, position=1, shown_if="before", shown_for=["Yes"]
    )
    application = begun(form, ada)
    write_application(application, by=ada, answers={"before": "Yes", "where": "At sea"}, name="Ada")
    write_application(application, by=ada, answers={"before": "No"})

    assert submit_application(application, by=ada).answers.values == {"before": "No"}
    write_application(application, by=ada, answers={"before": "Yes", "where": "At sea"})
    changed = write_application(application, by=ada, answers={"before": "No"})
    assert changed.answers.values == {"before": "No"}


def test_a_role_that_is_not_looked_for_cannot_be_applied_for(ada):
    form = make.make_application_form(asks_mentors=False)

    with pytest.raises(RoleNotAsked):
        begin_application(form, role=make.MENTOR, by=ada)


def test_who_takes_part_does_not_apply_for_the_same(form, coordinator):
    own = make.make_participation(role=make.MENTEE, cohort=form.cohort)
    by = Actor(own.profile.person, own.profile.organisation, APPLICANT_HAT)

    with pytest.raises(AlreadyTakingPart):
        begun(form, by)
    assert begun(form, by, role=make.MENTOR).name == own.profile.name


@pytest.mark.parametrize("change", [{"published_at": None}, {"last_day": make.days_ago(2)}])
def test_nobody_begins_writes_or_sends_once_applications_are_closed(form, ada, topics, change):
    application = begun(form, ada)
    write_application(application, by=ada, answers={"topics": ["Exams"]}, name="Ada")
    type(form).objects.update(**change)

    with pytest.raises(ApplicationsClosed):
        submit_application(application, by=ada)
    with pytest.raises(ApplicationsClosed):
        write_application(application, by=ada, answers={"topics": ["Research"]})
    with pytest.raises(ApplicationsClosed):
        begin_application(form, role=make.MENTOR, by=ada)


@pytest.mark.parametrize(
    ("last_day", "end"),
    [(dt.date(2031, 3, 29), "2031-03-29T23:00"), (dt.date(2031, 3, 30), "2031-03-30T22:00")],
)
def test_the_deadline_is_midnight_where_the_programme_is_also_when_clocks_change(ada, last_day, end):
    """In Berlin the clocks go forward in the night to 30 March 2031."""
    cohort = make.make_cohort(programme=make.make_programme(time_zone="Europe/Berlin"))
    form = make.make_application_form(cohort=cohort, last_day=last_day)
    moment = dt.datetime.fromisoformat(end).replace(tzinfo=dt.UTC)
    application = begun(form, ada)

    with clock.at(moment - dt.timedelta(seconds=1)):
        write_application(application, by=ada, answers={}, name="Ada")
        submit_application(application, by=ada)
    with clock.at(moment), pytest.raises(ApplicationsClosed):
        write_application(application, by=ada, answers={}, name="Too late")


def test_what_was_sent_can_be_changed_until_somebody_decides(form, ada, topics, coordinator):
    application = sent(form, ada)
    write_application(application, by=ada, answers={"topics": ["Research"]})
    decide_application(application, to=ApplicationState.WAITLISTED, by=coordinator)

    with pytest.raises(WrongState):
        write_application(application, by=ada, answers={"topics": ["Exams"]})
    application.answers.refresh_from_db()
    assert application.answers.values == {"topics": ["Research"]}
    assert AuditEvent.objects.get(act="application-changed").detail == {"questions": ["topics"]}


def test_withdrawing_deletes_the_answers_and_lets_one_begin_anew(form, ada, topics):
    application = sent(form, ada)

    withdraw_application(application, by=ada)

    application.refresh_from_db()
    assert (application.state, application.answers.values) == (ApplicationState.WITHDRAWN, {})
    assert begun(form, ada) != application


def test_who_is_accepted_takes_part_with_the_answers_that_last(form, ada, topics, cohort, coordinator):
    make.make_question(
        cohort=cohort, key="applying--why", kind=QuestionKind.TEXT, asked_when="applying", position=5
    )
    application = sent(form, ada, **{"applying--why": "I want to learn"})

    accepted = decide_application(application, to=ApplicationState.ACCEPTED, by=coordinator, note="Welcome!")

    own = Participation.objects.get()
    assert accepted.participation == own
    assert (own.profile.name, own.profile.person, own.role) == ("Ada Ames", ada.person, make.MENTEE)
    assert own.answers.values == {"topics": ["Exams"]}
    assert own.answers.version is None
    assert accepted.answers.values["applying--why"] == "I want to learn"
    letter = Letter.objects.get(kind="application-accepted-notification")
    assert "Welcome!" in letter.text


def test_answers_follow_the_questions_as_they_are_when_somebody_is_accepted(form, ada, topics, coordinator):
    application = sent(form, ada)
    rewrite_question(topics, kind=QuestionKind.TEXT, options=[], label="Topics, in your words")

    decide_application(application, to=ApplicationState.ACCEPTED, by=coordinator)

    assert Participation.objects.get().answers.values == {"topics": "Exams"}


def test_accepting_somebody_who_takes_part_already_changes_nothing(form, ada, topics, cohort, coordinator):
    application = sent(form, ada)
    profile = make.make_profile(organisation=cohort.programme.organisation, person=ada.person)
    make.make_participation(role=make.MENTEE, cohort=cohort, profile=profile)

    with pytest.raises(AlreadyTakingPart):
        decide_application(application, to=ApplicationState.ACCEPTED, by=coordinator)

    application.refresh_from_db()
    assert (application.state, Participation.objects.count()) == (ApplicationState.SUBMITTED, 1)


def test_nobody_decides_about_themselves(form, topics, coordinator):
    own = sent(form, Actor(coordinator.person, coordinator.organisation, APPLICANT_HAT))

    with pytest.raises(OwnCase):
        decide_application(own, to=ApplicationState.ACCEPTED, by=coordinator)


@pytest.mark.parametrize("old", ApplicationState.values)
@pytest.mark.parametrize("new", DECISIONS)
def test_decisions_follow_the_transitions(cohort, coordinator, old, new):
    application = make.make_application(cohort=cohort, state=old)

    if new in APPLICATION_TRANSITIONS[ApplicationState(old)]:
        assert decide_application(application, to=new, by=coordinator).state == new
    else:
        with pytest.raises(WrongState):
            decide_application(application, to=new, by=coordinator)
        assert Application.objects.get().state == old


@pytest.mark.parametrize("to", [ApplicationState.DRAFT, ApplicationState.WITHDRAWN, "anything"])
def test_only_a_decision_is_a_decision(cohort, coordinator, to):
    with pytest.raises(WrongState):
        decide_application(make.make_application(cohort=cohort), to=to, by=coordinator)


def test_many_are_decided_at_once_and_the_others_are_named(cohort, coordinator):
    ready = [make.make_application(cohort=cohort) for _ in range(3)]
    declined = make.make_application(cohort=cohort, state=ApplicationState.ACCEPTED)
    elsewhere = make.make_application()
    draft = make.make_application(cohort=cohort, state=ApplicationState.DRAFT)
    ids = [each.public_id for each in (*ready, declined, elsewhere, draft)]

    decided, left = decide_applications(cohort, ids=ids, to=ApplicationState.DECLINED, by=coordinator)

    assert (decided, [each for each, _why in left]) == (ready, [declined])
    elsewhere.refresh_from_db()
    assert elsewhere.state == ApplicationState.SUBMITTED


@pytest.fixture
def open_application(form, ada, topics, cohort):
    """Ada has answered two sensitive questions and opened one."""
    for key in ("illness", "faith"):
        make.make_question(cohort=cohort, key=key, kind=QuestionKind.TEXT, is_sensitive=True, position=8)
    application = begun(form, ada)
    answers = {"topics": ["Exams"], "illness": "Asthma", "faith": "Quaker"}
    said = {"illness": True, "faith": False}
    write_application(application, by=ada, answers=answers, name="Ada Ames", opened=said)
    return submit_application(application, by=ada)


def test_what_an_applicant_opens_comes_along_and_nothing_else(open_application, coordinator):
    accepted = decide_application(open_application, to=ApplicationState.ACCEPTED, by=coordinator)

    assert accepted.participation.answers.opened == ["illness"]


def test_an_answer_given_in_confidence_does_not_come_along_to_a_question_that_others_read(
    open_application, cohort, coordinator
):
    erase_question(cohort.questionnaire.questions.get(key="illness"))
    make.make_question(cohort=cohort, key="illness", kind=QuestionKind.TEXT)

    accepted = decide_application(open_application, to=ApplicationState.ACCEPTED, by=coordinator)

    sheet = accepted.participation.answers
    assert (sheet.values, sheet.opened) == ({"topics": ["Exams"], "faith": "Quaker"}, [])


def test_what_tells_an_answer_that_does_not_come_along_is_closed(form, ada, topics, cohort, coordinator):
    asked = {"is_sensitive": True, "kind": QuestionKind.SINGLE, "options": ["Yes"]}
    illness = make.make_question(cohort=cohort, key="illness", position=7, **asked)
    more = asked | {"shown_if": "illness", "shown_for": ["Yes"]}
    make.make_question(cohort=cohort, key="ward", position=8, **more)
    application = begun(form, ada)
    answers = {"topics": ["Exams"], "illness": "Yes", "ward": "Yes"}
    said = {"illness": True, "ward": True}
    write_application(application, by=ada, answers=answers, name="Ada Ames", opened=said)
    submitted = submit_application(application, by=ada)
    rewrite_question(illness, kind=QuestionKind.NUMBER, options=[], label="How ill?")

    accepted = decide_application(submitted, to=ApplicationState.ACCEPTED, by=coordinator)

    sheet = accepted.participation.answers
    assert (submitted.answers.opened, sheet.values.keys(), sheet.opened) == (
        ["illness", "ward"],
        {"topics", "ward"},
        [],
    )


def test_an_applicant_closes_an_answer_again_and_another_answer_is_not_open(open_application, ada):
    again = write_application(open_application, by=ada, answers={"illness": "None"})
    opened = again.answers.opened
    write_application(open_application, by=ada, answers={}, opened={"illness": True, "faith": True})
    closed = write_application(open_application, by=ada, answers={}, opened={"illness": False})

    assert (opened, closed.answers.opened) == ([], ["faith"])


def test_what_was_opened_goes_with_the_answers(open_application, ada):
    withdraw_application(open_application, by=ada)

    open_application.answers.refresh_from_db()
    assert (open_application.answers.values, open_application.answers.opened) == ({}, [])
