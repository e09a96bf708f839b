"""`make test` and `make prove`: every test on SQLite, on PostgreSQL and in Chromium; what cannot run is named."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from tests import chromium, postgresql

NOTHING_SELECTED = 5
WORKERS = str(min(os.cpu_count() or 1, 4))


@dataclass(frozen=True)
class Leg:
    """One call of pytest: which tests, on which database."""

    name: str
    marks: str
    database_url: str = ""
    options: tuple[str, ...] = ()


@dataclass
class Tally:
    """What came of all legs together."""

    passed: int = 0
    failed: int = 0
    not_run: list[str] = field(default_factory=list)

    def add_report(self, leg: Leg, report: Path) -> None:
        for case in ET.parse(report).iter("testcase"):
            skipped = case.find("skipped")
            if case.find("failure") is not None or case.find("error") is not None:
                self.failed += 1
            elif skipped is not None:
                name = f"{case.get('classname')}::{case.get('name')}"
                self.not_run.append(f"{name} on {leg.name}: {skipped.get('message')}")
            else:
                self.passed += 1


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server of this run is stopped, too
    proving = "--prove" in arguments
    passed_on = [argument for argument in arguments if argument != "--prove"]
    tally, began = Tally(), time.monotonic()
    with ExitStack() as stack:
        for leg in (_proofs if proving else _tests)(tally, stack):
            _run_leg(leg, passed_on, tally)
    return _conclude(tally, time.monotonic() - began)


def _tests(tally: Tally, stack: ExitStack) -> list[Leg]:
    together = ("-n", WORKERS)
    legs = [Leg("SQLite", "not prove and not browser", options=together)]
    database_url = _find_postgresql(tally, stack)
    if database_url:
        legs.append(Leg("PostgreSQL", "not prove and not browser and not once", database_url, together))
    if chromium.find_or_install_chromium():
        legs.append(Leg("Chromium", "browser and not prove", options=together))
    else:
        tally.not_run.append(f"every test in a browser: {chromium.INSTALL_HINT}")
    return legs


def _proofs(tally: Tally, stack: ExitStack) -> list[Leg]:
    database_url = _find_postgresql(tally, stack)
    legs = [Leg("SQLite", "prove")]
    if database_url:
        legs.append(Leg("PostgreSQL", "prove and not browser and not once", database_url))
    return legs


def _find_postgresql(tally: Tally, stack: ExitStack) -> str:
    """Use the server that DATABASE_URL names, or start one for this run."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        return given
    binaries = postgresql.find_binaries()
    if binaries is None:
        tally.not_run.append(f"every test on PostgreSQL: {postgresql.INSTALL_HINT}")
        return ""
    return stack.enter_context(postgresql.temporary_server(binaries))


def _run_leg(leg: Leg, passed_on: list[str], tally: Tally) -> None:
    print(f"\n── {leg.name} ".ljust(80, "─"), flush=True)
    with tempfile.TemporaryDirectory(prefix="rapport-report-") as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-m",
                leg.marks,
                f"--junitxml={report}",
                *leg.options,
                *passed_on,
            ],
            env=os.environ | {"DATABASE_URL": leg.database_url},
            check=False,
        )
        if report.exists():
            tally.add_report(leg, report)
    if done.returncode not in {0, 1, NOTHING_SELECTED}:
        tally.failed += 1
        print(f"pytest ended with exit code {done.returncode} on {leg.name}")


def _conclude(tally: Tally, seconds: float) -> int:
    print("\n" + "─" * 80)
    for sentence in tally.not_run:
        print(f"not run: {sentence}")
    print(f"{tally.passed} passed, {tally.failed} failed, {len(tally.not_run)} not run in {seconds:.0f} s")
    is_strict = os.environ.get("CI", "").lower() in {"true", "1"}
    return 1 if tally.failed or not tally.passed or (is_strict and tally.not_run) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
