"""Icons drawn inline from one sheet, so that no page needs a request or a style for them."""

import re
from functools import cache, lru_cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from rapport.web.components import Words

SHEET = Path(__file__).with_name("icons.svg")
SYMBOL = re.compile(r'<symbol id="([\w-]+)">(.*)</symbol>')

# Turned round where text runs from right to left.
TURNING = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "log-out", "send", "undo-2"}
)


@cache
def icon_shapes() -> dict[str, SafeString]:
    """Return the shapes of every icon by its name."""
    return {name: mark_safe(shapes) for name, shapes in SYMBOL.findall(SHEET.read_text())}  # noqa: S308 -- our own file


def draw_icon(name: str, label: Words = "") -> SafeString:
    """Return the icon as inline SVG: with a label it speaks, without one it is silent decoration."""
    return _drawn(name, str(label))


@lru_cache(1000)
def _drawn(name: str, label: str) -> SafeString:
    turning = " icon--turns" if name in TURNING else ""
    shapes = icon_shapes()[name]
    if label:
        return format_html(
            '<svg class="icon{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
            turning,
            label,
            shapes,
        )
    return format_html('<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', turning, shapes)
