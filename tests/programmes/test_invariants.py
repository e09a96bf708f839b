"""What must hold of organisations, people and imports is noticed when it does not."""

from rapport.core import clock
from rapport.programmes.choices import ImportState
from rapport.programmes.invariants import INVARIANTS
from rapport.programmes.models import Membership
from tests import make
from tests.breaking import overwrite, said_by, unguarded


def test_sound_world_has_no_breach(cast):
    assert said_by(INVARIANTS) == []


def test_organisation_without_owner(cast):
    membership = Membership.objects.get(profile__person=cast.people["owner"])
    overwrite(membership, ended_at=clock.now())

    assert said_by(INVARIANTS) == [f"organisation {cast.organisation.public_id}: it has no owner"]


def test_owner_of_one_programme(cast):
    membership = make.make_membership(role="owner", programme=cast.own.programme)

    assert said_by(INVARIANTS) == [
        f"membership {membership.public_id}: an owner works for all programmes, not for one"
    ]


def test_more_places_taken_than_there_are(cast):
    mentor = cast.own.pair.mentor
    with unguarded(mentor, "participation_within_capacity"):
        overwrite(mentor, places_taken=5)

    assert said_by(INVARIANTS) == [f"participation {mentor.public_id}: more places are taken than there are"]


def test_answers_to_questions_of_another_cohort(cast):
    mentor = cast.own.pair.mentor
    overwrite(mentor.answers, questionnaire=cast.other_programme.cohort.questionnaire)

    assert said_by(INVARIANTS) == [
        f"participation {mentor.public_id}: its answers belong to another cohort's questions"
    ]


def test_import_that_is_not_what_its_state_says(cast):
    found = cast.own.participant_import
    overwrite(found, state=ImportState.DONE)

    assert said_by(INVARIANTS) == [
        f"participant import {found.public_id}: it is done, but has no end",
        f"participant import {found.public_id}: it is done, but still holds people's details",
    ]


def test_running_import_that_nobody_claimed_and_without_table(cast):
    found = cast.own.participant_import
    overwrite(found, state=ImportState.RUNNING, content=None)

    assert said_by(INVARIANTS) == [
        f"participant import {found.public_id}: it is to be run, but holds no table",
        f"participant import {found.public_id}: it runs, but nobody has claimed it",
    ]


def test_claimed_import_that_does_not_run(cast):
    found = cast.own.participant_import
    overwrite(found, claimed_at=clock.now())

    assert said_by(INVARIANTS) == [f"participant import {found.public_id}: it is claimed, but does not run"]


def test_guideline_that_was_changed_after_it_was_put_in_force(cast):
    overwrite(cast.own.guideline, text="We are rather reliable.")

    assert said_by(INVARIANTS) == [
        f"guideline {cast.own.guideline.public_id}: its text is not the one that was put in force"
    ]


def test_draft_that_somebody_has_acknowledged(cast):
    draft = cast.own.guideline_draft
    row = make.make_acknowledgement(guideline=draft, profile=cast.own.pair.mentor.profile)

    assert said_by(INVARIANTS) == [f"acknowledgement {row.public_id}: it acknowledges a draft"]


def test_words_that_no_letter_can_be_written_with(cast):
    own = cast.own.letter_wording
    overwrite(own, text="Dear {nickname}")

    assert said_by(INVARIANTS) == [
        f"letter wording {own.public_id}: its words cannot be filled in, so letters say what we ship"
    ]
