"""The audit chain: every act is in it, and whatever is done to it afterwards is noticed."""

import datetime as dt
import threading
import time

import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.audit import services
from rapport.audit.models import AuditEvent, AuditHead
from rapport.audit.services import GENESIS, broken_links, digest, record, record_act
from tests.breaking import overwrite, remove

ACTS = 6
PATIENCE = 20


@pytest.fixture
def chain(db):
    return chain_of("elm", ACTS)


def chain_of(name, length):
    with transaction.atomic():
        for number in range(length):
            record(f"act-{number}", chain=name, subject_kind="x", subject="y", detail={"number": number})
    return name


def event(chain, place):
    return AuditEvent.objects.get(chain=chain, place=place)


def test_chain_of_acts_holds(chain):
    assert list(broken_links()) == []
    assert AuditHead.objects.get(pk=chain).length == ACTS


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("act", "forged"),
        ("actor", "somebody"),
        ("hat", "owner"),
        ("subject", "other"),
        ("subject_kind", "other"),
        ("detail", {"number": 7}),
        ("at", dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
        ("hash", "0" * 64),
    ],
)
@pytest.mark.parametrize("place", [1, 3, ACTS])
def test_changed_event_is_found(chain, place, column, value):
    overwrite(event(chain, place), **{column: value})

    assert f"audit chain {chain}: event {place} was changed" in list(broken_links())


@pytest.mark.parametrize("place", [1, 3])
def test_deleted_event_is_found(chain, place):
    remove(event(chain, place))

    assert f"audit chain {chain}: event {place} is missing" in list(broken_links())


@pytest.mark.parametrize("kept", [0, 3, ACTS - 1])
def test_cut_off_tail_is_found(chain, kept):
    for place in range(kept + 1, ACTS + 1):
        remove(event(chain, place))

    assert list(broken_links()) == [f"audit chain {chain}: it ends at event {kept}, not at {ACTS}"]


def test_cut_off_tail_is_found_although_its_length_was_set_back(chain):
    remove(event(chain, ACTS))
    AuditHead.objects.filter(pk=chain).update(length=ACTS - 1)

    assert list(broken_links()) == [
        f"audit chain {chain}: it does not end with the event that its head names"
    ]


def test_reordered_events_are_found(chain):
    first, second = event(chain, 2), event(chain, 3)
    overwrite(first, place=99)
    overwrite(second, place=2)
    overwrite(AuditEvent.objects.get(pk=first.pk), place=3)

    assert list(broken_links()) == [
        f"audit chain {chain}: event 2 was changed",
        f"audit chain {chain}: event 3 was changed",
        f"audit chain {chain}: event 4 was changed",
    ]


def test_inserted_event_is_found(chain):
    forged = AuditEvent(chain=chain, place=ACTS + 1, act="forged", subject_kind="x", subject="y")
    forged.hash = digest(forged, previous=event(chain, ACTS).hash)
    forged.save()

    assert list(broken_links()) == [f"audit chain {chain}: it ends at event {ACTS + 1}, not at {ACTS}"]


def test_event_moved_to_another_chain_is_found(chain):
    other = chain_of("oak", 2)
    overwrite(event(other, 2), chain=chain, place=ACTS + 1)

    assert list(broken_links()) == [
        f"audit chain {chain}: event {ACTS + 1} was changed",
        f"audit chain {chain}: it ends at event {ACTS + 1}, not at {ACTS}",
        f"audit chain {other}: it ends at event 1, not at 2",
    ]


def test_lost_head_is_found(chain):
    AuditHead.objects.all().delete()

    assert list(broken_links()) == [f"audit chain {chain}: its head is missing"]


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_of_any_column_is_found(data):
    with transaction.atomic():
        chain = chain_of("any", 4)
        found = event(chain, data.draw(st.integers(1, 4)))
        column = data.draw(st.sampled_from(["act", "actor", "hat", "subject", "subject_kind"]))
        value = data.draw(
            st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)
        )
        was = getattr(found, column)
        overwrite(found, **{column: value})

        assert bool(list(broken_links())) == (value != was)
        transaction.set_rollback(True)


def test_act_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(transaction.TransactionManagementError):
        record("lonely", chain="elm", subject_kind="x", subject="y")

    assert AuditEvent.objects.count() == 0


def test_act_is_undone_with_what_it_records(transactional_db):
    with transaction.atomic():
        record("undone", chain="elm", subject_kind="x", subject="y")
        transaction.set_rollback(True)

    assert (AuditEvent.objects.count(), AuditHead.objects.count()) == (0, 0)
    assert list(broken_links()) == []


def test_act_names_who_in_which_hat_on_what(cast):
    by = cast.actor("deputy")

    found = record_act("cohort-edited", cast.own.cohort, by=by, detail={"fields": ["name"]})

    assert (found.chain, found.actor, found.hat, found.subject_kind, found.subject, found.detail) == (
        cast.organisation.public_id,
        by.person.public_id,
        "deputy",
        "programmes.cohort",
        cast.own.cohort.public_id,
        {"fields": ["name"]},
    )


def test_each_organisation_has_its_own_chain(db):
    chain_of("elm", 2)
    chain_of("oak", 1)

    assert list(AuditHead.objects.order_by("chain").values_list("chain", "length")) == [
        ("elm", 2),
        ("oak", 1),
    ]
    assert event("oak", 1).hash == digest(event("oak", 1), previous=GENESIS)


# -- many at once ------------------------------------------------------------------------------------------------------


def act_at_once(act, *, threads):
    """Let many threads act at the same moment, each on a connection of its own; return what went wrong."""
    start, failures = threading.Barrier(threads, timeout=PATIENCE), []

    def work(number):
        try:
            start.wait()
            act(number)
        except Exception as error:  # noqa: BLE001 - told to the test
            failures.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(2 * PATIENCE)
    return failures


def act_ten_times(number):
    for turn in range(10):
        with transaction.atomic():
            record(f"act-{number}-{turn}", chain="busy", subject_kind="x", subject="y")


def test_acts_at_once_keep_the_chain_whole(transactional_db):
    assert act_at_once(act_ten_times, threads=8) == []
    assert AuditHead.objects.get(pk="busy").length == 80
    assert list(broken_links()) == []


def test_acts_at_once_without_the_lock_take_one_place(transactional_db, monkeypatch):
    """The control: both look at the head before they write, and one of them loses its act."""
    chain_of("busy", 1)
    both_have_looked, seen = threading.Barrier(2, timeout=PATIENCE), threading.local()

    def look_then_act(number):
        seen.head = AuditHead.objects.get(pk="busy")
        both_have_looked.wait()
        with transaction.atomic():
            record(f"act-{number}", chain="busy", subject_kind="x", subject="y")

    monkeypatch.setattr(services, "_locked_head", lambda _: seen.head)

    assert [type(failure) for failure in act_at_once(look_then_act, threads=2)] == [IntegrityError]


# -- how fast ----------------------------------------------------------------------------------------------------------


@pytest.mark.prove
def test_checking_a_long_chain_is_quick(db, figure):
    """A million events are to be checked within a minute (S16)."""
    length = 100_000
    write_chain("long", length)

    started, busy = time.perf_counter(), time.process_time()
    assert list(broken_links()) == []
    seconds, of_ours = time.perf_counter() - started, time.process_time() - busy

    figure(
        f"{length:,} events checked in {seconds:.1f} s ({of_ours:.1f} s of this process), "
        f"so a million in about {10 * of_ours:.0f} s"
    )
    assert 10 * of_ours < 60


def write_chain(chain, length):
    """Write a sound chain in bulk, as years of acts would have left it."""
    previous, events = GENESIS, []
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for place in range(1, length + 1):
        row = AuditEvent(
            chain=chain,
            place=place,
            at=moment + dt.timedelta(seconds=place),
            actor="Kq2xwPmR4dtA",
            hat="coordinator",
            act="meeting-confirmed",
            subject_kind="mentorships.meeting",
            subject="7Kq2xwPmR4dt",
            detail={"number": place},
        )
        row.hash = previous = digest(row, previous=previous)
        events.append(row)
    AuditEvent.objects.bulk_create(events, batch_size=5_000)
    AuditHead.objects.create(chain=chain, length=length, hash=previous)
