"""The courses that come with Rapport, put into a programme."""

from django.db import transaction

from rapport.core.actors import Actor
from rapport.programmes.models import Programme
from rapport.training.models import Course
from rapport.training.presets import PresetCourse, preset_courses
from rapport.training.services.courses import add_lesson, add_quiz_question, create_course


@transaction.atomic
def add_preset_courses(programme: Programme, *, by: Actor) -> list[Course]:
    """Give a programme its two courses as drafts, unless it has one of that name; return those that are new.

    Drafts, as a required course that is published keeps everybody out of matching who has not done it.
    """
    there = set(Course.objects.filter(programme=programme).values_list("role", "title"))
    return [
        _add(preset, programme, by=by)
        for preset in preset_courses(programme.preset)
        if (preset.role, preset.title) not in there
    ]


def _add(preset: PresetCourse, programme: Programme, *, by: Actor) -> Course:
    course = create_course(
        programme,
        by=by,
        role=preset.role,
        title=preset.title,
        summary=preset.summary,
        sign_off=preset.sign_off,
        is_required=preset.is_required,
        minimum_minutes=preset.minimum_minutes,
        renewal_days=preset.renewal_days,
    )
    for lesson in preset.lessons:
        add_lesson(course, by=by, **vars(lesson))
    for question in preset.questions:
        add_quiz_question(
            course,
            by=by,
            text=question.text,
            choices=question.choices,
            right=question.right,
            explanation=question.explanation,
        )
    return course
