"""How far applications have come: read from what has happened, never stored."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.recruitment.choices import ApplicationState, PipelineStage
from rapport.recruitment.selectors import applications_of_cohort
from rapport.recruitment.selectors.lists import ApplicationPages, Narrowing, board_of
from rapport.recruitment.selectors.pipeline import with_stage
from rapport.recruitment.selectors.reviews import best_reviewed_first
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def by(cohort):
    return make.make_actor(programme=cohort.programme)


def stage_of(application):
    return with_stage(type(application).objects.filter(pk=application.pk)).get().stage


def test_an_application_is_in_review_then_interviewed_then_decided(cohort):
    application = make.make_application(cohort=cohort)
    assert stage_of(application) == PipelineStage.SUBMITTED

    make.make_review(application=application)
    assert stage_of(application) == PipelineStage.IN_REVIEW

    make.make_interview(application=application)
    assert stage_of(application) == PipelineStage.INTERVIEWED


@pytest.mark.parametrize(
    "state", [ApplicationState.WAITLISTED, ApplicationState.ACCEPTED, ApplicationState.DECLINED]
)
def test_a_decision_goes_before_what_led_to_it(cohort, state):
    application = make.make_application(cohort=cohort, state=state)
    make.make_review(application=application)
    make.make_interview(application=application)

    assert stage_of(application) == state


def test_each_stage_shows_its_longest_waiting_and_counts_all(cohort, by):
    waiting = [
        make.make_application(cohort=cohort, submitted_at=make.clock.now() - make.dt.timedelta(days))
        for days in (1, 9, 5)
    ]
    reviewed = make.make_application(cohort=cohort)
    make.make_review(application=reviewed)

    board = board_of(cohort, Narrowing(), by=by, most=2)

    assert keys(board.first[PipelineStage.SUBMITTED]) == keys([waiting[1], waiting[2]])
    assert keys(board.first[PipelineStage.IN_REVIEW]) == [reviewed.pk]
    assert board.counts[PipelineStage.SUBMITTED] == 3


def keys(applications):
    return [each.pk for each in applications]


def test_all_stages_are_two_questions(cohort, by):
    for state in (ApplicationState.SUBMITTED, ApplicationState.WAITLISTED):
        make.make_application(cohort=cohort, state=state)

    with CaptureQueriesContext(connection) as asked:
        board_of(cohort, Narrowing(), by=by, most=5)

    assert len(asked) == 2


@pytest.mark.parametrize(
    "narrowing",
    [
        Narrowing(),
        Narrowing(role=make.MENTOR),
        Narrowing(stage=PipelineStage.IN_REVIEW),
        Narrowing(is_best_first=True),
        Narrowing(consent="asked"),
        Narrowing(text="ber 3"),
    ],
    ids=str,
)
def test_a_part_of_a_list_is_what_the_whole_question_answers(cohort, by, narrowing):
    make.make_review_criterion(programme=cohort.programme)
    for number in range(7):
        application = make.make_application(
            cohort=cohort, role=make.MENTOR if number % 3 else make.MENTEE, name=f"Number {number}"
        )
        if number % 2:
            make.make_review(application=application, points=number % 5 + 1)
            make.make_consent(application=application)
    make.make_application(state=ApplicationState.SUBMITTED)
    whole = keys(narrowing.of(cohort, by))
    pages = ApplicationPages(cohort, by, narrowing)

    assert whole
    assert (pages.count(), keys(pages[0:2]) + keys(pages[2:9])) == (len(whole), whole)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("müller", ["Jürg Muller", "Ada Müller"]),
        ("MÜL ada", ["Ada Müller"]),
        ("50% f_", ["Half 50% of_it"]),
        ("_", ["Half 50% of_it"]),
        ("%", ["Half 50% of_it"]),
        ("\\", ["Back \\ slash"]),
        ("Oak@EXAMPLE", ["Bo Berg"]),
        ("a b c d e f g", []),
        ("ada ada ada ada ada ada ada", ["Ada Müller"]),
        ("'", []),
    ],
)
def test_what_is_typed_is_found_as_it_stands_in_the_list_and_on_the_board(cohort, by, text, names):
    for name in ("Jürg Muller", "Ada Müller", "Half 50% of_it", "Back \\ slash"):
        make.make_application(cohort=cohort, name=name)
    make.make_application(cohort=cohort, name="Bo Berg", person=make.make_person(email="oak@example.org"))
    narrowing = Narrowing(text=text)
    pages = ApplicationPages(cohort, by, narrowing)
    board = board_of(cohort, narrowing, by=by, most=9)

    assert [each.name for each in pages[0:9]] == names
    assert [each.name for each in board.first[PipelineStage.SUBMITTED]] == names
    assert pages.count() == board.counts[PipelineStage.SUBMITTED] == len(names)


def test_the_best_reviewed_come_first_as_far_as_one_may_know(cohort, by):
    make.make_review_criterion(programme=cohort.programme)
    low, high, none = (make.make_application(cohort=cohort) for _ in range(3))
    make.make_review(application=low, points=2)
    make.make_review(application=high, points=5)
    found = applications_of_cohort(cohort, by=by)
    assert list(best_reviewed_first(found, by=by)) == [high, low, none]

    make.make_review(application=high, reviewer=by.person.profiles.get())

    assert list(best_reviewed_first(found, by=by)) == [low, high, none]
