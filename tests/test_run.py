"""The runner of the tests: what failed, and what did not run, can never look like success."""

import pytest

from tests import run
from tests.run import Leg, Tally

pytestmark = pytest.mark.once
LEG = Leg("PostgreSQL", "not prove")
REPORT = """<testsuites><testsuite>
<testcase classname="tests.a" name="test_well"/>
<testcase classname="tests.a" name="test_ill"><failure message="1 == 2"/></testcase>
<testcase classname="tests.a" name="test_unready"><error message="no fixture"/></testcase>
<testcase classname="tests.b" name="test_absent"><skipped message="no samples"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture(params=["", "true"], ids=["at home", "in CI"])
def is_strict(request, monkeypatch):
    monkeypatch.setenv("CI", request.param)
    return bool(request.param)


def test_a_report_is_added_up_and_what_was_skipped_is_named(tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)
    tally = Tally()
    tally.add_report(LEG, tmp_path / "report.xml")
    assert tally == Tally(passed=1, failed=2, not_run=["tests.b::test_absent on PostgreSQL: no samples"])


def test_all_passed_is_success(is_strict, capsys):
    assert run._conclude(Tally(passed=3), 61.2) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 0 failed, 0 not run in 61 s"


def test_a_failure_is_failure(is_strict):
    assert run._conclude(Tally(passed=3, failed=1), 1) == 1


def test_nothing_passed_is_failure(is_strict):
    assert run._conclude(Tally(), 1) == 1


def test_what_did_not_run_fails_in_ci_alone(is_strict, capsys):
    assert run._conclude(Tally(passed=3, not_run=["every test on PostgreSQL: none"]), 1) == int(is_strict)
    assert capsys.readouterr().out.splitlines()[-2] == "not run: every test on PostgreSQL: none"


def test_a_machine_without_servers_or_browsers_names_what_it_lacks(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr("tests.postgresql.find_binaries", lambda: None)
    monkeypatch.setattr("tests.chromium.find_or_install_chromium", lambda: None)
    tally = Tally()
    assert [leg.name for leg in run._tests(tally, None)] == ["SQLite"]
    assert tally.not_run == [
        "every test on PostgreSQL: no PostgreSQL server is installed; on Debian: apt install postgresql",
        "every test in a browser: no Chromium is installed; on Debian: apt install chromium",
    ]
