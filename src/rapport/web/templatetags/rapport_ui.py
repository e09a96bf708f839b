"""The tags of the design system: {% load rapport_ui %} and see /style/ for each of them in use."""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from rapport.recruitment.selectors.intakes import left_in_words
from rapport.web import charts, icons, wording
from rapport.web.components import Stage, Words
from rapport.web.toasts import toast_of
from rapport.web.tones import tone_of

if TYPE_CHECKING:
    from rapport.programmes.models import Programme
    from rapport.recruitment.selectors.intakes import Given

register = template.Library()

MOST_DISCS = 4
THEMES = frozenset({"light", "dark"})


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    return icons.draw_icon(name, label)


@register.simple_tag
@cache
def asset(path: str) -> str:
    """The address of a static file, which stays the same as long as the server runs."""
    return static(path)


@register.filter
def initials(name: object) -> str:
    return wording.initials(str(name))


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    return wording.day(value)


@register.filter
def moment(value: dt.datetime | None) -> str:
    return wording.moment(value)


@register.simple_tag
def counted(number: int, noun: str) -> str:
    return wording.counted(number, noun)


@register.simple_tag
def counted_role(number: int, programme: "Programme", role: str) -> str:
    """{% counted_role 16 programme "mentor" %}: "16 peer mentors"."""
    return wording.counted_role(number, programme, role)


@register.simple_tag
def places_left_in_words(given: "Given", programme: "Programme") -> str:
    return left_in_words(given, programme)


@register.filter
def money(amount: Decimal | None, currency: str = "") -> str:
    return wording.money(amount, currency)


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """Return the look that this person chose, or nothing where the system decides."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request else ""
    return chosen if chosen in THEMES else ""


# Discs and pills stand in every row of a list, so they are drawn here: a template for each takes ten times as long.


@register.simple_tag
def discs(*names: str, of: Iterable[str] = (), size: str = "") -> SafeString:
    """One disc a person; more than four end in a count. Silent: the names must stand beside them."""
    people = [*names, *of]
    shown = people[:MOST_DISCS] if len(people) <= MOST_DISCS else people[: MOST_DISCS - 1]
    return _drawn_discs(tuple(wording.initials(str(name)) for name in shown), len(people) - len(shown), size)


@lru_cache(1000)
def _drawn_discs(initials: tuple[str, ...], more: int, size: str) -> SafeString:
    drawn = list(zip(itertools.cycle(("", " disc--warm")), initials, strict=False))
    if more:
        drawn.append((" disc--plain", f"+{more}"))
    return format_html(
        '<span class="discs{}" aria-hidden="true">{}</span>',
        f" discs--{size}" if size else "",
        format_html_join("", '<span class="disc{}">{}</span>', drawn),
    )


@register.simple_tag
def pill(text: Words, tone: str = "neutral", icon: str = "") -> SafeString:
    """{% pill "pinned by you" tone="warm" icon="pin" %}; tones: accent, good, warm, danger."""
    return _drawn_pill(str(text), tone, icon)


@lru_cache(1000)
def _drawn_pill(text: str, tone: str, icon: str) -> SafeString:
    look = "" if tone == "neutral" else f" pill--{tone}"
    return format_html('<span class="pill{}">{}{}</span>', look, icons.draw_icon(icon) if icon else "", text)


@register.simple_tag
def state_pill(state: str, label: Words) -> SafeString:
    """The pill of a model's state: {% state_pill proposal.state proposal.get_state_display %}."""
    return pill(label, tone=tone_of(state))


@register.inclusion_tag("components/person_chip.html")
def person_chip(
    name: str, detail: Words = "", url: str = "", tone: str = "", size: str = ""
) -> dict[str, Any]:
    return {"name": name, "detail": detail, "url": url, "tone": tone, "size": size}


@register.inclusion_tag("components/pair_chip.html")
def pair_chip(
    *names: str, of: Iterable[str] = (), detail: Words = "", url: str = "", size: str = ""
) -> dict[str, Any]:
    return {"names": [*names, *of], "detail": detail, "url": url, "size": size}


@register.inclusion_tag("components/stage_line.html")
def stage_line(stages: Sequence[Stage]) -> dict[str, Any]:
    current = next((place for place, stage in enumerate(stages) if stage.state == "current"), None)
    following = stages[current + 1] if current is not None and current + 1 < len(stages) else None
    return {
        "stages": stages,
        "current": None if current is None else stages[current],
        "number": 0 if current is None else current + 1,
        "following": following,
    }


@register.inclusion_tag("components/stat.html")
def stat(
    value: object,
    label: Words,
    *,
    url: str = "",
    of: object = "",
    trend: Sequence[float] = (),
    trend_title: Words = "",
) -> dict[str, Any]:
    """A number, what it counts, and how it went: `trend` needs a `trend_title`."""
    chart = charts.sparkline(trend, title=trend_title) if trend else ""
    return {"value": value, "label": label, "url": url, "of": of, "chart": chart}


@register.inclusion_tag("components/progress.html")
def progress(done: int, total: int, label: Words) -> dict[str, Any]:
    return {
        "done": done,
        "total": total,
        "label": label,
        "done_words": wording.grouped(done),
        "total_words": wording.grouped(total),
    }


@register.inclusion_tag("components/toast.html", takes_context=True)
def toast(context: Context, message: Message) -> dict[str, Any]:
    return {"toast": toast_of(message), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """The pages of a list; the rest of the query string stays as it is."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "numbers": list(numbers),
        "gap": page.paginator.ELLIPSIS,
        "request": context["request"],
    }


def _block(name: str, content: str, **values: object) -> SafeString:
    body = conditional_escape(content)
    return render_to_string(f"components/{name}.html", {"content": body, **values})


@register.simple_block_tag
def card(
    content: str, title: Words = "", link: Words = "", url: str = "", *, flush: bool = False
) -> SafeString:
    """{% card title="Needs you" link="All 7" url=all_url flush=True %}…{% endcard %}: flush for lists and tables."""
    return _block("card", content, title=title, link=link, url=url, flush=flush)


@register.simple_block_tag
def notice(content: str, tone: str = "neutral", icon: str = "info") -> SafeString:
    return _block("notice", content, tone=tone, icon=icon)


@register.simple_block_tag
def dialog(content: str, id: str, title: Words) -> SafeString:  # noqa: A002 -- the attribute's own name
    """A native dialog, opened by <a href="/the/same/as/a/page/" data-dialog="its-id">: without a script, the page."""
    return _block("dialog", content, id=id, title=title)


@register.simple_block_tag
def confirm(content: str, label: Words, tone: str = "quiet", icon: str = "", about: str = "") -> SafeString:
    """A button that first unfolds what it will do; the content holds the form that does it.

    Where several stand on a page, `about` tells them apart for who does not see what they stand beside.
    """
    return _block("confirm", content, label=label, tone=tone, icon=icon, about=about)
