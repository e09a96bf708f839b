"""The cards on the board of applications. A hundred stand on a page, so they are drawn here, as rows of lists are."""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rapport.core import clock
from rapport.programmes.selectors import role_word
from rapport.recruitment.choices import APPLICATION_TRANSITIONS, ApplicationState, Light
from rapport.recruitment.selectors.pipeline import ListedApplication
from rapport.recruitment.selectors.reviews import ReviewFigures
from rapport.web import wording
from rapport.web.addresses import addresses
from rapport.web.coordinator.application_rows import light_pill, reviews_in_words
from rapport.web.coordinator.decision_words import VERBS
from rapport.web.templatetags.rapport_ui import discs

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort

CARD = """
        <li class="board-card">
          <a class="chip" href="{url}">{discs}<span class="chip-text"><span class="chip-name">{name}</span>\
<span class="chip-detail">{detail}</span></span></a>
          <p class="small">{reviews}{light}</p>{moves}
        </li>"""
MOVES = """
          <details class="board-moves"><summary aria-label="{label}">{words}</summary>\
<p class="cluster">{links}</p></details>"""
LINK = '<a class="button button--quiet button--small" href="{}{}/">{}</a>'


@dataclass(frozen=True)
class Marks:
    """What is known of the applications on the board besides themselves, by their keys."""

    figures: Mapping[int, ReviewFigures]
    lights: Mapping[int, str]
    own_person: int


def application_cards(
    cohort: "Cohort", applications: Iterable[ListedApplication], *, marks: Marks
) -> SafeString:
    """Draw a card for each application: who, how long, what reviewers say, and the decisions that can be taken."""
    address_of = addresses("coordinator:application")
    role_of = cache(lambda role: role_word(cohort.programme, role))
    verbs_of, age_of, reviewed_of = cache(_verbs_of), cache(_age), cache(_reviewed)
    now, about, decide = clock.now(), _("Decide about %(name)s"), _escaped(_("Decide"))
    cards = [
        CARD.format(
            url=address_of(each.public_id),
            discs=discs(each.name, size="small"),
            name=_escaped(each.name),
            detail=_escaped(f"{role_of(each.role)} · {age_of((now - (each.submitted_at or now)).days)}"),
            reviews=reviewed_of(marks.figures.get(each.pk)),
            light=_light(marks.lights.get(each.pk)),
            moves=MOVES.format(
                label=_escaped(about % {"name": each.name}),
                words=decide,
                links="".join(
                    LINK.format(f"{address_of(each.public_id)}decide/", to, verb)
                    for to, verb in verbs_of(each.state)
                ),
            )
            if each.person_id != marks.own_person and verbs_of(each.state)
            else "",
        )
        for each in applications
    ]
    return SafeString("".join(cards))


def _age(days: int) -> str:
    return wording.counted(days, "day") if days else _("today")


def _reviewed(figures: ReviewFigures | None) -> SafeString:
    if not figures:
        return _escaped(_("no reviewer"))
    return _escaped(_("Reviews: %(figures)s") % {"figures": reviews_in_words(figures)})


def _light(light: str | None) -> SafeString:
    return SafeString(f" {light_pill(Light(light))}") if light else SafeString("")


def _verbs_of(state: str) -> tuple[tuple[str, str], ...]:
    ways = APPLICATION_TRANSITIONS[ApplicationState(state)]
    return tuple((to, html.escape(str(verb))) for to, verb in VERBS.items() if to in ways)


def _escaped(text: str) -> SafeString:
    return SafeString(html.escape(text))
