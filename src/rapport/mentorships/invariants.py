"""What must always hold of mentorships, their agreements and registers; each check yields a sentence for every breach."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.breaches import breaches, breaches_of, name_of
from rapport.matching.choices import ProposalState
from rapport.matching.models import Proposal
from rapport.mentorships.choices import (
    AgreementState,
    Answer,
    MeetingState,
    MentorshipState,
    Verdict,
)
from rapport.mentorships.models import (
    Agreement,
    Attendance,
    CountersignedMonth,
    Expectations,
    Meeting,
    Mentorship,
    MentorshipParty,
    ProposalAnswer,
    RegisterNote,
    Signature,
)
from rapport.mentorships.models.fingerprint import fingerprint_of, fingerprint_of_note, seal_of
from rapport.mentorships.presets.expectations import unanswered_number
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.models import Participation

WENT_ON = (MeetingState.HELD, MeetingState.CONFIRMED, MeetingState.DISPUTED)
BEGUN = (MentorshipState.ACTIVE, MentorshipState.PAUSED, MentorshipState.CLOSING)
SIDES = 2


def places_miscounted() -> Iterator[str]:
    running = Count(
        "mentorship_parties", filter=~Q(mentorship_parties__mentorship__state=MentorshipState.CLOSED)
    )
    counted = Participation.objects.annotate(running=running).exclude(places_taken=F("running"))
    for found in counted.order_by("pk"):
        yield f"{name_of(found)}: {found.places_taken} places taken, {found.running} mentorships running"


def matches_misremembered() -> Iterator[str]:
    parties = MentorshipParty.objects.filter(participation=OuterRef("pk"))
    matched = Participation.objects.exclude(matched_at=None)
    yield from breaches(matched.exclude(Exists(parties)), "it is noted as matched, and never was")
    never = Participation.objects.filter(Exists(parties), matched_at=None)
    yield from breaches(never, "it was matched, and nothing says when")


def mentorships_without_both_sides() -> Iterator[str]:
    parties = MentorshipParty.objects.filter(mentorship=OuterRef("pk"))
    for role in ParticipantRole:
        lacking = Mentorship.objects.exclude(Exists(parties.filter(participation__role=role)))
        yield from breaches(lacking, f"it has no {role}")
    elsewhere = MentorshipParty.objects.exclude(participation__cohort=F("mentorship__cohort"))
    yield from breaches(elsewhere, "this person belongs to another cohort than the mentorship")


def proposals_without_mentorship() -> Iterator[str]:
    accepted = Proposal.objects.filter(state=ProposalState.ACCEPTED)
    yield from breaches(accepted.filter(mentorship=None), "it is accepted, but there is no mentorship")
    made = Mentorship.objects.exclude(proposal=None)
    yield from breaches(made.exclude(proposal__state=ProposalState.ACCEPTED), "its proposal was not accepted")
    yield from breaches(made.exclude(proposal__cohort=F("cohort")), "its proposal is of another cohort")
    for side in ("mentee", "mentor"):
        own = MentorshipParty.objects.filter(
            mentorship=OuterRef("pk"), participation=OuterRef(f"proposal__{side}")
        )
        yield from breaches(made.exclude(Exists(own)), f"the {side} of its proposal is not in it")


def proposals_without_both_answers() -> Iterator[str]:
    yes = Count("answers", filter=Q(answers__answer=Answer.ACCEPTED))
    answered = Proposal.objects.annotate(yes=yes)
    accepted = answered.filter(state=ProposalState.ACCEPTED).exclude(yes=SIDES)
    yield from breaches(accepted, "it is accepted, but not by both")
    waiting = answered.filter(state=ProposalState.RELEASED, yes=SIDES)
    yield from breaches(waiting, "both have accepted, but it still waits")
    strangers = ProposalAnswer.objects.exclude(
        Q(participation=F("proposal__mentee")) | Q(participation=F("proposal__mentor"))
    )
    yield from breaches(strangers, "somebody answered who was not asked")


def agreements_unsigned() -> Iterator[str]:
    signed = Agreement.objects.filter(state=AgreementState.SIGNED)
    yield from breaches(signed.filter(signed_at=None), "it is signed, but nobody knows when")
    signatures = Signature.objects.filter(agreement__in=signed, party=OuterRef("pk"))
    missing = MentorshipParty.objects.filter(mentorship__agreements__in=signed).exclude(Exists(signatures))
    yield from breaches(missing, "the agreement is signed, but not by this person")
    strangers = Signature.objects.exclude(party__mentorship=F("agreement__mentorship"))
    yield from breaches(strangers, "somebody signed who is not in the mentorship")
    begun = Mentorship.objects.filter(state__in=BEGUN, waits_for_agreement=True)
    lacking = begun.exclude(Exists(signed.filter(mentorship=OuterRef("pk"))))
    yield from breaches(lacking, "it goes on without a signed agreement")


def agreements_out_of_turn() -> Iterator[str]:
    drafts = Agreement.objects.filter(state=AgreementState.DRAFT)
    signed = Agreement.objects.filter(mentorship=OuterRef("mentorship"), state=AgreementState.SIGNED)
    yield from breaches(
        drafts.exclude(reason="").exclude(Exists(signed)), "it changes what nobody has signed"
    )
    newer = signed.filter(version__gt=OuterRef("version"))
    yield from breaches(drafts.filter(Exists(newer)), "it waits for names, but a later version holds")


def expectations_out_of_step() -> Iterator[str]:
    answered = MentorshipParty.objects.exclude(expectations_answered_at=None)
    kept = Expectations.objects.filter(party=OuterRef("pk"))
    yield from breaches(answered.exclude(Exists(kept)), "it is noted that they answered, but not what")
    for found in Expectations.objects.filter(party__in=answered).order_by("pk").iterator(chunk_size=2000):
        if unanswered_number(found.answers):
            yield f"{name_of(found)}: they are noted as answered, but something is missing"
    silent = MentorshipParty.objects.filter(mentorship=OuterRef("mentorship"), expectations_answered_at=None)
    settled = Agreement.objects.filter(reason="").exclude(points={})
    yield from breaches(settled.filter(Exists(silent)), "it was settled before all had answered")


def meetings_out_of_time() -> Iterator[str]:
    """A day is judged on the programme's calendar; rows are read one by one, as no database knows all zones."""
    went_on = Meeting.objects.filter(state__in=WENT_ON)
    unsigned = went_on.filter(mentorship__waits_for_agreement=True).exclude(
        Exists(Agreement.objects.filter(mentorship=OuterRef("mentorship"), signed_at__isnull=False))
    )
    yield from breaches(unsigned, "they met without a signed agreement")
    columns = ("public_id", "held_on", "mentorship", "mentorship__cohort__programme__time_zone")
    first = _first_days()
    for public_id, held_on, mentorship, zone in went_on.values_list(*columns).iterator(chunk_size=2000):
        if held_on > clock.today(zone):
            yield f"meeting {public_id}: it was held on a day that has not come"
        if held_on < first.get(mentorship, dt.date.min):
            yield f"meeting {public_id}: it was held before the agreement was signed"


def _first_days() -> dict[int, dt.date]:
    """Return the day each mentorship's first agreement was signed, on the programme's calendar."""
    columns = ("mentorship", "signed_at", "mentorship__cohort__programme__time_zone")
    first: dict[int, dt.date] = {}
    waited = Agreement.objects.filter(mentorship__waits_for_agreement=True)
    signed = waited.exclude(signed_at=None).order_by("-version")
    for mentorship, moment, zone in signed.values_list(*columns).iterator(chunk_size=2000):
        first[mentorship] = clock.date_in(moment, zone)
    return first


def meetings_without_everybody() -> Iterator[str]:
    present = Attendance.objects.filter(meeting=OuterRef("pk"))
    counted = Meeting.objects.annotate(
        rows=Count("attendances", distinct=True), parties=Count("mentorship__parties", distinct=True)
    )
    incomplete = counted.filter(state__in=WENT_ON).exclude(rows=F("parties"))
    yield from breaches(incomplete, "it does not say of everybody whether they were there")
    strangers = Attendance.objects.exclude(party__mentorship=F("meeting__mentorship"))
    yield from breaches(strangers, "somebody is entered who is not in the mentorship")
    recorder = Q(party__participation__profile__person=OuterRef("recorded_by"))
    unconfirmed = Exists(present.exclude(recorder).exclude(verdict=Verdict.CONFIRMED))
    confirmed = Meeting.objects.filter(state=MeetingState.CONFIRMED, settled_at=None)
    yield from breaches(confirmed.filter(unconfirmed), "it is confirmed, but not by everybody else")
    agreed = Meeting.objects.filter(state=MeetingState.DISPUTED).exclude(
        Exists(present.filter(verdict=Verdict.DISPUTED))
    )
    yield from breaches(agreed, "it is disputed, but nobody disputes it")
    own_word = Attendance.objects.filter(
        party__participation__profile__person=F("meeting__recorded_by")
    ).exclude(verdict="")
    yield from breaches(own_word, "somebody confirmed or disputed an entry of their own")


def countersigned_months_changed() -> Iterator[str]:
    """Whoever changes an entry behind our back has the fingerprint against them; who changes that, the audit chain."""
    recorded = _recorded("month-countersigned")
    entries = _locked_entries()
    for month in CountersignedMonth.objects.select_related("mentorship").order_by("pk"):
        if recorded.pop(month.public_id, None) != seal_of(month):
            yield f"{name_of(month)}: it is not what the audit chain says"
        found = entries.pop(month.pk, [])
        fingerprint = fingerprint_of(month.mentorship.public_id, month.first, month.part, found)
        if len(found) != month.entries or fingerprint != month.fingerprint:
            yield f"{name_of(month)}: its entries are not what was countersigned"
        for meeting in found:
            if meeting.mentorship_id != month.mentorship_id or meeting.held_on.replace(day=1) != month.first:
                yield f"{name_of(meeting)}: it is locked in a month that is not its own"
    for public_id in sorted(recorded):
        yield f"countersigned month {public_id}: it was countersigned, and is gone"


def register_notes_changed() -> Iterator[str]:
    recorded = _recorded("register-note-added")
    for note in RegisterNote.objects.order_by("pk"):
        if recorded.pop(note.public_id, None) != {"fingerprint": fingerprint_of_note(note)}:
            yield f"{name_of(note)}: it is not what the audit chain says"
    for public_id in sorted(recorded):
        yield f"register note {public_id}: it was added, and is gone"


def _recorded(act: str) -> dict[str, Any]:
    """Return what the audit chain says of what was done so, by the public id of the row."""
    return dict(AuditEvent.objects.filter(act=act).values_list("subject", "detail"))


def _locked_entries() -> dict[int, list[Meeting]]:
    locked: dict[int, list[Meeting]] = defaultdict(list)
    found = Meeting.objects.exclude(locked_in=None).select_related("recorded_by", "settled_by")
    for meeting in found.prefetch_related("attendances__party").iterator(chunk_size=2000):
        locked[meeting.locked_in_id or 0].append(meeting)
    return locked


def mentorships_out_of_step() -> Iterator[str]:
    rules = {
        "it is closed, but nobody knows when": Q(state=MentorshipState.CLOSED, closed_at=None),
        "it goes on, but has an end": ~Q(state=MentorshipState.CLOSED) & Q(closed_at__isnull=False),
        "it ends before it starts": Q(ends_on__lt=F("starts_on")),
    }
    yield from breaches_of(Mentorship, rules)


INVARIANTS = {
    "places taken are mentorships running": places_miscounted,
    "whoever was ever matched is noted as such": matches_misremembered,
    "every mentorship has a mentor and a mentee of its cohort": mentorships_without_both_sides,
    "every accepted proposal became one mentorship": proposals_without_mentorship,
    "nothing is accepted without the word of both": proposals_without_both_answers,
    "nobody goes on without an agreement that all have signed": agreements_unsigned,
    "a change waits for names only while an earlier version holds": agreements_out_of_turn,
    "what two expect is settled once both have answered": expectations_out_of_step,
    "meetings lie between the agreement and today": meetings_out_of_time,
    "every entry speaks of everybody, and is confirmed by the others": meetings_without_everybody,
    "a month that was countersigned says what it said then": countersigned_months_changed,
    "a note in a register says what it said then": register_notes_changed,
    "every mentorship is what its state says": mentorships_out_of_step,
}
