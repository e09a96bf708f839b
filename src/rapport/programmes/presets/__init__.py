"""Ready-made programmes: the five kinds that most organisations start from, each complete enough to run."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.programmes.choices import MeetingMode, ParticipantRole, ProgrammeModel
from rapport.programmes.presets.terms import (
    AGREEMENT,
    OF_ALUMNI,
    OF_PEERS,
    OF_STAFF,
    OF_STUDENTS,
)
from rapport.programmes.presets.texts import unwrapped
from rapport.questionnaires.choices import QuestionKind


@dataclass(frozen=True)
class PresetQuestion:
    """A profile question that the preset brings along."""

    key: str
    label: str | Promise
    kind: QuestionKind
    options: tuple[str, ...] = ()
    is_sensitive: bool = False
    asked_of: str = ""


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
            **self.fields,
        }


TOPICS = (
    "Study skills",
    "Exam planning",
    "Settling in",
    "Choosing a career",
    "Applications and interviews",
    "Confidence",
    "Presenting",
    "Research",
    "Time management",
    "Leadership",
)
PASTIMES = ("Sport", "Music", "Books", "Films", "Cooking", "Nature", "Games", "Volunteering", "Travel")
SUPPORT = ("Keeping up in class", "Family", "Money", "Living away from home", "Health", "Friends")
YEARS = ("First year", "Second year", "Third year", "Final year", "Intern", "Lecturer", "Professor")
GRADES = ("Assistant", "Officer", "Senior officer", "Manager", "Senior manager", "Director")

HELP_WANTED = PresetQuestion(
    "topics", _("Topics (wanted by mentees, offered by mentors)"), QuestionKind.MULTIPLE, TOPICS
)
LANGUAGES = PresetQuestion("languages", _("Languages you speak"), QuestionKind.MULTIPLE)
ABOUT = PresetQuestion("about", _("What should your match know about you?"), QuestionKind.TEXT)
DEPARTMENT = PresetQuestion("department", _("Department"), QuestionKind.SINGLE)
REACH = PresetQuestion(
    "reach",
    _("What would you like to have reached when it ends?"),
    QuestionKind.TEXT,
    asked_of=ParticipantRole.MENTEE,
)
INTERESTS = PresetQuestion(
    "interests", _("What do you like to do besides work and study?"), QuestionKind.MULTIPLE, PASTIMES
)
WORRIES = PresetQuestion(
    "worries",
    _("Where would support be welcome?"),
    QuestionKind.MULTIPLE,
    SUPPORT,
    is_sensitive=True,
    asked_of=ParticipantRole.MENTEE,
)

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
            PresetQuestion("year", _("Year"), QuestionKind.SCALE, YEARS),
            HELP_WANTED,
            LANGUAGES,
            WORRIES,
            ABOUT,
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
            PresetQuestion("field", _("Field of work"), QuestionKind.SINGLE),
            HELP_WANTED,
            LANGUAGES,
            REACH,
            ABOUT,
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
            PresetQuestion("field", _("Field"), QuestionKind.SINGLE),
            HELP_WANTED,
            LANGUAGES,
            INTERESTS,
            REACH,
            ABOUT,
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
            PresetQuestion("year", _("Year"), QuestionKind.SCALE, YEARS),
            HELP_WANTED,
            LANGUAGES,
            ABOUT,
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
            PresetQuestion("grade", _("Grade"), QuestionKind.SCALE, GRADES),
            PresetQuestion("manager", _("Line manager"), QuestionKind.TEXT, asked_of=ParticipantRole.MENTEE),
            HELP_WANTED,
            REACH,
            ABOUT,
        ),
        terms=OF_STAFF,
    ),
)


def get_preset(slug: str) -> Preset:
    """Return the preset with this slug; the general one where there is none."""
    found = {preset.slug: preset for preset in PRESETS}
    return found.get(slug, found["general-mentoring"])
