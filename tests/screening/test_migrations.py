"""What the migrations of screening do to rows that were there before."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from rapport.screening.invariants import references_after_withdrawing
from rapport.screening.models import Reference
from tests import make

pytestmark = pytest.mark.django_db


def test_references_of_applications_withdrawn_long_ago_are_deleted_and_no_others():
    kept = make.make_reference(state="given")
    for state in ("asked", "given", "declined"):
        make.make_reference(application=make.make_application(state="withdrawn"), state=state)
    assert len(list(references_after_withdrawing())) == 3
    migration = import_module("rapport.screening.migrations.0003_references_of_withdrawn")

    for _time in range(2):
        migration.delete_references_of_withdrawn(apps, connection.schema_editor())

    assert list(references_after_withdrawing()) == []
    assert list(Reference.objects.all()) == [kept]
