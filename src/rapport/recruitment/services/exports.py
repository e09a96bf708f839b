"""Applications to a cohort as a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.programmes.models import Cohort
from rapport.programmes.selectors import questions_in_all, role_word
from rapport.questionnaires.models import Question
from rapport.recruitment.models import Application
from rapport.recruitment.selectors import applications_of_cohort, questions_of
from rapport.recruitment.selectors.reviews import ReviewFigures, review_figures
from rapport.tables import write_spreadsheet
from rapport.tables.writing import Value

BETWEEN_ANSWERS = "; "


def export_applications(
    cohort: Cohort,
    *,
    kind: str,
    by: Actor,
    role: str = "",
    stage: str = "",
    consent: str = "",
    text: str = "",
) -> bytes:
    """Write the applications that fit the filter, with all answers and what reviews come to. *Also:* an audit row.

    Whoever still has to give a review of their own finds nothing there of what others have said.

    Questions that were changed or removed since somebody answered them have their column as well. Writing a large
    table takes seconds, so it comes before the transaction that keeps others from writing.
    """
    found = list(applications_of_cohort(cohort, by=by, role=role, stage=stage, consent=consent, text=text))
    questions = _questions(cohort, found)
    figures = review_figures(found, by=by)
    content = write_spreadsheet(kind, _columns(questions), _rows(found, questions, figures, by=by))
    with transaction.atomic():
        record_act("applications-exported", cohort, by=by, detail={"kind": kind, "count": len(found)})
    return content


def _questions(cohort: Cohort, found: Iterable[Application]) -> list[Question]:
    """Return what is asked now, then what was asked only before; each version is looked at once."""
    versions = {(each.answers.version_id, each.role): each for each in found}
    asked = {question.key: question for question in questions_in_all(cohort)}
    for application in versions.values():
        for question in questions_of(application):
            asked.setdefault(question.key, question)
    return list(asked.values())


def _columns(questions: Sequence[Question]) -> list[str]:
    own = [_("Name"), _("E-mail address"), _("Role"), _("State"), _("Sent on"), _("Decided on"), _("Reason")]
    reviews = [_("Reviewers"), _("Reviews given"), _("Average score"), _("Spread"), _("Recommended")]
    return [*own, *reviews, *(question.label for question in questions)]


def _rows(
    found: Iterable[Application],
    questions: Sequence[Question],
    figures: Mapping[int, ReviewFigures],
    *,
    by: Actor,
) -> Iterator[list[Value]]:
    """Yield a row for each; what colleagues wrote about whoever looks is left out."""
    for application in found:
        programme, answers = application.cohort.programme, application.answers.values
        moments = (application.submitted_at, application.decided_at)
        yield [
            application.name,
            application.person.email,
            role_word(programme, application.role),
            application.get_state_display(),
            *(moment and clock.date_in(moment, programme.time_zone) for moment in moments),
            "" if application.person_id == by.person.pk else application.reason,
            *_reviewed(figures.get(application.pk, ReviewFigures())),
            *(_answer(answers.get(question.key)) for question in questions),
        ]


def _reviewed(figures: ReviewFigures) -> list[Value]:
    mean, spread = figures.mean, figures.spread
    return [
        figures.assigned,
        figures.given,
        None if mean is None else round(mean, 2),
        None if spread is None else round(spread, 2),
        figures.words,
    ]


def _answer(answer: Any) -> Value:
    return BETWEEN_ANSWERS.join(map(str, answer)) if isinstance(answer, list) else answer
