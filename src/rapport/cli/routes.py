"""`rapport routes`: every address that the platform answers."""

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rapport.cli import platform
from rapport.cli.outcomes import OK

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

EXAMPLES = """\
examples:
  rapport routes
  rapport routes --json"""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "routes",
        help="list every address that the platform answers",
        description="List every address that the platform answers, with its name and the view that answers it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--json", action="store_true", help="as JSON, with the methods where a view declares them"
    )


def run(args: argparse.Namespace) -> int:
    platform.start()
    routes = list(all_routes())
    if args.json:
        print(json.dumps(routes, indent=2))
        return OK
    width = max(len(route["path"]) for route in routes)
    for route in routes:
        print(f"{route['path']:{width}}  {route['name'] or '-'}")
    return OK


def all_routes() -> Iterator[dict[str, Any]]:
    """Walk the address lists; for each address its path, full name, view and the methods it declares."""
    from django.urls import get_resolver

    yield from _walk(get_resolver(), prefix="/", namespaces=())


def _walk(resolver: "URLResolver", *, prefix: str, namespaces: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    from django.urls import URLResolver

    for entry in resolver.url_patterns:
        path = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            own = (entry.namespace,) if entry.namespace else ()
            yield from _walk(entry, prefix=path, namespaces=(*namespaces, *own))
        else:
            yield _describe(entry, path=path, namespaces=namespaces)


def _describe(entry: "URLPattern", *, path: str, namespaces: tuple[str, ...]) -> dict[str, Any]:
    view = entry.callback
    methods = getattr(view, "methods", None)
    return {
        "path": path,
        "name": ":".join([*namespaces, entry.name]) if entry.name else None,
        "view": f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}",
        "methods": sorted(methods) if methods else None,
    }
