"""The lock on a cohort: one holder at a time, and no obstacle to rows that merely point to the cohort."""

import threading

import pytest
from django.db import connection, connections, transaction

from rapport.matching.models import PairDecision
from rapport.programmes.models import Cohort
from rapport.programmes.services.programmes import lock_cohort
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 2


def elsewhere(act):
    """Run `act` on a connection of its own, and return whether it was through before we lost patience."""

    def run():
        try:
            act()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(PATIENCE)
    return thread, not thread.is_alive()


def lock_as_a_deletion_does(cohort):
    Cohort.objects.select_for_update().get(pk=cohort.pk)


@pytest.mark.parametrize(("lock", "passes"), [(lock_cohort, True), (lock_as_a_deletion_does, False)])
def test_rows_of_the_cohort_are_written_while_it_is_locked(lock, passes):
    """The control, a lock that foreign keys wait for, is what let a release and an acceptance wait in a circle.

    On SQLite writers queue before they begin, holding nothing, so that there is no circle to wait in.
    """
    mentee = make.make_participation(role=make.MENTEE)
    mentor = make.make_participation(role=make.MENTOR, cohort=mentee.cohort)
    with transaction.atomic():
        lock(mentee.cohort)
        writer, is_through = elsewhere(lambda: make.make_pair_decision(mentee=mentee, mentor=mentor))
        assert is_through == (passes and connection.features.has_select_for_update)
    writer.join()
    assert PairDecision.objects.count() == 1
