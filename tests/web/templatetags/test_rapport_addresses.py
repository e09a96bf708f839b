"""{% url %} says what Django's own says."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse

from rapport.core.ids import new_public_id
from rapport.web.addresses import address, addresses


def drawn(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def test_an_address_is_found_once_and_the_same_again() -> None:
    one, other = new_public_id(), new_public_id()

    for public_id in (one, other, one):
        expected = reverse("coordinator:proposal-list", args=[public_id])
        assert drawn('{% url "coordinator:proposal-list" id %}', id=public_id) == expected
        assert (
            drawn("{% url name id as url %}{{ url }}", name="coordinator:proposal-list", id=public_id)
            == expected
        )


def test_an_address_that_does_not_exist_is_an_error_or_empty() -> None:
    with pytest.raises(NoReverseMatch):
        drawn('{% url "coordinator:nothing" %}')
    with pytest.raises(NoReverseMatch):
        drawn('{% url "coordinator:proposal-list" %}')
    assert drawn('{% url "coordinator:nothing" as url %}[{{ url }}]') == "[]"


def test_addresses_of_many_are_those_of_each() -> None:
    cohort, ids = new_public_id(), [new_public_id() for _ in range(3)]
    address_of = addresses("coordinator:proposal", cohort)

    assert [address_of(each) for each in ids] == [
        address("coordinator:proposal", cohort, each) for each in ids
    ]
    assert address_of(ids[0]) == reverse("coordinator:proposal", args=[cohort, ids[0]])
