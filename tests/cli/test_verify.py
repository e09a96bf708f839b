"""`rapport verify`: sound data passes, a planted breach is named."""

from django.db import connection, transaction

from rapport.audit.services import record
from rapport.cli import main
from tests import make
from tests.breaking import overwrite


@transaction.atomic
def record_twice():
    for act in ("first", "second"):
        record(act, chain="org1", subject_kind="x", subject="y")


def test_sound_data_pass(db, capsys):
    record_twice()
    assert main(["verify"]) == 0
    assert capsys.readouterr().out.endswith("All is sound.\n")


def test_a_changed_audit_event_is_found(db, capsys):
    record_twice()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditevent SET act = 'forged' WHERE place = 1")
    assert main(["verify", "--quiet"]) == 1
    assert capsys.readouterr().out == "✗ audit chain org1: event 1 was changed\n"


def test_a_whole_world_is_sound(cast, capsys):
    assert main(["verify"]) == 0
    assert capsys.readouterr().out.endswith("All is sound.\n")


def test_a_place_that_nobody_has_is_found(cast, capsys):
    mentor = cast.own.pair.mentor
    overwrite(mentor, places_taken=3)
    assert main(["verify", "--quiet"]) == 1
    assert (
        capsys.readouterr().out
        == f"✗ participation {mentor.public_id}: 3 places taken, 1 mentorships running\n"
    )


def test_deep_repeats_the_match_runs(db, capsys):
    run = make.make_match_run(frozen_input=b"damaged")
    assert (
        main(["verify", "--quiet"]) == 1
    )  # nobody owns its organisation, and who asked for it is a stranger
    assert "cannot be repeated" not in capsys.readouterr().out
    assert main(["verify", "--quiet", "--deep"]) == 1
    assert f"✗ match run {run.public_id}: it cannot be repeated" in capsys.readouterr().out
