"""Kinds of work, and the services that do one due row of each: a sweep goes on until none is left."""

import threading
from collections.abc import Callable, Mapping

import structlog
from django.db import close_old_connections

from rapport.accounts.services import forget_ended_sessions, forget_unused_people
from rapport.letters.services import fail_stale_letters
from rapport.matching.services.runs import release_stale_runs, run_next_match
from rapport.mentorships.services.proposals import remind_next_proposal
from rapport.programmes.services.imports import forget_old_uploads, release_stale_imports, run_next_import
from rapport.programmes.services.suspension import send_next_active_letter
from rapport.recruitment.services.offers import end_next_offer, offer_next_place
from rapport.recruitment.services.reminders import remind_next_draft
from rapport.screening.services.references import remind_next_referee
from rapport.screening.services.reminders import remind_next_clearance
from rapport.training.services.events import remind_next_training_event
from rapport.training.services.reminders import remind_next_refresher

log = structlog.get_logger()

Service = Callable[[], int]
# Each service does what is due, one row at a call, and returns a true value while there was some.
SWEEPS: Mapping[str, tuple[Service, ...]] = {
    "letters": (fail_stale_letters, send_next_active_letter),
    "match-runs": (release_stale_runs, run_next_match),
    "reminders": (
        remind_next_proposal,
        remind_next_refresher,
        remind_next_training_event,
        remind_next_clearance,
        remind_next_referee,
        remind_next_draft,
    ),
    "places": (end_next_offer, offer_next_place),
    "sessions": (forget_ended_sessions,),
    "imports": (release_stale_imports, run_next_import, forget_old_uploads),
}
# What piles up slowly is looked for once a day.
DAILY_SWEEPS: Mapping[str, tuple[Service, ...]] = {"people": (forget_unused_people,)}
stopping = threading.Event()


class Sweeper:
    """Sweeps one kind of work in one thread at a time, so that long matches and imports never hold up the letters."""

    def __init__(self, kind: str, services: tuple[Service, ...]) -> None:
        self.kind = kind
        self.services = services
        self._is_wanted = threading.Event()
        self._turn = threading.Lock()

    def sweep(self) -> int:
        """Do what is due and return how many rows that was; where a sweep is on already, it goes round once more."""
        self._is_wanted.set()
        done = 0
        while self._is_wanted.is_set() and self._turn.acquire(blocking=False):
            try:
                self._is_wanted.clear()
                done += self._go_round()
            finally:
                self._turn.release()
        return done

    def _go_round(self) -> int:
        close_old_connections()
        try:
            return sum(self._repeat(service) for service in self.services)
        finally:
            close_old_connections()

    def _repeat(self, service: Service) -> int:
        """Call a service until nothing is due. It writes failures into its rows; what arrives here is a defect."""
        done = 0
        try:
            while not stopping.is_set() and service():
                done += 1
        except Exception:
            log.exception("sweep-failed", kind=self.kind, service=service.__name__, done=done)
        return done


SWEEPERS = {kind: Sweeper(kind, services) for kind, services in {**SWEEPS, **DAILY_SWEEPS}.items()}
