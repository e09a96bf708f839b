"""My training: the courses for my role, a lesson to read with its files, the signature."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.core.errors import WrongState
from rapport.training.policies import can_read_lesson, can_study_course, can_take_lesson_file
from rapport.training.selectors import (
    Progress,
    Step,
    assessments_offered,
    files_of_lesson,
    get_course,
    get_lesson,
    get_lesson_file,
    own_courses,
    own_events,
    progress_in,
    with_role_words,
)
from rapport.training.services.studies import finish_lesson, sign_off_course
from rapport.web.addresses import address
from rapport.web.components import Crumb
from rapport.web.downloads import brought_file
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.participant.opened import opened_at, opened_now
from rapport.web.participant.training_forms import SignOffForm
from rapport.web.training_words import FileShown, file_shown, standing_pill

if TYPE_CHECKING:
    from rapport.training.models import Course, Lesson


@require_safe
@participant_page
def training(request: ActorRequest) -> HttpResponse:
    """Show the courses for the reader's roles: what is to do, how long it takes, how far they are."""
    courses = [
        {
            "progress": each,
            "title": each.standing.title,
            "summary": with_role_words(each.course.summary, each.course.programme),
            "pill": standing_pill(each.standing),
        }
        for each in own_courses(request.actor)
    ]
    context = {
        "courses": courses,
        "events": own_events(request.actor),
        "assessments": assessments_offered(request.actor),
    }
    return render(request, "participant/training.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def course(request: ActorRequest, course_id: str) -> HttpResponse:
    """Show a course with what is done and what comes next; take the signature, which comes last."""
    found = get_course(by=request.actor, id=course_id, may=can_study_course)
    progress = progress_in(found, by=request.actor)
    form = SignOffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if progress.step != Step.SIGN:
            raise WrongState
        if form.is_valid():
            sign_off_course(found, name=form.cleaned_data["name"], by=request.actor)
            messages.success(request, _("Thank you. You have completed this training."))
            return redirect("participant:course", course_id)
    context = _course_context(progress) | {"form": form}
    return render(request, "participant/course.html", context, status=422 if form.is_bound else 200)


def _course_context(progress: Progress) -> dict[str, Any]:
    course = progress.course
    return {
        "progress": progress,
        "course": course,
        "title": progress.standing.title,
        "summary": with_role_words(course.summary, course.programme),
        "sign_off": with_role_words(course.sign_off, course.programme),
        "pill": standing_pill(progress.standing),
        "lessons": [
            (lesson, with_role_words(lesson.title, course.programme), lesson.pk in progress.read)
            for lesson in progress.lessons
        ],
        "next_lesson": progress.unread[0] if progress.step == Step.LESSON else None,
        "crumbs": [Crumb(_("My training"), address("participant:training"))],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def lesson(request: ActorRequest, lesson_id: str) -> HttpResponse:
    """Show a lesson to read; its form says when it was opened, and that it was read."""
    found = get_lesson(by=request.actor, id=lesson_id, may=can_read_lesson)
    if request.method == "POST":
        opened = opened_at(request.POST.get("opened", ""), found.public_id, by=request.actor)
        finish_lesson(found, opened_at=opened, by=request.actor)
        return _after(request, found)
    progress = progress_in(found.course, by=request.actor)
    places = [each.pk for each in progress.lessons]
    place = places.index(found.pk)
    programme = found.course.programme
    context = {
        "lesson": found,
        "course": found.course,
        "title": with_role_words(found.title, programme),
        "text": with_role_words(found.text, programme),
        "files": _files(found),
        "number": place + 1,
        "count": len(places),
        "opened": opened_now(found.public_id, by=request.actor),
        "is_read": found.pk in progress.read,
        "is_done": not progress.standing.is_to_do,
        "before": progress.lessons[place - 1] if place else None,
        "crumbs": _crumbs(found.course),
    }
    return render(request, "participant/lesson.html", context)


def _files(lesson: "Lesson") -> list[FileShown]:
    programme = lesson.course.programme
    return [
        file_shown(each, programme, url=address("participant:lesson-file", each.public_id))
        for each in files_of_lesson(lesson)
    ]


@require_safe
@participant_page
def lesson_file(request: ActorRequest, file_id: str) -> HttpResponse:
    """Hand out a file of a lesson to whoever may study its course."""
    return brought_file(get_lesson_file(by=request.actor, id=file_id, may=can_take_lesson_file))


def _after(request: ActorRequest, lesson: "Lesson") -> HttpResponse:
    """Go on to the next lesson in order, while there is one to read; then back to the course."""
    progress = progress_in(lesson.course, by=request.actor)
    places = [each.pk for each in progress.lessons]
    following = progress.lessons[places.index(lesson.pk) + 1 :]
    ahead = [each for each in following if each.pk not in progress.read] or progress.unread
    if progress.step == Step.LESSON and ahead:
        return redirect("participant:lesson", ahead[0].public_id)
    return redirect("participant:course", lesson.course.public_id)


def _crumbs(course: "Course") -> list[Crumb]:
    return [
        Crumb(_("My training"), address("participant:training")),
        Crumb(
            with_role_words(course.title, course.programme), address("participant:course", course.public_id)
        ),
    ]
