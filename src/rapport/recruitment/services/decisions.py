"""Deciding about applications, one or many: accepted, offered a place, put on the waiting list, declined."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from rapport.audit.services import record_acts
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import RapportError
from rapport.letters.kinds import Wording
from rapport.programmes.choices import APPLYING
from rapport.programmes.errors import WordingFaulty
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.selectors import questions_in_all
from rapport.programmes.services.participations import Newcomer, add_participations
from rapport.programmes.services.programmes import lock_open_cohort
from rapport.questionnaires.models import Question, opened_among
from rapport.questionnaires.services import carry_answers
from rapport.recruitment import letters
from rapport.recruitment.choices import DECISIONS, ApplicationState
from rapport.recruitment.models import Application
from rapport.recruitment.selectors import questions_of
from rapport.recruitment.selectors.deciding import refusals_of
from rapport.recruitment.services.applications import lock_application, lock_applications
from rapport.recruitment.services.places import PLACE_FIELDS, settle_places

WRITTEN = ("state", "reason", "decided_at", "decided_by", "participation", *PLACE_FIELDS)


@dataclass(frozen=True)
class Decision:
    """What is decided, by whom, and what is said of it.

    `note` stands in the letter, `reason` is for who runs the programme, `wording` is what these letters say in place of
    the programme's words.
    """

    to: str
    by: Actor
    note: str = ""
    reason: str = ""
    wording: Wording | None = None

    @property
    def is_badly_worded(self) -> bool:
        if self.wording is None:
            return False
        return any(letters.OF_DECISIONS[ApplicationState(self.to)].faults(self.wording))


@transaction.atomic
def decide_application(
    application: Application,
    *,
    to: str,
    by: Actor,
    note: str = "",
    reason: str = "",
    wording: Wording | None = None,
) -> Application:
    """Accept, offer a place, decline or put on the waiting list. *Also:* who is accepted takes part; a letter says so.

    The cohort is locked before the application, as whoever changes its questions rewrites the answers of those who take
    part.
    """
    cohort = lock_open_cohort(application.cohort)
    decision = Decision(to, by, note, reason, wording)
    decided, left = _decide(cohort, [lock_application(application)], decision)
    for _each, refusal in left:
        raise refusal
    return decided[0]


@transaction.atomic
def decide_applications(
    cohort: Cohort,
    *,
    ids: Sequence[str],
    to: str,
    by: Actor,
    note: str = "",
    reason: str = "",
    wording: Wording | None = None,
) -> tuple[list[Application], list[tuple[Application, str]]]:
    """Decide many at once; return those that are decided, and those that are not, each with the reason in words.

    All are locked before anything is written, so that nobody who withdraws meanwhile waits for us while we wait for them.
    """
    locked = lock_open_cohort(cohort)
    chosen = Application.objects.filter(cohort=locked, public_id__in=list(ids)).exclude(submitted_at=None)
    decision = Decision(to, by, note, reason, wording)
    decided, left = _decide(locked, list(lock_applications(chosen)), decision)
    return decided, [(each, str(refusal)) for each, refusal in left]


def _decide(
    cohort: Cohort, applications: Sequence[Application], decision: Decision
) -> tuple[list[Application], list[tuple[Application, RapportError]]]:
    """Part those that can be decided so from those that cannot, then write the former, all of each kind in one go."""
    for each in applications:
        each.cohort = cohort
    refusals = _refusals(cohort, applications, decision)
    fit = [each for each in applications if each.pk not in refusals]
    refusals |= settle_places(cohort, fit, to=decision.to)
    decided = [each for each in fit if each.pk not in refusals]
    if decided:
        _write(cohort, decided, decision)
    return decided, [(each, refusals[each.pk]) for each in applications if each.pk in refusals]


def _refusals(
    cohort: Cohort, applications: Sequence[Application], decision: Decision
) -> dict[int, RapportError]:
    """Return why these cannot be decided so, whether or not there is a place, by the application's key."""
    refusals = refusals_of(cohort, applications, to=decision.to, by=decision.by)
    if decision.to in DECISIONS and decision.is_badly_worded:
        refusals = {each.pk: WordingFaulty() for each in applications} | refusals
    return refusals


def _write(cohort: Cohort, decided: Sequence[Application], decision: Decision) -> None:
    if decision.to == ApplicationState.ACCEPTED:
        for each, participation in zip(decided, let_in(cohort, decided, by=decision.by), strict=True):
            each.participation = participation
    for each in decided:
        each.state, each.reason = decision.to, decision.reason
        each.decided_at, each.decided_by = clock.now(), decision.by.person
    Application.objects.bulk_update(decided, WRITTEN)
    detail = {"to": decision.to} | ({"own_words": True} if decision.wording else {})
    record_acts("application-decided", [(each, detail) for each in decided], by=decision.by)
    letters.applications_decided_notification(decided, note=decision.note, wording=decision.wording)


def let_in(cohort: Cohort, applications: Sequence[Application], *, by: Actor) -> list[Participation]:
    """Make participations with the answers that are asked of who takes part; the others stay with the application.

    What an applicant has opened for matching stays so.
    """
    asked = questions_in_all(cohort)
    return add_participations(cohort, [_newcomer(each, asked) for each in applications], by=by)


def _newcomer(application: Application, asked: Sequence[Question]) -> Newcomer:
    given = application.answers
    now = [question for question in asked if question.asked_when != APPLYING]
    answers = carry_answers(given.values, asked=questions_of(application), now=now)
    return Newcomer(
        role=application.role,
        email=application.person.email,
        name=application.name,
        answers=answers,
        opened=sorted(opened_among(asked, answers.keys() & set(given.opened))),
    )
