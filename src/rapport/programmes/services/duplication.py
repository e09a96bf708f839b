"""Duplicating a programme: its words, rules and plans; never people, or anything that belongs to them."""

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.letters.kinds import KINDS
from rapport.programmes.models import BudgetLine, Charter, Outcome, Programme
from rapport.programmes.selectors.charters import charter_of
from rapport.programmes.selectors.guidelines import guidelines_in_force
from rapport.programmes.selectors.letter_wordings import wordings_of_programme
from rapport.programmes.services.guidelines import draft_guideline, edit_guideline
from rapport.programmes.services.letter_wordings import word_letter
from rapport.programmes.services.programmes import create_programme

WORDS_AND_RULES = (
    "purpose",
    "preset",
    "model",
    "time_zone",
    "mentor_word",
    "mentor_word_plural",
    "mentee_word",
    "mentee_word_plural",
    "mentor_capacity",
    "mentee_capacity",
    "required_meetings",
    "required_mode",
    "answer_days",
    "asks_expectations",
    "waits_for_agreement",
    "agreement_text",
)
PLANS = (
    "mission",
    "goals",
    "currency",
    "mentors_wanted",
    "mentees_wanted",
    "check_ins_a_month",
    "minutes_a_check_in",
)


@transaction.atomic
def duplicate_programme(programme: Programme, *, name: str, by: Actor) -> Programme:
    """Make a programme like another. Guidelines become drafts, as nobody has put them in force here; money is unspent."""
    copy = create_programme(
        by=by, name=name, **{field: getattr(programme, field) for field in WORDS_AND_RULES}
    )
    for guideline in guidelines_in_force([programme]):
        draft = draft_guideline(copy, kind=guideline.kind, by=by)
        edit_guideline(draft, text=guideline.text, changes="", by=by)
    for own in wordings_of_programme(programme):
        if own.is_sound:
            word_letter(copy, KINDS[own.kind], language=own.language, wording=own.wording, by=by)
    charter = charter_of(programme)
    if charter:
        _copy_plans(charter, copy)
    record_act("programme-duplicated", copy, by=by, detail={"from": programme.public_id})
    return copy


def _copy_plans(charter: Charter, copy: Programme) -> None:
    """Copy what is planned, without the sponsor, approvals and the committee: they are people."""
    plans = Charter.objects.create(programme=copy, **{field: getattr(charter, field) for field in PLANS})
    for each in charter.outcomes.all():
        Outcome.objects.create(
            charter=plans, statement=each.statement, measure=each.measure, target=each.target
        )
    for line in charter.budget_lines.all():
        BudgetLine.objects.create(charter=plans, label=line.label, planned=line.planned)
