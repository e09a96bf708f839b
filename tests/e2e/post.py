"""The post as its readers see it: the newest letter in somebody's mailbox, its code, its link."""

import re

from django.core import mail

from rapport.jobs.sweeps import SWEEPERS


def let_the_worker_work() -> None:
    """Do all that waits, and what follows from it, as the worker does when it is woken."""
    while sum(sweeper.sweep() for sweeper in SWEEPERS.values()):
        pass


def letters_to(address: str) -> list[str]:
    """Return what has come to a mailbox, the newest last."""
    let_the_worker_work()
    return [f"{letter.subject}\n{letter.body}" for letter in mail.outbox if letter.to == [address]]


def code_for(address: str) -> str:
    """Return the code of the newest letter."""
    found = re.search(r"^\s*([A-Z0-9]{4,}-?[A-Z0-9]{3,})\s*$", letters_to(address)[-1], re.MULTILINE)
    assert found, letters_to(address)[-1]
    return found[1]


def link_for(address: str) -> str:
    """Return the link of the newest letter."""
    found = re.search(r"^https?://\S+$", letters_to(address)[-1], re.MULTILINE)
    assert found, letters_to(address)[-1]
    return found[0]
