"""R17: 20,000 rows within a minute."""

import time

import pytest

from rapport.programmes.models import Participation
from rapport.programmes.services import imports
from rapport.tables import write_csv
from tests import make

ROWS, SECONDS = 20_000, 60
COLUMNS = [
    "Name",
    "E-mail",
    "Capacity",
    "Languages",
    "Time zone",
    "Availability",
    "Level",
    "Skills",
    "About",
    "Team",
]


def row(number):
    return [
        f"Person {number}",
        f"person{number}@example.org",
        number % 4,
        "English; French",
        "Europe/London",
        "Mon 9–12; Fri afternoon",
        ("Junior", "Senior")[number % 2],
        f"skill {number % 30}; skill {number % 7}",
        f"I like the number {number}. " * 5,
        f"Team {number % 12}",
    ]


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_twenty_thousand_rows_are_imported_within_a_minute(figure):
    cohort = make.make_cohort()
    by = make.staff_actor(make.make_membership(programme=cohort.programme))
    content = write_csv(COLUMNS, map(row, range(ROWS)))
    for outcome in ("new", "unchanged"):
        began = time.monotonic()
        started = imports.start_import(cohort, role="mentor", file_name="many.csv", content=content, by=by)
        imports.request_import(started, mode="all-or-nothing", by=by)
        imports.run_next_import()
        took = time.monotonic() - began
        started.refresh_from_db()
        figure(f"{ROWS:,} rows, all {outcome}: {took:.1f} s")
        assert (started.outcome["counts"][outcome], took < SECONDS) == (ROWS, True)
    assert Participation.objects.filter(cohort=cohort).count() == ROWS
