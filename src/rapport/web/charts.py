"""Charts drawn on the server as SVG: the same in pages, letters and documents, following light and dark by class.

Bars stand in the rows of their own table; a line or a strip carries a title, and its table is folded beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

SPARK_WIDTH, SPARK_HEIGHT = 88, 28
GAP, ROW, A_ROW, DARKEST = 4, 66, 6, 3


@dataclass(frozen=True)
class Bar:
    """A name, a number and, if it needs one, a few words on it."""

    label: str | Promise
    value: float
    note: str | Promise = ""


@dataclass(frozen=True)
class Rating:
    """A name and a rating on a scale: now, and the first one if there was another."""

    label: str | Promise
    now: float
    before: float | None = None


@dataclass(frozen=True)
class MonthMet:
    """How often two people met in a month, and how often they should; `is_ahead` has not come yet."""

    label: str | Promise
    held: int
    required: int = 1
    is_ahead: bool = False


@dataclass(frozen=True)
class MonthShare:
    """How many pairs met as required in a month, of how many that should."""

    label: str | Promise
    kept: int
    asked: int


@dataclass(frozen=True)
class Cell:
    """One month of a strip: how dark, and the words in it and under it."""

    heat: str
    words: str
    label: str | Promise


def bar(value: float, total: float, *, tone: str = "", mark: float | None = None) -> SafeString:
    """Return one silent bar, with a mark where it ended before; the numbers themselves must stand beside it."""
    fill = f"chart-fill chart-fill--{tone}" if tone else "chart-fill"
    was = '<rect class="chart-mark" x="{}%" width="3" height="100%"/>'
    return format_html(
        '<svg class="bar" aria-hidden="true"><rect class="chart-track" width="100%" height="100%"/>'
        '<rect class="{}" width="{}%" height="100%" rx="5"/>{}</svg>',
        fill,
        _share(value, total),
        "" if mark is None else format_html(was, _share(mark, total)),
    )


def _share(value: float, total: float) -> str:
    return f"{min(max(value / total, 0), 1) * 100 if total else 0:.1f}"


def _bar_table(
    caption: str | Promise, heads: tuple[str, str, str], bars: Sequence[Bar], total: float
) -> SafeString:
    rows = format_html_join(
        "",
        '<tr><th scope="row">{}{}</th><td class="bars-bar">{}</td><td class="bars-number">{}</td></tr>',
        (
            (
                row.label,
                format_html('<span class="bars-note">{}</span>', row.note) if row.note else "",
                bar(row.value, total),
                _written(row.value),
            )
            for row in bars
        ),
    )
    head = format_html_join("", '<th scope="col">{}</th>', ((word,) for word in heads))
    return format_html(
        '<div class="bars-frame"><table class="bars"><caption class="sr-only">{}</caption>'
        '<thead class="sr-only"><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        caption,
        head,
        rows,
    )


def _written(value: float) -> str:
    return number_format(round(value, 1), decimal_pos=0 if value == int(value) else 1, force_grouping=True)


def score_bars(parts: Sequence[Bar], *, caption: str | Promise, total: float = 100) -> SafeString:
    """Return what a match scores by each criterion, out of `total`."""
    heads = (gettext("Criterion"), gettext("Out of %(most)s") % {"most": _written(total)}, gettext("Score"))
    return _bar_table(caption, heads, parts, total)


def rating_bars(rows: Sequence[Rating], *, caption: str | Promise, total: float) -> SafeString:
    """Return ratings on a scale that ends at `total`, each with the first one where there was another."""
    is_again = any(row.before is not None for row in rows)
    lines = format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="bars-bar">{}</td>{}<td class="bars-number">{}</td></tr>',
        (
            (
                row.label,
                bar(row.now, total, mark=row.before),
                _before(row) if is_again else "",
                _written(row.now),
            )
            for row in rows
        ),
    )
    words = (
        gettext("Competency"),
        gettext("From 1 to %(most)s") % {"most": _written(total)},
        *([gettext("Before")] if is_again else []),
        gettext("Now"),
    )
    return format_html(
        '<div class="bars-frame"><table class="bars"><caption class="sr-only">{}</caption>'
        "<thead{}><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        caption,
        "" if is_again else SafeString(' class="sr-only"'),
        format_html_join("", '<th scope="col">{}</th>', ((word,) for word in words)),
        lines,
    )


def _before(row: Rating) -> SafeString:
    return format_html(
        '<td class="bars-number bars-number--before">{}</td>',
        "–" if row.before is None else _written(row.before),
    )


def funnel(steps: Sequence[Bar], *, caption: str | Promise) -> SafeString:
    """Return how many came through each step, measured against the first."""
    total = max((step.value for step in steps), default=0)
    return _bar_table(caption, (gettext("Step"), gettext("Share"), gettext("People")), steps, total)


def sparkline(values: Sequence[float], *, title: str | Promise) -> SafeString:
    """Return a small line without axes for beside a number; nothing for fewer than two values."""
    if len(values) < 2:  # noqa: PLR2004 -- a line needs two ends
        return SafeString("")
    low, high = min(values), max(values)
    step = SPARK_WIDTH / (len(values) - 1)
    points = [
        (i * step, SPARK_HEIGHT - 3 - (v - low) / ((high - low) or 1) * (SPARK_HEIGHT - 6))
        for i, v in enumerate(values)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    last_x, last_y = points[-1]
    return format_html(
        '<svg class="spark" viewBox="0 0 {w} {h}" role="img"><title>{title}</title><desc>{desc}</desc>'
        '<polygon class="chart-area" points="0,{h} {line} {w},{h}"/><polyline class="chart-line" points="{line}"/>'
        '<circle class="chart-dot" cx="{x}" cy="{y}" r="3"/></svg>',
        w=SPARK_WIDTH,
        h=SPARK_HEIGHT,
        title=title,
        desc=", ".join(_written(value) for value in values),
        line=line,
        x=f"{last_x:.1f}",
        y=f"{last_y:.1f}",
    )


def month_strip(months: Sequence[MonthMet], *, title: str | Promise) -> SafeString:
    """Return a heat strip, a cell a month and half a year a row, darker where they met more."""
    kept = sum(1 for month in months if not month.is_ahead and month.held >= month.required)
    past = sum(1 for month in months if not month.is_ahead)
    desc = ngettext("%(kept)s of %(past)s month as agreed.", "%(kept)s of %(past)s months as agreed.", past)
    cells = [
        Cell("ahead", "", month.label)
        if month.is_ahead
        else Cell(str(min(month.held, DARKEST)), str(month.held), month.label)
        for month in months
    ]
    strip = _strip(cells, width=44, title=title, desc=desc % {"kept": kept, "past": past})
    return format_html("{}{}", strip, _month_table(months, title))


def share_strip(months: Sequence[MonthShare], *, title: str | Promise) -> SafeString:
    """Return a heat strip of a whole cohort: how many of those who should meet have met, month by month."""
    cells = [
        Cell(
            str(min(DARKEST, DARKEST * month.kept // month.asked)), f"{month.kept}/{month.asked}", month.label
        )
        if month.asked
        else Cell("ahead", "–", month.label)
        for month in months
    ]
    return _strip(
        cells, width=56, title=title, desc=", ".join(f"{cell.label} {cell.words}" for cell in cells)
    )


def _strip(cells: Sequence[Cell], *, width: int, title: str | Promise, desc: str) -> SafeString:
    drawn = format_html_join(
        "", "{}", ((_draw_cell(place, cell, width),) for place, cell in enumerate(cells))
    )
    return format_html(
        '<svg class="strip" viewBox="0 0 {} {}" role="img"><title>{}</title><desc>{}</desc>{}</svg>',
        A_ROW * (width + GAP) - GAP,
        max(ceil(len(cells) / A_ROW), 1) * ROW,
        title,
        desc,
        drawn,
    )


def _draw_cell(place: int, cell: Cell, width: int) -> SafeString:
    top, left = place // A_ROW * ROW, place % A_ROW * (width + GAP)
    return format_html(
        '<rect class="heat-{}" x="{}" y="{}" width="{}" height="40" rx="5"/>'
        '<text class="strip-count{}" x="{}" y="{}">{}</text><text x="{}" y="{}">{}</text>',
        cell.heat,
        left + 1,
        top + 1,
        width - 2,
        " strip-count--on" if cell.heat == str(DARKEST) else "",
        left + width / 2,
        top + 26,
        cell.words,
        left + width / 2,
        top + 57,
        cell.label,
    )


def _month_table(months: Sequence[MonthMet], title: str | Promise) -> SafeString:
    rows = format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="number">{}</td><td class="number">{}</td></tr>',
        ((month.label, "–" if month.is_ahead else month.held, month.required) for month in months),
    )
    return format_html(
        '<details class="more"><summary>{}</summary><table class="table"><caption class="sr-only">{}</caption><thead><tr>'
        '<th scope="col">{}</th><th scope="col" class="number">{}</th><th scope="col" class="number">{}</th>'
        "</tr></thead><tbody>{}</tbody></table></details>",
        gettext("As a table"),
        title,
        gettext("Month"),
        gettext("Meetings held"),
        gettext("Agreed"),
        rows,
    )
