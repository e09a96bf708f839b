"""Requests every cell of a row as every one of the cast, and says in sentences where the house deviates."""

import copy
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from tests.access.rows import LOGIN, MAY, OWN, Act, Outcome, Row
from tests.access.snapshot import snapshot, writes_seen
from tests.cast import NAMES, Cast

ABSENT = "zzzzzzzzzzzz"
MALFORMED = ("\x00", "1", "'--", "ä ö", "a" * 300)
GOOD_FOR = 200.0
CODE = {"half_signed_in"}
NOT_SIGNED_IN = ("half_signed_in", "nobody")
FORBIDDEN, NOT_FOUND, WRONG_METHOD, REDIRECT = 403, 404, 405, 302
AS_HTMX = {"HX-Request": "true", "HX-Target": "pane"}
PASSING = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": "|data-idle="|data-whole=")[^"]+')


@dataclass(frozen=True)
class Asked:
    """One request, undone again, and what came of it."""

    outcome: Outcome
    essence: bytes
    changed: bool
    error: str = ""

    @property
    def found(self) -> str:
        return f"{self.outcome} {self.error}".strip()


@dataclass(frozen=True)
class Cell:
    """One address as one of the cast asks for it, and what they should get."""

    about: str
    ids: Mapping[str, str]
    whose: str
    expected: frozenset[Outcome]


class Checker:
    """Holds the cast's browsers and the state of all tables before anybody asked for anything.

    A thorough one asks for every cell. The usual one spares those who are turned away at the door the objects behind
    it, and tries one malformed id for each who gets further.
    """

    def __init__(self, cast: Cast, *, names: tuple[str, ...] = NAMES, thorough: bool = False) -> None:
        self.cast = cast
        self.thorough = thorough
        self.asked = 0
        self.clients: dict[str, Client] = {}
        self.cookies: dict[str, Any] = {}
        self._sign_in(names)
        self.began = time.monotonic()
        self.before = snapshot()

    def deviations(self, route: str, row: Row) -> list[str]:
        """Return a sentence for each cell of a row that is not as the table says."""
        cache.clear()
        is_old = time.monotonic() - self.began > GOOD_FOR
        self._sign_in(tuple(self.clients) if is_old else CODE & self.clients.keys())
        self.before = snapshot()
        return [f"{route}: {sentence}" for sentence in self._deviations(route, row)]

    def _sign_in(self, names: Iterable[str]) -> None:
        """Sign some of the cast in, for as long as the test lasts.

        A code is good for minutes alone, and so is a sign-in for setting a password; the whole table takes longer.
        """
        for name in names:
            self.clients[name] = self.cast.client(name)
            self.cookies[name] = copy.deepcopy(self.clients[name].cookies)

    def _deviations(self, route: str, row: Row) -> Iterator[str]:
        for method, act in (("GET", row.GET), ("POST", row.POST)):
            if act is not None:
                for name in self.clients:
                    yield from self._cells_of(name, route, row, method, act)
        yield from self._fragments(route, row)
        yield from self._wrong_methods(route, row)
        yield from self._harmless_methods(route, row)
        yield from self._forged_posts(route, row)

    def _cells_of(self, name: str, route: str, row: Row, method: str, act: Act) -> Iterator[str]:
        refusals: dict[bytes, str] = {}
        for cell in cells(self.cast, row, name, act, thorough=self.thorough):
            asked = self.ask(name, method, route, cell.ids, act.data(self.cast, cell.whose))
            what = f"{method} by {name}, {cell.about}"
            if asked.outcome not in cell.expected:
                yield f"{what}: {asked.outcome} {asked.error}, not {_listed(cell.expected)}".replace(
                    " ,", ","
                )
            may = act.then in cell.expected
            if asked.changed and not (method == "POST" and may):
                yield f"{what}: it changed something"
            if asked.outcome == NOT_FOUND and row.things:
                refusals.setdefault(asked.essence, cell.about)
        if len(refusals) > 1:
            yield f"{method} by {name}: can tell apart {', '.join(sorted(refusals.values()))}"

    def _fragments(self, route: str, row: Row) -> Iterator[str]:
        """Ask for parts of pages as htmx does: who is refused the page gets no part of it, or finds none."""
        for name in self.clients if row.GET else ():
            for whose in row.relations if self.thorough or _gets_in(row, name, row.GET) else ():
                expected = expectation(row.GET, name, whose)
                if expected != row.GET.then:
                    ids = row.ids(self.cast, whose)
                    asked = self.ask(name, "GET", route, ids, {}, headers=AS_HTMX)
                    if asked.outcome not in (expected, NOT_FOUND):
                        yield f"GET of a part by {name}, {whose}: {asked.found}, not {expected}"

    def _wrong_methods(self, route: str, row: Row) -> Iterator[str]:
        used = {method for method in ("GET", "POST") if getattr(row, method) is not None}
        for method in ({"GET", "POST"} - used) | {"PUT", "PATCH", "DELETE"}:
            for name in ("nobody", _somebody(row, self.clients)):
                home = _home(row, name, row.POST or row.GET or Act({}))
                asked = self.ask(name, method, route, row.ids(self.cast, home), {})
                if asked.changed:
                    yield f"{method} by {name}: it changed something"
                if asked.outcome != WRONG_METHOD and not _may_skip_405(route, asked):
                    yield f"{method} by {name}: {asked.found}, not 405"

    def _harmless_methods(self, route: str, row: Row) -> Iterator[str]:
        name_of_home = _somebody(row, self.clients)
        ids = row.ids(self.cast, _home(row, name_of_home, row.POST or row.GET or Act({})))
        for name in self.clients if self.thorough else {"nobody", _somebody(row, self.clients)}:
            for method in ("HEAD", "OPTIONS") if row.GET else ("GET", "HEAD", "OPTIONS"):
                asked = self.ask(name, method, route, ids, {})
                if asked.changed or asked.error:
                    yield f"{method} by {name}: {asked.error or 'it changed something'}"

    def _forged_posts(self, route: str, row: Row) -> Iterator[str]:
        if row.POST is None or row.by_secret:
            return
        name = _somebody(row, self.clients)
        whose = next((w for w, then in row.POST.who.get(name, {}).items() if then == MAY), row.relations[0])
        data = row.POST.data(self.cast, whose)
        for headers in ({}, {"Origin": "https://elsewhere.example"}):
            asked = self.ask(
                name, "POST", route, row.ids(self.cast, whose), data, headers=headers, forged=True
            )
            if asked.outcome != FORBIDDEN or asked.changed:
                yield f"POST by {name} without a token{' from elsewhere' * bool(headers)}: {asked.outcome}, not 403"

    def ask(
        self,
        name: str,
        method: str,
        route: str,
        ids: Mapping[str, str],
        data: Mapping[str, Any],
        *,
        headers: Mapping[str, str] | None = None,
        forged: bool = False,
    ) -> Asked:
        """Send one request as one of the cast, undo it, and return what came of it."""
        self.asked += 1
        try:
            address = reverse(route, kwargs=ids)
        except NoReverseMatch:
            return Asked(NOT_FOUND, b"", changed=False)  # no such address: the id never reaches a view
        client = self._client(name, forged=forged)
        sent = {**data} if forged else {"csrfmiddlewaretoken": "as in every form", **data}
        cache.clear()
        with _undone(), writes_seen() as written:
            try:
                response = client.generic(method, address, headers=headers, **_body(method, sent))
            except Exception as error:  # noqa: BLE001 - whatever a view lets through is a finding
                return Asked(500, b"", changed=False, error=f"({type(error).__name__}: {error})")
            changed = bool(written) and snapshot() != self.before
        return Asked(outcome_of(response), _essence(response, ids), changed)

    def _client(self, name: str, *, forged: bool) -> Client:
        client = Client(enforce_csrf_checks=True) if forged else self.clients[name]
        client.cookies = copy.deepcopy(self.cookies[name])
        return client


def cells(cast: Cast, row: Row, name: str, act: Act, *, thorough: bool) -> Iterator[Cell]:
    """Yield the addresses that one of the cast asks for: everybody's objects, mixtures, absent and malformed ids."""
    home, gets_in = _home(row, name, act), _gets_in(row, name, act)
    for whose in row.relations if gets_in or thorough else [home]:
        expected = frozenset({expectation(act, name, whose)})
        yield Cell(whose, row.ids(cast, whose), whose, expected)
    expected = _expected_of_altered(act, name, home, alone=len(row.things) == 1)
    bad = (ABSENT, *MALFORMED) if thorough else (ABSENT, MALFORMED[0]) if gets_in else (ABSENT,)
    for parameter in row.things:
        others = row.relations if thorough or gets_in else []
        for value, about in _other_values(cast, row, parameter, others, bad):
            ids = row.ids(cast, home) | {parameter: value}
            if ids not in [row.ids(cast, whose) for whose in row.relations]:
                yield Cell(f"{home} with {about}", ids, home, expected)


def _gets_in(row: Row, name: str, act: Act) -> bool:
    """Whether one of the cast gets past the door: they may do something there, or are told that they may not."""
    return any(expectation(act, name, whose) in (act.then, FORBIDDEN) for whose in row.relations)


def _home(row: Row, name: str, act: Act) -> str:
    """Return whose objects are the most likely way in for one of the cast: those they may use, else those they see."""

    def likelihood(whose: str) -> tuple[bool, bool, bool]:
        outcome = expectation(act, name, whose)
        return outcome == act.then, outcome == FORBIDDEN, whose == OWN

    return max(row.relations, key=likelihood)


def _other_values(
    cast: Cast, row: Row, parameter: str, others: Iterable[str], bad: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield what can stand in the place of one id, in words: ids of other worlds, none that exists, none at all."""
    for other in others if len(row.things) > 1 else ():
        yield row.ids(cast, other)[parameter], f"{parameter} of {other}"
    for value in bad:
        yield value, f"{parameter} {value[:12]!r}"


def _expected_of_altered(act: Act, name: str, whose: str, *, alone: bool) -> frozenset[Outcome]:
    """Expect what a stranger gets; who sees but may not touch the one object may be told so before the other is sought."""
    base = expectation(act, name, whose)
    if act.otherwise.get(name, LOGIN if name in NOT_SIGNED_IN else NOT_FOUND) != NOT_FOUND:
        return frozenset({act.otherwise.get(name, LOGIN)})
    return frozenset({NOT_FOUND, FORBIDDEN}) if base == FORBIDDEN and not alone else frozenset({NOT_FOUND})


def expectation(act: Act, name: str, whose: str) -> Outcome:
    """Return what the table says that one of the cast gets for somebody's object."""
    usual = LOGIN if name in NOT_SIGNED_IN else NOT_FOUND
    outcome = act.who.get(name, {}).get(whose, act.otherwise.get(name, usual))
    return act.then if outcome == MAY else outcome


def outcome_of(response: HttpResponse) -> Outcome:
    """Return the status, or for a redirect the name of the route it leads to; htmx is redirected by a header alone."""
    to = response.get("Location") if response.status_code == REDIRECT else ""
    if response.status_code == HTTPStatus.OK and not response.streaming and not response.content:
        to = response.get("HX-Redirect", "")
    if not to:
        return response.status_code
    address = to.split("?")[0].split("#")[0]
    try:
        return f"to {resolve(address).view_name}"
    except Resolver404:
        return f"to {address}"


def _essence(response: HttpResponse, ids: Mapping[str, str]) -> bytes:
    """Return all that the response tells, without echoed ids, and tokens and seconds that change each time."""
    headers = {k: v for k, v in response.headers.items() if k not in ("Content-Length", "Set-Cookie")}
    told = PASSING.sub(b"", repr(sorted(headers.items())).encode() + response.content)
    for value in sorted(ids.values(), key=len, reverse=True):
        if len(value) > 1:
            told = told.replace(quote(value).encode(), b"").replace(value.encode(), b"")
    return told


def _body(method: str, data: Mapping[str, Any]) -> dict[str, Any]:
    if method in ("GET", "HEAD", "OPTIONS"):
        return {}
    return {"data": encode_multipart(BOUNDARY, data), "content_type": MULTIPART_CONTENT}


def _listed(outcomes: frozenset[Outcome]) -> str:
    return " or ".join(sorted(str(outcome) for outcome in outcomes))


def _somebody(row: Row, names: Iterable[str]) -> str:
    """Return one of those present who may do something here."""
    act = row.POST or row.GET
    grid = act.who if act else {}
    return next((name for name in names if MAY in grid.get(name, {}).values()), next(iter(names)))


def _may_skip_405(route: str, asked: Asked) -> bool:
    """allauth's views ask who is there before they ask for the method; what does not exist has no methods."""
    return route.startswith("account_") or (asked.outcome == NOT_FOUND and route.startswith("hats:no-"))


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
