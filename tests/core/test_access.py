"""Loading is checking."""

import pytest

from rapport.core.access import find, load
from rapport.core.errors import NotAllowed, NotFound
from rapport.programmes.models import Cohort
from rapport.programmes.policies import cohorts_visible_to
from tests import make


def everything(_by):
    return Cohort.objects.all()


def nothing(_by):
    return Cohort.objects.none()


def test_row_that_may_be_had_is_returned(cast):
    found = load(everything, by=cast.actor("owner"), id=cast.own.cohort.public_id, may=lambda *_: True)

    assert found == cast.own.cohort


def test_row_that_is_visible_but_may_not_be_had_is_refused(cast):
    with pytest.raises(NotAllowed):
        load(everything, by=cast.actor("owner"), id=cast.own.cohort.public_id, may=lambda *_: False)


@pytest.mark.parametrize("malformed", ["", "zzzzzzzzzzzz", "\x00", "7Kq2xwPmR4d\x00", "x" * 5_000])
def test_what_is_no_id_is_not_found(db, malformed):
    make.make_cohort()

    with pytest.raises(NotFound):
        find(Cohort.objects.all(), id=malformed)


def test_invisible_row_is_not_found(cast):
    with pytest.raises(NotFound):
        load(nothing, by=cast.actor("owner"), id=cast.own.cohort.public_id, may=lambda *_: True)


def test_each_sees_with_their_own_eyes_under_the_same_hat(cast):
    owner, stranger = cast.actor("coordinator"), cast.actor("other_organisation_coordinator")

    assert load(cohorts_visible_to, by=owner, id=cast.own.cohort.public_id, may=lambda *_: True)
    with pytest.raises(NotFound):
        load(cohorts_visible_to, by=stranger, id=cast.own.cohort.public_id, may=lambda *_: True)
    assert load(cohorts_visible_to, by=owner, id=cast.own.cohort.public_id, may=lambda *_: True)
