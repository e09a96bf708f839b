"""The courses of a programme: list, make, fill with lessons and a quiz, look at as people will, publish."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import NotFound, RapportError
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.policies import can_edit_programme
from rapport.programmes.selectors import get_programme, role_word, role_words
from rapport.training.choices import MOST_FILES, Competency, CourseState
from rapport.training.errors import CourseNotReady, PartRemoved
from rapport.training.policies import can_edit_course, can_edit_lesson, can_edit_quiz_question
from rapport.training.presets import preset_courses
from rapport.training.selectors import (
    HIGHEST,
    courses_of_programme,
    events_of_programme,
    files_of_course,
    files_of_lesson,
    get_course,
    get_lesson,
    get_quiz_question,
    lessons_of_course,
    self_assessments_in_common,
    with_role_words,
)
from rapport.training.services import courses as services
from rapport.training.services.presets import add_preset_courses
from rapport.web.addresses import address
from rapport.web.charts import Rating, rating_bars
from rapport.web.components import Crumb
from rapport.web.coordinator.course_forms import QuizQuestionForm
from rapport.web.coordinator.forms import CourseForm, LessonForm
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.training_words import FileShown, answer_shown, file_shown

if TYPE_CHECKING:
    from django.forms import BaseForm

    from rapport.programmes.models import Programme
    from rapport.training.models import Course, Lesson, LessonFile, QuizQuestion

STEPS = {"up": -1, "down": 1}


@require_GET
@staff_page
def course_list(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Show the programme's courses, for each role."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    rows: list[dict[str, Any]] = [
        {"course": course, "title": with_role_words(course.title, programme), "whom": _whom(course)}
        for course in courses_of_programme(programme, by=request.actor)
    ]
    there = {(row["course"].role, row["course"].title) for row in rows}
    context = {
        "programme": programme,
        "rows": rows,
        "events": events_of_programme(programme, by=request.actor),
        **_in_common(programme),
        "may_add_presets": any(
            (each.role, each.title) not in there for each in preset_courses(programme.preset)
        ),
        "crumbs": crumbs_of(),
    }
    return render(request, "coordinator/courses.html", context)


def _in_common(programme: "Programme") -> dict[str, Any]:
    """Return what the self-assessments of many have in common; what one mentor said is not for this page."""
    common = self_assessments_in_common(programme)
    rows = [
        Rating(Competency(each).label, (common.second or common.first)[each], mean if common.second else None)
        for each, mean in common.first.items()
    ]
    words = {"roles": role_words(programme, ParticipantRole.MENTOR)}
    caption = _("How %(roles)s rate themselves, from 1 to 7") % words
    chart = rating_bars(rows, caption=caption, total=HIGHEST)
    return {"common": common, "common_chart": chart}


@require_http_methods(["GET", "POST"])
@staff_page
def course_add(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Begin a course."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    form = CourseForm(_sent(request), programme=programme)
    if request.method == "POST" and form.is_valid():
        made = services.create_course(programme, by=request.actor, **form.cleaned_data)
        messages.success(request, _("The course is there, as a draft. Next: its lessons."))
        return redirect("coordinator:course", programme_id, made.public_id)
    return _form_page(request, form, programme)


@require_POST
@staff_page
def course_preset(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Add the courses that come with Rapport, as drafts."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    added = len(add_preset_courses(programme, by=request.actor))
    words = ngettext("%(n)s course is there, as a draft.", "%(n)s courses are there, as drafts.", added)
    messages.success(request, words % {"n": added} if added else _("They are all there already."))
    return redirect("coordinator:course-list", programme_id)


@require_GET
@staff_page
def course(request: ActorRequest, programme_id: str, course_id: str) -> HttpResponse:
    """Show what a course holds, with all that can be done about it."""
    found = _course(request, programme_id, course_id)
    lessons = list(lessons_of_course(found))
    context = {
        "course": found,
        "programme": found.programme,
        "title": with_role_words(found.title, found.programme),
        "whom": _whom(found),
        "lessons": [(each, with_role_words(each.title, found.programme)) for each in lessons],
        "minutes": sum(each.minutes for each in lessons),
        "questions": [(each, with_role_words(each.text, found.programme)) for each in found.questions.all()],
        "crumbs": crumbs_of(found.programme),
    }
    return render(request, "coordinator/course.html", context)


@require_http_methods(["GET", "POST"])
@staff_page
def course_edit(request: ActorRequest, programme_id: str, course_id: str) -> HttpResponse:
    """Change what a course is about and asks."""
    found = _course(request, programme_id, course_id)
    form = CourseForm(_sent(request), instance=found, programme=found.programme)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_course(found, by=request.actor, **form.cleaned_data)
        except RapportError as error:
            form.add_error("minimum_minutes", str(error))
        else:
            messages.success(request, _("Saved. Who has completed it has completed it."))
            return redirect("coordinator:course", programme_id, course_id)
    return _form_page(request, form, found.programme, course=found)


@require_GET
@staff_page
def course_preview(request: ActorRequest, programme_id: str, course_id: str) -> HttpResponse:
    """Show the whole course as people will read it, the right answers with it."""
    found = _course(request, programme_id, course_id)
    programme, files = found.programme, files_of_course(found)
    context = {
        "course": found,
        "programme": programme,
        "title": with_role_words(found.title, programme),
        "summary": with_role_words(found.summary, programme),
        "sign_off": with_role_words(found.sign_off, programme),
        "lessons": [
            (
                each,
                with_role_words(each.title, programme),
                with_role_words(each.text, programme),
                files_shown(each, files.get(each.pk, []), found),
            )
            for each in found.lessons.all()
        ],
        "answers": [answer_shown(vars(each), [], programme) for each in found.questions.all()],
        "crumbs": [*crumbs_of(programme), crumb_of(found)],
    }
    return render(request, "coordinator/course_preview.html", context)


@require_POST
@staff_page
def course_move(request: ActorRequest, programme_id: str, course_id: str, to: str) -> HttpResponse:
    """Publish a course, or withdraw it."""
    found = _course(request, programme_id, course_id)
    try:
        moved = services.move_course(found, to=to, by=request.actor)
    except CourseNotReady as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _sentence_of_move(moved))
    return redirect("coordinator:course", programme_id, course_id)


def _sentence_of_move(course: "Course") -> str:
    if course.state == CourseState.WITHDRAWN:
        return _("Withdrawn. Nobody sees it any more, and matching no longer asks for it.")
    if course.is_required:
        return _("Published. From now on nobody in this role is matched before they have done it.")
    return _("Published. Everybody in this role finds it under “My training”.")


@require_http_methods(["GET", "POST"])
@staff_page
def lesson_add(request: ActorRequest, programme_id: str, course_id: str) -> HttpResponse:
    """Write one lesson more."""
    found = _course(request, programme_id, course_id)
    form = LessonForm(_sent(request))
    if request.method == "POST" and not _previews(request) and form.is_valid():
        services.add_lesson(found, by=request.actor, **form.cleaned_data)
        messages.success(request, _("The lesson is there."))
        return redirect("coordinator:course", programme_id, course_id)
    return _lesson_page(request, form, found)


@require_http_methods(["GET", "POST"])
@staff_page
def lesson_edit(request: ActorRequest, programme_id: str, course_id: str, lesson_id: str) -> HttpResponse:
    """Change a lesson."""
    try:
        lesson = enter_lesson(request, programme_id, course_id, lesson_id)
    except NotFound:
        return _lesson_gone(request, programme_id, course_id)
    form = LessonForm(_sent(request), instance=lesson)
    if request.method == "POST" and not _previews(request) and form.is_valid():
        try:
            services.edit_lesson(lesson, by=request.actor, **form.cleaned_data)
        except PartRemoved:
            return _lesson_gone(request, programme_id, course_id)
        except RapportError as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("coordinator:course", programme_id, course_id)
    return _lesson_page(request, form, lesson.course, lesson=lesson)


def _lesson_gone(request: ActorRequest, programme_id: str, course_id: str) -> HttpResponse:
    """Give back what was typed into a lesson that a colleague has removed, to be added anew."""
    if not request.POST.get("text"):
        raise NotFound
    form = LessonForm(request.POST)
    form.add_error(None, _typed_is_kept())
    return _lesson_page(request, form, _course(request, programme_id, course_id), status=409)


@require_POST
@staff_page
def lesson_move(
    request: ActorRequest, programme_id: str, course_id: str, lesson_id: str, to: str
) -> HttpResponse:
    """Move a lesson up or down."""
    lesson = enter_lesson(request, programme_id, course_id, lesson_id)
    return _moved(request, lesson, to)


@require_POST
@staff_page
def lesson_remove(request: ActorRequest, programme_id: str, course_id: str, lesson_id: str) -> HttpResponse:
    """Take a lesson away."""
    lesson = enter_lesson(request, programme_id, course_id, lesson_id)
    return _removed(request, lesson)


@require_http_methods(["GET", "POST"])
@staff_page
def quiz_question_add(request: ActorRequest, programme_id: str, course_id: str) -> HttpResponse:
    """Write one question more."""
    found = _course(request, programme_id, course_id)
    form = QuizQuestionForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        services.add_quiz_question(found, by=request.actor, **form.values())
        messages.success(request, _("The question is there."))
        return redirect("coordinator:course", programme_id, course_id)
    return _question_page(request, form, found)


@require_http_methods(["GET", "POST"])
@staff_page
def quiz_question_edit(
    request: ActorRequest, programme_id: str, course_id: str, question_id: str
) -> HttpResponse:
    """Change a question of the quiz."""
    try:
        question = _question(request, programme_id, course_id, question_id)
    except NotFound:
        return _question_gone(request, programme_id, course_id)
    form = QuizQuestionForm(_sent(request), question=question)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_quiz_question(question, by=request.actor, **form.values())
        except PartRemoved:
            return _question_gone(request, programme_id, course_id)
        messages.success(request, _("Saved. Answers given so far stay with the question as it was."))
        return redirect("coordinator:course", programme_id, course_id)
    return _question_page(request, form, question.course, question=question)


def _question_gone(request: ActorRequest, programme_id: str, course_id: str) -> HttpResponse:
    """Give back what was typed into a question that a colleague has removed, to be added anew."""
    if not request.POST.get("text"):
        raise NotFound
    form = QuizQuestionForm(request.POST)
    form.add_error(None, _typed_is_kept())
    return _question_page(request, form, _course(request, programme_id, course_id), status=409)


@require_POST
@staff_page
def quiz_question_move(
    request: ActorRequest, programme_id: str, course_id: str, question_id: str, to: str
) -> HttpResponse:
    """Move a question up or down."""
    question = _question(request, programme_id, course_id, question_id)
    return _moved(request, question, to)


@require_POST
@staff_page
def quiz_question_remove(
    request: ActorRequest, programme_id: str, course_id: str, question_id: str
) -> HttpResponse:
    """Take a question out of the quiz."""
    question = _question(request, programme_id, course_id, question_id)
    return _removed(request, question)


def _moved(request: ActorRequest, part: "Lesson | QuizQuestion", to: str) -> HttpResponse:
    if to not in STEPS:
        raise NotFound
    services.move_part(part, steps=STEPS[to], by=request.actor)
    return redirect("coordinator:course", part.course.programme.public_id, part.course.public_id)


def _removed(request: ActorRequest, part: "Lesson | QuizQuestion") -> HttpResponse:
    course = part.course
    try:
        services.remove_part(part, by=request.actor)
    except CourseNotReady as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is gone. Courses that were completed stay completed."))
    return redirect("coordinator:course", course.programme.public_id, course.public_id)


def _course(request: ActorRequest, programme_id: str, course_id: str) -> "Course":
    found = get_course(by=request.actor, id=course_id, may=can_edit_course)
    return _within(programme_id, found)


def enter_lesson(request: ActorRequest, programme_id: str, course_id: str, lesson_id: str) -> "Lesson":
    lesson = get_lesson(by=request.actor, id=lesson_id, may=can_edit_lesson)
    _within(programme_id, lesson.course, course_id)
    return lesson


def _question(request: ActorRequest, programme_id: str, course_id: str, question_id: str) -> "QuizQuestion":
    question = get_quiz_question(by=request.actor, id=question_id, may=can_edit_quiz_question)
    _within(programme_id, question.course, course_id)
    return question


def _within(programme_id: str, course: "Course", course_id: str = "") -> "Course":
    """Return the course; an address that names another programme or course is no page."""
    if course.programme.public_id != programme_id or course_id not in ("", course.public_id):
        raise NotFound
    return course


def _form_page(
    request: ActorRequest, form: "BaseForm", programme: "Programme", *, course: "Course | None" = None
) -> HttpResponse:
    crumbs = [*crumbs_of(programme), *([crumb_of(course)] if course else [])]
    context = {"form": form, "programme": programme, "course": course, "crumbs": crumbs}
    return render(request, "coordinator/course_form.html", context, status=422 if form.errors else 200)


def _lesson_page(
    request: ActorRequest,
    form: LessonForm,
    course: "Course",
    *,
    lesson: "Lesson | None" = None,
    status: int = 0,
) -> HttpResponse:
    """Show the form, with the text as people will read it; or that part alone."""
    typed = form["text"].value() or ""
    context = {
        "form": form,
        "course": course,
        "programme": course.programme,
        "lesson": lesson,
        "files": files_shown(lesson, files_of_lesson(lesson), course) if lesson else [],
        "most_files": MOST_FILES,
        "shown": with_role_words(typed, course.programme),
        "crumbs": [*crumbs_of(course.programme), crumb_of(course)],
    }
    if request.htmx.target == "preview":  # type: ignore[attr-defined]
        return render(request, "coordinator/lesson_form.html#preview", context)
    status = status or (422 if form.errors else 200)
    return render(request, "coordinator/lesson_form.html", context, status=status)


def files_shown(lesson: "Lesson", files: "Iterable[LessonFile]", course: "Course") -> list[FileShown]:
    """Return the files of a lesson as who runs the programme fetches them."""
    programme = course.programme
    ids = (programme.public_id, course.public_id, lesson.public_id)
    return [
        file_shown(each, programme, url=address("coordinator:lesson-file", *ids, each.public_id))
        for each in files
    ]


def _question_page(
    request: ActorRequest,
    form: QuizQuestionForm,
    course: "Course",
    *,
    question: "QuizQuestion | None" = None,
    status: int = 0,
) -> HttpResponse:
    context = {
        "form": form,
        "course": course,
        "programme": course.programme,
        "question": question,
        "crumbs": [*crumbs_of(course.programme), crumb_of(course)],
    }
    status = status or (422 if form.errors else 200)
    return render(request, "coordinator/quiz_question_form.html", context, status=status)


def _typed_is_kept() -> str:
    return _(
        "A colleague has removed this in the meantime, so nothing was saved. What you typed is still here: "
        "you can add it anew, at the end."
    )


def _previews(request: ActorRequest) -> bool:
    """Whether the text is only to be shown as people will read it, and nothing saved."""
    return "preview" in request.POST


def _sent(request: ActorRequest) -> Any:
    """Return what was posted, an empty form too."""
    return request.POST if request.method == "POST" else None


def _whom(course: "Course") -> str:
    return _("for every %(role)s") % {"role": role_word(course.programme, course.role)}


def crumbs_of(programme: "Programme | None" = None) -> list[Crumb]:
    way = [Crumb(_("Programmes"), address("coordinator:programme-list"))]
    if programme:
        way.append(Crumb(_("Training"), address("coordinator:course-list", programme.public_id)))
    return way


def crumb_of(course: "Course") -> Crumb:
    place = address("coordinator:course", course.programme.public_id, course.public_id)
    return Crumb(with_role_words(course.title, course.programme), place)
