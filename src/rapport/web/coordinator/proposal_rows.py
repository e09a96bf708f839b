"""The rows in the list of proposals. Fifty stand on a page, so they are drawn here: templates take ten times as long."""

import html
from collections.abc import Collection, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rapport.matching.choices import ProposalState
from rapport.matching.selectors import why_in_words
from rapport.web.addresses import addresses
from rapport.web.components import Pill
from rapport.web.templatetags.rapport_ui import discs, pill
from rapport.web.tones import tone_of

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort

ROW = """
        <tr>
          <td class="tick">{}</td>
          <td><a class="chip" href="{}" hx-get="{}" data-pane{}>{}<span class="chip-text"><span class="chip-name">\
<span class="block">{} ·</span> {}</span></span></a></td>
          <td class="number" data-label="{}">{}</td>
          <td class="quiet" data-label="{}"><span class="clamp">{}</span></td>
          <td data-label="{}">{}</td>
        </tr>"""
TICK = (
    '<label><input class="row-check" type="checkbox" name="chosen" value="{}" form="chosen" aria-label="{}, {}">'
    "</label>"
)
CURRENT, NOTHING = SafeString(' aria-current="true"'), SafeString("")


def proposal_rows(
    cohort: "Cohort", proposals: Iterable[Any], *, way: str, chosen: str, answered: Collection[int]
) -> SafeString:
    """Draw a row for each proposal of the list, with a link to its page; `way` and its id lead to its pane."""
    address_of, to_pane = addresses("coordinator:proposal", cohort.public_id), _escaped(way)
    labels = [_escaped(label) for label in (_("Score"), _("Why"), _("State"))]
    state_of = cache(_drawn_state)
    rows = [
        _row(
            each,
            labels,
            links=(SafeString(address_of(each.public_id)), to_pane + SafeString(each.public_id)),
            is_chosen=each.public_id == chosen,
            state=state_of(each.shown_state, each.is_pinned, each.pk in answered),
        )
        for each in proposals
    ]
    return SafeString("".join(rows))


def _row(
    proposal: Any,
    labels: list[SafeString],
    *,
    links: tuple[SafeString, SafeString],
    is_chosen: bool,
    state: SafeString,
) -> SafeString:
    mentee, mentor = _escaped(proposal.mentee_name), _escaped(proposal.mentor_name)
    score_label, why_label, state_label = labels
    is_draft = proposal.state == ProposalState.DRAFT
    return _filled(
        ROW,
        _filled(TICK, SafeString(proposal.public_id), mentee, mentor) if is_draft else NOTHING,
        *links,
        CURRENT if is_chosen else NOTHING,
        discs(proposal.mentee_name, proposal.mentor_name, size="small"),
        mentee,
        mentor,
        score_label,
        SafeString(proposal.score),
        why_label,
        _escaped(why_in_words(proposal) or "–"),
        state_label,
        state,
    )


def _escaped(text: str) -> SafeString:
    return SafeString(html.escape(text))


def _filled(form: str, *parts: SafeString) -> SafeString:
    """Do what `format_html` does, without asking of each part whether it is safe: its type says so."""
    return SafeString(form.format(*parts))


def _drawn_state(shown_state: str, is_pinned: bool, has_answers: bool) -> SafeString:  # noqa: FBT001
    state = state_pill(shown_state, is_pinned=is_pinned, has_answers=has_answers)
    return pill(state.text, tone=state.tone, icon=state.icon)


def state_pill(shown_state: str, *, is_pinned: bool, has_answers: bool) -> Pill:
    """Return a proposal's state as a coordinator sees it."""
    state = ProposalState(shown_state)
    if state == ProposalState.DRAFT:
        return Pill(_("pinned"), "warm", "pin") if is_pinned else Pill(_("draft"))
    if state == ProposalState.RELEASED and has_answers:
        return Pill(_("released, one said yes"), "accent")
    return Pill(state.label, tone_of(state))
