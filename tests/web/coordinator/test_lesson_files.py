"""Files of a lesson: added one by one, listed, fetched, removed; what is no such file is said beside its field."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapport.files.errors import FileTooLarge
from rapport.training.choices import MOST_FILES, CourseState
from rapport.training.models import LessonFile
from tests import make
from tests.cast import browser_of
from tests.files.hostile import BROKEN, HOSTILE, PDF
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    programme = make.make_programme(mentor_word="buddy")
    return make.make_course(programme=programme, state=CourseState.DRAFT)


@pytest.fixture
def lesson(course):
    return course.lessons.get()


@pytest.fixture
def signed_in(course):
    return browser_of(make.make_actor(role="coordinator", programme=course.programme))


def page(name, lesson, *more):
    things = (lesson.course.programme, lesson.course, lesson, *more)
    return reverse(f"coordinator:{name}", args=[each.public_id for each in things])


def add(signed_in, lesson, *, name="Ten questions.pdf", content=PDF, title=""):
    sent = {"file": SimpleUploadedFile(name, content), "title": title}
    return signed_in.post(page("lesson-file-add", lesson), sent)


def test_files_are_added_and_listed_with_kind_and_size(signed_in, lesson):
    assert "None yet. A handout or slides can go with the text" in words_of(
        signed_in.get(page("lesson-edit", lesson))
    )

    assert add(signed_in, lesson, title="Questions of a {mentor}").url == page("lesson-edit", lesson)
    add(signed_in, lesson, name="board.png", content=make.make_picture_file())

    told = words_of(signed_in.get(page("lesson-edit", lesson)))
    assert f"Questions of a buddy PDF, {len(PDF)} bytes" in told
    assert "board.png picture (PNG)," in told
    course = words_of(signed_in.get(reverse("coordinator:course", args=page_ids(lesson)[:2])))
    preview = words_of(signed_in.get(reverse("coordinator:course-preview", args=page_ids(lesson)[:2])))
    assert ("2 files" in course, "Questions of a buddy PDF" in preview) == (True, True)


def page_ids(lesson):
    return [lesson.course.programme.public_id, lesson.course.public_id, lesson.public_id]


def test_who_writes_the_lesson_fetches_a_file_of_a_draft(signed_in, lesson):
    add(signed_in, lesson)

    handed = signed_in.get(page("lesson-file", lesson, LessonFile.objects.get()))

    assert (handed.content, handed.headers["Content-Type"]) == (PDF, "application/pdf")
    assert handed.headers["Content-Disposition"] == 'attachment; filename="Ten questions.pdf"'
    assert handed.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["page.pdf", "drawing.svg", "macro.docm", "hollow.jpg"])
def test_what_is_no_such_file_is_said_beside_its_field_and_the_title_stays(signed_in, lesson, name):
    content = (HOSTILE | BROKEN)[name]

    answer = add(signed_in, lesson, name=name, content=content, title="Handout")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert answer.context["form"]["title"].value() == "Handout"
    assert not LessonFile.objects.exists()


def test_one_that_is_too_large_is_said_beside_its_field_and_one_much_too_large_on_a_page(signed_in, lesson):
    answer = add(signed_in, lesson, content=PDF + b"0" * 5_000_000, title="Handout")

    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {"file": [str(FileTooLarge.sentence)]},
    )
    refused = add(signed_in, lesson, content=PDF + b"0" * 27_000_000)
    assert (refused.status_code, "save the document as PDF" in words_of(refused)) == (413, True)
    assert f'href="{page("lesson-file-add", lesson)}"' in refused.content.decode()
    assert not LessonFile.objects.exists()


def test_an_eleventh_file_is_not_offered_and_not_taken(signed_in, lesson):
    for _ in range(MOST_FILES):
        make.make_lesson_file(lesson=lesson)

    assert page("lesson-file-add", lesson) not in signed_in.get(page("lesson-edit", lesson)).content.decode()
    answer = add(signed_in, lesson, title="Slides")
    assert (answer.status_code, LessonFile.objects.count()) == (422, MOST_FILES)
    assert "at most ten files" in answer.context["form"].errors["file"][0]


def test_a_file_is_removed_after_asking_once_more(signed_in, lesson):
    file = make.make_lesson_file(lesson=lesson)
    asked = signed_in.get(page("lesson-edit", lesson))
    assert "Nobody can take it along any more." in words_of(asked)

    answer = signed_in.post(page("lesson-file-remove", lesson, file), follow=True)

    assert ("The file is gone." in words_of(answer), LessonFile.objects.exists()) == (True, False)
    assert signed_in.post(page("lesson-file-remove", lesson, file)).status_code == 404


def test_an_address_that_names_another_lesson_is_no_page(signed_in, course, lesson):
    other = make.make_lesson(course=course)
    file = make.make_lesson_file(lesson=other)

    assert signed_in.get(page("lesson-file", lesson, file)).status_code == 404
    assert signed_in.post(page("lesson-file-remove", lesson, file)).status_code == 404
    assert LessonFile.objects.count() == 1


def test_pages_ask_as_much_for_many_files_as_for_one(signed_in, lesson):
    pages = [
        page("lesson-edit", lesson),
        *(reverse(f"coordinator:{name}", args=page_ids(lesson)[:2]) for name in ("course", "course-preview")),
    ]
    make.make_lesson_file(lesson=lesson)
    before = [asked(signed_in, each) for each in pages]

    for each in (lesson, make.make_lesson(course=lesson.course, position=5)):
        for _ in range(5):
            make.make_lesson_file(lesson=each)

    assert [asked(signed_in, each) for each in pages] == before


def asked(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)
