"""Every route, as everybody of the cast, on everybody's objects: the house does what the table says."""

import pytest
from django.db import transaction

from tests.access.checker import Checker
from tests.access.routes import all_routes
from tests.access.table import TABLE, uncovered
from tests.cast import assemble_cast


def test_every_route_has_a_row():
    assert uncovered(all_routes(), TABLE) == []


def test_every_row_has_a_route():
    assert set(TABLE) - {route.name for route in all_routes()} == set()


@pytest.fixture(scope="module")
def checker(django_db_setup, django_db_blocker):
    """One cast for all routes: every request is undone again, and to gather them takes longer than to ask."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Checker(assemble_cast())
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(TABLE))
def test_route_does_what_the_table_says(checker, route):
    assert checker.deviations(route, TABLE[route]) == []


@pytest.mark.prove
def test_every_cell_of_the_table(cast, figure):
    checker = Checker(cast, thorough=True)
    deviations = [
        sentence for route, row in sorted(TABLE.items()) for sentence in checker.deviations(route, row)
    ]

    figure(f"{checker.asked:,} requests over {len(TABLE)} routes, {len(deviations)} deviations")
    assert deviations == []
