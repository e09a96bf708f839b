"""Which tone a state has on every page; the words themselves come from each app's choices."""

from rapport.web.components import Tone

STATE_TONES: dict[str, Tone] = {
    # moving along
    "recruiting": "accent",
    "matching": "accent",
    "running": "accent",
    "open": "accent",
    "released": "accent",
    "offered": "accent",
    "requested": "accent",
    "matched": "accent",
    "in-review": "accent",
    "interviewed": "accent",
    "planned": "accent",
    "sending": "accent",
    # settled well
    "accepted": "good",
    "active": "good",
    "signed": "good",
    "confirmed": "good",
    "countersigned": "good",
    "done": "good",
    "sent": "good",
    "published": "good",
    "reached": "good",
    "given": "good",
    "in-force": "good",
    "yes": "good",
    "green": "good",
    # waiting for somebody
    "pinned": "warm",
    "held": "warm",
    "paused": "warm",
    "waitlisted": "warm",
    "missed": "warm",
    "overdue": "warm",
    "expired": "warm",
    "closing": "warm",
    "maybe": "warm",
    "amber": "warm",
    "unanswered": "warm",
    "lapsed": "warm",
    "refused": "warm",
    # needs care
    "disputed": "danger",
    "failed": "danger",
    "suspended": "danger",
    "red": "danger",
}


def tone_of(state: str) -> Tone:
    """Return the tone of a state; one that is not named here is neutral."""
    return STATE_TONES.get(state, "neutral")
