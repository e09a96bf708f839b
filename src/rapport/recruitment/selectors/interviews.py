"""Reads of interviews: what a programme asks, and what was said."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.core.marks import mark_of
from rapport.programmes.models import Programme
from rapport.questionnaires.models import Question
from rapport.recruitment.models import Application, Interview
from rapport.recruitment.policies import applications_considered_visible_to, interviews_visible_to
from rapport.recruitment.presets.interviews import preset_interview


def get_considered(*, by: Actor, id: str, may: May[Application]) -> Application:  # noqa: A002
    """Return an application that may be talked and noted about, without a look at its answers."""
    return load(applications_considered_visible_to, by=by, id=id, may=may)


def get_interview(*, by: Actor, id: str, may: May[Interview]) -> Interview:  # noqa: A002
    return load(interviews_visible_to, by=by, id=id, may=may)


def interview_questions(programme: Programme) -> list[Question]:
    """Return what is asked in interviews now; a programme that has not changed anything asks what its preset does."""
    kept = list(Question.objects.filter(questionnaire__interviewguide__programme=programme))
    return kept or [
        Question(
            key=each.key,
            label=str(each.label),
            help=str(each.help),
            kind="text",
            asked_of=each.asked_of,
            position=place,
        )
        for place, each in enumerate(preset_interview(programme.preset))
    ]


def mark_of_interview_questions(questions: Iterable[Question]) -> str:
    """Return the mark of what is asked, so that whoever changes it can say what they have seen."""
    return mark_of((each.key, each.label, each.help, each.asked_of) for each in questions)


def questions_of_interview(interview: Interview) -> list[Question]:
    """Return what was asked in an interview, whatever is asked now."""
    version, role = interview.answers.version, interview.application.role
    asked = version.asked() if version else []
    return [question for question in asked if question.asked_of in ("", role)]


@dataclass(frozen=True)
class InterviewSeen:
    """An interview with what was noted."""

    interview: Interview
    names: tuple[str, ...]
    notes: tuple[tuple[Question, str], ...]


def interviews_of(application: Application, *, by: Actor) -> list[InterviewSeen]:
    """Return the interviews with an applicant, the first one first."""
    found = interviews_visible_to(by).filter(application=application)
    return [
        InterviewSeen(
            each,
            tuple(profile.name for profile in each.interviewers.all()),
            tuple(
                (question, str(each.answers.values[question.key]))
                for question in questions_of_interview(each)
                if each.answers.values.get(question.key)
            ),
        )
        for each in found.prefetch_related("interviewers")
    ]
