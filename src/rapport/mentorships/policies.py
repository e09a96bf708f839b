"""Who may see and do what in a mentorship, and with a proposal that waits for an answer."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from rapport.core.actors import Actor
from rapport.matching.models import Proposal
from rapport.matching.policies import can_read_own_proposal, proposals_visible_to
from rapport.mentorships.models import Expectations, Meeting, Mentorship, MentorshipParty
from rapport.programmes.choices import PARTICIPANT_HAT
from rapport.programmes.policies import cohorts_visible_to, runs_programmes


def _people(of: str = "parties") -> "Prefetch[Any]":
    """Fetch who is in a mentorship along with it, in one question."""
    return Prefetch(of, MentorshipParty.objects.select_related("participation__profile__person"))


def proposals_put_to(by: Actor) -> QuerySet[Proposal]:
    """Whoever takes part answers the proposals that name them, and nobody answers for somebody else."""
    return proposals_visible_to(by) if by.hat == PARTICIPANT_HAT else Proposal.objects.none()


def mentorships_visible_to(by: Actor) -> QuerySet[Mentorship]:
    """The parties see their own; who runs the programme sees all of it. Nobody else sees any."""
    within = Mentorship.objects.filter(cohort__programme__organisation=by.organisation).select_related(
        "cohort__programme__organisation"
    )
    if by.hat == PARTICIPANT_HAT:
        own = MentorshipParty.objects.filter(
            mentorship=OuterRef("pk"), participation__profile__person=by.person
        )
        return within.filter(Exists(own)).prefetch_related(_people())
    if runs_programmes(by):
        return within.filter(cohort__in=cohorts_visible_to(by)).prefetch_related(_people())
    return within.none()


def meetings_visible_to(by: Actor) -> QuerySet[Meeting]:
    """Whoever sees the mentorship sees its register: each field of an entry says so to those who fill it in."""
    return (
        Meeting.objects.filter(mentorship__in=mentorships_visible_to(by))
        .select_related("mentorship__cohort__programme__organisation")
        .prefetch_related("attendances", _people("mentorship__parties"))
    )


def expectations_visible_to(by: Actor) -> QuerySet[Expectations]:
    """What one party expects is sealed: the others read it once all have answered, and staff never do."""
    if by.hat != PARTICIPANT_HAT:
        return Expectations.objects.none()
    own = Q(party__participation__profile__person=by.person)
    silent = MentorshipParty.objects.filter(
        mentorship=OuterRef("party__mentorship"), expectations_answered_at=None
    )
    within = Expectations.objects.filter(party__mentorship__in=mentorships_visible_to(by))
    return within.filter(own | ~Exists(silent)).select_related("party")


def is_party(by: Actor, mentorship: Mentorship) -> bool:
    return by.hat == PARTICIPANT_HAT and any(
        party.person_id == by.person.pk for party in mentorship.parties.all()
    )


def can_answer_proposal(by: Actor, proposal: Proposal) -> bool:
    """Each of the two answers for themselves."""
    return can_read_own_proposal(by, proposal)


def can_see_mentorship(by: Actor, mentorship: Mentorship) -> bool:
    return is_party(by, mentorship) or runs_programmes(by)


def can_use_mentorship(by: Actor, mentorship: Mentorship) -> bool:
    """The parties' own pages are for the parties."""
    return is_party(by, mentorship)


def can_answer_own_expectations(by: Actor, mentorship: Mentorship) -> bool:
    """Each says alone what they expect, and both settle what comes of it."""
    return is_party(by, mentorship)


def can_amend_agreement(by: Actor, mentorship: Mentorship) -> bool:
    """Either of the two proposes a change, or takes one back; it holds when both have signed."""
    return is_party(by, mentorship)


def can_oversee_mentorship(by: Actor, mentorship: Mentorship) -> bool:  # noqa: ARG001 - visibility has settled which
    return runs_programmes(by)


def can_record_meeting(by: Actor, mentorship: Mentorship) -> bool:
    """A party records; that both have signed before is a rule of the service, which says so kindly."""
    return is_party(by, mentorship)


def can_see_meeting(by: Actor, meeting: Meeting) -> bool:
    return can_see_mentorship(by, meeting.mentorship)


def can_correct_meeting(by: Actor, meeting: Meeting) -> bool:
    """Who made the entry mends it."""
    return is_party(by, meeting.mentorship) and meeting.recorded_by_id == by.person.pk


def can_answer_meeting(by: Actor, meeting: Meeting) -> bool:
    """The others say whether the entry is right, not the one who made it."""
    return is_party(by, meeting.mentorship) and meeting.recorded_by_id != by.person.pk


def can_add_register_note(by: Actor, mentorship: Mentorship) -> bool:
    """Why a month was missed can be said by whoever reads the register."""
    return can_see_mentorship(by, mentorship)


def can_countersign_month(by: Actor, mentorship: Mentorship) -> bool:
    """Who runs the programme countersigns, but nobody a register of their own."""
    is_own_case = any(party.person_id == by.person.pk for party in mentorship.parties.all())
    return runs_programmes(by) and not is_own_case


def can_settle_meeting(by: Actor, meeting: Meeting) -> bool:
    """Where two do not agree on an entry, who runs the programme decides, but nobody in a case of their own."""
    is_own_case = any(party.person_id == by.person.pk for party in meeting.mentorship.parties.all())
    return runs_programmes(by) and not is_own_case
