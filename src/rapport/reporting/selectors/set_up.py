"""The six steps in which a programme is set up, read from what there is: what is done, and what is still missing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rapport.core import clock
from rapport.programmes.choices import (
    CharterPartKind,
    CohortState,
    GuidelineKind,
    GuidelineState,
    ParticipantRole,
    ParticipationState,
)
from rapport.programmes.models import Charter, Guideline, Participation, Programme
from rapport.programmes.selectors import role_words
from rapport.programmes.selectors.charters import charter_of
from rapport.training.choices import CourseState
from rapport.training.models import Course
from rapport.training.selectors import readiness_of


@dataclass(frozen=True)
class Wanting:
    """One thing that is missing, and the page where it can be mended: of the programme, or of a `cohort` of its own.

    `part` names the list of the charter that it belongs to.
    """

    words: str
    page: str
    part: str = ""
    cohort: str = ""


@dataclass(frozen=True)
class SetUpStep:
    """One step: what it is for, and what is missing in it; nothing missing means done. `page` names where it is seen to."""

    label: str | Promise
    purpose: str | Promise
    missing: tuple[Wanting, ...]
    page: str

    @property
    def is_done(self) -> bool:
        return not self.missing


Missing = Callable[[Programme, "Charter | None"], Iterator[Wanting]]


def set_up_steps(programme: Programme) -> list[SetUpStep]:
    """Return the six steps for a programme. They lead; none of them has to be gone before the next."""
    charter = charter_of(programme)
    return [
        SetUpStep(label, purpose, tuple(missing(programme, charter)), page)
        for label, purpose, missing, page in STEPS
    ]


def _buy_in(_programme: Programme, charter: Charter | None) -> Iterator[Wanting]:
    approvals = charter.approvals.all() if charter else ()
    if not charter or not charter.sponsor:
        yield Wanting(_("No sponsor is named."), "charter")
    if not approvals:
        yield Wanting(_("Nobody's approval is noted."), "charter", CharterPartKind.APPROVAL)
    if waiting := sum(1 for each in approvals if each.approved_on is None):
        words = ngettext("%(n)s approval is still open.", "%(n)s approvals are still open.", waiting)
        yield Wanting(words % {"n": waiting}, "charter", CharterPartKind.APPROVAL)


def _committee(programme: Programme, charter: Charter | None) -> Iterator[Wanting]:
    today = clock.today(programme.time_zone)
    seats = charter.seats.all() if charter else ()
    if not seats:
        yield Wanting(_("Nobody sits on the committee."), "charter", CharterPartKind.SEAT)
    elif all(each.ends_on and each.ends_on < today for each in seats):
        yield Wanting(_("Everybody's term on the committee is over."), "charter", CharterPartKind.SEAT)


def _mission(_programme: Programme, charter: Charter | None) -> Iterator[Wanting]:
    if not charter or not charter.mission:
        yield Wanting(_("The mission is not written."), "charter")
    if not charter or not charter.goal_list:
        yield Wanting(_("There are no goals."), "charter")
    if not charter or not charter.outcomes.all():
        yield Wanting(_("No outcome says how you will see success."), "charter", CharterPartKind.OUTCOME)


def _programme(programme: Programme, _charter: Charter | None) -> Iterator[Wanting]:
    held = set(
        Guideline.objects.filter(programme=programme, state=GuidelineState.IN_FORCE).values_list(
            "kind", flat=True
        )
    )
    for kind in GuidelineKind:
        if kind not in held:
            yield Wanting(_("Not in force: %(guideline)s.") % {"guideline": kind.label}, "guidelines")
    if not programme.cohorts.exclude(state=CohortState.CLOSED).exists():
        yield Wanting(_("There is no cohort to join."), "new-cohort")


def _training(programme: Programme, _charter: Charter | None) -> Iterator[Wanting]:
    yield from _courses(programme)
    mentors = Participation.objects.filter(
        ~Q(cohort__state=CohortState.CLOSED),
        cohort__programme=programme,
        role=ParticipantRole.MENTOR,
        state=ParticipationState.ACTIVE,
    )
    if not mentors:
        yield _nobody_to_train(programme)
    readiness = readiness_of(mentors, programme)
    yield from _untrained(
        [each for each in mentors.select_related("cohort") if not readiness.is_trained(each)]
    )


def _courses(programme: Programme) -> Iterator[Wanting]:
    """Drafts teach nobody: only what is published counts."""
    courses = Course.objects.filter(programme=programme, state=CourseState.PUBLISHED)
    published = set(courses.values_list("role", flat=True))
    for role in ParticipantRole:
        if role not in published:
            words = _("No course for %(people)s is published.") % {"people": role_words(programme, role)}
            yield Wanting(words, "training")


def _nobody_to_train(programme: Programme) -> Wanting:
    """People come into the newest cohort that is not over; without one, that comes first."""
    words = _("There is nobody to train yet.")
    newest = programme.cohorts.exclude(state=CohortState.CLOSED).order_by("-starts_on", "pk").first()
    return Wanting(words, "people", cohort=newest.public_id) if newest else Wanting(words, "new-cohort")


def _untrained(waiting: Iterable[Participation]) -> Iterator[Wanting]:
    """How many are not trained, for each cohort, as that is where one sees who it is and reminds them."""
    for cohort, number in Counter(each.cohort for each in waiting).items():
        words = ngettext(
            "%(n)s of those who mentor in %(cohort)s is not trained.",
            "%(n)s of those who mentor in %(cohort)s are not trained.",
            number,
        )
        yield Wanting(
            words % {"n": number, "cohort": cohort.name}, "cohort-training", cohort=cohort.public_id
        )


def _budget(_programme: Programme, charter: Charter | None) -> Iterator[Wanting]:
    if not charter or not any(each.planned for each in charter.budget_lines.all()):
        yield Wanting(_("No costs are planned."), "charter", CharterPartKind.BUDGET_LINE)


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
