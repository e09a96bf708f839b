"""Every route of the installation, found by walking the URL patterns."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """A named address with the names of its parameters."""

    name: str
    pattern: str
    parameters: tuple[str, ...]


def all_routes(urlconf: str | None = None) -> list[Route]:
    """Return all routes; one without a name is called by its pattern, which no row of the table can cover."""
    return list(_walk(get_resolver(urlconf).url_patterns, namespace="", before="", inherited=()))


def _walk(
    patterns: list[URLPattern | URLResolver], *, namespace: str, before: str, inherited: tuple[str, ...]
) -> Iterator[Route]:
    for entry in patterns:
        path = before + str(entry.pattern)
        parameters = (*inherited, *entry.pattern.converters, *_groups(entry))
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, (namespace, entry.namespace)))
            yield from _walk(entry.url_patterns, namespace=inner, before=path, inherited=parameters)
        else:
            name = ":".join(filter(None, (namespace, entry.name))) if entry.name else f"/{path}"
            yield Route(name, f"/{path}", tuple(dict.fromkeys(parameters)))


def _groups(entry: URLPattern | URLResolver) -> tuple[str, ...]:
    return tuple(entry.pattern.regex.groupindex)
