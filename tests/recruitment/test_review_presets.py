"""What applications are judged by in each kind of programme can be read in them."""

import pytest

from rapport.programmes.choices import ParticipantRole
from rapport.programmes.presets import PRESETS
from rapport.recruitment.presets.review_criteria import REVIEW_PRESETS, preset_criteria

HOURS = {"applying--hours", "applying--little-time"}
READ_IN = {
    "Reasons": {"applying--why"},
    "Fit with this programme": {"applying--why", "topics", "reach"},
    "Time and reliability": HOURS,
    "Listening and respect": {
        "applying--quiet-student",
        "applying--asked-for-help",
        "applying--own-way",
        "applying--found-out",
        "applying--before-advice",
        "applying--changed-mind",
        "applying--beyond-a-peer",
        "applying--asked-so-far",
    },
    "Boundaries": {
        "applying--quiet-student",
        "applying--asked-for-help",
        "applying--beyond-a-peer",
        "applying--asked-so-far",
    },
    "Experience": {"applying--own-way", "applying--found-out"},
    "Ready to learn": {"applying--to-learn"},
}
"""By the name of each criterion, in the answers to which questions a reviewer finds something about it."""


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.slug)
@pytest.mark.parametrize("role", ParticipantRole.values)
def test_there_is_something_to_read_for_every_criterion(preset, role):
    certain = {
        each.key
        for each in preset.questions
        if each.asked_of in ("", role) and each.is_required and not each.is_sensitive and not each.shown_if
    }

    criteria = [str(each.name) for each in preset_criteria(preset.slug)]
    assert [name for name in criteria if not READ_IN[name] & certain] == []


def test_every_preset_has_criteria_of_its_own():
    assert set(REVIEW_PRESETS) == {preset.slug for preset in PRESETS}
