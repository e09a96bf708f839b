"""No match under 18 without a guardian's consent: a hard rule, in the run, for pins, by hand and at the release."""

import datetime as dt

import pytest

from rapport.core import clock
from rapport.matching.errors import RuleForbidsPair
from rapport.matching.services.adjustments import pick_by_hand
from rapport.matching.services.proposals import release_proposals
from rapport.recruitment.models import GuardianConsent
from rapport.recruitment.services.guardians import withdraw_consent
from tests import make
from tests.matching.cohorts import matchable_cohort, matched, pairs_of, person

pytestmark = pytest.mark.django_db
REASON = "Mentee 0000 is under 18, and no guardian's consent is in force."


@pytest.fixture
def cohort():
    return matchable_cohort(pairs=2)


@pytest.fixture
def coordinator(cohort):
    return make.make_actor(role="coordinator", programme=cohort.programme)


@pytest.fixture
def minor(cohort):
    return person(cohort, "Mentee 0000")


def consent(participation, state, **fields):
    """Let a participant have applied, and a guardian have said something about it."""
    application = make.make_application(
        cohort=fields.pop("cohort", participation.cohort),
        person=participation.profile.person,
        role=fields.pop("role", participation.role),
        state=fields.pop("application_state", "submitted"),
    )
    return make.make_consent(application=application, state=state, **fields)


def matched_mentees(cohort, by):
    return set(pairs_of(matched(cohort, by)))


@pytest.mark.parametrize("state", ["asked", "refused", "withdrawn"])
def test_whoever_is_under_18_is_left_out_with_the_reason(cohort, coordinator, minor, state):
    consent(minor, state)

    run = matched(cohort, coordinator)

    assert set(pairs_of(run)) == {"Mentee 0001"}
    left = {row.participation.profile.name: row.reasons for row in run.unmatched.all()}
    assert left["Mentee 0000"] == [REASON]


@pytest.mark.parametrize("state", ["given", "of-age"])
def test_with_a_consent_or_of_age_they_are_matched(cohort, coordinator, minor, state):
    consent(minor, state)

    assert matched_mentees(cohort, coordinator) == {"Mentee 0000", "Mentee 0001"}


def test_a_consent_counts_until_its_last_day(cohort, coordinator, minor):
    consent(minor, "given", ends_at=clock.now() + dt.timedelta(days=5))

    assert "Mentee 0000" in matched_mentees(cohort, coordinator)
    with clock.at(clock.now() + dt.timedelta(days=5)):
        assert "Mentee 0000" not in matched_mentees(cohort, coordinator)


def test_a_consent_to_another_role_or_cohort_or_to_what_was_withdrawn_does_not_count(
    cohort, coordinator, minor
):
    consent(minor, "given", role=make.MENTOR)
    consent(minor, "given", cohort=make.make_cohort(programme=cohort.programme))
    consent(minor, "given", application_state="withdrawn")

    assert matched_mentees(cohort, coordinator) == {"Mentee 0001"}


def test_what_another_programme_knows_bars_nobody(cohort, coordinator, minor):
    consent(minor, "refused", cohort=make.make_cohort())

    assert matched_mentees(cohort, coordinator) == {"Mentee 0000", "Mentee 0001"}


def test_a_pin_brings_nobody_in_without_a_consent(cohort, coordinator, minor):
    consent(minor, "asked")
    make.make_pair_decision(mentee=minor, mentor=person(cohort, "Mentor 0001"), verdict="pin")

    assert matched_mentees(cohort, coordinator) == {"Mentee 0001"}


def test_nobody_is_picked_by_hand_without_a_consent(cohort, coordinator, minor):
    consent(minor, "asked")
    matched(cohort, coordinator)

    with pytest.raises(RuleForbidsPair):
        pick_by_hand(minor, person(cohort, "Mentor 0000"), by=coordinator)


def test_a_draft_is_held_back_once_the_guardian_has_taken_the_consent_back(cohort, coordinator, minor):
    consent(minor, "given")
    matched(cohort, coordinator)
    withdraw_consent(GuardianConsent.objects.get())

    outcome = release_proposals(cohort, by=coordinator)

    assert [held.reason for held in outcome.held_back] == [REASON]
    assert len(outcome.released) == 1
