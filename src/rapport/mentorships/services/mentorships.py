"""The beginning of a mentorship."""

from rapport.core import clock
from rapport.matching.models import Proposal
from rapport.matching.services.endings import remember_pair
from rapport.mentorships.choices import MentorshipState
from rapport.mentorships.models import Agreement, Mentorship, MentorshipParty
from rapport.programmes.selectors import agreement_to_sign


def begin_mentorship(proposal: Proposal) -> Mentorship:
    """Make the mentorship of an accepted proposal, its parties and the agreement that they will sign, with today's rule.

    *Also:* notes that the two were together, for the matching of later cohorts.
    It runs in the transaction of whoever accepts. Before the cohort's first day nobody is asked to meet, so that
    the mentorship starts then at the earliest. Where the programme does not make them wait for the agreement, they can
    meet at once.
    """
    cohort = proposal.cohort
    waits = cohort.programme.waits_for_agreement
    starts_on = max(clock.today(cohort.programme.time_zone), cohort.starts_on)
    mentorship = Mentorship.objects.create(
        cohort=cohort,
        proposal=proposal,
        starts_on=starts_on,
        ends_on=max(starts_on, cohort.ends_on),
        waits_for_agreement=waits,
        state=MentorshipState.MATCHED if waits else MentorshipState.ACTIVE,
    )
    MentorshipParty.objects.bulk_create(
        MentorshipParty(mentorship=mentorship, participation=side)
        for side in (proposal.mentor, proposal.mentee)
    )
    remember_pair(proposal)
    Agreement.objects.create(mentorship=mentorship, text=agreement_to_sign(cohort.programme))
    return mentorship
