"""A participant's answers: changed one by one, recorded without what they say."""

import pytest

from rapport.audit.models import AuditEvent
from rapport.core.errors import NotAllowed
from rapport.programmes.choices import CohortState
from rapport.programmes.errors import CohortClosed
from rapport.programmes.services.participations import set_answers
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentee():
    cohort = make.make_cohort()
    make.make_question(cohort=cohort, key="illness", kind="text", is_sensitive=True)
    return make.make_participation(
        cohort=cohort,
        role=make.MENTEE,
        answers={"topics": ["Exams"], "about": "Private words", "year": "First"},
    )


@pytest.fixture
def by(mentee):
    return make.participant_actor(mentee)


def answers_of(participation):
    participation.answers.refresh_from_db()
    return participation.answers.values


def test_only_these_answers_change_and_empty_ones_go(mentee, by):
    set_answers(mentee, {"topics": ["Research"], "about": ""}, by=by)

    assert answers_of(mentee) == {"topics": ["Research"], "year": "First"}


def test_the_record_names_questions_and_holds_no_answer(mentee, by):
    changed = set_answers(mentee, {"about": "Other private words", "year": "First"}, by=by)

    event = AuditEvent.objects.get()
    assert (changed, event.act, event.detail) == (["about"], "answers-set", {"questions": ["about"]})
    assert (event.subject, event.hat) == (mentee.public_id, "participant")


def test_the_same_answers_record_nothing(mentee, by):
    set_answers(mentee, {"topics": ["Exams"], "never-answered": ""}, by=by)

    assert AuditEvent.objects.count() == 0


def test_a_closed_cohort_keeps_its_answers(mentee, by):
    mentee.cohort.state = CohortState.CLOSED
    mentee.cohort.save()

    with pytest.raises(CohortClosed):
        set_answers(mentee, {"year": "Second"}, by=by)

    assert answers_of(mentee)["year"] == "First"


@pytest.fixture
def ill(mentee):
    mentee.answers.values |= {"illness": "Asthma"}
    mentee.answers.opened = ["illness"]
    mentee.answers.save()
    return mentee


@pytest.fixture
def coordinator(mentee):
    return make.make_actor(programme=mentee.cohort.programme)


def opened_of(participation):
    participation.answers.refresh_from_db()
    return participation.answers.opened


def test_answer_stays_open_while_others_change_and_is_closed_when_somebody_else_changes_it(ill, coordinator):
    set_answers(ill, {"year": "Second", "illness": "Asthma"}, by=coordinator)
    untouched = opened_of(ill)
    set_answers(ill, {"illness": "None"}, by=coordinator)

    assert (untouched, opened_of(ill)) == (["illness"], [])


def test_nobody_else_opens_an_answer(mentee, coordinator):
    with pytest.raises(NotAllowed):
        set_answers(mentee, {"illness": "Asthma"}, by=coordinator, opened={"illness": True})

    assert opened_of(mentee) == []


def test_own_person_opens_and_closes_and_the_audit_names_the_question(mentee, by):
    set_answers(mentee, {"illness": "Asthma"}, by=by, opened={"illness": True})
    then = opened_of(mentee)
    set_answers(mentee, {}, by=by, opened={"illness": False})

    assert (then, opened_of(mentee)) == (["illness"], [])
    details = AuditEvent.objects.filter(act="answers-set").order_by("pk").values_list("detail", flat=True)
    assert [detail["opened_or_closed"] for detail in details] == [["illness"], ["illness"]]
