"""What has happened in a mentorship, and how far it has come."""

import datetime as dt

import pytest

from rapport.matching.choices import ProposalState
from rapport.mentorships.choices import Answer, MeetingState, MentorshipState, Stage
from rapport.mentorships.selectors import answers_to, mentorships_of_cohort, stages_of, timeline_of
from rapport.programmes.models import Participation
from tests import make

pytestmark = pytest.mark.django_db


def test_a_timeline_tells_the_newest_first():
    mentorship = make.make_mentorship(created_at=dt.datetime(2027, 2, 1, 9, tzinfo=dt.UTC))
    mentorship.agreements.update(signed_at=dt.datetime(2027, 2, 3, 9, tzinfo=dt.UTC))
    make.make_meeting(mentorship=mentorship, held_on=dt.date(2027, 2, 3))
    make.make_meeting(mentorship=mentorship, held_on=dt.date(2027, 2, 20), state=MeetingState.DISPUTED)
    make.make_meeting(mentorship=mentorship, held_on=dt.date(2027, 2, 21), state=MeetingState.CANCELLED)

    told = [(happening.kind, happening.on.day) for happening in timeline_of(mentorship)]

    assert told == [("meeting", 20), ("meeting", 3), ("signed", 3), ("matched", 1)]


@pytest.mark.parametrize(
    ("state", "met", "stage"),
    [
        (MentorshipState.MATCHED, False, Stage.MATCHED),
        (MentorshipState.ACTIVE, False, Stage.AGREED),
        (MentorshipState.ACTIVE, True, Stage.MEETING),
        (MentorshipState.CLOSING, True, Stage.CLOSING),
        (MentorshipState.CLOSED, True, None),
    ],
)
def test_the_stage_follows_from_what_has_happened(state, met, stage):
    mentorship = make.make_mentorship(state=state)
    if met:
        make.make_meeting(mentorship=mentorship)

    assert stages_of(mentorship)[1] == stage


def test_training_is_a_stage_only_where_both_were_trained():
    mentorship = make.make_mentorship()
    assert Stage.TRAINED not in stages_of(mentorship)[0]

    Participation.objects.update(trained_on=make.days_ago(40))

    mentorship.refresh_from_db()
    assert Stage.TRAINED in stages_of(type(mentorship).objects.get())[0]


def test_a_cohorts_list_is_found_by_name_and_state_and_sorted_by_the_last_meeting():
    cohort = make.make_cohort()
    asha, ravi, none = (
        make.make_mentorship(mentee=make.make_participation(role=make.MENTEE, cohort=cohort, name=name))
        for name in ("Asha Rao", "Ravi Kumar", "Tara Nanda")
    )
    make.make_meeting(mentorship=asha, held_on=make.days_ago(3))
    make.make_meeting(mentorship=ravi, held_on=make.days_ago(9))
    by = make.make_actor(programme=cohort.programme)

    assert list(mentorships_of_cohort(cohort, by=by, text="rav")) == [ravi]
    assert list(mentorships_of_cohort(cohort, by=by, state=MentorshipState.PAUSED)) == []
    assert list(mentorships_of_cohort(cohort, by=by, sort="met")) == [none, ravi, asha]
    assert list(mentorships_of_cohort(cohort, by=by, sort="-met")) == [asha, ravi, none]


def test_a_mentorship_ends_on_the_day_that_the_programme_sees():
    programme = make.make_programme(time_zone="Asia/Kolkata")
    cohort = make.make_cohort(programme=programme, ends_on=dt.date(2027, 12, 31))
    mentee = make.make_participation(role=make.MENTEE, cohort=cohort)
    late = dt.datetime(2027, 4, 30, 20, tzinfo=dt.UTC)
    mentorship = make.make_mentorship(mentee=mentee, state="closed", closed_at=late)

    assert mentorship.last_day == dt.date(2027, 5, 1)


def test_who_runs_a_programme_hears_no_reason_in_a_case_of_their_own():
    declined = make.make_proposal(state=ProposalState.DECLINED)
    make.make_answer(
        proposal=declined, participation=declined.mentor, answer=Answer.DECLINED, reason="We do not get on."
    )
    coordinator = make.make_actor(programme=declined.cohort.programme)
    mentee_who_coordinates = make.staff_actor(
        make.make_membership(profile=declined.mentee.profile, programme=declined.cohort.programme)
    )

    assert [each.reason for each in answers_to([declined], by=coordinator)[declined.pk]] == [
        "We do not get on."
    ]
    assert answers_to([declined], by=mentee_who_coordinates) == {}
