"""The rows in the list of proposals. Fifty stand on a page, so they are drawn here: templates take ten times as long."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rapport.matching.choices import ProposalState
from rapport.matching.selectors import why_in_words
from rapport.web.addresses import addresses
from rapport.web.components import Pill
from rapport.web.templatetags.rapport_ui import discs, pill
from rapport.web.tones import tone_of

if TYPE_CHECKING:
    from rapport.matching.models import Proposal
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
CURRENT = SafeString(' aria-current="true"')


def proposal_rows(
    cohort: "Cohort", proposals: Iterable[Any], *, way: str, chosen: str, answered: Collection[int]
) -> SafeString:
    """Draw a row for each proposal of the list, with a link to its page; `way` and its id lead to its pane."""
    address_of = addresses("coordinator:proposal", cohort.public_id)
    score, why, state = _("Score"), _("Why"), _("State")
    return format_html_join(
        "",
        ROW,
        (
            (
                _tick(proposal),
                address_of(proposal.public_id),
                f"{way}{proposal.public_id}",
                CURRENT if proposal.public_id == chosen else "",
                discs(proposal.mentee_name, proposal.mentor_name, size="small"),
                proposal.mentee_name,
                proposal.mentor_name,
                score,
                proposal.score,
                why,
                why_in_words(proposal) or "–",
                state,
                _drawn(state_pill_of(proposal, has_answers=proposal.pk in answered)),
            )
            for proposal in proposals
        ),
    )


def _tick(proposal: Any) -> SafeString:
    if proposal.state != ProposalState.DRAFT:
        return SafeString("")
    return format_html(TICK, proposal.public_id, proposal.mentee_name, proposal.mentor_name)


def _drawn(state: Pill) -> SafeString:
    return pill(state.text, tone=state.tone, icon=state.icon)


def state_pill_of(proposal: "Proposal", *, has_answers: bool) -> Pill:
    """Return the state as a coordinator sees it."""
    state = ProposalState(proposal.shown_state)
    if state == ProposalState.DRAFT:
        return Pill(_("pinned"), "warm", "pin") if proposal.is_pinned else Pill(_("draft"))
    if state == ProposalState.RELEASED and has_answers:
        return Pill(_("released, one said yes"), "accent")
    return Pill(state.label, tone_of(state))
