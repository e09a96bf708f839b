"""The files of a lesson: put there, fetched, taken away."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import NotFound
from rapport.training.errors import LessonFull, PartRemoved
from rapport.training.policies import can_edit_lesson_file
from rapport.training.selectors import get_lesson_file, with_role_words
from rapport.training.services.lesson_files import add_lesson_file, remove_lesson_file
from rapport.web.addresses import address
from rapport.web.bodies import takes_files
from rapport.web.components import Crumb
from rapport.web.coordinator.course_forms import LessonFileForm
from rapport.web.coordinator.courses import crumb_of, crumbs_of, enter_lesson
from rapport.web.downloads import brought_file
from rapport.web.hats import ActorRequest, staff_page

if TYPE_CHECKING:
    from rapport.training.models import Lesson, LessonFile


@require_http_methods(["GET", "POST"])
@staff_page
@takes_files
def lesson_file_add(request: ActorRequest, programme_id: str, course_id: str, lesson_id: str) -> HttpResponse:
    """Put one file more to a lesson."""
    lesson = enter_lesson(request, programme_id, course_id, lesson_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = LessonFileForm(*sent)
    if request.method == "POST" and form.is_valid():
        file, title = form.cleaned_data["file"], form.cleaned_data["title"]
        try:
            add_lesson_file(lesson, file, title=title, by=request.actor)
        except PartRemoved as error:
            raise NotFound from error
        except LessonFull as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("The file is there. People find it under the text."))
            return redirect("coordinator:lesson-edit", programme_id, course_id, lesson_id)
    context = {"form": form, "lesson": lesson, "course": lesson.course, "programme": lesson.course.programme}
    context |= {"title": _title_of(lesson), "crumbs": _crumbs(lesson)}
    return render(request, "coordinator/lesson_file_form.html", context, status=422 if form.errors else 200)


@require_GET
@staff_page
def lesson_file(
    request: ActorRequest, programme_id: str, course_id: str, lesson_id: str, file_id: str
) -> HttpResponse:
    """Hand out a file to who writes the lesson, whether its course is published or not."""
    return brought_file(_file(request, programme_id, course_id, lesson_id, file_id))


@require_POST
@staff_page
def lesson_file_remove(
    request: ActorRequest, programme_id: str, course_id: str, lesson_id: str, file_id: str
) -> HttpResponse:
    """Take a file away."""
    found = _file(request, programme_id, course_id, lesson_id, file_id)
    try:
        remove_lesson_file(found, by=request.actor)
    except PartRemoved as error:
        raise NotFound from error
    messages.success(request, _("The file is gone."))
    return redirect("coordinator:lesson-edit", programme_id, course_id, lesson_id)


def _file(
    request: ActorRequest, programme_id: str, course_id: str, lesson_id: str, file_id: str
) -> "LessonFile":
    """Return the file; an address that names another lesson is no page."""
    lesson = enter_lesson(request, programme_id, course_id, lesson_id)
    found = get_lesson_file(by=request.actor, id=file_id, may=can_edit_lesson_file)
    if found.lesson_id != lesson.pk:
        raise NotFound
    return found


def _title_of(lesson: "Lesson") -> str:
    return with_role_words(lesson.title, lesson.course.programme)


def _crumbs(lesson: "Lesson") -> list[Crumb]:
    course, programme = lesson.course, lesson.course.programme
    ids = (programme.public_id, course.public_id, lesson.public_id)
    return [
        *crumbs_of(programme),
        crumb_of(course),
        Crumb(_title_of(lesson), address("coordinator:lesson-edit", *ids)),
    ]
