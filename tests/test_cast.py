"""The cast is who it says it is."""

import pytest

from rapport.programmes.selectors import hats_of
from tests.cast import NAMES


def test_cast_wears_only_hats_that_it_holds(cast):
    held = {name: [hat.actor for hat in hats_of(person)] for name, person in cast.people.items()}

    assert {name: hats[0] for name, hats in held.items() if hats} == cast.hats


def test_cast_has_everybody_but_nobody(cast):
    assert sorted(cast.people) == sorted(set(NAMES) - {"nobody"})


@pytest.mark.parametrize("name", NAMES)
def test_client_is_signed_in_as_far_as_the_name_says(cast, name):
    session = cast.client(name).session

    assert ("_auth_user_id" in session) == (name not in ("half_signed_in", "nobody"))
    assert ("account_login" in session) == (name == "half_signed_in")
