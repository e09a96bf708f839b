"""Addresses of pages, each looked up once: Django goes through its patterns anew for every link."""

from collections.abc import Callable
from functools import lru_cache

from django.urls import get_script_prefix, reverse

A_PUBLIC_ID = "000000000000"
"""No thing has this id: the alphabet of public ids leaves 0 out."""


def address(name: str, *args: str) -> str:
    """Return the address of a page."""
    return _address(get_script_prefix(), name, *args)


@lru_cache(maxsize=10_000)
def _address(_below: str, name: str, *args: str) -> str:
    return reverse(name, args=args)


def addresses(name: str, *args: str) -> Callable[[str], str]:
    """Return what makes the addresses of many pages, such as of a list's rows, from the public id at their end."""
    before, after = address(name, *args, A_PUBLIC_ID).split(A_PUBLIC_ID)
    return lambda public_id: f"{before}{public_id}{after}"
