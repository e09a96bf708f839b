"""Today: what needs the coordinator now, oldest first, and how far the cohort has come."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.matching.choices import ProposalState
from rapport.mentorships.models import Signature
from rapport.mentorships.selectors import (
    Compliance,
    month_before,
    names_of_parties,
    pairs_longest_without_meeting,
    standing_of_cohort,
    this_month,
)
from rapport.programmes.choices import ParticipantRole, ParticipationState
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.selectors import role_word, rule_in_words
from rapport.recruitment.choices import ConsentStanding
from rapport.recruitment.models import GuardianConsent
from rapport.recruitment.selectors.guardians import consents_not_there
from rapport.recruitment.selectors.intakes import Room, left_in_words, room_from
from rapport.reporting.selectors import today_queries as queries
from rapport.screening.choices import Standing as CheckStands
from rapport.screening.selectors import CheckStanding, ClearanceRow, clearance_rows, references_unanswered
from rapport.training.selectors import CourseStanding, training_wanting

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
    TRAINING = "training"
    APPLICATIONS = "applications"
    RESERVATION = "reservation"
    REFERENCES = "references"
    CONSENTS = "consents"
    CONSENT_GONE = "consent-gone"
    CLEARANCE_LAPSED = "clearance-lapsed"
    CLEARANCE_WANTING = "clearance-wanting"
    CLEARANCE_EXPIRING = "clearance-expiring"
    NOBODY = "nobody"
    NOBODY_APPLIED = "nobody-applied"
    LETTERS_FAILED = "letters-failed"
    PLACE_FREE = "place-free"
    INTAKE = "intake"


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


@dataclass(frozen=True)
class _Beginnings:
    """How far a cohort has come at all, which applications wait, how many need a guardian, and what room there is.

    `pages` counts the public pages on which people can apply: one or none.
    """

    room: Room
    people: int
    mentees: int
    runs: int
    applications: int
    unassigned: int
    applied_since: dt.datetime | None
    minors: int
    pages: int

    @property
    def takes_in(self) -> bool:
        """Whether anybody can still come in: somebody applies, waits for a word, or has an offer."""
        return bool(self.pages or self.applications or self.room.offered)


def today_of_cohort(cohort: Cohort, *, by: Actor | None = None) -> Today:
    """Gather what needs the coordinator, oldest first, in a fixed number of questions; nothing about `by` themselves."""
    last_month = month_before(this_month(cohort.programme))
    standing = standing_of_cohort(cohort, last_month)
    drafts, without_mentor = _drafts(cohort), _mentees_without_mentor(cohort)
    begun = _beginnings(cohort)
    needs = [
        *_disputes(cohort),
        *_unsigned(cohort),
        *_unsettled_proposals(cohort),
        *_unanswered_proposals(cohort),
        *_drafts_to_release(drafts),
        *_nobody_yet(cohort, begun),
        *_unmatched(cohort, without_mentor, begun),
        *_untrained(cohort),
        *_applications(begun),
        *_intake(begun),
        *_places_given(cohort, begun),
        *_red_reservations(cohort, by),
        *_references(cohort, by),
        *_consents(cohort, begun),
        *_clearances(cohort),
        *_free_places(cohort),
        *_failed_letters(cohort),
        *(_short_of_meetings(cohort, last_month) if standing.not_kept else ()),
    ]
    return Today(
        needs=sorted(needs, key=lambda need: need.since),
        running=standing.running,
        kept_rule=standing.kept,
        judged=standing.kept + standing.not_kept,
        judged_month=date_format(last_month, "F"),
        without_mentor=without_mentor.count,
        drafts=drafts.count,
        steps=_steps(cohort, begun),
    )


def _beginnings(cohort: Cohort) -> _Beginnings:
    today = clock.today(cohort.programme.time_zone)
    found = queries.beginnings.ask(cohort=cohort.pk, today=today)[0]
    figures, room = found[: queries.BEFORE_ROOM], found[queries.BEFORE_ROOM :]
    return _Beginnings(room_from(room, cohort.programme), *figures)


def _short_of_meetings(cohort: Cohort, last_month: dt.date) -> Iterator[Need]:
    """Active pairs that did not meet as agreed last month, and have not made up for it since."""
    short = pairs_longest_without_meeting(cohort, last_month, most=queries.MOST_OF_A_KIND)
    names = names_of_parties(each.mentorship_id for each in short)
    for each in short:
        yield _short(each, tuple(names[each.mentorship_id].values()), cohort)


def _short(each: Compliance, names: tuple[str, ...], cohort: Cohort) -> Need:
    last = each.last_met_on or each.starts_on
    days = (clock.today(cohort.programme.time_zone) - last).days
    return Need(
        NeedKind.SHORT_OF_MEETINGS,
        ngettext("No meeting in %(count)s day.", "No meeting in %(count)s days.", days) % {"count": days},
        _("The rule is %(rule)s.") % {"rule": rule_in_words(cohort.programme)},
        dt.datetime.combine(last, dt.time.min, ZoneInfo(cohort.programme.time_zone)),
        names,
        each.public_id,
    )


def _disputes(cohort: Cohort) -> Iterator[Need]:
    rows = queries.disputed.ask(cohort=cohort.pk)
    names = names_of_parties(mentorship for mentorship, *_rest in rows)
    for mentorship, public_id, held_on, created_at in rows:
        yield Need(
            NeedKind.DISPUTE,
            _("An entry in the register is disputed."),
            _("The two remember the meeting of %(day)s differently.") % {"day": _day(held_on)},
            created_at,
            tuple(names[mentorship].values()),
            public_id,
        )


def _unsigned(cohort: Cohort) -> Iterator[Need]:
    long_ago = clock.now() - dt.timedelta(days=UNSIGNED_AFTER_DAYS)
    rows = queries.unsigned.ask(cohort=cohort.pk, long_ago=long_ago)
    if not rows:
        return
    names = names_of_parties(mentorship for mentorship, *_rest in rows)
    signed = set(
        Signature.objects.filter(agreement__mentorship__in=list(names)).values_list("party", flat=True)
    )
    for mentorship, public_id, created_at in rows:
        waiting = [name for party, name in names[mentorship].items() if party not in signed]
        yield Need(
            NeedKind.UNSIGNED,
            _("The agreement is not signed."),
            _("Waiting for %(names)s.") % {"names": get_text_list(waiting, _("and"))},
            created_at,
            tuple(names[mentorship].values()),
            public_id,
        )


def _unsettled_proposals(cohort: Cohort) -> Iterator[Need]:
    for state, public_id, mentee, mentor, ended, ran_out in queries.unsettled.ask(
        cohort=cohort.pk, now=clock.now()
    ):
        is_declined = state == ProposalState.DECLINED
        yield Need(
            NeedKind.DECLINED if is_declined else NeedKind.EXPIRED,
            _("The proposal was declined.")
            if is_declined
            else _("The proposal ran out without an answer from both."),
            _("%(name)s is free for another match.") % {"name": mentee},
            ended if is_declined else ran_out,
            (mentee, mentor),
            public_id,
        )


def _unanswered_proposals(cohort: Cohort) -> Iterator[Need]:
    row = queries.unanswered.ask_one(cohort=cohort.pk, now=clock.now())
    if row:
        _cohort, count, since, until = row
        yield Need(
            NeedKind.WAITING,
            ngettext(
                "%(count)s proposal waits for an answer.", "%(count)s proposals wait for an answer.", count
            )
            % {"count": count},
            _runs_out(clock.days_until(until, cohort.programme.time_zone)),
            since,
        )


def _runs_out(days: int) -> str:
    if not days:
        return _("The first one runs out tonight.")
    return ngettext(
        "The first one runs out after %(days)s day. A reminder goes out by itself.",
        "The first one runs out after %(days)s days. A reminder goes out by itself.",
        days,
    ) % {"days": days}


def _drafts(cohort: Cohort) -> _Waiting:
    _cohort, count, since = queries.drafts.ask_one(cohort=cohort.pk) or (cohort.pk, 0, None)
    return _Waiting(count, since)


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
    row = queries.without_mentor.ask_one(cohort=cohort.pk, now=clock.now())
    _cohort, count, since = row or (cohort.pk, 0, None)
    return _Waiting(count, since)


def _nobody_yet(cohort: Cohort, begun: _Beginnings) -> Iterator[Need]:
    """The first step of a new cohort: its people. Where they apply by themselves and wait, that is said already."""
    if begun.people or begun.applications:
        return
    if begun.pages:
        yield Need(
            NeedKind.NOBODY_APPLIED,
            _("Nobody takes part yet, and no application waits."),
            _("You have a public page: share its link or its code, or invite people by letter."),
            cohort.created_at,
        )
    else:
        yield Need(
            NeedKind.NOBODY,
            _("Nobody takes part yet."),
            _(
                "Bring your spreadsheets in, one with a %(mentor)s in each row and one with a %(mentee)s; "
                "or let people apply, under Recruiting."
            )
            % _words_of(cohort),
            cohort.created_at,
        )


def _words_of(cohort: Cohort) -> dict[str, str]:
    return {role: role_word(cohort.programme, role) for role in ParticipantRole.values}


def _unmatched(cohort: Cohort, without_mentor: _Waiting, begun: _Beginnings) -> Iterator[Need]:
    if without_mentor.since:
        has_run = bool(begun.runs)
        yield Need(
            NeedKind.UNMATCHED if has_run else NeedKind.TO_MATCH,
            ngettext(
                "%(count)s person looks for a %(mentor)s.",
                "%(count)s people look for a %(mentor)s.",
                without_mentor.count,
            )
            % {"count": without_mentor.count, **_words_of(cohort)},
            _("The last match run says which rules and capacities stand in the way.")
            if has_run
            else _("Choose what makes a good pair, then match everybody at once."),
            without_mentor.since,
        )


def _untrained(cohort: Cohort) -> Iterator[Need]:
    """Whoever cannot be matched before they have done, or done again, what the programme requires."""
    active = Participation.objects.filter(cohort=cohort, state=ParticipationState.ACTIVE)
    if wanting := training_wanting(active, cohort.programme):
        since = min(_wanting_since(each) for courses in wanting.values() for each in courses)
        yield Need(
            NeedKind.TRAINING,
            ngettext(
                "%(count)s person has training to do.", "%(count)s people have training to do.", len(wanting)
            )
            % {"count": len(wanting)},
            _("They cannot be matched before. You can remind them, all at once."),
            since,
        )


def _wanting_since(standing: CourseStanding) -> dt.datetime:
    """Since when somebody could have done a course: it ran out, or it was published."""
    if standing.lapses_on:
        zone = ZoneInfo(standing.course.programme.time_zone)
        return dt.datetime.combine(standing.lapses_on, dt.time.min, zone)
    return standing.course.published_at or standing.course.created_at


def _references(cohort: Cohort, by: Actor | None) -> Iterator[Need]:
    count, since = references_unanswered(cohort, by=by)
    if since:
        yield Need(
            NeedKind.REFERENCES,
            ngettext("%(count)s reference does not come.", "%(count)s references do not come.", count)
            % {"count": count},
            _("The referee has declined, or said nothing in time. Ask again, or somebody else."),
            since,
        )


def _consents(cohort: Cohort, begun: _Beginnings) -> Iterator[Need]:
    """Who under 18 meets others without a guardian's consent, by name; how many consents do not come, or are no more."""
    not_there = consents_not_there(cohort) if begun.minors else []
    meeting = [each for each in not_there if _is_meeting(each)]
    yield from (_without_consent(each) for each in meeting[: queries.MOST_OF_A_KIND])
    others = [each for each in not_there if not _is_meeting(each) and each.standing != ConsentStanding.ASKED]
    if count := len(others):
        yield Need(
            NeedKind.CONSENTS,
            ngettext(
                "%(count)s guardian's consent is not there.",
                "%(count)s guardians' consents are not there.",
                count,
            )
            % {"count": count},
            _("The guardian has not answered in time, or has said no. They cannot be accepted or matched."),
            others[0].asked_at,
        )


def _is_meeting(consent: GuardianConsent) -> bool:
    participation = consent.application.participation
    return participation is not None and participation.places_taken > 0


def _without_consent(consent: GuardianConsent) -> Need:
    participation = consent.application.participation
    running = participation.places_taken if participation else 0
    detail = ngettext(
        "%(count)s mentorship runs on. See that they do not meet without one.",
        "%(count)s mentorships run on. See that they do not meet without one.",
        running,
    )
    return Need(
        NeedKind.CONSENT_GONE,
        _("No guardian's consent is in force."),
        detail % {"count": running},
        consent.ends_at or consent.answered_at or consent.asked_at,
        (participation.profile.name,) if participation else (),
        consent.public_id,
    )


def _free_places(cohort: Cohort) -> Iterator[Need]:
    """Places that somebody waits for, where nothing offers them by itself."""
    for role, places, taken, waiting, since in queries.free_places.ask(cohort=cohort.pk):
        free = places - taken
        yield Need(
            NeedKind.PLACE_FREE,
            ngettext(
                "%(count)s place for a %(role)s is free.", "%(count)s places for a %(role)s are free.", free
            )
            % {"count": free, "role": role_word(cohort.programme, role)},
            ngettext("%(count)s person waits for one.", "%(count)s people wait for one.", waiting)
            % {"count": waiting},
            since,
        )


def _clearances(cohort: Cohort) -> Iterator[Need]:
    """Who meets others without a valid check, by name; how many cannot be matched, and how many checks end soon."""
    rows = clearance_rows(cohort)
    meeting = [row for row in rows if row.lapsed and row.participation.places_taken]
    for row in sorted(meeting, key=lambda row: row.lapsed[0].since)[: queries.MOST_OF_A_KIND]:
        yield _lapsed(row)
    wanting = [row for row in rows if row.is_wanting and row.participation.state == ParticipationState.ACTIVE]
    if wanting:
        since = min(each.since for row in wanting for each in row.checks if each.is_wanting)
        words = ngettext(
            "%(count)s person cannot be matched for want of a check.",
            "%(count)s people cannot be matched for want of a check.",
            len(wanting),
        ) % {"count": len(wanting)}
        yield Need(
            NeedKind.CLEARANCE_WANTING, words, _("Note what they have shown you, or ask them for it."), since
        )
    yield from _expiring([each for row in rows for each in row.expiring])


def _lapsed(row: ClearanceRow) -> Need:
    each, running = row.lapsed[0], row.participation.places_taken
    what = (
        _("A check has run out: “%(check)s”.")
        if each.standing == CheckStands.EXPIRED
        else _("A check is not clear: “%(check)s”.")
    )
    detail = ngettext(
        "%(count)s mentorship runs on. Decide whether the two may go on meeting.",
        "%(count)s mentorships run on. Decide whether they may go on meeting.",
        running,
    )
    return Need(
        NeedKind.CLEARANCE_LAPSED,
        what % {"check": each.check.name},
        detail % {"count": running},
        each.since,
        (row.participation.profile.name,),
        row.participation.public_id,
    )


def _expiring(expiring: list[CheckStanding]) -> Iterator[Need]:
    if expiring:
        count = len(expiring)
        first = min(each.days_left for each in expiring)
        yield Need(
            NeedKind.CLEARANCE_EXPIRING,
            ngettext("%(count)s check ends within 60 days.", "%(count)s checks end within 60 days.", count)
            % {"count": count},
            ngettext(
                "The first one ends after %(days)s day. Reminders go out by themselves.",
                "The first one ends after %(days)s days. Reminders go out by themselves.",
                first,
            )
            % {"days": first},
            clock.now(),
        )


def _applications(begun: _Beginnings) -> Iterator[Need]:
    """Whoever waits for a decision, and how many of them nobody looks at yet."""
    if begun.applied_since:
        count = begun.applications
        yield Need(
            NeedKind.APPLICATIONS,
            ngettext(
                "%(count)s application waits for a decision.",
                "%(count)s applications wait for a decision.",
                count,
            )
            % {"count": count},
            _reviewed(begun.unassigned),
            begun.applied_since,
        )


def _intake(begun: _Beginnings) -> Iterator[Need]:
    """The places run out while people still come in."""
    room = begun.room
    if begun.takes_in and (room.is_over or room.is_nearly_full):
        yield Need(
            NeedKind.INTAKE,
            _room_in_words(room),
            _("Find more people who can help, ask who could take on one more, or stop the intake here."),
            clock.now(),
        )


def _places_given(cohort: Cohort, begun: _Beginnings) -> Iterator[Need]:
    """The cohort's own places run out while people apply, or still can."""
    if begun.pages or begun.applications:
        for each in begun.room.running_out:
            yield Need(
                NeedKind.INTAKE,
                left_in_words(each, cohort.programme),
                _("Raise the number of places, or put whoever comes now on the waiting list."),
                clock.now(),
            )


def _room_in_words(room: Room) -> str:
    if room.is_over:
        over = _("The intake passes capacity: %(needed)s places are asked for, and there are %(places)s.")
        return over % {"needed": room.needed, "places": room.places}
    if not room.left:
        return _("The intake is full: every place is asked for.")
    return ngettext(
        "The intake is nearly full: %(n)s place is left.",
        "The intake is nearly full: %(n)s places are left.",
        room.left,
    ) % {"n": room.left}


def _reviewed(unassigned: int) -> str:
    if not unassigned:
        return _("Somebody reviews each of them, or has done so.")
    return ngettext(
        "Nobody was asked to review %(count)s of them.",
        "Nobody was asked to review %(count)s of them.",
        unassigned,
    ) % {"count": unassigned}


def _red_reservations(cohort: Cohort, by: Actor | None) -> Iterator[Need]:
    for public_id, name, person, since in queries.red_reservations.ask(cohort=cohort.pk):
        if by is None or person != by.person.pk:
            yield Need(
                NeedKind.RESERVATION,
                _("A red reservation is open."),
                _("Nobody can accept them before it is settled."),
                since,
                (name,),
                public_id,
            )


def _failed_letters(cohort: Cohort) -> Iterator[Need]:
    rows = queries.failed_letters.ask(cohort=cohort.public_id, programme=cohort.programme.public_id)
    if rows:
        count, since = sum(row[1] for row in rows), min(row[2] for row in rows)
        yield Need(
            NeedKind.LETTERS_FAILED,
            ngettext("%(count)s letter did not go out.", "%(count)s letters did not go out.", count)
            % {"count": count},
            _("Check the address, then send it again."),
            since,
        )


def _steps(cohort: Cohort, begun: _Beginnings) -> list[Step]:
    """Count the mentees who have come to each step."""
    _cohort, proposed = queries.proposed.ask_one(cohort=cohort.pk) or (cohort.pk, 0)
    _cohort, matched, agreed, met = queries.paired.ask_one(cohort=cohort.pk) or (cohort.pk, 0, 0, 0)
    return [
        Step(_("Taking part"), begun.mentees),
        Step(_("Proposed to"), proposed),
        Step(_("Matched"), matched),
        Step(_("Agreed"), agreed),
        Step(_("Met"), met),
    ]


def _day(day: dt.date) -> str:
    return date_format(day, "D j M")
