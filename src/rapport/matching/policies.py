"""Who may see and do what in matching."""

from django.db.models import Q, QuerySet

from rapport.core.actors import Actor
from rapport.matching.models import Adjustment, Criterion, MatchRun, PairDecision, Proposal, Rule
from rapport.programmes.choices import PARTICIPANT_HAT
from rapport.programmes.policies import cohorts_visible_to, runs_programmes

COHORT = "cohort__programme__organisation"


def criteria_visible_to(by: Actor) -> QuerySet[Criterion]:
    return Criterion.objects.filter(_in_own_cohorts(by)).select_related(COHORT)


def rules_visible_to(by: Actor) -> QuerySet[Rule]:
    return Rule.objects.filter(_in_own_cohorts(by)).select_related(COHORT)


def decisions_visible_to(by: Actor) -> QuerySet[PairDecision]:
    return PairDecision.objects.filter(_in_own_cohorts(by)).select_related(
        COHORT, "mentee__profile", "mentor__profile"
    )


def runs_visible_to(by: Actor) -> QuerySet[MatchRun]:
    """Who runs the programme sees its match runs, without the frozen input: only the engine reads that."""
    return MatchRun.objects.filter(_in_own_cohorts(by)).select_related(COHORT).defer("frozen_input")


def adjustments_visible_to(by: Actor) -> QuerySet[Adjustment]:
    return Adjustment.objects.filter(_in_own_cohorts(by, "run__cohort")).select_related(f"run__{COHORT}")


def proposals_visible_to(by: Actor) -> QuerySet[Proposal]:
    """Who runs the programme sees every proposal; the two it is about see it once it is released."""
    shown = ("run", "cohort__programme__organisation", "mentee__profile", "mentor__profile")
    loaded = Proposal.objects.select_related(*shown).defer("run__frozen_input")
    if by.hat == PARTICIPANT_HAT:
        own = Q(mentee__profile__person=by.person) | Q(mentor__profile__person=by.person)
        return loaded.sent().filter(own, cohort__programme__organisation=by.organisation)
    return loaded.filter(_in_own_cohorts(by))


def _in_own_cohorts(by: Actor, cohort: str = "cohort") -> Q:
    visible = cohorts_visible_to(by).order_by().values("pk") if runs_programmes(by) else []
    return Q(**{f"{cohort}__in": visible})


def can_edit_criterion(by: Actor, criterion: Criterion) -> bool:  # noqa: ARG001 - visibility has settled which
    return runs_programmes(by)


def can_edit_rule(by: Actor, rule: Rule) -> bool:  # noqa: ARG001 - as above
    return runs_programmes(by)


def is_own_case(by: Actor, pair: Proposal | PairDecision) -> bool:
    """Staff may take part themselves; about a pair of their own somebody else decides."""
    return by.person.pk in {pair.mentee.profile.person_id, pair.mentor.profile.person_id}


def can_undo_decision(by: Actor, decision: PairDecision) -> bool:
    """Nobody decides in a case of their own."""
    return runs_programmes(by) and not is_own_case(by, decision)


def can_undo_adjustment(by: Actor, adjustment: Adjustment) -> bool:
    """Nobody decides in a case of their own: neither about a pair that was made nor about one that was ended."""
    own = Q(mentee__profile__person=by.person) | Q(mentor__profile__person=by.person)
    touched = Proposal.objects.filter(Q(made_by=adjustment) | Q(ended_by=adjustment))
    return runs_programmes(by) and not touched.filter(own).exists()


def can_see_run(by: Actor, run: MatchRun) -> bool:  # noqa: ARG001 - as above
    return runs_programmes(by)


def can_cancel_run(by: Actor, run: MatchRun) -> bool:  # noqa: ARG001 - as above
    return runs_programmes(by)


def can_review_proposal(by: Actor, proposal: Proposal) -> bool:  # noqa: ARG001 - as above
    """Who runs the programme reads every proposal, with its reasons."""
    return runs_programmes(by)


def can_decide_proposal(by: Actor, proposal: Proposal) -> bool:
    """Pin, exclude, swap, release, withdraw: all belong to whoever runs the programme, but nobody in their own case."""
    return runs_programmes(by) and not is_own_case(by, proposal)


def can_read_own_proposal(by: Actor, proposal: Proposal) -> bool:
    people = {proposal.mentee.profile.person_id, proposal.mentor.profile.person_id}
    return by.hat == PARTICIPANT_HAT and by.person.pk in people
