"""Every state has one tone on every page."""

from rapport.matching.choices import ProposalState
from rapport.web.tones import STATE_TONES, tone_of


def test_states_of_a_proposal_have_their_tones() -> None:
    assert {state.value: tone_of(state) for state in ProposalState} == {
        "draft": "neutral",
        "released": "accent",
        "accepted": "good",
        "declined": "neutral",
        "expired": "warm",
        "withdrawn": "neutral",
    }


def test_danger_is_kept_for_what_needs_care() -> None:
    assert {state for state, tone in STATE_TONES.items() if tone == "danger"} == {
        "disputed",
        "failed",
        "suspended",
        "red",
    }
