"""The demo's story, told through the same services that people use, over months that have passed."""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.demo import (
    expecting,
    institute_intake,
    people,
    registers,
    reviewing,
    screening,
    training,
    works_intake,
)
from rapport.demo.cast import CAST, INSTITUTE, WORKS
from rapport.demo.charter import write_charter
from rapport.demo.past import days_ago
from rapport.letters.services import send_next_letter
from rapport.matching.errors import AlreadyTogether
from rapport.matching.selectors.proposals import proposals_to_release
from rapport.matching.services.adjustments import pick_by_hand
from rapport.matching.services.criteria import apply_preset_criteria
from rapport.matching.services.proposals import release_proposals
from rapport.matching.services.runs import request_run, run_next_match
from rapport.mentorships.selectors.agreements import agreement_of
from rapport.mentorships.services.agreements import sign_agreement
from rapport.mentorships.services.meetings import Entry, confirm_meeting, dispute_meeting, record_meeting
from rapport.mentorships.services.proposals import accept_proposal, decline_proposal
from rapport.programmes.choices import (
    PARTICIPANT_HAT,
    GuidelineKind,
    MeetingMode,
    ParticipantRole,
    StaffRole,
)
from rapport.programmes.presets import get_preset
from rapport.programmes.selectors import has_organisations
from rapport.programmes.selectors.guidelines import guidelines_in_force
from rapport.programmes.services.guidelines import (
    acknowledge_guidelines,
    draft_guideline,
    publish_guideline,
)
from rapport.programmes.services.organisations import appoint_staff, create_organisation, ensure_profile
from rapport.programmes.services.participations import add_participation, set_capacity
from rapport.programmes.services.programmes import create_cohort, create_programme
from rapport.training.services.completions import note_readiness_of_all

if TYPE_CHECKING:
    from rapport.matching.models import Proposal
    from rapport.mentorships.models import Mentorship
    from rapport.programmes.models import Cohort, Organisation, Participation
    from rapport.screening.models import BackgroundCheck

FIRST_DAY = 86
FIRST_INTAKE = 24
LATE = 5
TALKS = (
    ("Getting to know each other, what we expect", "Write down three goals"),
    ("A plan for the exams in December", "Try the plan for two weeks"),
    ("How the first ward shift went", "Ask the ward sister for a second visit"),
    ("Presenting in front of the class", "Practise the first two minutes aloud"),
    ("What to do when a week goes wrong", "Keep Sunday evening free for planning"),
)


@dataclass(frozen=True)
class Stage:
    """The people and the cohort that a story is told with."""

    cohort: "Cohort"
    coordinator: Actor
    mentors: list["Participation"]
    mentees: list["Participation"]
    recruiting: "Cohort | None" = None
    check: "BackgroundCheck | None" = None


def build_once() -> bool:
    """Build the whole demo or nothing, unless there is an organisation already; return whether it was built."""
    if has_organisations():
        return False
    with transaction.atomic():
        build_institute()
        build_works()
    _post()
    return True


def build_institute() -> Stage:
    """Peer mentoring in full swing: a first intake that meets, some who apply late, and newcomers being matched."""
    with days_ago(FIRST_DAY):
        stage = _found_institute()
        _put_guidelines_in_force(stage)
        write_charter(stage.cohort.programme, by=stage.coordinator)
    with days_ago(80):
        _add_people(stage, people.mentors(), ParticipantRole.MENTOR, stage.mentors)
        _add_people(stage, people.mentees()[:FIRST_INTAKE], ParticipantRole.MENTEE, stage.mentees)
        training.note_trained_before(stage.mentors, by=stage.coordinator)
        if stage.check:
            screening.clear(stage.mentors, stage.check, by=stage.coordinator, ago=80)
        apply_preset_criteria(stage.cohort, by=stage.coordinator)
    with days_ago(77):
        proposals = _first_matching(stage)
    mentorships = _answer_first_proposals(proposals)
    _sign(mentorships)
    _meet(mentorships)
    began = clock.today("Asia/Kolkata") - dt.timedelta(days=FIRST_DAY)
    registers.look_through(stage.cohort, by=stage.coordinator, since=began)
    if stage.check:
        institute_intake.recruit(
            stage.cohort, [*stage.mentors, *stage.mentees], stage.check, by=stage.coordinator
        )
    _newcomers(stage)
    return stage


def _found_institute() -> Stage:
    institute = create_organisation(
        name=INSTITUTE,
        time_zone="Asia/Kolkata",
        owner_email="meena.rao@demo.example",
        owner_name="Meena Rao",
        is_demo=True,
    )
    owner = _actor(institute, "meena.rao@demo.example", "Meena Rao", StaffRole.OWNER)
    programme = create_programme(
        by=owner,
        preset="peer-mentoring",
        **_peer_mentoring_once_a_month(),
    )
    training.offer_courses(programme, by=owner)
    check = screening.ask(programme, by=owner)
    asha = _actor(institute, "asha.verma@demo.example", "Asha Verma", StaffRole.COORDINATOR)
    for name, role in [
        ("Asha Verma", StaffRole.COORDINATOR),
        ("Joan Mathew", StaffRole.DEPUTY),
        ("Nasreen Akhtar", StaffRole.REVIEWER),
        ("Padma Lakshmi", StaffRole.SAFEGUARDING_LEAD),
        ("Bashir Ahmed", StaffRole.COMMITTEE_MEMBER),
        ("Tomas Reyes", StaffRole.OBSERVER),
    ]:
        email = f"{name.lower().replace(' ', '.')}@demo.example"
        appoint_staff(by=owner, email=email, name=name, role=role, programme=programme)
    today = clock.today("Asia/Kolkata")
    cohort = create_cohort(
        programme,
        name=f"{today.year}/{(today.year + 1) % 100}",
        starts_on=today + dt.timedelta(days=10),
        ends_on=today + dt.timedelta(days=300),
        by=asha,
    )
    return Stage(cohort, asha, [], [], check=check)


def _peer_mentoring_once_a_month() -> dict[str, Any]:
    """The preset, with the meeting rule of the institute in place of its own."""
    return get_preset("peer-mentoring").initial() | {
        "time_zone": "Asia/Kolkata",
        "required_meetings": 1,
        "required_mode": MeetingMode.IN_PERSON,
    }


def _add_people(stage: Stage, profiles: list[people.Profile], role: str, into: list["Participation"]) -> None:
    added = _join(stage, profiles, role)
    note_readiness_of_all(stage.cohort, ids=[each.public_id for each in added], by=stage.coordinator)
    _acknowledge(stage, added)
    into.extend(added)


def _join(stage: Stage, profiles: list[people.Profile], role: str) -> list["Participation"]:
    return [
        add_participation(
            stage.cohort,
            role=role,
            email=person.email,
            name=person.name,
            answers=person.answers,
            availability=person.availability,
            by=stage.coordinator,
        )
        for person in profiles
    ]


def _put_guidelines_in_force(stage: Stage) -> None:
    for kind in GuidelineKind:
        draft = draft_guideline(stage.cohort.programme, kind=kind, by=stage.coordinator)
        publish_guideline(draft, by=stage.coordinator)


def _acknowledge(stage: Stage, participations: list["Participation"]) -> None:
    """Everybody reads the guidelines when they come; every eighth who is nobody's part in the demo still has to."""
    played = {part.email for part in CAST}
    programme = stage.cohort.programme
    ids = [each.public_id for each in guidelines_in_force([programme])]
    for place, each in enumerate(participations):
        if place % 8 != LATE or each.profile.person.email in played:
            acknowledge_guidelines(programme, ids=ids, by=_participant(each))


def _first_matching(stage: Stage) -> list["Proposal"]:
    """Match the first intake; two pairs are put together by hand, as coordinators do."""
    _match(stage)
    for mentee, mentor in [("Prem Nair", "Divya Iyer"), ("Huma Beg", "Anil Fernandes")]:
        put_together((_named(stage.mentees, mentee), _named(stage.mentors, mentor)), by=stage.coordinator)
    drafts = list(proposals_to_release(stage.cohort))
    release_proposals(stage.cohort, by=stage.coordinator)
    return drafts


def _match(stage: Stage) -> None:
    request_run(stage.cohort, by=stage.coordinator)
    run_next_match()


def _answer_first_proposals(proposals: list["Proposal"], *, days: int = 75) -> list["Mentorship"]:
    """Most say yes; one mentor declines with a reason, one mentee never answers."""
    mentorships = []
    for place, proposal in enumerate(proposals):
        name = proposal.mentee.profile.name
        if name == "Mohan Lal":
            continue
        with days_ago(days - place % 3):
            if name == "Yusuf Ansari":
                decline_proposal(
                    proposal, by=_participant(proposal.mentor), reason="I leave for my placement in a month."
                )
                continue
            accept_proposal(proposal, by=_participant(proposal.mentor))
            if name == "Abdul Karim":
                continue
            mentorship = accept_proposal(proposal, by=_participant(proposal.mentee))
            if mentorship:
                mentorships.append(mentorship)
    return mentorships


def _sign(mentorships: list["Mentorship"], *, days: int = 71) -> None:
    """All sign but Huma, who has a question first, and has not said yet what she expects."""
    for mentorship in mentorships:
        _expect(mentorship, days=days)
        agreement = agreement_of(mentorship)
        if agreement is None:
            continue
        for party in mentorship.parties.all():
            name = party.participation.profile.name
            if name == "Huma Beg":
                continue
            with days_ago(days):
                agreement = sign_agreement(agreement, by=_participant(party.participation), name=name)


def _expect(mentorship: "Mentorship", *, days: int) -> None:
    mentor, mentee = _sides(mentorship)
    with days_ago(days + 1):
        if mentee.profile.name == "Prem Nair":
            expecting.settle(mentorship, mentor=_participant(mentor), mentee=_participant(mentee))
        elif mentee.profile.name == "Huma Beg":
            expecting.answer_first(mentorship, mentor=_participant(mentor))


def _meet(mentorships: list["Mentorship"], *, since: int = 70) -> None:
    """Three in four meet as agreed; some slip, one pair remembers a meeting differently."""
    for place, mentorship in enumerate(mentorships):
        mentor, mentee = _sides(mentorship)
        if mentee.profile.name == "Huma Beg":
            continue
        is_prem = mentee.profile.name == "Prem Nair"
        held = [62, 48, 34, 19, 5] if is_prem else [60 - place % 7, 31 - place % 5, 4 + place % 9]
        if not is_prem and place % 4 == 1:
            held = held[:1]
        for number, days in enumerate(each for each in held if each < since):
            _meeting(
                mentorship, mentee, mentor, days=days, number=number, is_open=is_prem and days == held[-1]
            )
        if mentee.profile.name == "John Oram":
            _disputed_meeting(mentorship, mentor, mentee)


def _meeting(
    mentorship: "Mentorship",
    recorder: "Participation",
    other: "Participation",
    *,
    days: int,
    number: int,
    is_open: bool,
) -> None:
    topics, next_steps = TALKS[number % len(TALKS)]
    with days_ago(days):
        meeting = record_meeting(
            mentorship,
            Entry(
                held_on=clock.today(mentorship.cohort.programme.time_zone),
                minutes=(45, 50, 30, 60)[number % 4],
                mode=MeetingMode.VIDEO if number % 4 == 3 else MeetingMode.IN_PERSON,  # noqa: PLR2004 - every fourth
                place="" if number % 4 == 3 else ("Library café", "Ward 4", "Garden bench")[number % 3],  # noqa: PLR2004
                topics=topics,
                next_steps=next_steps,
            ),
            by=_participant(recorder),
        )
    if not is_open:
        with days_ago(days - 1):
            confirm_meeting(meeting, by=_participant(other))


def _disputed_meeting(mentorship: "Mentorship", mentor: "Participation", mentee: "Participation") -> None:
    with days_ago(3):
        meeting = record_meeting(
            mentorship,
            Entry(
                held_on=clock.today(mentorship.cohort.programme.time_zone),
                minutes=30,
                mode=MeetingMode.IN_PERSON,
                place="Canteen",
                topics="Notes for the pharmacology test",
            ),
            by=_participant(mentor),
        )
    with days_ago(2):
        dispute_meeting(
            meeting, by=_participant(mentee), reason="We talked by phone that day, not in person."
        )


def _newcomers(stage: Stage) -> None:
    """Ten arrive late: a second run, one proposal sent ahead, the rest waiting to be looked through."""
    with days_ago(6):
        _add_people(stage, people.mentees()[FIRST_INTAKE:], ParticipantRole.MENTEE, stage.mentees)
        late = _join(stage, people.late_mentors(), ParticipantRole.MENTOR)
        _acknowledge(stage, late)
        for mentor in stage.mentors[1:6]:
            set_capacity(mentor, capacity=mentor.capacity + 1, by=stage.coordinator)
    with days_ago(2):
        _match(stage)
    with days_ago(1):
        _send_ahead(stage, mentee="Sana Mirza", mentor="Ravi Kumar")
    training.study(late)
    if stage.check:
        screening.begin_one(late, stage.check, by=stage.coordinator)
    training.assess([*stage.mentors, *late])
    training.hold_events(stage.cohort.programme, [*stage.mentors, *late], by=stage.coordinator)


def _send_ahead(stage: Stage, *, mentee: str, mentor: str) -> None:
    """Put two together and let them know before the others; the mentor says yes at once."""
    pair = _named(stage.mentees, mentee), _named(stage.mentors, mentor)
    put_together(pair, by=stage.coordinator)
    chosen = [
        proposal
        for proposal in proposals_to_release(stage.cohort)
        if (proposal.mentee, proposal.mentor) == pair
    ]
    release_proposals(stage.cohort, by=stage.coordinator, ids=[each.public_id for each in chosen])
    for proposal in chosen:
        proposal.refresh_from_db()
        accept_proposal(proposal, by=_participant(proposal.mentor))


def put_together(pair: tuple["Participation", "Participation"], *, by: Actor) -> None:
    """Pick a pair by hand, unless the match run had the same thought."""
    with suppress(AlreadyTogether):
        pick_by_hand(*pair, by=by)


def _named(participations: list["Participation"], name: str) -> "Participation":
    return next(each for each in participations if each.profile.name == name)


def build_works() -> None:
    """Another organisation: Asha is mentored there, and its coordinator has an empty cohort to fill."""
    with days_ago(50):
        stage = _found_works()
        mentee = add_participation(
            stage.cohort,
            role=ParticipantRole.MENTEE,
            email="asha.verma@demo.example",
            name="Asha Verma",
            answers={"department": "Quality", "grade": "Manager", "topics": ["Leadership"]},
            by=stage.coordinator,
        )
        mentor = add_participation(
            stage.cohort,
            role=ParticipantRole.MENTOR,
            email="grace.okafor@demo.example",
            name="Grace Okafor",
            answers={"department": "Design", "grade": "Director", "topics": ["Leadership", "Confidence"]},
            by=stage.coordinator,
        )
        apply_preset_criteria(stage.cohort, by=stage.coordinator)
        note_readiness_of_all(stage.cohort, ids=[mentee.public_id, mentor.public_id], by=stage.coordinator)
        _match(stage)
        proposals = list(proposals_to_release(stage.cohort))
        release_proposals(stage.cohort, by=stage.coordinator)
    mentorships = _answer_first_proposals(proposals, days=47)
    _sign(mentorships, days=45)
    _meet(mentorships, since=45)
    if stage.recruiting:
        works_intake.recruit(stage.recruiting, by=stage.coordinator)


def _found_works() -> Stage:
    works = create_organisation(
        name=WORKS,
        time_zone="Europe/London",
        owner_email="margaret.hale@demo.example",
        owner_name="Margaret Hale",
        is_demo=True,
    )
    owner = _actor(works, "margaret.hale@demo.example", "Margaret Hale", StaffRole.OWNER)
    lewis = _actor(works, "lewis.grant@demo.example", "Lewis Grant", StaffRole.COORDINATOR)
    programme = create_programme(
        by=owner,
        preset="staff-mentoring",
        **get_preset("staff-mentoring").initial() | {"time_zone": "Europe/London"},
    )
    appoint_staff(
        by=owner,
        email="lewis.grant@demo.example",
        name="Lewis Grant",
        role=StaffRole.COORDINATOR,
        programme=programme,
    )
    reviewing.appoint_reviewers(programme, by=owner)
    today = clock.today("Europe/London")
    first = create_cohort(
        programme, name="Pilot", starts_on=today, ends_on=today + dt.timedelta(days=240), by=lewis
    )
    following = create_cohort(
        programme,
        name="Next intake",
        starts_on=today + dt.timedelta(days=90),
        ends_on=today + dt.timedelta(days=400),
        by=lewis,
    )
    return Stage(first, lewis, [], [], recruiting=following)


def _actor(organisation: "Organisation", email: str, name: str, hat: str) -> Actor:
    return Actor(ensure_profile(organisation, email=email, name=name).person, organisation, hat)


def _participant(participation: "Participation") -> Actor:
    profile = participation.profile
    return Actor(profile.person, profile.organisation, PARTICIPANT_HAT)


def _sides(mentorship: "Mentorship") -> tuple["Participation", "Participation"]:
    both = {party.participation.role: party.participation for party in mentorship.parties.all()}
    return both[ParticipantRole.MENTOR], both[ParticipantRole.MENTEE]


def _post() -> None:
    """Send every letter on the day on which it was written."""
    for days in range(FIRST_DAY, -1, -1):
        with days_ago(days):
            while send_next_letter():
                pass
