"""Addresses of many things of one kind, such as the rows of a list."""

from collections.abc import Callable

from django.urls import reverse

A_PUBLIC_ID = "000000000000"
"""No thing has this id: the alphabet of public ids leaves 0 out."""


def addresses(name: str, *args: str) -> Callable[[str], str]:
    """Return what makes a page's address from a public id, which stands last in it: it is looked up only once."""
    before, after = reverse(name, args=[*args, A_PUBLIC_ID]).split(A_PUBLIC_ID)
    return lambda public_id: f"{before}{public_id}{after}"
