"""The six steps in which a programme is set up, read from what there is: what is done, and what is still missing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rapport.core import clock
from rapport.programmes.choices import (
    CohortState,
    GuidelineKind,
    GuidelineState,
    ParticipantRole,
    ParticipationState,
)
from rapport.programmes.models import Charter, Guideline, Participation, Programme
from rapport.programmes.selectors.charters import charter_of
from rapport.training.selectors import readiness_of


@dataclass(frozen=True)
class SetUpStep:
    """One step: what it is for, and what is missing in it; nothing missing means done.

    `page` names where it is seen to: the charter, the guidelines, the training.
    """

    label: str | Promise
    purpose: str | Promise
    missing: tuple[str, ...]
    page: str

    @property
    def is_done(self) -> bool:
        return not self.missing


Missing = Callable[[Programme, "Charter | None"], Iterator[str]]


def set_up_steps(programme: Programme) -> list[SetUpStep]:
    """Return the six steps for a programme. They lead; none of them has to be gone before the next."""
    charter = charter_of(programme)
    return [
        SetUpStep(label, purpose, tuple(missing(programme, charter)), page)
        for label, purpose, missing, page in STEPS
    ]


def _buy_in(_programme: Programme, charter: Charter | None) -> Iterator[str]:
    approvals = charter.approvals.all() if charter else ()
    if not charter or not charter.sponsor:
        yield _("No sponsor is named.")
    if not approvals:
        yield _("Nobody's approval is noted.")
    if waiting := sum(1 for each in approvals if each.approved_on is None):
        yield ngettext("%(n)s approval is still open.", "%(n)s approvals are still open.", waiting) % {
            "n": waiting
        }


def _committee(programme: Programme, charter: Charter | None) -> Iterator[str]:
    today = clock.today(programme.time_zone)
    seats = charter.seats.all() if charter else ()
    if not seats:
        yield _("Nobody sits on the committee.")
    elif all(each.ends_on and each.ends_on < today for each in seats):
        yield _("Everybody's term on the committee is over.")


def _mission(_programme: Programme, charter: Charter | None) -> Iterator[str]:
    if not charter or not charter.mission:
        yield _("The mission is not written.")
    if not charter or not charter.goal_list:
        yield _("There are no goals.")
    if not charter or not charter.outcomes.all():
        yield _("No outcome says how you will see success.")


def _programme(programme: Programme, _charter: Charter | None) -> Iterator[str]:
    held = set(
        Guideline.objects.filter(programme=programme, state=GuidelineState.IN_FORCE).values_list(
            "kind", flat=True
        )
    )
    for kind in GuidelineKind:
        if kind not in held:
            yield _("Not in force: %(guideline)s.") % {"guideline": kind.label}
    if not programme.cohorts.exclude(state=CohortState.CLOSED).exists():
        yield _("There is no cohort to join.")


def _training(programme: Programme, _charter: Charter | None) -> Iterator[str]:
    mentors = Participation.objects.filter(
        ~Q(cohort__state=CohortState.CLOSED),
        cohort__programme=programme,
        role=ParticipantRole.MENTOR,
        state=ParticipationState.ACTIVE,
    )
    if not mentors:
        yield _("There is nobody to train yet.")
    readiness = readiness_of(mentors, programme)
    if waiting := sum(1 for each in mentors if not readiness.is_trained(each)):
        words = ngettext(
            "%(n)s of those who mentor is not trained.",
            "%(n)s of those who mentor are not trained.",
            waiting,
        )
        yield words % {"n": waiting}


def _budget(_programme: Programme, charter: Charter | None) -> Iterator[str]:
    if not charter or not any(each.planned for each in charter.budget_lines.all()):
        yield _("No costs are planned.")


STEPS: tuple[tuple[str | Promise, str | Promise, Missing, str], ...] = (
    (
        gettext_lazy("Get buy-in from every level of the organisation"),
        gettext_lazy("Who backs the programme, since when, and what they promised."),
        _buy_in,
        "charter",
    ),
    (
        gettext_lazy("Create a committee"),
        gettext_lazy("A few people who steer it together, with roles and terms."),
        _committee,
        "charter",
    ),
    (
        gettext_lazy("Develop the mission, goals and outcomes"),
        gettext_lazy("What it is for, and how anybody will see that it works."),
        _mission,
        "charter",
    ),
    (
        gettext_lazy("Develop the programme"),
        gettext_lazy("How often pairs meet, what they sign, what everybody keeps to, and when it starts."),
        _programme,
        "guidelines",
    ),
    (
        gettext_lazy("Develop the training"),
        gettext_lazy("Nobody looks after somebody else unprepared."),
        _training,
        "training",
    ),
    (
        gettext_lazy("Develop a budget"),
        gettext_lazy("What it costs, in money and in the coordinator's hours."),
        _budget,
        "charter",
    ),
)
