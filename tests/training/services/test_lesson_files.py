"""Files of a lesson: put there up to ten, kept with their lesson, taken away with it."""

import pytest

from rapport.audit.models import AuditEvent
from rapport.files import read_file
from rapport.training.choices import MOST_FILES
from rapport.training.errors import LessonFull, PartRemoved
from rapport.training.models import LessonFile
from rapport.training.services.courses import remove_part
from rapport.training.services.lesson_files import add_lesson_file, remove_lesson_file
from tests import make
from tests.files.hostile import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return make.make_course(programme=make.make_programme(), lessons=2).lessons.first()


@pytest.fixture
def by(lesson):
    return make.make_actor(role="coordinator", programme=lesson.course.programme)


@pytest.fixture
def file():
    return read_file("Ten questions.pdf", PDF)


def acts():
    return list(
        AuditEvent.objects.filter(act__startswith="lesson-file").order_by("pk").values_list("act", flat=True)
    )


def test_a_file_is_kept_with_its_lesson(lesson, by, file):
    made = add_lesson_file(lesson, file, title=" Handout ", by=by)

    made = LessonFile.objects.get(pk=made.pk)
    assert (made.lesson, made.title, made.name) == (lesson, "Handout", "Ten questions.pdf")
    assert (made.media_type, made.size, bytes(made.content)) == ("application/pdf", len(PDF), PDF)
    assert acts() == ["lesson-file-added"]


def test_without_a_title_it_is_called_as_it_came(lesson, by, file):
    assert add_lesson_file(lesson, file, title="  ", by=by).title == "Ten questions.pdf"


def test_a_lesson_has_at_most_ten(lesson, by, file):
    for _ in range(MOST_FILES):
        add_lesson_file(lesson, file, by=by)

    with pytest.raises(LessonFull, match="at most ten"):
        add_lesson_file(lesson, file, by=by)
    assert lesson.files.count() == MOST_FILES == 10


def test_a_file_is_removed_once(lesson, by, file):
    made, twin = add_lesson_file(lesson, file, by=by), add_lesson_file(lesson, file, by=by)

    remove_lesson_file(LessonFile.objects.get(pk=made.pk), by=by)

    assert list(LessonFile.objects.all()) == [twin]
    with pytest.raises(PartRemoved):
        remove_lesson_file(made, by=by)
    assert acts() == ["lesson-file-added"] * 2 + ["lesson-file-removed"]


def test_nothing_is_put_to_a_lesson_that_a_colleague_has_removed(lesson, by, file):
    type(lesson).objects.filter(pk=lesson.pk).delete()

    with pytest.raises(PartRemoved):
        add_lesson_file(lesson, file, by=by)
    assert not LessonFile.objects.exists()


def test_no_file_outlives_its_lesson(lesson, by, file):
    add_lesson_file(lesson, file, by=by)

    remove_part(lesson, by=by)

    assert not LessonFile.objects.exists()
