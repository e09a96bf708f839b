"""Interviews: the questions of their time, several interviewers, facts that go when the application goes."""

import datetime as dt

import pytest

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import NotFound, WrongState
from rapport.programmes.choices import StaffRole
from rapport.programmes.errors import OwnCase
from rapport.programmes.presets import PRESETS
from rapport.questionnaires.models import AnswerSheet
from rapport.recruitment.choices import APPLICANT_HAT, ApplicationState
from rapport.recruitment.errors import InterviewToCome, NobodyInterviewed
from rapport.recruitment.models import Interview, InterviewGuide
from rapport.recruitment.policies import can_correct_interview, can_interview_applicant
from rapport.recruitment.selectors.interviews import (
    get_considered,
    get_interview,
    interview_questions,
    interviews_of,
)
from rapport.recruitment.services.applications import withdraw_application
from rapport.recruitment.services.interviews import (
    correct_interview,
    record_interview,
    set_interview_questions,
)
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return make.make_application()


@pytest.fixture
def coordinator(application):
    return make.make_actor(programme=application.cohort.programme)


def profile_of(actor):
    return actor.person.profiles.get(organisation=actor.organisation)


def record(application, by, *, notes, **fields):
    values = {"held_on": make.days_ago(1), "interviewers": [profile_of(by).public_id]} | fields
    return record_interview(application, by=by, notes=notes, **values)


@pytest.mark.parametrize("preset", [each.slug for each in PRESETS])
def test_every_preset_brings_an_interview_for_each_role(preset):
    asked = interview_questions(make.make_programme(preset=preset))

    assert len({each.key for each in asked}) == len(asked)
    for role in (make.MENTOR, make.MENTEE):
        assert len([each for each in asked if each.asked_of in ("", role)]) >= 8
    assert all(each.label.endswith("?") and each.help for each in asked)


def test_an_interview_keeps_the_questions_that_were_asked(application, coordinator):
    record(application, coordinator, notes={"why-now": "A friend told me", "time": "Fridays"})

    set_interview_questions(
        application.cohort.programme, questions=[("why-now", "Why?", "", "")], by=coordinator
    )

    (seen,) = interviews_of(application, by=coordinator)
    assert [(question.label, words) for question, words in seen.notes] == [
        ("What made you apply, and why now?", "A friend told me"),
        (
            "When in the week is your time for this, and what could come in between in the next months?",
            "Fridays",
        ),
    ]
    assert [each.label for each in interview_questions(application.cohort.programme)] == ["Why?"]


def test_questions_are_changed_put_in_order_and_added(application, coordinator):
    programme = application.cohort.programme
    first, second, *_rest = interview_questions(programme)

    wanted = [
        (second.key, second.label, second.help, make.MENTOR),
        ("", "New?", "Listen", ""),
        (first.key, "Why?", "", ""),
    ]
    set_interview_questions(programme, questions=wanted, by=coordinator)

    found = [(each.label, each.asked_of) for each in interview_questions(programme)]
    assert found == [(second.label, make.MENTOR), ("New?", ""), ("Why?", "")]
    assert InterviewGuide.objects.count() == 1


def test_several_interviewers_and_others_are_named(application, coordinator):
    colleague = make.make_membership(programme=application.cohort.programme, role=StaffRole.REVIEWER).profile

    ids = [profile_of(coordinator).public_id, colleague.public_id]
    record(application, coordinator, notes={}, interviewers=ids, others_present="Her mother")

    (seen,) = interviews_of(application, by=coordinator)
    assert sorted(seen.names) == sorted([profile_of(coordinator).name, colleague.name])
    assert seen.interview.others_present == "Her mother"


def test_what_cannot_have_been_is_refused(application, coordinator):
    stranger = make.make_profile()
    with pytest.raises(NobodyInterviewed):
        record(application, coordinator, notes={}, interviewers=[stranger.public_id])
    with pytest.raises(InterviewToCome):
        record(application, coordinator, notes={}, held_on=clock.now().date() + dt.timedelta(2))
    assert (Interview.objects.count(), AnswerSheet.objects.count()) == (0, 1)


def test_nobody_is_there_at_an_interview_with_themselves(coordinator, application):
    own = make.make_application(cohort=application.cohort, person=coordinator.person)

    with pytest.raises(NotFound):
        get_considered(by=coordinator, id=own.public_id, may=can_interview_applicant)
    with pytest.raises(OwnCase):
        record(own, coordinator, notes={})


def test_what_is_decided_is_not_talked_about_any_more(coordinator, application):
    decided = make.make_application(cohort=application.cohort, state=ApplicationState.DECLINED)

    with pytest.raises(WrongState):
        record(decided, coordinator, notes={})


def test_a_reviewer_talks_with_those_that_were_assigned_to_them_alone(application):
    own = make.make_review(application=application)
    other = make.make_application(cohort=application.cohort)
    by = Actor(own.reviewer.person, own.reviewer.organisation, StaffRole.REVIEWER)
    elsewhere = make.make_interview(application=other)

    interview = record(application, by, notes={"why-now": "To learn"})

    assert get_considered(by=by, id=application.public_id, may=can_interview_applicant) == application
    assert get_interview(by=by, id=interview.public_id, may=can_correct_interview) == interview
    for look in (
        lambda: get_considered(by=by, id=other.public_id, may=can_interview_applicant),
        lambda: get_interview(by=by, id=elsewhere.public_id, may=can_correct_interview),
    ):
        with pytest.raises(NotFound):
            look()
    assert interviews_of(other, by=by) == []


def test_a_correction_keeps_the_questions_and_says_when(application, coordinator):
    interview = record(application, coordinator, notes={"why-now": "Wrong"})

    ids = [profile_of(coordinator).public_id]
    correct_interview(
        interview,
        by=coordinator,
        held_on=make.days_ago(2),
        interviewers=ids,
        notes={"why-now": "Right", "time": " "},
    )

    interview.refresh_from_db()
    assert (interview.answers.values, interview.held_on) == ({"why-now": "Right"}, make.days_ago(2))
    assert interview.changed_at is not None


def test_withdrawing_takes_the_interviews_along(application, coordinator):
    record(application, coordinator, notes={"why-now": "Private"})

    organisation = application.cohort.programme.organisation
    withdraw_application(application, by=Actor(application.person, organisation, APPLICANT_HAT))

    assert Interview.objects.count() == 0
    assert [sheet.values for sheet in AnswerSheet.objects.all()] == [{}]
