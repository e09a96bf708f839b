"""What is somebody's to do: in one mentorship, and all over."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.mentorships.choices import (
    RUNNING_STATES,
    AgreementStep,
    DutyKind,
    MeetingState,
    MentorshipState,
    RuleVerdict,
)
from rapport.mentorships.models import Meeting, Mentorship, MentorshipParty
from rapport.mentorships.selectors.agreements import agreement_step_of, amendment_of, has_signed
from rapport.mentorships.selectors.meetings import awaits_answer_of
from rapport.mentorships.selectors.mentorships import mentorships_of, own_party
from rapport.mentorships.selectors.proposals import Sides, proposals_awaiting
from rapport.mentorships.selectors.registers import judge_this_month, last_day_of

DUTY_OF_STEP = {
    AgreementStep.ANSWER: DutyKind.ANSWER_EXPECTATIONS,
    AgreementStep.SETTLE: DutyKind.SETTLE_EXPECTATIONS,
    AgreementStep.SIGN: DutyKind.SIGN_AGREEMENT,
}


@dataclass(frozen=True)
class Duty:
    """One thing to do, what it is about, and until when if there is a last day."""

    kind: DutyKind
    mentorship: Mentorship | None = None
    meeting: Meeting | None = None
    proposal: Sides | None = None
    until: dt.date | None = None


def duties_of(
    by: Actor,
    *,
    mentorships: Iterable[Mentorship] | None = None,
    proposals: Iterable[Sides] | None = None,
) -> list[Duty]:
    """Return everything that waits for the actor, the most urgent kind first; what is loaded already is handed in."""
    found = [
        Duty(DutyKind.ANSWER_PROPOSAL, proposal=sides, until=sides.proposal.last_day)
        for sides in (proposals_awaiting(by) if proposals is None else proposals)
        if sides.awaits_own_answer
    ]
    for mentorship in mentorships_of(by) if mentorships is None else mentorships:
        found += duties_in(mentorship, by=by)
    order = list(DutyKind)
    return sorted(found, key=lambda duty: order.index(duty.kind))


def duties_in(mentorship: Mentorship, *, by: Actor) -> list[Duty]:
    """Return what waits for the actor in one mentorship."""
    party = own_party(mentorship, by=by)
    if party is None:
        return []
    of_agreement = _duty_of_agreement(mentorship, party)
    if mentorship.state not in {MentorshipState.ACTIVE, MentorshipState.CLOSING}:
        return of_agreement
    return [*of_agreement, *_duties_of_entries(mentorship, by), *_duty_of_month(mentorship)]


def _duty_of_agreement(mentorship: Mentorship, party: MentorshipParty) -> list[Duty]:
    if mentorship.state not in RUNNING_STATES - {MentorshipState.PAUSED}:
        return []
    step, amendment = agreement_step_of(mentorship, party), amendment_of(mentorship)
    if step in DUTY_OF_STEP:
        return [Duty(DUTY_OF_STEP[step], mentorship)]
    waits = amendment is not None and not has_signed(amendment, party)
    return [Duty(DutyKind.READ_AMENDMENT, mentorship)] if waits else []


def _duties_of_entries(mentorship: Mentorship, by: Actor) -> list[Duty]:
    entries = sorted(mentorship.meetings.all(), key=lambda meeting: (meeting.held_on, meeting.pk))
    found = []
    for meeting in entries:
        meeting.mentorship = mentorship
        if meeting.state == MeetingState.DISPUTED and meeting.recorded_by_id == by.person.pk:
            found.append(Duty(DutyKind.CORRECT_MEETING, mentorship, meeting))
        elif awaits_answer_of(meeting, by=by):
            found.append(Duty(DutyKind.CONFIRM_MEETING, mentorship, meeting))
    return found


def _duty_of_month(mentorship: Mentorship) -> list[Duty]:
    programme = mentorship.cohort.programme
    today = clock.today(programme.time_zone)
    first = today.replace(day=1)
    counted = sum(
        meeting.counts_towards(programme.required_mode)
        for meeting in mentorship.meetings.all()
        if meeting.held_on >= first
    )
    verdict = judge_this_month(mentorship, counted=counted)
    until = min(last_day_of(first), mentorship.last_day)
    return [Duty(DutyKind.RECORD_MEETING, mentorship, until=until)] if verdict == RuleVerdict.OPEN else []
