"""Interviews: what is asked, and what was said."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.programmes.errors import OwnCase
from rapport.programmes.models import Profile, Programme
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.models import AnswerSheet, Question, Questionnaire
from rapport.questionnaires.services import add_question, freeze_questions
from rapport.recruitment.choices import REVIEWABLE
from rapport.recruitment.errors import InterviewToCome, ListChanged, NobodyInterviewed
from rapport.recruitment.models import Application, Interview, InterviewGuide
from rapport.recruitment.selectors.interviews import interview_questions, mark_of_interview_questions
from rapport.recruitment.selectors.reviews import reviewers_of


def _guide_of(programme: Programme) -> InterviewGuide:
    """Return what a programme asks, as rows; what its preset asks becomes some. The programme is locked meanwhile."""
    locked = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    found = InterviewGuide.objects.filter(programme=locked).select_related("questionnaire").first()
    if found is not None:
        return found
    guide = InterviewGuide.objects.create(programme=locked, questionnaire=Questionnaire.objects.create())
    for each in interview_questions(locked):
        _ask(guide, key=each.key, label=each.label, help=each.help, asked_of=each.asked_of)
    return guide


def _ask(guide: InterviewGuide, *, key: str, label: str, help: str, asked_of: str) -> Question:  # noqa: A002
    return add_question(
        guide.questionnaire, key=key, label=label, help=help, asked_of=asked_of, kind=QuestionKind.TEXT
    )


@transaction.atomic
def set_interview_questions(
    programme: Programme,
    *,
    questions: Sequence[tuple[str, str, str, str]],
    by: Actor,
    seen: str | None = None,
) -> list[Question]:
    """Say what interviews ask: (key or nothing, question, what to listen for, whom), in this order.

    Interviews that were held keep the questions of their time. `seen` is the mark of the questions that were shown;
    changed since, they stay.
    """
    guide = _guide_of(programme)
    there = {each.key: each for each in Question.objects.filter(questionnaire=guide.questionnaire)}
    if seen is not None and seen != mark_of_interview_questions(there.values()):
        raise ListChanged
    kept = []
    for place, (key, label, help_, asked_of) in enumerate(questions):
        words = {"label": label, "help": help_, "asked_of": asked_of}
        question = there.get(key) or _ask(guide, key="", **words)
        for name, value in (words | {"position": place}).items():
            setattr(question, name, value)
        question.save()
        kept.append(question)
    Question.objects.filter(questionnaire=guide.questionnaire).exclude(pk__in=[q.pk for q in kept]).delete()
    record_act("interview-questions-set", programme, by=by, detail={"count": len(kept)})
    return kept


@transaction.atomic
def record_interview(
    application: Application,
    *,
    by: Actor,
    held_on: dt.date,
    interviewers: Sequence[str],
    others_present: str = "",
    notes: Mapping[str, str],
) -> Interview:
    """Note down an interview. The questions are those of now; notes come by their keys."""
    locked = _lock_considered(application, by=by)
    programme = locked.cohort.programme
    present = _present(locked, interviewers, held_on=held_on)
    guide = _guide_of(programme)
    sheet = AnswerSheet.objects.create(
        questionnaire=guide.questionnaire, version=freeze_questions(guide.questionnaire), values=_kept(notes)
    )
    interview = Interview.objects.create(
        application=locked,
        held_on=held_on,
        others_present=others_present,
        answers=sheet,
        written_by=Profile.objects.get(organisation=programme.organisation_id, person=by.person),
    )
    interview.interviewers.set(present)
    record_act("interview-recorded", locked, by=by, detail={"interview": interview.public_id})
    return interview


@transaction.atomic
def correct_interview(
    interview: Interview,
    *,
    by: Actor,
    held_on: dt.date,
    interviewers: Sequence[str],
    others_present: str = "",
    notes: Mapping[str, str],
) -> Interview:
    """Correct what was noted down; the questions stay those that were asked. *Also:* when it was changed is kept."""
    locked = _lock_considered(interview.application, by=by)
    interview = Interview.objects.select_related("answers").get(pk=interview.pk)
    there = interview.interviewers.all()
    present = _present(locked, interviewers, held_on=held_on, there=there)
    interview.held_on, interview.others_present = held_on, others_present
    interview.changed_at = clock.now()
    interview.save(update_fields=["held_on", "others_present", "changed_at"])
    interview.interviewers.set(present)
    interview.answers.values = _kept(notes)
    interview.answers.save(update_fields=["values"])
    record_act("interview-corrected", locked, by=by, detail={"interview": interview.public_id})
    return interview


def forget_interviews(application: Application) -> None:
    """Delete what was said by somebody who has withdrawn. Whoever calls holds the lock of the application."""
    held = Interview.objects.filter(application=application)
    sheets = list(held.values_list("answers", flat=True))
    held.delete()
    AnswerSheet.objects.filter(pk__in=sheets).delete()


def _kept(notes: Mapping[str, str]) -> dict[str, str]:
    return {key: words.strip() for key, words in notes.items() if words and words.strip()}


def _present(
    application: Application,
    interviewers: Sequence[str],
    *,
    held_on: dt.date,
    there: Iterable[Profile] = (),
) -> list[Profile]:
    """Return who was there: of the team of now, and of those who are noted already, wherever they are now."""
    programme = application.cohort.programme
    found = reviewers_of(programme).filter(public_id__in=list(interviewers))
    present = list(found.exclude(person=application.person_id))
    present += [each for each in there if each.public_id in interviewers and each not in present]
    if not present:
        raise NobodyInterviewed
    if held_on > clock.today(programme.time_zone):
        raise InterviewToCome
    return present


def _lock_considered(application: Application, *, by: Actor) -> Application:
    """Lock an application that is still to be decided about, so that it is not withdrawn meanwhile; nobody's own."""
    rows = Application.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("cohort__programme__organisation").get(pk=application.pk)
    if locked.person_id == by.person.pk:
        raise OwnCase
    if locked.state not in REVIEWABLE:
        raise WrongState
    return locked
