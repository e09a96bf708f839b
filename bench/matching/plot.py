"""Draws seconds over sizes on log axes, as SVG that follows light and dark."""

from html import escape
from itertools import pairwise
from math import ceil, floor, log10

from bench.matching.races import Result

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 72, 570, 48, 368
LABEL_STEP = 17
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #556063; }
  .title { font-size: 15px; fill: #1d2426; }
  .paper { fill: #faf8f4; }
  .grid { stroke: #e2ddd2; }
  .line { fill: none; stroke: #8a9496; stroke-width: 1.5; }
  .dot { fill: #8a9496; }
  .leader { stroke: #cdc6b8; }
  .ours.line { stroke: #0c5f5b; stroke-width: 3; }
  .ours.dot, text.ours { fill: #0c5f5b; }
  text.ours { font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    text { fill: #a9b2b1; }
    .title { fill: #e9e7e1; }
    .paper { fill: #14191a; }
    .grid { stroke: #2c3536; }
    .line { stroke: #7c8886; }
    .dot { fill: #7c8886; }
    .leader { stroke: #3d4849; }
    .ours.line { stroke: #6fc7bd; }
    .ours.dot, text.ours { fill: #6fc7bd; }
  }
"""


def drawn(title: str, results: list[Result]) -> str:
    """Return an SVG with a line a contestant, ours in front."""
    ended = [result for result in results if result.runs]
    sizes = sorted({result.size for result in ended})
    across = _axis(sizes, LEFT + 12, RIGHT - 12)
    times = [result.seconds for result in ended]
    decades = [10.0**power for power in range(floor(log10(min(times))), ceil(log10(max(times))) + 1)]
    up = _axis(decades, BOTTOM, TOP)
    lines = {
        contestant: [(across(each.size), up(each.seconds)) for each in ended if each.contestant == contestant]
        for contestant in sorted({result.contestant for result in ended}, key=lambda each: each.is_ours)
    }
    ends = _spread({contestant: points[-1][1] for contestant, points in lines.items()})
    body = [*_grid(sizes, across, decades, up)]
    for contestant, points in lines.items():
        kind = " ours" if contestant.is_ours else ""
        body += _line(points, kind, escape(contestant.label), ends[contestant])
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
            f'<text class="title" x="{LEFT}" y="28">{escape(title)}</text>',
            *body,
            "</svg>\n",
        )
    )


def _axis(values, start, end):
    """Return the place of a value on a log axis from the least of `values` to the greatest."""
    low, high = log10(min(values)), log10(max(values))
    if low == high:
        return lambda _: (start + end) / 2
    return lambda value: start + (log10(value) - low) / (high - low) * (end - start)


def _grid(sizes, across, decades, up):
    for seconds in decades:
        y = up(seconds)
        yield f'<line class="grid" x1="{LEFT}" x2="{RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        unit = f"{seconds:g} s" if seconds >= 1 else f"{seconds * 1000:g} ms"
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{unit}</text>'
    for size in sizes:
        x = across(size)
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{BOTTOM}"/>'
        yield f'<text x="{x:.1f}" y="{BOTTOM + 22}" text-anchor="middle">{size:,}</text>'


def _line(points, kind, label, label_y):
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    yield f'<line class="leader" x1="{x + 6:.1f}" y1="{y:.1f}" x2="{RIGHT + 8}" y2="{label_y:.1f}"/>'
    yield f'<polyline class="line{kind}" points="{path}"/>'
    yield from (f'<circle class="dot{kind}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in points)
    yield f'<text class="{kind.strip()}" x="{RIGHT + 12}" y="{label_y + 4:.1f}">{label}</text>'


def _spread(places):
    """Return the places moved apart, so that labels do not lie on each other, in the same order."""
    order = sorted(places, key=places.get)
    moved = [places[each] for each in order]
    for _ in range(100):
        for before, after in pairwise(range(len(moved))):
            overlap = LABEL_STEP - (moved[after] - moved[before])
            if overlap > 0:
                moved[before] -= overlap / 2
                moved[after] += overlap / 2
    return dict(zip(order, moved, strict=True))
