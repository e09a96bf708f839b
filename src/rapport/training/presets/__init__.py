"""The courses that come with Rapport, one for each role: written by us, kept as Markdown, a folder a language."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapport.programmes.choices import ParticipantRole
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
def preset_courses() -> tuple[PresetCourse, ...]:
    """Return the two courses. Mentors have to do theirs, every year anew, as any meeting may need it."""
    return (
        _read("mentors", ParticipantRole.MENTOR, is_required=True, minimum_minutes=10, renewal_days=365),
        _read("mentees", ParticipantRole.MENTEE, is_required=False, minimum_minutes=0, renewal_days=None),
    )


def _read(
    name: str, role: ParticipantRole, *, is_required: bool, minimum_minutes: int, renewal_days: int | None
) -> PresetCourse:
    head, *parts = _parts((TEXTS / LANGUAGE / f"{name}.md").read_text(), "## ")
    title, summary = _split(head.removeprefix("# "))
    sections = [_split(part) for part in parts]
    named = dict(sections)
    return PresetCourse(
        role=role,
        title=title,
        summary=summary,
        lessons=tuple(_lesson(*section) for section in sections if section[0] not in (QUIZ, SIGNATURE)),
        questions=tuple(_question(part) for part in _parts(named[QUIZ], "### ")[1:]),
        sign_off=named.get(SIGNATURE, ""),
        is_required=is_required,
        minimum_minutes=minimum_minutes,
        renewal_days=renewal_days,
    )


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
