"""How training is told: how somebody stands, what is to do, how long it takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from rapport.core.actors import Actor
from rapport.training.choices import Standing
from rapport.training.selectors import CourseStanding, Progress, Step, own_courses, with_role_words
from rapport.web.addresses import address
from rapport.web.components import Tone
from rapport.web.duties import DutyRow
from rapport.web.wording import counted, day

if TYPE_CHECKING:
    from rapport.programmes.models import Participation, Programme
    from rapport.training.models import LessonFile

TONES: dict[str, Tone] = {
    Standing.DONE: "good",
    Standing.DUE: "warm",
    Standing.LAPSED: "danger",
    Standing.UNDER_WAY: "accent",
}


@dataclass(frozen=True)
class StandingPill:
    """How somebody stands with a course, with the date that matters."""

    text: str
    tone: Tone


def standing_pill(standing: CourseStanding) -> StandingPill:
    label = str(standing.standing.label)
    if standing.lapses_on and standing.completed_on:
        words = {"label": label, "day": day(standing.lapses_on)}
        label = (
            _("%(label)s since %(day)s")
            if standing.standing == Standing.LAPSED
            else _("%(label)s, until %(day)s")
        ) % words
    return StandingPill(label, TONES.get(standing.standing, "neutral"))


@dataclass(frozen=True)
class AnswerShown:
    """A question with what was chosen, what is right, and why."""

    text: str
    explanation: str
    choices: list[tuple[str, bool, bool]]

    @property
    def is_right(self) -> bool:
        return all(is_right == was_chosen for _words, is_right, was_chosen in self.choices)


def answer_shown(question: Mapping[str, Any], chosen: list[int], programme: "Programme") -> AnswerShown:
    """Return an answered question as pages show it; each choice with whether it is right and was chosen."""
    return AnswerShown(
        with_role_words(question["text"], programme),
        with_role_words(question["explanation"], programme),
        [
            (with_role_words(words, programme), place in question["right"], place in chosen)
            for place, words in enumerate(question["choices"])
        ],
    )


@dataclass(frozen=True)
class FileShown:
    """A file of a lesson: what it is called, its kind and size, and where it is fetched."""

    title: str
    about: str
    url: str
    id: str


def file_shown(file: "LessonFile", programme: "Programme", *, url: str) -> FileShown:
    kinds = {"application/pdf": _("PDF"), "image/png": _("picture (PNG)"), "image/jpeg": _("picture (JPEG)")}
    about = f"{kinds.get(file.media_type, file.media_type)}, {filesizeformat(file.size)}"
    return FileShown(with_role_words(file.title, programme), about, url, file.public_id)


def training_duties(by: Actor, participations: "Iterable[Participation]") -> list[DutyRow]:
    """Return what waits for the actor in courses that they have to do."""
    return [
        _duty(each)
        for each in own_courses(by, participations=participations)
        if each.course.is_required and each.standing.is_to_do and each.step != Step.NOTHING
    ]


def _duty(progress: Progress) -> DutyRow:
    standing, length = progress.standing, counted(progress.minutes_in_all, "minute")
    if standing.standing == Standing.DUE and standing.lapses_on:
        text = _("Your training counts until %(day)s. Do it again before; it takes about %(length)s.")
    elif standing.standing == Standing.LAPSED and standing.lapses_on:
        text = _(
            "Your training ran out on %(day)s, so you are not matched until you have done it again: about %(length)s."
        )
    else:
        text = _("It takes about %(length)s, in pieces if you like. You can be matched once it is done.")
    return DutyRow(
        (),
        _("Your training: %(course)s") % {"course": progress.standing.title},
        text % {"length": length, "day": day(standing.lapses_on)},
        _("Go on with it") if progress.steps_done else _("Begin the training"),
        address("participant:course", progress.course.public_id),
        "graduation-cap",
        "",
    )
