"""What Today asks the coordinator to look at."""

import datetime as dt

import pytest

from rapport.core import clock
from rapport.letters.choices import LetterState
from rapport.matching.choices import ProposalState
from rapport.mentorships.choices import MeetingState
from rapport.reporting.selectors import NeedKind, today_of_cohort
from tests import make

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _november():
    with clock.at(NOW):
        yield


@pytest.fixture
def cohort():
    return make.make_cohort(programme=make.make_programme(required_meetings=1))


def needs(cohort):
    return [need.kind for need in today_of_cohort(cohort).needs]


def running_since(cohort, day, **fields):
    mentorship = make.make_mentorship(
        mentee=make.make_participation(role=make.MENTEE, cohort=cohort), **fields
    )
    mentorship.starts_on = day
    mentorship.created_at = dt.datetime.combine(day, dt.time(8), dt.UTC)
    mentorship.save()
    return mentorship


def test_an_empty_cohort_is_led_to_its_first_step(cohort):
    assert needs(cohort) == [NeedKind.NOBODY]


def test_an_empty_cohort_with_a_public_page_is_led_to_those_who_may_apply(cohort):
    make.make_application_form(cohort=cohort)

    assert needs(cohort) == [NeedKind.NOBODY_APPLIED]


def test_a_page_that_is_not_public_leads_nobody(cohort):
    make.make_application_form(cohort=cohort, published_at=None)

    assert needs(cohort) == [NeedKind.NOBODY]


def test_an_empty_cohort_with_applications_is_led_to_them_alone(cohort):
    make.make_application(cohort=cohort)

    assert needs(cohort) == [NeedKind.APPLICATIONS]


def test_mentees_before_any_run_are_to_be_matched(cohort):
    make.make_participation(role=make.MENTEE, cohort=cohort)

    assert needs(cohort) == [NeedKind.TO_MATCH]


def test_mentees_left_by_a_run_are_named_as_unmatched(cohort):
    make.make_participation(role=make.MENTEE, cohort=cohort)
    make.make_match_run(cohort=cohort)

    assert needs(cohort) == [NeedKind.UNMATCHED]


def test_drafts_wait_to_be_released(cohort):
    make.make_proposal(run=make.make_match_run(cohort=cohort))

    today = today_of_cohort(cohort)

    assert [need.kind for need in today.needs] == [NeedKind.DRAFTS]
    assert today.drafts == 1
    assert today.without_mentor == 0


@pytest.mark.parametrize(
    ("state", "released_days_ago", "kind"),
    [
        (ProposalState.RELEASED, 1, NeedKind.WAITING),
        (ProposalState.RELEASED, 20, NeedKind.EXPIRED),
        (ProposalState.DECLINED, 1, NeedKind.DECLINED),
    ],
)
def test_a_proposal_asks_for_what_its_state_asks_for(cohort, state, released_days_ago, kind):
    released = NOW - dt.timedelta(days=released_days_ago)
    make.make_proposal(
        run=make.make_match_run(cohort=cohort),
        state=state,
        released_at=released,
        expires_at=released + dt.timedelta(days=14),
    )

    assert kind in needs(cohort)


def test_a_declined_proposal_is_settled_by_the_next_one(cohort):
    run = make.make_match_run(cohort=cohort)
    with clock.at(NOW - dt.timedelta(days=3)):
        declined = make.make_proposal(run=run, state=ProposalState.DECLINED)
    make.make_proposal(run=run, mentee=declined.mentee)

    assert needs(cohort) == [NeedKind.DRAFTS]


def test_a_pair_that_missed_last_month_is_short_of_meetings_until_it_meets(cohort):
    mentorship = running_since(cohort, dt.date(2026, 9, 1), signed=True)
    make.make_meeting(mentorship=mentorship, held_on=dt.date(2026, 9, 10))

    today = today_of_cohort(cohort)
    assert [need.kind for need in today.needs] == [NeedKind.SHORT_OF_MEETINGS]
    assert (today.needs[0].what, today.needs[0].days) == ("No meeting in 71 days.", 71)
    assert (today.kept_rule, today.judged, today.judged_month) == (0, 1, "October")

    make.make_meeting(mentorship=mentorship, held_on=dt.date(2026, 11, 18))
    assert needs(cohort) == []


def test_a_pair_that_has_not_signed_is_named_once_and_after_three_days(cohort):
    mentorship = running_since(cohort, dt.date(2026, 9, 1), signed=False)
    assert needs(cohort) == [NeedKind.UNSIGNED]

    mentorship.created_at = NOW - dt.timedelta(days=2)
    mentorship.save()
    assert needs(cohort) == []


def test_a_disputed_entry_and_a_letter_that_failed_are_named_the_oldest_first(cohort):
    mentorship = running_since(cohort, dt.date(2026, 11, 2), signed=True)
    make.make_meeting(mentorship=mentorship, held_on=dt.date(2026, 11, 10), state=MeetingState.DISPUTED)
    with clock.at(NOW - dt.timedelta(days=4)):
        make.make_letter(scope=cohort.public_id, state=LetterState.FAILED)

    assert needs(cohort) == [NeedKind.LETTERS_FAILED, NeedKind.DISPUTE]


def test_the_steps_count_mentees_as_far_as_they_came(cohort):
    mentorship = running_since(cohort, dt.date(2026, 11, 2), signed=True)
    make.make_meeting(mentorship=mentorship, held_on=dt.date(2026, 11, 10))
    make.make_participation(role=make.MENTEE, cohort=cohort)

    steps = {str(step.label): step.count for step in today_of_cohort(cohort).steps}

    assert steps == {"Taking part": 2, "Proposed to": 1, "Matched": 1, "Agreed": 1, "Met": 1}


def test_another_cohort_does_not_show(cohort):
    running_since(make.make_cohort(programme=cohort.programme), dt.date(2026, 9, 1), signed=False)

    assert needs(cohort) == [NeedKind.NOBODY]
