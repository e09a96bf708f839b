"""Loading is checking."""

import pytest

from rapport.core.access import find, load
from rapport.core.errors import NotAllowed, NotFound
from rapport.programmes.models import Cohort
from tests import make


def test_row_that_may_be_had_is_returned(cast):
    found = load(
        Cohort.objects.all(), by=cast.actor("owner"), id=cast.own.cohort.public_id, may=lambda *_: True
    )

    assert found == cast.own.cohort


def test_row_that_is_visible_but_may_not_be_had_is_refused(cast):
    with pytest.raises(NotAllowed):
        load(Cohort.objects.all(), by=cast.actor("owner"), id=cast.own.cohort.public_id, may=lambda *_: False)


@pytest.mark.parametrize("malformed", ["", "zzzzzzzzzzzz", "\x00", "7Kq2xwPmR4d\x00", "x" * 5_000])
def test_what_is_no_id_is_not_found(db, malformed):
    make.make_cohort()

    with pytest.raises(NotFound):
        find(Cohort.objects.all(), id=malformed)


def test_invisible_row_is_not_found(cast):
    with pytest.raises(NotFound):
        load(Cohort.objects.none(), by=cast.actor("owner"), id=cast.own.cohort.public_id, may=lambda *_: True)
