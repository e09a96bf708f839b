"""Duplicating a programme together with how it judges, checks and teaches people."""

from django.db import transaction
from django.db.models import Model

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.programmes.models import Programme
from rapport.programmes.services.duplication import duplicate_programme
from rapport.recruitment.selectors.interviews import interview_questions
from rapport.recruitment.selectors.reviews import review_criteria
from rapport.recruitment.services.interviews import set_interview_questions
from rapport.recruitment.services.reviews import set_review_criteria
from rapport.screening.choices import CheckState
from rapport.screening.selectors import checks_of_programme
from rapport.screening.services.checks import ask_for_check
from rapport.training.choices import CourseState
from rapport.training.models import Course, Lesson, LessonFile, QuizQuestion

OF_A_CHECK = ("role", "name", "guidance", "validity_months", "is_required")
OF_A_COURSE = (
    "role",
    "title",
    "summary",
    "is_required",
    "pass_mark",
    "minimum_minutes",
    "renewal_days",
    "sign_off",
    "position",
)
OF_A_LESSON = ("title", "text", "video_url", "video_minutes", "competency", "position")
OF_A_LESSON_FILE = ("title", "name", "media_type", "size", "content")
OF_A_QUESTION = ("text", "choices", "right", "explanation", "position")


@transaction.atomic
def duplicate_whole_programme(programme: Programme, *, name: str, by: Actor) -> Programme:
    """Make a programme like another, with its checks, criteria of review, interview questions and courses, files and all.

    Checks are asked for at once, as a programme without them would let people in who are not cleared. Courses become
    drafts, as a required one that is published keeps everybody out of matching who has not done it. What was withdrawn
    stays behind.
    """
    copy = duplicate_programme(programme, name=name, by=by)
    _copy_screening(programme, copy, by=by)
    courses = programme.courses.exclude(state=CourseState.WITHDRAWN)
    for course in courses.prefetch_related("lessons", "questions"):
        _copy_course(course, copy, by=by)
    return copy


def _copy_screening(programme: Programme, copy: Programme, *, by: Actor) -> None:
    """Copy what is asked and judged; what a preset brings by itself, the copy has by itself."""
    for check in checks_of_programme(programme, by=by).filter(state=CheckState.ASKED):
        ask_for_check(copy, **_values(check, OF_A_CHECK), by=by)
    criteria = [("", each.name, each.help) for each in review_criteria(programme) if each.pk]
    if criteria:
        set_review_criteria(copy, criteria=criteria, by=by)
    asked = [("", each.label, each.help, each.asked_of) for each in interview_questions(programme) if each.pk]
    if asked:
        set_interview_questions(copy, questions=asked, by=by)


def _copy_course(course: Course, programme: Programme, *, by: Actor) -> None:
    made = Course.objects.create(programme=programme, **_values(course, OF_A_COURSE))
    lessons = {
        each.pk: Lesson.objects.create(course=made, **_values(each, OF_A_LESSON))
        for each in course.lessons.all()
    }
    _copy_files(course, lessons)
    QuizQuestion.objects.bulk_create(
        QuizQuestion(course=made, **_values(each, OF_A_QUESTION)) for each in course.questions.all()
    )
    record_act("course-copied", made, by=by, detail={"from": course.public_id})


def _copy_files(course: Course, lessons: dict[int, Lesson]) -> None:
    """Copy the files to the new lessons, by the old ones' keys; one after the other, as each may be large."""
    there = LessonFile.objects.filter(lesson__course=course)
    for key in list(there.values_list("pk", flat=True)):
        file = there.get(pk=key)
        LessonFile.objects.create(lesson=lessons[file.lesson_id], **_values(file, OF_A_LESSON_FILE))


def _values(row: Model, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}
