"""Who has no proposal now, and why."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from rapport.matching.choices import AdjustmentKind, ProposalState
from rapport.matching.models import MatchRun, Proposal
from rapport.programmes.choices import ParticipantRole, ParticipationState
from rapport.programmes.models import Participation


@dataclass(frozen=True)
class Left:
    """Somebody without a proposal, with the reasons in sentences."""

    participation: Participation
    reasons: tuple[str, ...]

    @property
    def is_mentor(self) -> bool:
        return self.participation.role == ParticipantRole.MENTOR


def left_without(run: MatchRun) -> list[Left]:
    """Return who the run left without, then mentees whose proposal has come to nothing since; by name."""
    found = {left.participation.pk: left for left in [*_ended_since(run), *_left_by_run(run)]}
    return sorted(found.values(), key=lambda left: (left.is_mentor, left.participation.profile.name))


def _left_by_run(run: MatchRun) -> list[Left]:
    by_hand = Proposal.objects.live().filter(made_by__isnull=False)
    helped = by_hand.filter(Q(mentee=OuterRef("participation")) | Q(mentor=OuterRef("participation")))
    rows = run.unmatched.exclude(Exists(helped)).select_related("participation__profile")
    return [Left(row.participation, tuple(row.reasons)) for row in rows]


def _ended_since(run: MatchRun) -> list[Left]:
    standing = Proposal.objects.live().filter(mentee=OuterRef("mentee"))
    by_hand = Q(run=run, ended_by__isnull=False, state=ProposalState.WITHDRAWN)
    answered = Q(released_at__isnull=False)
    ended = (
        Proposal.objects.filter(
            by_hand | answered, cohort=run.cohort_id, mentee__state=ParticipationState.ACTIVE
        )
        .exclude(Exists(standing))
        .exclude(state=ProposalState.ACCEPTED)
        .select_related("mentee__profile", "mentor__profile", "ended_by")
        .defer("parts", "alternatives", "ruled_out")
        .order_by("created_at", "pk")
    )
    return [Left(proposal.mentee, (_why_ended(proposal),)) for proposal in ended]


def _why_ended(proposal: Proposal) -> str:
    names = {"mentor": proposal.mentor.profile.name, "mentee": proposal.mentee.profile.name}
    if proposal.ended_by and proposal.ended_by.kind == AdjustmentKind.EXCLUDE:
        return _("You excluded the pair with %(mentor)s.") % names
    if proposal.ended_by:
        return _("%(mentor)s was given to somebody else by hand.") % names
    if proposal.shown_state == ProposalState.DECLINED:
        return _("The proposal with %(mentor)s was declined.") % names
    if proposal.shown_state == ProposalState.EXPIRED:
        return _("Nobody answered the proposal with %(mentor)s in time.") % names
    return _("The proposal with %(mentor)s was withdrawn.") % names
