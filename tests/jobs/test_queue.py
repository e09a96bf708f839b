"""The queue carries wake-ups from the commit to the sweep."""

import pytest
from django.db import transaction

from rapport.core.wake import wake
from rapport.jobs.queue import queue, sweep_all, sweep_daily


@pytest.fixture(autouse=True)
def empty_queue():
    queue.storage.initialize_schema()
    queue.storage.flush_queue()
    yield
    queue.storage.flush_queue()
    queue.storage.close()


@pytest.mark.django_db(transaction=True)
def test_a_commit_calls_for_a_sweep_of_its_kind():
    with transaction.atomic():
        wake("letters")
        assert len(queue) == 0
    task = queue.dequeue()
    assert (task.name, task.args) == ("sweep", ("letters",))


@pytest.mark.django_db(transaction=True)
def test_a_rollback_calls_for_nothing():
    with pytest.raises(ZeroDivisionError):
        _wake_and_fail()
    assert len(queue) == 0


@transaction.atomic
def _wake_and_fail():
    wake("letters")
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_a_queue_out_of_order_fails_no_commit(caplog):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queue.storage, "filename", "/nowhere/queue.sqlite3")
        queue.storage.close()
        with transaction.atomic():
            wake("letters")
    assert len(queue) == 0


@pytest.mark.django_db(transaction=True)
def test_what_piles_up_slowly_is_swept_by_the_day_and_the_rest_by_the_minute():
    sweep_daily.call_local()
    assert [queue.dequeue().args for _ in range(len(queue))] == [("people",)]
    sweep_all.call_local()
    assert ("people",) not in [queue.dequeue().args for _ in range(len(queue))]
