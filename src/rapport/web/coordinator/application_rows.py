"""The rows in the list of applications. Fifty stand on a page, so they are drawn here: templates take ten times as long."""

import html
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rapport.programmes.selectors import role_word
from rapport.recruitment.choices import LIGHT_WORDS, WITHDRAWN_STAGE, Light, PipelineStage
from rapport.recruitment.selectors.pipeline import ListedApplication
from rapport.recruitment.selectors.reviews import ReviewFigures
from rapport.web import wording
from rapport.web.addresses import addresses
from rapport.web.templatetags.rapport_ui import discs, pill, state_pill
from rapport.web.tones import tone_of

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort

ROW = """
      <tr>
        <td class="tick"><label><input class="row-check" type="checkbox" name="chosen" value="{id}" form="chosen" \
aria-label="{name}, {role}"></label></td>
        <td><a class="chip" href="{url}">{discs}<span class="chip-text"><span class="chip-name">{name}</span>\
<span class="chip-detail">{email}</span></span></a>{inviter}</td>
        <td data-label="{role_label}">{role}</td>
        <td data-label="{sent_label}">{sent}</td>
        <td data-label="{reviews_label}">{reviews}</td>
        <td data-label="{state_label}">{state}</td>
      </tr>"""
NOTHING = ReviewFigures()
STAGES = dict([*PipelineStage.choices, WITHDRAWN_STAGE])


def application_rows(
    cohort: "Cohort",
    applications: Iterable[ListedApplication],
    *,
    figures: Mapping[int, ReviewFigures],
    lights: Mapping[int, str],
) -> SafeString:
    """Draw a row for each application of the list."""
    address_of = addresses("coordinator:application")
    labels = {
        "role_label": _escaped(_("Role")),
        "sent_label": _escaped(_("Sent on")),
        "reviews_label": _escaped(_("Reviews")),
        "state_label": _escaped(_("Stage")),
    }
    words_of = cache(lambda figures: _escaped(reviews_in_words(figures)))
    day_of = cache(lambda day: _escaped(wording.day(day)))
    role_of, state_of = cache(lambda role: _escaped(role_word(cohort.programme, role))), cache(_state)
    rows = [
        ROW.format(
            id=each.public_id,
            name=_escaped(each.name),
            email=_escaped(each.email),
            url=address_of(each.public_id),
            discs=discs(each.name),
            inviter=_invited_by(each.inviter),
            role=role_of(each.role),
            sent=day_of(localtime(each.submitted_at).date()) if each.submitted_at else "",
            reviews=words_of(figures.get(each.pk, NOTHING)),
            state=state_of(each.stage, lights.get(each.pk, ""), each.position),
            **labels,
        )
        for each in applications
    ]
    return SafeString("".join(rows))


def reviews_in_words(figures: ReviewFigures) -> str:
    """Return "2 of 3 · 3.8, spread 0.5": how many have said something, and what it comes to for whoever may read it."""
    if not figures.assigned:
        return "–"
    count = _("%(given)s of %(assigned)s") % {"given": figures.given, "assigned": figures.assigned}
    if figures.is_closed:
        return _("%(count)s · yours first") % {"count": count}
    if figures.mean is None:
        return count
    if figures.spread is None:
        return f"{count} · {number_format(figures.mean, 1)}"
    return _("%(count)s · %(mean)s, spread %(spread)s") % {
        "count": count,
        "mean": number_format(figures.mean, 1),
        "spread": number_format(figures.spread, 1),
    }


def _invited_by(inviter: str) -> SafeString:
    if not inviter:
        return SafeString("")
    return format_html('<p class="quiet">{}</p>', _("Invited by %(name)s") % {"name": inviter})


def _state(stage: str, light: str, position: int | None) -> SafeString:
    pills = [state_pill(stage, STAGES[stage]), *([light_pill(light)] if light else [])]
    if position:
        pills.append(_escaped(_("number %(n)s") % {"n": position}))
    return SafeString(" ".join(pills))


def light_pill(light: str) -> SafeString:
    """Draw the worst open reservation; its word stands in it, as colour alone says nothing."""
    return pill(LIGHT_WORDS[Light(light)], tone=tone_of(light), icon="flag")


def _escaped(text: str) -> SafeString:
    return SafeString(html.escape(text))
