"""The demo's training: two courses, and mentors at every point on the way through theirs."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.demo import handout
from rapport.files import read_file
from rapport.programmes.choices import PARTICIPANT_HAT, ParticipantRole
from rapport.training.choices import Competency, CourseState
from rapport.training.presets.competencies import COMPETENCIES, STATEMENTS
from rapport.training.selectors import own_courses
from rapport.training.services.completions import note_readiness
from rapport.training.services.courses import move_course
from rapport.training.services.events import create_training_event, note_attendance, take_event_place
from rapport.training.services.lesson_files import add_lesson_file
from rapport.training.services.presets import add_preset_courses
from rapport.training.services.self_assessments import (
    add_plan_step,
    begin_self_assessment,
    rate_statements,
    tick_plan_step,
)
from rapport.training.services.studies import answer_question, begin_quiz, finish_lesson, sign_off_course

if TYPE_CHECKING:
    from rapport.programmes.models import Participation, Programme
    from rapport.training.models import Course, Lesson, TrainingEvent

TRAINED_BEFORE = {"Omar Khan": 320, "Latha Krishnan": 265}
"""Who was trained elsewhere, how many days before they joined: one has run out since, one will soon."""

MINUTES_A_LESSON = 4

ASSESSED = (
    "Divya Iyer",
    "Ravi Kumar",
    "Anil Fernandes",
    "Leela Thomas",
    "Meera Pillai",
    "Joseph Mathew",
)


def offer_courses(programme: "Programme", *, by: Actor) -> None:
    """Publish the courses that come with Rapport, with a card to fill in beside the lesson that speaks of one."""
    for course in add_preset_courses(programme, by=by):
        for lesson in course.lessons.filter(title__startswith="Referral"):
            add_lesson_file(
                lesson, read_file(handout.NAME, handout.write_handout()), title=handout.TITLE, by=by
            )
        move_course(course, to=CourseState.PUBLISHED, by=by)


def note_trained_before(mentors: Iterable["Participation"], *, by: Actor) -> None:
    """Note that some were trained long before they joined, so that it runs out sooner."""
    for mentor in mentors:
        if days := TRAINED_BEFORE.get(mentor.profile.name):
            mentor.refresh_from_db()
            cleared = mentor.cleared_on
            note_readiness(mentor, trained_on=None, cleared_on=cleared, by=by)
            day = clock.now().date() - dt.timedelta(days=days)
            note_readiness(mentor, trained_on=day, cleared_on=cleared, by=by)


def study(mentors: Sequence["Participation"]) -> None:
    """Let one begin, one read everything and fail, one do it all; one has not opened it yet."""
    named = {mentor.profile.name: _actor(mentor) for mentor in mentors}
    _read(named["Peter Samuel"], lessons=4, days=3)
    course = _read(named["Rekha Nambiar"], days=2)
    _answer(course, named["Rekha Nambiar"], mistakes=4)
    complete(next(mentor for mentor in mentors if mentor.profile.name == "Dev Anand"))


def complete(mentor: "Participation") -> None:
    """Let somebody do it all: the lessons, then the quiz with one mistake, then the signature."""
    by = _actor(mentor)
    course = _read(by, days=1)
    _answer(course, by, mistakes=1)
    sign_off_course(course, name=mentor.profile.name, by=by)


def hold_events(programme: "Programme", mentors: Iterable["Participation"], *, by: Actor) -> None:
    """One evening that has been, and one to come for which some have signed up."""
    named = {mentor.profile.name: _actor(mentor) for mentor in mentors}
    past = _evening(programme, "Listening: an evening of practice", days=-20, by=by)
    with clock.at(past.created_at):
        places = [
            take_event_place(past, by=named[name]) for name in ("Divya Iyer", "Ravi Kumar", "Omar Khan")
        ]
    with clock.at(past.ends_at):
        note_attendance(past, present=[place.public_id for place in places[:2]], by=by)
    ahead = _evening(programme, "Difficult moments: bring your own", days=6, by=by)
    for name in ("Divya Iyer", "Peter Samuel"):
        take_event_place(ahead, by=named[name])


def assess(mentors: Iterable["Participation"]) -> None:
    """Six have assessed themselves, one of them twice, with a plan; another has begun."""
    named = {mentor.profile.name: mentor for mentor in mentors}
    for place, name in enumerate(ASSESSED):
        _assess(named[name], days=64 - place, base=3 + place % 3)
    divya = named["Divya Iyer"]
    _assess(divya, days=5, base=4)
    with clock.at(clock.now() - dt.timedelta(days=5)):
        _plan(divya)
    with clock.at(clock.now() - dt.timedelta(days=2)):
        begun = begin_self_assessment(
            named["Peter Samuel"].cohort.programme, by=_actor(named["Peter Samuel"])
        )
        first = COMPETENCIES[0].statements
        rate_statements(begun, ratings=dict.fromkeys(first, 4), by=_actor(named["Peter Samuel"]))


def _assess(mentor: "Participation", *, days: int, base: int) -> None:
    by = _actor(mentor)
    ratings = {key: min(base + place * 5 % 4, 7) for place, key in enumerate(STATEMENTS)}
    with clock.at(clock.now() - dt.timedelta(days=days)):
        assessment = begin_self_assessment(mentor.cohort.programme, by=by)
        rate_statements(assessment, ratings=ratings, by=by)


def _plan(mentor: "Participation") -> None:
    """One thing to try, which is done, and one to come."""
    programme, by = mentor.cohort.programme, _actor(mentor)
    today = clock.today(programme.time_zone)
    tried = add_plan_step(
        programme,
        text="Count to five before I answer",
        due_on=today,
        competency=Competency.COMMUNICATION,
        by=by,
    )
    tick_plan_step(tried, is_done=True, by=by)
    add_plan_step(
        programme,
        text="Ask Ravi how he speaks about money with his mentees",
        due_on=today + dt.timedelta(days=21),
        competency=Competency.DIFFERENCES,
        by=by,
    )


def _evening(programme: "Programme", title: str, *, days: int, by: Actor) -> "TrainingEvent":
    day = clock.today(programme.time_zone) + dt.timedelta(days=days)
    starts = dt.datetime.combine(day, dt.time(17, 30), ZoneInfo(programme.time_zone))
    with clock.at(starts - dt.timedelta(days=10)):
        return create_training_event(
            programme,
            by=by,
            title=title,
            about="We work in threes: one speaks, one listens, one watches. No slides.",
            role=ParticipantRole.MENTOR,
            place="Seminar room 2",
            starts_at=starts,
            ends_at=starts + dt.timedelta(hours=1, minutes=30),
            capacity=12,
        )


def _actor(participation: "Participation") -> Actor:
    return Actor(participation.profile.person, participation.profile.organisation, PARTICIPANT_HAT)


def _read(by: Actor, *, days: int, lessons: int | None = None) -> "Course":
    progress = next(each for each in own_courses(by) if each.course.role == ParticipantRole.MENTOR)
    for place, lesson in enumerate(progress.lessons[:lessons]):
        _read_one(lesson, by, ago=dt.timedelta(days=days) - dt.timedelta(minutes=MINUTES_A_LESSON * place))
    return progress.course


def _read_one(lesson: "Lesson", by: Actor, *, ago: dt.timedelta) -> None:
    opened = clock.now() - ago
    with clock.at(opened + dt.timedelta(minutes=MINUTES_A_LESSON)):
        finish_lesson(lesson, opened_at=opened, by=by)


def _answer(course: "Course", by: Actor, *, mistakes: int) -> None:
    """Answer the quiz, the first questions wrongly."""
    attempt = begin_quiz(course, by=by)
    for number, question in enumerate(attempt.asked, start=1):
        wrong = [place for place in range(len(question["choices"])) if place not in question["right"]]
        chosen = wrong if number <= mistakes else question["right"]
        attempt = answer_question(attempt, number=number, chosen=chosen, by=by)
