"""Participants of a cohort as a spreadsheet that can be read back by an import."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.selectors import participations_of_cohort, questions_of_cohort, role_word
from rapport.programmes.services.imports.hours import hours_in_words
from rapport.questionnaires.models import Question
from rapport.tables import write_spreadsheet
from rapport.tables.writing import Value

BETWEEN_ANSWERS = "; "


def export_participants(cohort: Cohort, *, kind: str, by: Actor) -> bytes:
    """Write who takes part, with all answers, as CSV or XLSX. *Also:* an audit row, as it takes people's details out.

    Writing a large table takes seconds, so it comes before the transaction that keeps others from writing.
    """
    questions = questions_of_cohort(cohort)
    found = list(participations_of_cohort(cohort, by=by))
    content = write_spreadsheet(kind, _columns(questions), _rows(found, questions))
    with transaction.atomic():
        record_act("participants-exported", cohort, by=by, detail={"kind": kind, "count": len(found)})
    return content


def _columns(questions: Sequence[Question]) -> list[str]:
    own = [
        _("Name"),
        _("E-mail address"),
        _("Role"),
        _("State"),
        _("Places"),
        _("Places taken"),
        _("Time zone"),
        _("Availability"),
        _("Trained on"),
        _("Cleared on"),
    ]
    return [*own, *(question.label for question in questions)]


def _rows(found: Iterable[Participation], questions: Sequence[Question]) -> Iterator[list[Value]]:
    for participation in found:
        answers = participation.answers.values
        yield [
            participation.profile.name,
            participation.profile.person.email,
            role_word(participation.cohort.programme, participation.role),
            participation.get_state_display(),
            participation.capacity,
            participation.places_taken,
            participation.profile.time_zone,
            hours_in_words(participation.availability),
            participation.trained_on,
            participation.cleared_on,
            *(_answer(answers.get(question.key)) for question in questions),
        ]


def _answer(answer: Any) -> Value:
    return BETWEEN_ANSWERS.join(map(str, answer)) if isinstance(answer, list) else answer
