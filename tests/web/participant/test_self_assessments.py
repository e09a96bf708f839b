"""How do I mentor? A part a page with a draft kept, the result with what helps, and a plan of one's own."""

import datetime as dt

import pytest
from django.urls import reverse

from rapport.core import clock
from rapport.training.choices import Competency, CourseState
from rapport.training.models import PlanStep, SelfAssessment
from rapport.training.presets.competencies import COMPETENCIES
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentor():
    return make.make_participation(role=make.MENTOR)


@pytest.fixture
def programme(mentor):
    return mentor.cohort.programme


@pytest.fixture
def signed_in(mentor):
    return browser_of(make.participant_actor(mentor))


def page(name, programme, *more):
    return reverse(f"participant:self-assessment{name}", args=[programme.public_id, *more])


def test_it_is_done_part_by_part_and_shows_its_result(programme, signed_in):
    assert "How do I mentor?" in signed_in.get(reverse("participant:training")).content.decode()
    answer = signed_in.post(page("-begin", programme))
    for number, preset in enumerate(COMPETENCIES, start=1):
        assert answer.url == page("-step", programme, number)
        answer = signed_in.post(answer.url, dict.fromkeys(preset.statements, str(number)))

    assert answer.url == page("", programme)
    own = signed_in.get(answer.url).context["own"]
    assert [result.now for result in own.results] == [1, 2, 3, 4, 5, 6]
    assert own.weakest == [Competency.COMMUNICATION, Competency.EXPECTATIONS]


def test_what_was_rated_is_kept_until_one_goes_on(programme, signed_in):
    signed_in.post(page("-begin", programme))
    signed_in.post(page("-step", programme, 1), dict.fromkeys(COMPETENCIES[0].statements, "4"))

    assert signed_in.get(page("", programme)).context["number"] == 2
    form = signed_in.get(page("-step", programme, 1)).context["form"]
    assert [field.value() for field in form] == ["4"] * 4


@pytest.mark.parametrize("rating", ["", "0", "8", "x"])
def test_a_rating_that_is_none_is_refused_and_the_others_stay(programme, signed_in, rating):
    signed_in.post(page("-begin", programme))
    first, *others = COMPETENCIES[0].statements

    answer = signed_in.post(page("-step", programme, 1), dict.fromkeys(others, "3") | {first: rating})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [first])
    assert [answer.context["form"][key].value() for key in others] == ["3"] * 3
    assert SelfAssessment.objects.get().ratings == {}


@pytest.mark.parametrize("number", [0, 7])
def test_there_are_no_more_parts_than_there_are(programme, signed_in, number):
    signed_in.post(page("-begin", programme))

    assert signed_in.get(page("-step", programme, number)).status_code == 404


def test_what_helps_is_what_the_programme_offers_in_the_weakest_competencies(programme, mentor, signed_in):
    make.make_self_assessment(programme=programme, profile=mentor.profile, rating=3)
    strong, weak = Competency.DEVELOPMENT, Competency.COMMUNICATION
    course = make.make_course(programme=programme, lessons=0)
    draft = make.make_course(programme=programme, lessons=0, state=CourseState.DRAFT)
    for title, where, competency in (
        ("Listening to {mentee}s", course, weak),
        ("Opening doors", course, strong),
        ("Not yet published", draft, weak),
    ):
        make.make_lesson(course=where, title=title, competency=competency)
    make.make_training_event(programme=programme, title="An evening of listening", competency=weak)
    make.make_training_event(programme=programme, title="An evening of doors", competency=strong)

    helps = signed_in.get(page("", programme)).context["help"]

    assert [part["label"] for part in helps] == [weak.label, Competency.EXPECTATIONS.label]
    assert [title for _lesson, title in helps[0]["lessons"]] == ["Listening to mentees"]
    assert [event.title for event in helps[0]["events"]] == ["An evening of listening"]


def test_a_plan_is_made_ticked_and_cleared(programme, signed_in):
    due_on = clock.today(programme.time_zone) + dt.timedelta(days=9)
    signed_in.post(page("", programme), {"text": "Ask what helped", "due_on": due_on.isoformat()})
    step = PlanStep.objects.get()
    assert (step.text, step.due_on, step.competency) == ("Ask what helped", due_on, "")

    signed_in.post(reverse("participant:plan-step-tick", args=[step.public_id]), {"done": "yes"})
    step.refresh_from_db()
    assert step.done_on is not None

    signed_in.post(reverse("participant:plan-step-remove", args=[step.public_id]))
    assert not PlanStep.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"text": ""}, "text"), ({"due_on": "2020-01-01"}, "due_on"), ({"competency": "magic"}, "competency")],
)
def test_a_step_that_is_none_keeps_what_was_typed(programme, signed_in, sent, field):
    day = clock.today(programme.time_zone).isoformat()

    answer = signed_in.post(page("", programme), {"text": "Ask", "due_on": day} | sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not PlanStep.objects.exists()
