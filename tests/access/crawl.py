"""Walks the pages as somebody would: follows every link and every search that a page offers, and keeps what it was shown."""

import html
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client

LINK = re.compile(r"""\b(?:href|src|hx-get)\s*=\s*["'](/[^"'#]*)""")
SEARCH = re.compile(r"""<input[^>]*\bname\s*=\s*["'](q|text)["']""")
LEFT_OUT = ("/static/", "/demo/", "/account/logout/")
MOST_PAGES, MOST_OF_ONE_PATH = 500, 8


@dataclass(frozen=True)
class Shown:
    """A page with everything that its answer told."""

    address: str
    status: int
    told: str


def crawl(client: Client, starts: Iterable[str], *, searched_for: str) -> list[Shown]:
    """Return every page that can be reached from `starts`."""
    waiting, seen, shown, of_path = deque(starts), set(starts), [], Counter()
    while waiting and len(shown) < MOST_PAGES:
        page = look_at(client, waiting.popleft())
        shown.append(page)
        for address in (*links_of(page), *searches_of(page, searched_for)):
            path = urlsplit(address).path
            if address not in seen and of_path[path] < MOST_OF_ONE_PATH:
                seen.add(address)
                of_path[path] += 1
                waiting.append(address)
    return shown


def look_at(client: Client, address: str) -> Shown:
    response = client.get(address)
    return Shown(address, response.status_code, told_by(response))


def told_by(response: HttpResponse) -> str:
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{headers}\n\n{body.decode(errors='replace')}"


def links_of(page: Shown) -> Iterator[str]:
    """Yield where a page leads, also by sending on."""
    location = re.search(r"^Location: (/\S*)$", page.told, flags=re.MULTILINE)
    found = [*LINK.findall(page.told), *([location[1]] if location else [])]
    yield from (html.unescape(link) for link in found if not link.startswith(LEFT_OUT))


def searches_of(page: Shown, text: str) -> Iterator[str]:
    path = urlsplit(page.address).path
    yield from (f"{path}?{name}={text}" for name in SEARCH.findall(page.told))
