"""What must hold across all tables is noticed when it does not."""

import pytest

from rapport.reporting.invariants import INVARIANTS, organisation_paths
from tests import make
from tests.breaking import overwrite, said_by

CROSSINGS = [
    ("membership", "programme", "programme"),
    ("membership", "profile", "pair.mentor.profile"),
    ("pair.mentor", "profile", "pair.mentee.profile"),
    ("pair.mentor", "cohort", "cohort"),
    ("pair_decision", "mentor", "pair.mentor"),
    ("draft", "run", "run"),
    ("draft", "mentee", "pair.mentee"),
    ("unmatched", "participation", "pair.mentee"),
    ("pair.mentorship", "cohort", "cohort"),
    ("pair.held", "mentorship", "pair.mentorship"),
]


def find(world, path):
    for part in path.split("."):
        world = getattr(world, part)
    return world


def test_sound_world_has_no_breach(cast):
    assert said_by(INVARIANTS) == []


@pytest.mark.parametrize(("name", "column", "stranger"), CROSSINGS)
def test_reference_to_another_organisation(cast, name, column, stranger):
    row = find(cast.own, name)
    overwrite(row, **{column: find(cast.other_organisation_world, stranger)})

    crossing = [s for s in said_by(INVARIANTS) if s.endswith("belongs to another organisation")]

    assert crossing != []


def test_line_manager_of_another_organisation(cast):
    profile = cast.own.pair.mentor.profile
    overwrite(profile, line_manager=cast.other_organisation_world.pair.mentor.profile)

    assert said_by(INVARIANTS) == [
        f"profile {profile.public_id}: its line manager belongs to another organisation"
    ]


def test_run_asked_for_by_a_stranger(cast):
    run = cast.own.run
    overwrite(run, requested_by=cast.people["other_organisation_coordinator"])

    assert said_by(INVARIANTS) == [
        f"match run {run.public_id}: its requested by is nobody in the organisation"
    ]


def test_state_that_is_no_word(cast):
    overwrite(cast.own.cohort, state="paused")

    assert said_by(INVARIANTS) == [f"cohort {cast.own.cohort.public_id}: its state is “paused”"]


@pytest.mark.parametrize("column", ["chain", "scope"])
def test_letter_between_two_organisations(cast, column):
    letter, other = cast.own.pair.letter, cast.other_organisation_world
    there = {"chain": cast.other_organisation.public_id, "scope": other.cohort.public_id}
    overwrite(letter, **{column: there[column]})

    assert said_by(INVARIANTS) == [
        f"letter {letter.public_id}: its organisation is not the one of its cohort"
    ]


def test_letter_of_no_organisation(db):
    letter = make.make_letter(chain="nobody")

    assert said_by(INVARIANTS) == [
        f"letter {letter.public_id}: its organisation is not the one of its cohort"
    ]


def test_every_table_with_people_belongs_to_an_organisation():
    """A new table is either reached by the walk or named here, with a reason."""
    from django.apps import apps

    ours = {m for m in apps.get_models() if m.__module__.startswith("rapport.")}
    outside = {model.__name__ for model in ours - set(organisation_paths())}

    assert outside == {
        "Person",  # the sign-in, which is nobody's
        "LetterRefusal",  # a choice of the person's, wherever letters come from
        "Questionnaire",  # belongs to what points at it: the cohort
        "Question",
        "QuestionnaireVersion",
        "AnswerFile",
        "AnswerSheet",
        "Letter",  # names its organisation without a foreign key
        "AuditEvent",
        "AuditHead",
    }
