"""What ready-made programmes ask: of everybody who takes part, for the match, and of those who apply, for the decision."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.programmes.choices import APPLYING, ParticipantRole
from rapport.questionnaires.choices import QuestionKind

FOR_APPLYING = _("For the application")
"""It stands over questions and over answers, so it speaks to nobody: applicants, coordinators and reviewers read it."""


@dataclass(frozen=True)
class PresetQuestion:
    """A question that the preset brings along, with all that a coordinator could set about one of their own."""

    key: str
    label: str | Promise
    kind: QuestionKind
    options: tuple[str, ...] = ()
    is_sensitive: bool = False
    asked_of: str = ""
    help: str | Promise = ""
    section: str | Promise = ""
    is_required: bool = False
    asked_when: str = ""
    shown_if: str = ""
    shown_for: tuple[str, ...] = ()


def _to_apply(
    key: str,
    label: str | Promise,
    kind: QuestionKind = QuestionKind.TEXT,
    *,
    options: tuple[str, ...] = (),
    asked_of: str = "",
    help: str | Promise = "",  # noqa: A002 - the field's own name
    shown_if: str = "",
    shown_for: tuple[str, ...] = (),
) -> PresetQuestion:
    """Return a question that whoever applies has to answer; its key is one that no imported table can bring."""
    return PresetQuestion(
        key=f"{APPLYING}--{key}",
        label=label,
        kind=kind,
        options=options,
        asked_of=asked_of,
        help=help,
        section=FOR_APPLYING,
        is_required=True,
        asked_when=APPLYING,
        shown_if=shown_if,
        shown_for=shown_for,
    )


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
HOURS_A_MONTH = ("Less than 1 hour", "1 to 2 hours", "3 to 4 hours", "5 hours or more")

HELP_WANTED = PresetQuestion(
    "topics", _("Topics (wanted by mentees, offered by mentors)"), QuestionKind.MULTIPLE, TOPICS
)
LANGUAGES = PresetQuestion("languages", _("Languages you speak"), QuestionKind.MULTIPLE)
ABOUT = PresetQuestion("about", _("What should your match know about you?"), QuestionKind.TEXT)
DEPARTMENT = PresetQuestion("department", _("Department"), QuestionKind.SINGLE)
FIELD = PresetQuestion("field", _("Field"), QuestionKind.SINGLE)
FIELD_OF_WORK = PresetQuestion("field", _("Field of work"), QuestionKind.SINGLE)
YEAR = PresetQuestion("year", _("Year"), QuestionKind.SCALE, YEARS)
GRADE = PresetQuestion("grade", _("Grade"), QuestionKind.SCALE, GRADES)
LINE_MANAGER = PresetQuestion(
    "manager",
    _("Line manager"),
    QuestionKind.LINE,
    asked_of=ParticipantRole.MENTEE,
    help=_("Their name or e-mail address. Nobody is matched with their own manager."),
)
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

WHY = _to_apply(
    "why",
    _("Why would you like to take part, and why now?"),
    help=_("A few sentences in your own words. An example says more than a good phrase."),
)
HOURS = _to_apply(
    "hours",
    _("How many hours a month can you give to it?"),
    QuestionKind.SCALE,
    options=HOURS_A_MONTH,
    help=_("Meetings, with the way there and what you do between them. Be honest rather than generous."),
)
LITTLE_TIME = _to_apply(
    "little-time",
    _("How would you make the meetings fit in?"),
    help=_("Less than an hour a month is not much. Say which days and hours are yours."),
    shown_if=HOURS.key,
    shown_for=HOURS_A_MONTH[:1],
)
OF_EVERYBODY = (WHY, HOURS, LITTLE_TIME)

APPLYING_TO_STUDENTS = (
    *OF_EVERYBODY,
    _to_apply(
        "quiet-student",
        _(
            "A student keeps up badly and says little. What would you do in the first weeks, and what would you leave "
            "to others?"
        ),
        asked_of=ParticipantRole.MENTOR,
        help=_("There is no right answer that we wait for. Mentoring is not counselling."),
    ),
    _to_apply(
        "asked-for-help",
        _("When was something hard for you to learn? Whom did you ask, and what did you do with the advice?"),
        asked_of=ParticipantRole.MENTEE,
        help=_("In class, in sport, at work: whatever you like to tell. Nothing private."),
    ),
    _to_apply(
        "keeps-register",
        _("I will come to the meetings that the programme asks for, and keep the register of them."),
        QuestionKind.AGREEMENT,
    ),
)
APPLYING_TO_ALUMNI = (
    *OF_EVERYBODY,
    _to_apply(
        "own-way",
        _("What about your way would help a student and stands in no CV, and what would you ask them first?"),
        asked_of=ParticipantRole.MENTOR,
    ),
    _to_apply(
        "found-out",
        _("What have you done so far to find out about the field, and what did you hear that surprised you?"),
        asked_of=ParticipantRole.MENTEE,
        help=_("A talk, a placement, a club, something you read. Little is fine; say what you made of it."),
    ),
    _to_apply(
        "takes-the-lead",
        _("I will arrange the meetings, come prepared and on time, and answer messages."),
        QuestionKind.AGREEMENT,
        asked_of=ParticipantRole.MENTEE,
    ),
)
APPLYING_IN_GENERAL = (
    *OF_EVERYBODY,
    _to_apply(
        "before-advice",
        _("How do you find out what somebody needs before you give advice? Please tell of one time."),
        asked_of=ParticipantRole.MENTOR,
    ),
    _to_apply(
        "changed-mind",
        _("When did somebody change your mind? What did they say, and what did you do then?"),
        asked_of=ParticipantRole.MENTEE,
        help=_("It need not be a big thing."),
    ),
)
APPLYING_TO_PEERS = (
    *OF_EVERYBODY,
    _to_apply(
        "beyond-a-peer",
        _(
            "A newcomer tells you something that you see quite differently, or cannot help with. What do you do?"
        ),
        asked_of=ParticipantRole.MENTOR,
        help=_("Peers are nobody's teachers or counsellors. Say what you would do yourself, and what not."),
    ),
    _to_apply(
        "asked-so-far",
        _("Whom have you asked for help since you came, and what did you make of the answer?"),
        asked_of=ParticipantRole.MENTEE,
        help=_("If nobody yet: what would you ask, and whom?"),
    ),
    _to_apply(
        "trains-first",
        _("I will do the training for peer mentors, online or in person, before I am matched."),
        QuestionKind.AGREEMENT,
        asked_of=ParticipantRole.MENTOR,
    ),
)
APPLYING_TO_STAFF = (
    *OF_EVERYBODY,
    _to_apply(
        "to-learn",
        _("What would you like to learn from a colleague outside your own line, and what have you tried?"),
        help=_("Mentors learn as well. Leave out names, and stories about colleagues."),
    ),
    _to_apply(
        "outside-the-line",
        _("I will say so at once if one of us comes to decide about the other's post, pay or appraisal."),
        QuestionKind.AGREEMENT,
    ),
)
