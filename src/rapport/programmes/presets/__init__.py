"""Ready-made programmes: the five kinds that most organisations start from, each complete enough to run."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.programmes.choices import MeetingMode, ProgrammeModel
from rapport.programmes.presets.questions import (
    ABOUT,
    APPLYING_IN_GENERAL,
    APPLYING_TO_ALUMNI,
    APPLYING_TO_PEERS,
    APPLYING_TO_STAFF,
    APPLYING_TO_STUDENTS,
    DEPARTMENT,
    FIELD,
    FIELD_OF_WORK,
    GRADE,
    HELP_WANTED,
    INTERESTS,
    LANGUAGES,
    LINE_MANAGER,
    REACH,
    WORRIES,
    YEAR,
    PresetQuestion,
)
from rapport.programmes.presets.terms import (
    AGREEMENT,
    OF_ALUMNI,
    OF_PEERS,
    OF_STAFF,
    OF_STUDENTS,
)
from rapport.programmes.presets.texts import unwrapped


@dataclass(frozen=True)
class Preset:
    """A kind of programme, with everything it starts with."""

    slug: str
    name: str | Promise
    summary: str | Promise
    purpose: str | Promise
    fields: dict[str, Any] = field(default_factory=dict)
    questions: tuple[PresetQuestion, ...] = ()
    recruiting: dict[str, Any] = field(default_factory=dict)
    terms: str | Promise = ""

    def initial(self) -> dict[str, Any]:
        """Return the programme's fields as the form starts with them."""
        return {
            "name": str(self.name),
            "purpose": str(self.purpose),
            "agreement_text": unwrapped(f"{AGREEMENT}\n\n{self.terms}".strip()),
            "asks_expectations": True,
            **self.fields,
        }


PRESETS: tuple[Preset, ...] = (
    Preset(
        slug="student-mentoring",
        name=_("Student mentoring"),
        summary=_(
            "Each teacher looks after a group of students; one meeting face to face a month, in the register."
        ),
        purpose=_(
            "Every student has somebody who notices how they are doing, helps them to keep up and to grow, "
            "and knows where to find more help."
        ),
        fields={
            "model": ProgrammeModel.ONE_TO_ONE,
            "mentor_capacity": 12,
            "required_meetings": 1,
            "required_mode": MeetingMode.IN_PERSON,
            "answer_days": 7,
        },
        questions=(
            DEPARTMENT,
            YEAR,
            HELP_WANTED,
            LANGUAGES,
            WORRIES,
            ABOUT,
            *APPLYING_TO_STUDENTS,
        ),
        recruiting={"offers_by_itself": True, "offer_days": 7},
        terms=OF_STUDENTS,
    ),
    Preset(
        slug="alumni-mentoring",
        name=_("Alumni mentoring"),
        summary=_("Graduates share how they found their way; the student leads, mostly by video."),
        purpose=_(
            "Students get advice and guidance from a professional in the area that they are interested in."
        ),
        fields={"mentor_capacity": 2, "required_meetings": 1, "required_mode": ""},
        questions=(
            FIELD_OF_WORK,
            HELP_WANTED,
            LANGUAGES,
            REACH,
            ABOUT,
            *APPLYING_TO_ALUMNI,
        ),
        recruiting={"mentors_invite": True},
        terms=OF_ALUMNI,
    ),
    Preset(
        slug="general-mentoring",
        name=_("Mentoring programme"),
        summary=_("One mentor, one mentee, goals and regular meetings: a good start for anything."),
        purpose=_(
            "People with more experience give guidance and support to people with less, so that they learn, "
            "reach goals and find their way."
        ),
        fields={"mentor_capacity": 1, "required_meetings": 1, "required_mode": ""},
        questions=(
            FIELD,
            HELP_WANTED,
            LANGUAGES,
            INTERESTS,
            REACH,
            ABOUT,
            *APPLYING_IN_GENERAL,
        ),
    ),
    Preset(
        slug="peer-mentoring",
        name=_("Peer mentoring"),
        summary=_("Students or colleagues a step ahead help those who have just arrived, twice a month."),
        purpose=_("Newcomers find their feet with somebody who was new not long ago."),
        fields={
            "model": ProgrammeModel.PEER,
            "mentor_word": "peer mentor",
            "mentor_capacity": 3,
            "required_meetings": 2,
            "required_mode": "",
            "answer_days": 7,
        },
        questions=(
            DEPARTMENT,
            YEAR,
            HELP_WANTED,
            LANGUAGES,
            ABOUT,
            *APPLYING_TO_PEERS,
        ),
        recruiting={"offers_by_itself": True, "offer_days": 5, "mentors_invite": True},
        terms=OF_PEERS,
    ),
    Preset(
        slug="staff-mentoring",
        name=_("Staff mentoring"),
        summary=_("Across departments, a grade or two apart, never with one's own manager."),
        purpose=_("Colleagues grow with the help of somebody outside their own line."),
        fields={"mentor_capacity": 1, "required_meetings": 1, "required_mode": ""},
        questions=(
            DEPARTMENT,
            GRADE,
            LINE_MANAGER,
            HELP_WANTED,
            REACH,
            ABOUT,
            *APPLYING_TO_STAFF,
        ),
        terms=OF_STAFF,
    ),
)


def get_preset(slug: str) -> Preset:
    """Return the preset with this slug; the general one where there is none."""
    found = {preset.slug: preset for preset in PRESETS}
    return found.get(slug, found["general-mentoring"])
