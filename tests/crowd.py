"""Many rows at once, for tests that count questions: pairs who have met, made by a few inserts."""

import datetime as dt

from django.apps import apps

from rapport.accounts.models import Person
from rapport.core.statistics import refresh_statistics
from rapport.mentorships.choices import AgreementState, MeetingState, MentorshipState
from rapport.mentorships.models import Agreement, Attendance, Meeting, Mentorship, MentorshipParty
from rapport.programmes.choices import MeetingMode, ParticipantRole
from rapport.programmes.models import Cohort, Participation, Profile
from rapport.questionnaires.models import AnswerSheet
from tests import make

SO_MANY_AT_ONCE = 500


def make_pairs(cohort: Cohort, count: int, *, mentor: Participation | None = None) -> list[Mentorship]:
    """Make so many mentorships that met once yesterday; all with one mentor if one is given."""
    start = Mentorship.objects.count()
    mentees = _participations(cohort, ParticipantRole.MENTEE, count, start)
    mentors = [mentor] * count if mentor else _participations(cohort, ParticipantRole.MENTOR, count, start)
    mentorships = Mentorship.objects.bulk_create(
        [
            Mentorship(
                cohort=cohort,
                state=MentorshipState.ACTIVE,
                starts_on=make.days_ago(90),
                ends_on=cohort.ends_on,
            )
            for _ in range(count)
        ],
        batch_size=SO_MANY_AT_ONCE,
    )
    Agreement.objects.bulk_create(
        Agreement(mentorship=each, text="We meet.", state=AgreementState.SIGNED, signed_at=each.created_at)
        for each in mentorships
    )
    for sides in (mentors, mentees):
        MentorshipParty.objects.bulk_create(
            MentorshipParty(mentorship=mentorship, participation=side)
            for mentorship, side in zip(mentorships, sides, strict=True)
        )
    make_entries(mentorships, on=make.days_ago(1))
    tell_the_planner()
    return mentorships


def tell_the_planner() -> None:
    """Let PostgreSQL count all tables anew: what a test has not committed, its own housekeeping never sees."""
    refresh_statistics(*apps.get_models())


def make_entries(mentorships: list[Mentorship], *, on: dt.date) -> None:
    """Make an entry of one day in each of these mentorships, by the mentee."""
    parties = MentorshipParty.objects.filter(mentorship__in=mentorships).select_related(
        "participation__profile"
    )
    by_mentorship: dict[int, list[MentorshipParty]] = {}
    for party in parties:
        by_mentorship.setdefault(party.mentorship_id, []).append(party)
    start = Meeting.objects.count()
    meetings = Meeting.objects.bulk_create(
        [
            Meeting(
                mentorship=each,
                state=MeetingState.HELD,
                held_on=on,
                minutes=45,
                mode=MeetingMode.IN_PERSON,
                topics="Settling in",
                recorded_by_id=by_mentorship[each.pk][-1].person_id,
                entry_key=f"crowd-{start + place}",
            )
            for place, each in enumerate(mentorships)
        ],
        batch_size=SO_MANY_AT_ONCE,
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, party=party)
        for meeting in meetings
        for party in by_mentorship[meeting.mentorship_id]
    )


def _participations(cohort: Cohort, role: str, count: int, start: int) -> list[Participation]:
    numbers = range(start, start + count)
    people = Person.objects.bulk_create(Person(email=f"{role}{n}@crowd.example") for n in numbers)
    profiles = Profile.objects.bulk_create(
        Profile(organisation=cohort.programme.organisation, person=person, name=f"{role.capitalize()} {n}")
        for n, person in zip(numbers, people, strict=True)
    )
    sheets = AnswerSheet.objects.bulk_create(AnswerSheet(questionnaire=cohort.questionnaire) for _ in numbers)
    return Participation.objects.bulk_create(
        Participation(cohort=cohort, profile=profile, role=role, answers=sheet, capacity=1, places_taken=1)
        for profile, sheet in zip(profiles, sheets, strict=True)
    )
