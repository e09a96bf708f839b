"""Many writers on one SQLite file: nobody is refused, and nobody writes out of turn."""

import multiprocessing
import threading
import time

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper as PlainWrapper
from django.db.utils import ConnectionHandler, OperationalError

from rapport.core.sqlite.base import DatabaseWrapper
from rapport.core.sqlite.lock import WriteLock

WRITERS = 16
ROUNDS = 5


def open_database(path, backend, *, timeout=20):
    """A connection that SQLite itself never lets wait, so that only the file lock can keep the peace."""
    settings = ConnectionHandler(
        {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}}
    ).settings
    settings = settings["default"] | {
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": timeout,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=0",
        }
    }
    return backend(settings, "writer")


@pytest.fixture(autouse=True)
def own_connections_allowed(django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def path(tmp_path):
    database = open_database(tmp_path / "letters.sqlite3", DatabaseWrapper)
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE sheet (writer INTEGER, round INTEGER)")
    database.close()
    return tmp_path / "letters.sqlite3"


def count_rows(path):
    database = open_database(path, DatabaseWrapper)
    with database.cursor() as cursor:
        rows = cursor.execute("SELECT COUNT(*) FROM sheet").fetchone()[0]
    database.close()
    return rows


def write_rounds(path, backend, writer, refusals):
    database = open_database(path, backend)
    for number in range(ROUNDS):
        try:
            write_slowly(database, writer, number)
        except OperationalError as error:
            refusals.append(str(error))
    database.close()


def write_slowly(database, writer, number):
    database.ensure_connection()
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    database.in_atomic_block = True
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO sheet VALUES (%s, %s)", [writer, number])
    time.sleep(0.005)
    database.in_atomic_block = False
    database.commit()
    database.set_autocommit(True)


def run_writers(path, backend):
    refusals = []
    writers = [
        threading.Thread(target=write_rounds, args=(path, backend, number, refusals))
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return refusals


def test_sixteen_writers_are_all_served(path):
    assert run_writers(path, DatabaseWrapper) == []
    assert count_rows(path) == WRITERS * ROUNDS


def test_sixteen_writers_without_the_lock_are_refused(path):
    refusals = run_writers(path, PlainWrapper)

    assert set(refusals) == {"database is locked"}
    assert count_rows(path) == WRITERS * ROUNDS - len(refusals)


def write_in_a_process(path, writer):
    refusals = []
    write_rounds(path, DatabaseWrapper, writer, refusals)
    raise SystemExit(len(refusals))


def test_writers_in_several_processes_are_all_served(path):
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=write_in_a_process, args=(path, number)) for number in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)

    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert count_rows(path) == 3 * ROUNDS


def test_single_writes_outside_a_transaction_wait_for_their_turn(path):
    lock = WriteLock(path.with_name("letters.sqlite3.lock"), timeout=1)
    database = open_database(path, DatabaseWrapper, timeout=0.05)
    lock.acquire()

    with database.cursor() as cursor, pytest.raises(OperationalError) as refusal:
        cursor.execute("INSERT INTO sheet VALUES (1, 1)")
    assert str(refusal.value) == "database is locked: no turn to write within 0.05 seconds"

    lock.release()
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO sheet VALUES (1, 1)")
    database.close()
    assert count_rows(path) == 1


def test_reading_waits_for_nobody(path):
    lock = WriteLock(path.with_name("letters.sqlite3.lock"), timeout=1)
    lock.acquire()
    try:
        assert count_rows(path) == 0
    finally:
        lock.release()
