"""The courses that come with Rapport, one for each role, with a lesson for each kind of programme.

They are written by us and kept as Markdown, a folder a language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from rapport.programmes.choices import ParticipantRole
from rapport.programmes.presets import get_preset
from rapport.training.choices import Competency

TEXTS = Path(__file__).parent
LANGUAGE = "en"
QUIZ, SIGNATURE = "Quiz", "Signature"
HELPS_WITH = re.compile(r" \{#(\w+)\}$")
CHOICE = re.compile(r"^- \[([ x])\] (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class PresetQuestion:
    """A question of the quiz, with the places of its right choices."""

    text: str
    choices: tuple[str, ...]
    right: tuple[int, ...]
    explanation: str


@dataclass(frozen=True)
class PresetLesson:
    """A lesson, with the competency that stands in braces behind its title, if it helps with one."""

    title: str
    text: str
    competency: str


@dataclass(frozen=True)
class PresetCourse:
    """A course as a file has it: what it is about, its lessons, its quiz, what is signed."""

    role: ParticipantRole
    title: str
    summary: str
    lessons: tuple["PresetLesson", ...]
    questions: tuple[PresetQuestion, ...]
    sign_off: str
    is_required: bool
    minimum_minutes: int
    renewal_days: int | None


@cache
def preset_courses(preset: str) -> tuple[PresetCourse, ...]:
    """Return the two courses of a kind of programme. Mentors have to do theirs, every year anew, as any meeting may need
    it; among its lessons is one about what is special to the kind."""
    mentors = _read("mentors", ParticipantRole.MENTOR, is_required=True, minimum_minutes=10, renewal_days=365)
    mentees = _read(
        "mentees", ParticipantRole.MENTEE, is_required=False, minimum_minutes=0, renewal_days=None
    )
    return _with_lesson_of_kind(mentors, get_preset(preset).slug), mentees


def _with_lesson_of_kind(course: PresetCourse, kind: str) -> PresetCourse:
    """Put the lesson of a kind before the last one, which is about the end, and its questions after the others."""
    lessons, questions = _lessons_and_quiz(_sections(_text(kind)))
    *before, closing = course.lessons
    return replace(course, lessons=(*before, *lessons, closing), questions=(*course.questions, *questions))


def _read(
    name: str, role: ParticipantRole, *, is_required: bool, minimum_minutes: int, renewal_days: int | None
) -> PresetCourse:
    text = _text(name)
    title, summary = _split(_parts(text, "## ")[0].removeprefix("# "))
    sections = _sections(text)
    lessons, questions = _lessons_and_quiz(sections)
    return PresetCourse(
        role=role,
        title=title,
        summary=summary,
        lessons=lessons,
        questions=questions,
        sign_off=sections.get(SIGNATURE, ""),
        is_required=is_required,
        minimum_minutes=minimum_minutes,
        renewal_days=renewal_days,
    )


def _text(name: str) -> str:
    return (TEXTS / LANGUAGE / f"{name}.md").read_text()


def _sections(text: str) -> dict[str, str]:
    """Return what stands under each heading."""
    return dict(_split(part) for part in _parts(text, "## ")[1:])


def _lessons_and_quiz(
    sections: Mapping[str, str],
) -> tuple[tuple[PresetLesson, ...], tuple[PresetQuestion, ...]]:
    lessons = (_lesson(*section) for section in sections.items() if section[0] not in (QUIZ, SIGNATURE))
    return tuple(lessons), tuple(_question(part) for part in _parts(sections[QUIZ], "### ")[1:])


def _parts(text: str, mark: str) -> list[str]:
    """Return what stands before the first line that begins with the mark, and after each of them."""
    return re.split(rf"^{re.escape(mark)}", text, flags=re.MULTILINE)


def _split(part: str) -> tuple[str, str]:
    first, _newline, rest = part.partition("\n")
    return first.strip(), rest.strip()


def _lesson(heading: str, text: str) -> PresetLesson:
    found = HELPS_WITH.search(heading)
    competency = Competency(found[1]) if found else ""
    return PresetLesson(HELPS_WITH.sub("", heading), text, competency)


def _question(part: str) -> PresetQuestion:
    text, body = _split(part)
    choices = CHOICE.findall(body)
    return PresetQuestion(
        text=text,
        choices=tuple(words for _mark, words in choices),
        right=tuple(place for place, (mark, _words) in enumerate(choices) if mark == "x"),
        explanation=CHOICE.sub("", body).strip(),
    )
