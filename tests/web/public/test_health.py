"""What a monitor asks, and what it hears when something is missing."""

import pytest
from django.db import connection
from django.db.utils import OperationalError

ALL_WELL = {"database": True, "data_folder": True, "migrations": True}


def test_a_process_that_is_up_says_so_without_asking_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"up\n")


def test_a_server_that_has_all_it_needs_is_ready(client, db):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, ALL_WELL)


def test_a_missing_data_folder_is_named(client, db, settings, tmp_path):
    settings.DATA = tmp_path / "gone"
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, ALL_WELL | {"data_folder": False})


def test_a_database_that_is_behind_is_named(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'letters'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, ALL_WELL | {"migrations": False})


def test_a_database_out_of_reach_is_named(client, db):
    def refuse(*_):
        raise OperationalError

    with connection.execute_wrapper(refuse):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, ALL_WELL | {"database": False, "migrations": False})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_only_asked_for(client, db, path):
    assert client.post(path).status_code == 405
