"""What must always hold of match runs and proposals; each check yields a sentence for every breach."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from rapport.core.breaches import breaches, breaches_of
from rapport.matching.choices import ProposalState, RunState
from rapport.matching.models import MatchRun, PairDecision, Proposal, UnmatchedParticipant
from rapport.programmes.choices import ParticipantRole

OPEN = (RunState.REQUESTED, RunState.RUNNING)
ANSWERED = (ProposalState.ACCEPTED, ProposalState.DECLINED)
WRONG_ROLES = ~Q(mentee__role=ParticipantRole.MENTEE) | ~Q(mentor__role=ParticipantRole.MENTOR)
OTHER_COHORT = ~Q(mentee__cohort=F("cohort")) | ~Q(mentor__cohort=F("cohort"))


def proposals_across_cohorts() -> Iterator[str]:
    broken = Proposal.objects.filter(OTHER_COHORT | ~Q(run__cohort=F("cohort")))
    yield from breaches(broken, "its people or its run belong to another cohort")
    yield from breaches(PairDecision.objects.filter(OTHER_COHORT), "its people belong to another cohort")
    elsewhere = UnmatchedParticipant.objects.exclude(participation__cohort=F("run__cohort"))
    yield from breaches(elsewhere, "this person belongs to another cohort than the run")


def proposals_with_wrong_roles() -> Iterator[str]:
    sentence = "its mentee is no mentee, or its mentor no mentor"
    yield from breaches(Proposal.objects.filter(WRONG_ROLES), sentence)
    yield from breaches(PairDecision.objects.filter(WRONG_ROLES), sentence)


def drafts_of_older_runs() -> Iterator[str]:
    newer = MatchRun.objects.filter(
        cohort=OuterRef("cohort"), state=RunState.DONE, number__gt=OuterRef("run__number")
    )
    drafts = Proposal.objects.filter(state=ProposalState.DRAFT)
    yield from breaches(drafts.filter(Exists(newer)), "a draft, but not of the newest run")
    yield from breaches(drafts.exclude(run__state=RunState.DONE), "a draft of a run that is not done")


def proposals_out_of_step() -> Iterator[str]:
    rules = {
        "it is open, but has an end": Q(
            state__in=[ProposalState.DRAFT, ProposalState.RELEASED], ended_at__isnull=False
        ),
        "it is answered, but has no end": Q(state__in=ANSWERED, ended_at=None),
        "it is released, but has no last day": Q(released_at__isnull=False, expires_at=None),
        "its last day comes before its release": Q(expires_at__lte=F("released_at")),
        "it is a draft, but was released": Q(state=ProposalState.DRAFT, released_at__isnull=False),
    }
    yield from breaches_of(Proposal, rules)


def runs_out_of_step() -> Iterator[str]:
    rules = {
        "it is open, but has an end": Q(state__in=OPEN, ended_at__isnull=False),
        "it has ended, but nobody knows when": ~Q(state__in=OPEN) & Q(ended_at=None),
        "it runs, but nobody has claimed it": Q(state=RunState.RUNNING, claimed_at=None),
        "it is claimed, but does not run": ~Q(state=RunState.RUNNING) & Q(claimed_at__isnull=False),
    }
    yield from breaches_of(MatchRun, rules)


INVARIANTS = {
    "proposals stay within their cohort": proposals_across_cohorts,
    "every proposal has a mentee and a mentor": proposals_with_wrong_roles,
    "drafts belong to the newest run": drafts_of_older_runs,
    "every proposal is what its state says": proposals_out_of_step,
    "every match run is what its state says": runs_out_of_step,
}
