"""Today: what needs the coordinator now, oldest first, and how far the cohort has come."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.core import clock
from rapport.letters.choices import LetterState
from rapport.letters.selectors import letters_of_scope
from rapport.matching.choices import ProposalState, RunState
from rapport.matching.models import MatchRun, Proposal
from rapport.mentorships.choices import MeetingState, MentorshipState, RuleVerdict
from rapport.mentorships.models import Meeting, Mentorship, Signature
from rapport.mentorships.selectors import (
    Compliance,
    compliance_of_cohort,
    month_before,
    names_of_parties,
    this_month,
)
from rapport.programmes.choices import ParticipantRole, ParticipationState
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.selectors import rule_in_words

MOST_OF_A_KIND = 12
UNSIGNED_AFTER_DAYS = 3


class NeedKind(StrEnum):
    """What sort of attention is asked for; a page knows where each is dealt with."""

    DISPUTE = "dispute"
    SHORT_OF_MEETINGS = "short-of-meetings"
    UNSIGNED = "unsigned"
    DECLINED = "declined"
    EXPIRED = "expired"
    WAITING = "waiting"
    DRAFTS = "drafts"
    UNMATCHED = "unmatched"
    TO_MATCH = "to-match"
    NOBODY = "nobody"
    LETTERS_FAILED = "letters-failed"


@dataclass(frozen=True)
class Need:
    """One thing that needs somebody: who, what, since when."""

    kind: NeedKind
    what: str
    detail: str
    since: dt.datetime
    names: tuple[str, ...] = ()
    subject: str = ""

    @property
    def days(self) -> int:
        return (clock.now() - self.since).days


@dataclass(frozen=True)
class Step:
    """One step of the funnel, and how many mentees have come so far."""

    label: str | Promise
    count: int


@dataclass(frozen=True)
class Today:
    """All that the page says."""

    needs: list[Need]
    running: int
    kept_rule: int
    judged: int
    judged_month: str
    without_mentor: int
    drafts: int
    steps: list[Step]


@dataclass(frozen=True)
class _Waiting:
    """How many wait, and since when the first."""

    count: int
    since: dt.datetime | None


def today_of_cohort(cohort: Cohort) -> Today:
    """Gather what needs the coordinator, oldest first, in a fixed number of questions."""
    last_month = month_before(this_month(cohort.programme))
    standing = compliance_of_cohort(cohort, last_month)
    verdicts = Counter(each.verdict for each in standing)
    drafts, without_mentor = _drafts(cohort), _mentees_without_mentor(cohort)
    needs = [
        *_disputes(cohort),
        *_unsigned(cohort),
        *_unsettled_proposals(cohort),
        *_unanswered_proposals(cohort),
        *_drafts_to_release(drafts),
        *_nobody_yet(cohort),
        *_unmatched(cohort, without_mentor),
        *_failed_letters(cohort),
        *_short_of_meetings(cohort, standing),
    ]
    return Today(
        needs=sorted(needs, key=lambda need: need.since),
        running=len(standing),
        kept_rule=verdicts[RuleVerdict.KEPT],
        judged=verdicts[RuleVerdict.KEPT] + verdicts[RuleVerdict.NOT_KEPT],
        judged_month=date_format(last_month, "F"),
        without_mentor=without_mentor.count,
        drafts=drafts.count,
        steps=_steps(cohort),
    )


def _short_of_meetings(cohort: Cohort, last_month: list[Compliance]) -> Iterator[Need]:
    """Active pairs that did not meet as agreed last month, and have not made up for it since."""
    short = [
        each
        for each in last_month
        if each.verdict == RuleVerdict.NOT_KEPT
        and each.state == MentorshipState.ACTIVE
        and not each.counted_since
    ]
    short.sort(key=lambda each: (each.last_met_on or each.starts_on, each.mentorship_id))
    names = names_of_parties(each.mentorship_id for each in short[:MOST_OF_A_KIND])
    for each in short[:MOST_OF_A_KIND]:
        yield _short(each, tuple(names[each.mentorship_id].values()), cohort)


def _short(each: Compliance, names: tuple[str, ...], cohort: Cohort) -> Need:
    last = each.last_met_on or each.starts_on
    days = (clock.today(cohort.programme.time_zone) - last).days
    return Need(
        NeedKind.SHORT_OF_MEETINGS,
        ngettext("No meeting in %(count)s day.", "No meeting in %(count)s days.", days) % {"count": days},
        _("The rule is %(rule)s.") % {"rule": rule_in_words(cohort.programme)},
        dt.datetime.combine(last, dt.time(12), ZoneInfo(cohort.programme.time_zone)),
        names,
        each.public_id,
    )


def _disputes(cohort: Cohort) -> Iterator[Need]:
    disputed = Meeting.objects.filter(mentorship__cohort=cohort, state=MeetingState.DISPUTED)
    rows = disputed.select_related("mentorship").order_by("created_at")[:MOST_OF_A_KIND]
    names = names_of_parties(meeting.mentorship_id for meeting in rows)
    for meeting in rows:
        yield Need(
            NeedKind.DISPUTE,
            _("An entry in the register is disputed."),
            _("The two remember the meeting of %(day)s differently.") % {"day": _day(meeting.held_on)},
            meeting.created_at,
            tuple(names[meeting.mentorship_id].values()),
            meeting.mentorship.public_id,
        )


def _unsigned(cohort: Cohort) -> Iterator[Need]:
    long_ago = clock.now() - dt.timedelta(days=UNSIGNED_AFTER_DAYS)
    unsigned = Mentorship.objects.filter(
        cohort=cohort, state=MentorshipState.MATCHED, created_at__lte=long_ago
    )
    rows = unsigned.order_by("created_at")[:MOST_OF_A_KIND]
    names = names_of_parties(mentorship.pk for mentorship in rows)
    signed = set(
        Signature.objects.filter(agreement__mentorship__in=list(names)).values_list("party", flat=True)
    )
    for mentorship in rows:
        waiting = [name for party, name in names[mentorship.pk].items() if party not in signed]
        yield Need(
            NeedKind.UNSIGNED,
            _("The agreement is not signed."),
            _("Waiting for %(names)s.") % {"names": get_text_list(waiting, _("and"))},
            mentorship.created_at,
            tuple(names[mentorship.pk].values()),
            mentorship.public_id,
        )


def _unsettled_proposals(cohort: Cohort) -> Iterator[Need]:
    newer = Proposal.objects.filter(mentee=OuterRef("mentee"), created_at__gt=OuterRef("created_at"))
    open_ones = (
        Proposal.objects.filter(cohort=cohort)
        .filter(
            Q(state=ProposalState.DECLINED) | Q(state=ProposalState.RELEASED, expires_at__lte=clock.now()),
            mentee__places_taken__lt=F("mentee__capacity"),
            mentee__state=ParticipationState.ACTIVE,
        )
        .exclude(Exists(newer))
        .select_related("mentee__profile", "mentor__profile")
        .order_by("released_at")
    )
    for proposal in open_ones[:MOST_OF_A_KIND]:
        yield _declined(proposal) if proposal.state == ProposalState.DECLINED else _expired(proposal)


def _unanswered_proposals(cohort: Cohort) -> Iterator[Need]:
    waiting = Proposal.objects.filter(cohort=cohort, state=ProposalState.RELEASED, expires_at__gt=clock.now())
    row = waiting.aggregate(count=Count("pk"), since=Min("released_at"), until=Min("expires_at"))
    if row["count"]:
        yield Need(
            NeedKind.WAITING,
            ngettext(
                "%(count)s proposal waits for an answer.",
                "%(count)s proposals wait for an answer.",
                row["count"],
            )
            % {"count": row["count"]},
            _runs_out(clock.days_until(row["until"], cohort.programme.time_zone)),
            row["since"],
        )


def _runs_out(days: int) -> str:
    if not days:
        return _("The first one runs out tonight.")
    return ngettext(
        "The first one runs out after %(days)s day. A reminder goes out by itself.",
        "The first one runs out after %(days)s days. A reminder goes out by itself.",
        days,
    ) % {"days": days}


def _declined(proposal: Proposal) -> Need:
    return Need(
        NeedKind.DECLINED,
        _("The proposal was declined."),
        _("%(name)s is free for another match.") % {"name": proposal.mentee.profile.name},
        proposal.ended_at or proposal.created_at,
        (proposal.mentee.profile.name, proposal.mentor.profile.name),
        proposal.public_id,
    )


def _expired(proposal: Proposal) -> Need:
    return Need(
        NeedKind.EXPIRED,
        _("The proposal ran out without an answer from both."),
        _("%(name)s is free for another match.") % {"name": proposal.mentee.profile.name},
        proposal.expires_at or proposal.created_at,
        (proposal.mentee.profile.name, proposal.mentor.profile.name),
        proposal.public_id,
    )


def _drafts(cohort: Cohort) -> _Waiting:
    drafts = Proposal.objects.filter(cohort=cohort, state=ProposalState.DRAFT)
    row = drafts.aggregate(count=Count("pk"), since=Max("run__ended_at"))
    return _Waiting(row["count"], row["since"])


def _drafts_to_release(drafts: _Waiting) -> Iterator[Need]:
    if drafts.since:
        yield Need(
            NeedKind.DRAFTS,
            ngettext(
                "%(count)s proposal waits to be released.",
                "%(count)s proposals wait to be released.",
                drafts.count,
            )
            % {"count": drafts.count},
            _("Look them through, then let the pairs know."),
            drafts.since,
        )


def _mentees_without_mentor(cohort: Cohort) -> _Waiting:
    """Mentees with no mentor, and nothing on the way to one."""
    on_the_way = Proposal.objects.filter(mentee=OuterRef("pk")).filter(
        Q(state=ProposalState.DRAFT) | Q(state=ProposalState.RELEASED, expires_at__gt=clock.now())
    )
    without = Participation.objects.filter(
        cohort=cohort, role=ParticipantRole.MENTEE, state=ParticipationState.ACTIVE, places_taken=0
    ).exclude(Exists(on_the_way))
    row = without.aggregate(count=Count("pk"), since=Min("created_at"))
    return _Waiting(row["count"], row["since"])


def _nobody_yet(cohort: Cohort) -> Iterator[Need]:
    """The first step of a new cohort: its people."""
    if not Participation.objects.filter(cohort=cohort).exists():
        yield Need(
            NeedKind.NOBODY,
            _("Nobody takes part yet."),
            _("Bring your spreadsheets in: one for mentors, one for mentees."),
            cohort.created_at,
        )


def _unmatched(cohort: Cohort, without_mentor: _Waiting) -> Iterator[Need]:
    if without_mentor.since:
        has_run = MatchRun.objects.filter(cohort=cohort, state=RunState.DONE).exists()
        yield Need(
            NeedKind.UNMATCHED if has_run else NeedKind.TO_MATCH,
            ngettext(
                "%(count)s mentee has no mentor.", "%(count)s mentees have no mentor.", without_mentor.count
            )
            % {"count": without_mentor.count},
            _("The last match run says which rules and capacities stand in the way.")
            if has_run
            else _("Choose what makes a good pair, then match everybody at once."),
            without_mentor.since,
        )


def _failed_letters(cohort: Cohort) -> Iterator[Need]:
    failed = letters_of_scope(cohort.public_id).filter(state=LetterState.FAILED).order_by()
    row = failed.aggregate(count=Count("pk"), since=Min("created_at"))
    if row["count"]:
        yield Need(
            NeedKind.LETTERS_FAILED,
            ngettext("%(count)s letter did not go out.", "%(count)s letters did not go out.", row["count"])
            % {"count": row["count"]},
            _("Check the address, then send it again."),
            row["since"],
        )


def _steps(cohort: Cohort) -> list[Step]:
    """Count the mentees who have come to each step, in one question."""
    proposed = Proposal.objects.filter(mentee=OuterRef("pk")).exclude(
        state__in=[ProposalState.DRAFT, ProposalState.WITHDRAWN]
    )
    own = Mentorship.objects.filter(parties__participation=OuterRef("pk"))
    met = Meeting.objects.filter(
        mentorship__parties__participation=OuterRef("pk"),
        state__in=[MeetingState.HELD, MeetingState.CONFIRMED],
    )
    row = Participation.objects.filter(cohort=cohort, role=ParticipantRole.MENTEE).aggregate(
        all=Count("pk"),
        proposed=Count("pk", filter=Exists(proposed)),
        matched=Count("pk", filter=Exists(own)),
        agreed=Count("pk", filter=Exists(own.exclude(state=MentorshipState.MATCHED))),
        met=Count("pk", filter=Exists(met)),
    )
    return [
        Step(_("Taking part"), row["all"]),
        Step(_("Proposed to"), row["proposed"]),
        Step(_("Matched"), row["matched"]),
        Step(_("Agreed"), row["agreed"]),
        Step(_("Met"), row["met"]),
    ]


def _day(day: dt.date) -> str:
    return date_format(day, "D j M")
