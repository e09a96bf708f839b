"""Answering a proposal: yes, no, and a reminder to who has not answered."""

import datetime as dt

from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import NotAllowed
from rapport.matching.choices import ProposalState
from rapport.matching.models import Proposal
from rapport.matching.services.endings import close_proposal, withdraw_proposals_of
from rapport.mentorships import letters
from rapport.mentorships.choices import Answer
from rapport.mentorships.errors import MenteeAtCapacity, MentorAtCapacity, ProposalNotOpen
from rapport.mentorships.models import Mentorship, ProposalAnswer
from rapport.mentorships.services.mentorships import begin_mentorship
from rapport.programmes.choices import (
    COHORT_MOVED_BY,
    CohortEvent,
    CohortState,
    OrganisationState,
    ParticipationState,
)
from rapport.programmes.errors import CohortClosed, PlaceTaken
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.services.participations import take_place
from rapport.programmes.services.programmes import advance_cohort, lock_cohort
from rapport.recruitment.errors import GuardianAwaited
from rapport.recruitment.selectors.guardians import consent_wanting
from rapport.screening.errors import ClearanceWanting
from rapport.screening.selectors import clearance_wanting
from rapport.training.errors import TrainingWanting
from rapport.training.selectors import training_wanting

REMIND_AFTER = 2 / 3
LONGEST_LAST_THIRD = dt.timedelta(days=30)


@transaction.atomic
def accept_proposal(proposal: Proposal, *, by: Actor, note: str = "") -> Mentorship | None:
    """Say yes for one side; when both have, the mentorship begins. Saying it twice changes nothing.

    *Also:* takes a place of each, withdraws what still waited for whoever has none left, writes to all whom it
    concerns; the cohort's first mentorship moves the cohort on. Either everything happens or nothing: who comes second
    to a last place is told so, and their answer is not kept.
    """
    awaits_first = _awaits_first_mentorship(proposal.cohort)
    sides = lock_sides(proposal)
    own = _own_side(sides, by)
    if _answer_of(sides, own) == Answer.ACCEPTED and sides.state in {
        ProposalState.RELEASED,
        ProposalState.ACCEPTED,
    }:
        return Mentorship.objects.filter(proposal=sides).first()
    _check_open(sides)
    _check_trained(sides, own)
    _check_cleared(sides, own)
    _check_consented(sides, own)
    _keep_answer(sides, own, Answer.ACCEPTED, note)
    mentorship = _begin(sides) if _both_accepted(sides) else None
    if mentorship and awaits_first:
        advance_cohort(sides.cohort, CohortEvent.FIRST_MENTORSHIP, by=by)
    record_act("proposal-accepted", sides, by=by, detail={"side": own.role, "completes": bool(mentorship)})
    if mentorship is None:
        letters.proposal_accepted_notification(sides, to=_other_side(sides, own))
    return mentorship


def _awaits_first_mentorship(cohort: Cohort) -> bool:
    """Say whether this may be what moves the cohort on, and lock it then: always before its people, as a release does."""
    starts, _to = COHORT_MOVED_BY[CohortEvent.FIRST_MENTORSHIP]
    if not Cohort.objects.filter(pk=cohort.pk, state__in=starts).exists():
        return False
    lock_cohort(cohort)
    return not Mentorship.objects.filter(cohort=cohort).exists()


@transaction.atomic
def decline_proposal(proposal: Proposal, *, by: Actor, reason: str) -> Proposal:
    """Say no for one side, which ends the proposal. Only who runs the programme reads the reason.

    *Also:* writes to the other side, without the reason, and to who runs the programme.
    """
    sides = lock_sides(proposal)
    own = _own_side(sides, by)
    if sides.state == ProposalState.DECLINED and _answer_of(sides, own) == Answer.DECLINED:
        return sides
    _check_open(sides)
    _keep_answer(sides, own, Answer.DECLINED, reason)
    close_proposal(sides, to=ProposalState.DECLINED)
    record_act("proposal-declined", sides, by=by, detail={"side": own.role})
    letters.proposal_declined_notification(sides, to=_other_side(sides, own))
    return sides


def remind_next_proposal() -> bool:
    """Remind once, at two thirds of the time, those who have not answered one proposal; return whether one was due."""
    with transaction.atomic():
        proposal = _claim_reminder()
        if proposal is None:
            return False
        answered = set(proposal.answers.values_list("participation_id", flat=True))
        for side in (proposal.mentee, proposal.mentor):
            if side.pk not in answered:
                letters.proposal_reminder(proposal, to=side)
        return True


def _claim_reminder() -> Proposal | None:
    for proposal in _reminders_possible():
        if clock.now() < _reminder_moment(proposal):
            continue
        unclaimed = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.RELEASED, reminded_at=None)
        if unclaimed.update(reminded_at=clock.now()):
            return proposal
    return None


def _reminders_possible() -> list[Proposal]:
    """No answer time is longer than 90 days, so its last third begins at most 30 days before it ends."""
    return list(
        Proposal.objects.awaiting_answers()
        .filter(
            reminded_at=None,
            expires_at__lte=clock.now() + LONGEST_LAST_THIRD,
            cohort__programme__organisation__state=OrganisationState.ACTIVE,
        )
        .select_related(
            "mentee__profile__person", "mentor__profile__person", "cohort__programme__organisation"
        )
        .order_by("expires_at", "pk")
    )


def _reminder_moment(proposal: Proposal) -> dt.datetime:
    released, expires = proposal.released_at or clock.now(), proposal.expires_at or clock.now()
    return released + (expires - released) * REMIND_AFTER


def lock_sides(proposal: Proposal) -> Proposal:
    """Lock both participations, then the proposal, and return it as it is now.

    All who want a place of the same person queue at that person's row, always in the order of the keys, so that
    nobody waits in a circle. SQLite needs no row locks: its writing transactions run one after the other.
    """
    keys = [proposal.mentee_id, proposal.mentor_id]
    list(Participation.objects.filter(pk__in=keys).select_for_update(no_key=True).order_by("pk"))
    return (
        Proposal.objects.select_for_update(of=("self",), no_key=True)
        .select_related(
            "mentee__profile__person", "mentor__profile__person", "cohort__programme__organisation"
        )
        .get(pk=proposal.pk)
    )


def _own_side(proposal: Proposal, by: Actor) -> Participation:
    for side in (proposal.mentee, proposal.mentor):
        if side.profile.person_id == by.person.pk:
            return side
    raise NotAllowed


def _other_side(proposal: Proposal, own: Participation) -> Participation:
    return proposal.mentor if own == proposal.mentee else proposal.mentee


def _answer_of(proposal: Proposal, side: Participation) -> str | None:
    return proposal.answers.filter(participation=side).values_list("answer", flat=True).first()


def _both_accepted(proposal: Proposal) -> bool:
    return proposal.answers.filter(answer=Answer.ACCEPTED).count() == len((proposal.mentee, proposal.mentor))


def _keep_answer(proposal: Proposal, side: Participation, answer: str, reason: str) -> None:
    ProposalAnswer.objects.update_or_create(
        proposal=proposal, participation=side, defaults={"answer": answer, "reason": reason}
    )


def _check_open(proposal: Proposal) -> None:
    """Refuse what is over; where it ended because somebody has no place left, say that."""
    if proposal.cohort.state == CohortState.CLOSED:
        raise CohortClosed
    if proposal.state == ProposalState.RELEASED and not proposal.is_expired:
        return
    if proposal.state == ProposalState.WITHDRAWN and not proposal.mentor.places_left:
        raise MentorAtCapacity
    if proposal.state == ProposalState.WITHDRAWN and not proposal.mentee.places_left:
        raise MenteeAtCapacity
    raise ProposalNotOpen


def _check_trained(proposal: Proposal, own: Participation) -> None:
    """Refuse a yes before the training that the programme requires: it may have run out since the release.

    Whoever says yes second is also told where the other one's has run out meanwhile.
    """
    sides = Participation.objects.filter(pk__in=[proposal.mentee_id, proposal.mentor_id])
    wanting = training_wanting(sides, proposal.cohort.programme)
    if own.pk in wanting:
        titles = [f"“{each.title}”" for each in wanting[own.pk]]
        raise TrainingWanting(
            _("Before you say yes, please do your training: %(courses)s. The proposal waits for you.")
            % {"courses": get_text_list(titles, _("and"))}
        )
    if wanting and _answer_of(proposal, _other_side(proposal, own)) == Answer.ACCEPTED:
        raise TrainingWanting(
            _("The other side has some training to do again first. Please try once more in a few days.")
        )


def _check_cleared(proposal: Proposal, own: Participation) -> None:
    """Refuse a yes without the checks that the programme requires, as with training.

    The rows of both sides are locked, as they are while a check is noted.
    """
    sides = Participation.objects.filter(pk__in=[proposal.mentee_id, proposal.mentor_id])
    wanting = clearance_wanting(sides, proposal.cohort.programme)
    if own.pk in wanting:
        names = [f"“{each.check.name}”" for each in wanting[own.pk]]
        raise ClearanceWanting(
            _(
                "Before you say yes, your coordinator has to have noted a valid check: %(checks)s. "
                "The proposal waits for you."
            )
            % {"checks": get_text_list(names, _("and"))}
        )
    if wanting and _answer_of(proposal, _other_side(proposal, own)) == Answer.ACCEPTED:
        raise ClearanceWanting(
            _("The other side has something to settle first. Please try once more in a few days.")
        )


def _check_consented(proposal: Proposal, own: Participation) -> None:
    """Refuse a yes of somebody under 18 without a guardian's consent, as with checks; the other side learns no more.

    The rows of both sides are locked, as they are while a guardian takes a consent back.
    """
    wanting = consent_wanting(Participation.objects.filter(pk__in=[proposal.mentee_id, proposal.mentor_id]))
    if own.pk in wanting:
        raise GuardianAwaited
    if wanting and _answer_of(proposal, _other_side(proposal, own)) == Answer.ACCEPTED:
        raise ClearanceWanting(
            _("The other side has something to settle first. Please try once more in a few days.")
        )


def _begin(proposal: Proposal) -> Mentorship:
    """Everything that follows from the second yes. The audit's chain is locked last, after all of these rows."""
    _take_places(proposal)
    close_proposal(proposal, to=ProposalState.ACCEPTED)
    mentorship = begin_mentorship(proposal)
    withdrawn = _withdraw_rivals(proposal)
    letters.mentorship_begun_notification(mentorship)
    letters.proposals_withdrawn_notification(withdrawn, because_of=proposal)
    return mentorship


def _take_places(proposal: Proposal) -> None:
    for side, refusal in ((proposal.mentor, MentorAtCapacity), (proposal.mentee, MenteeAtCapacity)):
        if side.state != ParticipationState.ACTIVE:
            raise ProposalNotOpen
        try:
            take_place(side)
        except PlaceTaken as full:
            raise refusal from full


def _withdraw_rivals(proposal: Proposal) -> list[Proposal]:
    keys = [proposal.mentee_id, proposal.mentor_id]
    now = Participation.objects.filter(pk__in=keys)
    return withdraw_proposals_of([side.pk for side in now if not side.places_left])
