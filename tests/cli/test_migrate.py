"""`rapport migrate`: a new database comes to this version, and stays as it is afterwards."""

import pytest

pytestmark = pytest.mark.once


def test_a_new_database_is_brought_up_to_date_once(rapport, tmp_path):
    fresh = {"RAPPORT_DATA": str(tmp_path), "DATABASE_URL": ""}
    assert rapport.run("migrate", "--check", **fresh).returncode == 1
    assert rapport.run("verify", **fresh).stderr == (
        "rapport: The database is not up to date; run `rapport migrate` first.\n"
    )
    assert rapport.run("migrate", **fresh).stdout.startswith("Applied ")
    assert rapport.run("migrate", **fresh).stdout == "The database was up to date already.\n"
    checked = rapport.run("migrate", "--check", **fresh)
    assert (checked.returncode, checked.stdout) == (0, "The database is up to date.\n")
