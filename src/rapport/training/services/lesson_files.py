"""The files of a lesson: put there, and taken away."""

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.files import ReadFile
from rapport.training.choices import MOST_FILES
from rapport.training.errors import LessonFull, PartRemoved
from rapport.training.models import Lesson, LessonFile
from rapport.training.services.courses import lock_course_around


@transaction.atomic
def add_lesson_file(lesson: Lesson, file: ReadFile, *, title: str = "", by: Actor) -> LessonFile:
    """Put a file at the end of a lesson; without a title it is called as it came. Who has read it has read it."""
    lock_course_around(lesson)
    if LessonFile.objects.filter(lesson=lesson).count() >= MOST_FILES:
        raise LessonFull
    made = LessonFile(lesson=lesson, title=title.strip() or file.name, size=len(file.content), **vars(file))
    made.full_clean()
    made.save()
    record_act("lesson-file-added", made, by=by, detail={"lesson": lesson.public_id})
    return made


@transaction.atomic
def remove_lesson_file(file: LessonFile, *, by: Actor) -> None:
    """Take a file away for good."""
    lock_course_around(file.lesson)
    if not LessonFile.objects.filter(pk=file.pk).exists():
        raise PartRemoved
    record_act("lesson-file-removed", file, by=by, detail={"lesson": file.lesson.public_id})
    file.delete()
