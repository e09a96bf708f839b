"""What applications are judged by in each kind of programme, in our words; coordinators change them as they like."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PresetCriterion:
    """A criterion, and what it means in words that two reviewers understand alike."""

    name: str | Promise
    help: str | Promise


REASONS = PresetCriterion(
    _("Reasons"),
    _("1: says only that they would like to take part. 5: says why, and why here and now, with an example."),
)
RELIABILITY = PresetCriterion(
    _("Time and reliability"),
    _(
        "1: no time that fits, or none named. 5: the time is named, and there are signs that they keep their word."
    ),
)
LISTENING = PresetCriterion(
    _("Listening and respect"),
    _("1: speaks of others from above. 5: asks, listens, and respects who is different from them."),
)
FIT = PresetCriterion(
    _("Fit with this programme"),
    _(
        "1: looks for something that we do not offer. 5: what they look for, or offer, is what the programme is for."
    ),
)
EXPERIENCE = PresetCriterion(
    _("Experience"),
    _(
        "1: none that helps here. 5: a mentor has been where the others want to go and says how it went; a mentee has "
        "begun to find out and says what came of it."
    ),
)
BOUNDARIES = PresetCriterion(
    _("Boundaries"),
    _("1: wants to solve everything alone. 5: knows what a mentor is not, and when to ask for help."),
)
READY_TO_LEARN = PresetCriterion(
    _("Ready to learn"),
    _(
        "1: expects to be told what to do. 5: has a question of their own, and will try things between meetings."
    ),
)

USUAL = (REASONS, RELIABILITY, LISTENING, FIT)
REVIEW_PRESETS = {
    "student-mentoring": (RELIABILITY, LISTENING, BOUNDARIES, FIT),
    "alumni-mentoring": (EXPERIENCE, RELIABILITY, LISTENING, FIT),
    "general-mentoring": USUAL,
    "peer-mentoring": (REASONS, RELIABILITY, LISTENING, BOUNDARIES),
    "staff-mentoring": (REASONS, READY_TO_LEARN, RELIABILITY, FIT),
}


def preset_criteria(preset: str) -> tuple[PresetCriterion, ...]:
    """Return what a kind of programme begins with."""
    return REVIEW_PRESETS.get(preset, USUAL)
