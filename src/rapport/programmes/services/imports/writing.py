"""Makes a comparison true: questions, profiles, participations and answers, within the caller's transaction."""

from collections.abc import Mapping, Sequence

from django.db.models import Max

from rapport.accounts.services import ensure_people
from rapport.programmes.errors import CapacityTooLow
from rapport.programmes.models import Cohort, Participation, Profile
from rapport.programmes.selectors import questions_in_all
from rapport.programmes.services.imports.columns import Column, with_options
from rapport.programmes.services.imports.comparison import Change, Comparison
from rapport.programmes.services.imports.rows import PersonRow
from rapport.programmes.services.participations import usual_capacity
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.models import AnswerSheet, Question
from rapport.questionnaires.selectors import is_answered
from rapport.questionnaires.services import opened_after, shut_what_tells

A_BATCH = 500


def write_comparison(cohort: Cohort, role: str, comparison: Comparison, columns: Sequence[Column]) -> None:
    _ensure_questions(cohort, [column for column in columns if column.is_question])
    shut_what_tells(cohort.questionnaire)
    _add(cohort, role, comparison.new, _ensure_profiles(cohort, comparison))
    _change(comparison.changed, questions_in_all(cohort))


def _ensure_questions(cohort: Cohort, columns: Sequence[Column]) -> None:
    """A question met before gains options and never stops being sensitive; a scale is replaced while nobody answered."""
    known = {
        question.key: question for question in Question.objects.filter(questionnaire=cohort.questionnaire_id)
    }
    last = Question.objects.filter(questionnaire=cohort.questionnaire_id).aggregate(last=Max("position"))[
        "last"
    ]
    position = -1 if last is None else last
    for column in columns:
        if question := known.get(column.key):
            _widen(question, column)
        else:
            position += 1
            Question.objects.create(
                questionnaire=cohort.questionnaire,
                key=column.key,
                label=column.label or column.heading,
                kind=column.kind,
                options=list(column.options),
                is_sensitive=column.is_sensitive,
                position=position,
            )


def _widen(question: Question, column: Column) -> None:
    is_replaced = question.kind == QuestionKind.SCALE and not is_answered(question)
    options = list(column.options if is_replaced else with_options(column, question.options).options)
    is_sensitive = question.is_sensitive or column.is_sensitive
    if (options, is_sensitive) != (question.options, question.is_sensitive):
        question.options, question.is_sensitive = options, is_sensitive
        question.save(update_fields=["options", "is_sensitive"])


def _ensure_profiles(cohort: Cohort, comparison: Comparison) -> dict[str, int]:
    """Whoever is known in this organisation keeps the name they have here."""
    strangers = [person for person in comparison.new if person.email not in comparison.profiles]
    people = ensure_people(person.email for person in strangers)
    made = Profile.objects.bulk_create(
        [
            Profile(
                organisation=cohort.programme.organisation,
                person=people[person.email],
                name=person.name,
                time_zone=person.time_zone or "",
            )
            for person in strangers
        ],
        batch_size=A_BATCH,
    )
    return comparison.profiles | {
        person.email: profile.pk for person, profile in zip(strangers, made, strict=True)
    }


def _add(cohort: Cohort, role: str, new: Sequence[PersonRow], profiles: Mapping[str, int]) -> None:
    usual = usual_capacity(cohort, role)
    sheets = AnswerSheet.objects.bulk_create(
        [AnswerSheet(questionnaire=cohort.questionnaire, values=person.answers) for person in new],
        batch_size=A_BATCH,
    )
    Participation.objects.bulk_create(
        [
            Participation(
                cohort=cohort,
                profile_id=profiles[person.email],
                role=role,
                capacity=usual if person.capacity is None else person.capacity,
                availability=person.availability or [],
                answers=sheet,
            )
            for person, sheet in zip(new, sheets, strict=True)
        ],
        batch_size=A_BATCH,
    )


def _change(changes: Sequence[Change], asked: Sequence[Question]) -> None:
    for change in changes:
        person, standing = change.person, change.standing
        if change.answers != standing.answers:
            opened = opened_after(standing.opened, asked=asked, before=standing.answers, now=change.answers)
            AnswerSheet.objects.filter(pk=standing.sheet).update(values=change.answers, opened=opened)
        if person.availability is not None and person.availability != standing.availability:
            Participation.objects.filter(pk=standing.participation).update(availability=person.availability)
        if person.capacity is not None and person.capacity != standing.capacity:
            _set_capacity(standing.participation, person.capacity)


def _set_capacity(participation: int, capacity: int) -> None:
    """The condition stands in the UPDATE: a place may have been taken since we looked."""
    fits = Participation.objects.filter(pk=participation, places_taken__lte=capacity)
    if not fits.update(capacity=capacity):
        raise CapacityTooLow
