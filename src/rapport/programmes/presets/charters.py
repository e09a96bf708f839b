"""What the charter of each kind of programme starts from: a mission, goals, outcomes that can be measured, costs."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class OutcomeOutline:
    """What will be different, how it is measured, and how much of it is enough."""

    statement: Words
    measure: Words
    target: Words


@dataclass(frozen=True)
class CharterOutline:
    """A charter to start from; every word of it can be changed."""

    mission: Words
    goals: tuple[Words, ...]
    outcomes: tuple[OutcomeOutline, ...]
    budget: tuple[Words, ...]


RULE_KEPT = OutcomeOutline(
    _("Pairs meet as they agreed"),
    _("Mentorships that kept the meeting rule, in the register, each month"),
    _("at least 8 of 10"),
)
GOALS_REACHED = OutcomeOutline(
    _("Those who are mentored get on with what they came for"),
    _("Mentees who say at the end that they reached a goal of theirs"),
    _("at least 3 of 4"),
)
AGAIN = OutcomeOutline(
    _("Mentors would do it again"), _("Mentors who say at the end that they would"), _("at least 8 of 10")
)
TRAINING = _("Training: rooms, material, speakers")
EVENTS = _("Opening and closing events")
HOURS = _("Coordinator's hours")
THANKS = _("Thanks and certificates")

GENERAL = CharterOutline(
    _(
        "People with more experience share their time and knowledge with people who have less, so that these reach "
        "goals of their own and both learn on the way."
    ),
    (
        _("Everybody who asks for a mentor is matched with somebody who fits, or hears why not yet."),
        _("Every pair agrees on what it expects and meets regularly."),
        _("Every mentorship ends on purpose: looked back on, thanked for, learnt from."),
    ),
    (RULE_KEPT, GOALS_REACHED, AGAIN),
    (HOURS, TRAINING, EVENTS, THANKS),
)

CHARTER_OUTLINES: Mapping[str, CharterOutline] = {
    "student-mentoring": CharterOutline(
        _(
            "Every student has a teacher who notices how they are doing in class, in the family and in their head, "
            "helps them to keep up and to grow, and knows where more help is to be had."
        ),
        (
            _(
                "Every student meets their mentor face to face at least once a month, and it stands in the register."
            ),
            _("Slow learners get help early; those who are ahead get more to do."),
            _("Stress in class, in the family or with money is noticed, and leads to help in time."),
            _("What went well is said aloud, and so is what could go better."),
            _("Serious grievances reach the grievance redressal committee."),
        ),
        (
            OutcomeOutline(
                _("Nobody is overlooked"),
                _("Students with a confirmed meeting, in the register, each month"),
                _("at least 95 of 100"),
            ),
            OutcomeOutline(
                _("Students keep up"),
                _("Students who were behind at mid-term and pass at the end of the year"),
                _("at least 3 of 4"),
            ),
            OutcomeOutline(
                _("Attendance holds"),
                _("Students of the programme with 75 % attendance"),
                _("at least 9 of 10"),
            ),
        ),
        (HOURS, TRAINING, _("Printed registers"), THANKS),
    ),
    "alumni-mentoring": CharterOutline(
        _(
            "Students get advice from graduates who work in the field that interests them, and find their own way beyond "
            "graduation. The student leads; the graduate opens doors and shares what they have learnt."
        ),
        (
            _(
                "Every student who takes part talks at least once a month with somebody from their field of interest."
            ),
            _("Students learn to ask good questions, to prepare, and to keep what they promise."),
            _("Graduates stay close to their college and gain something themselves."),
        ),
        (
            OutcomeOutline(
                _("Students know what they want to do next"),
                _("Students who can name a next step in their career, before and after"),
                _("a third more than before"),
            ),
            RULE_KEPT,
            AGAIN,
        ),
        (HOURS, _("Invitations to graduates"), EVENTS, THANKS),
    ),
    "general-mentoring": GENERAL,
    "peer-mentoring": CharterOutline(
        _(
            "Newcomers find their feet with somebody who was new not long ago: a peer who listens without judging, shows "
            "the way and is a good example."
        ),
        (
            _("Every newcomer has met their mentor within two weeks of arriving."),
            _("Newcomers know the place, its rules and its people, and feel that they belong."),
            _("Peer mentors grow in listening, in explaining and in confidence."),
        ),
        (
            OutcomeOutline(
                _("Newcomers stay"),
                _("Newcomers in the programme who are still here after a year"),
                _("at least 9 of 10"),
            ),
            OutcomeOutline(
                _("Nobody waits"),
                _("Newcomers whose first meeting came within two weeks"),
                _("at least 9 of 10"),
            ),
            AGAIN,
        ),
        (HOURS, TRAINING, EVENTS, THANKS),
    ),
    "staff-mentoring": CharterOutline(
        _(
            "Colleagues grow with the help of somebody outside their own line, who has time for them and nothing to decide "
            "about them."
        ),
        (
            _("Everybody who wishes to has a mentor from another department."),
            _("Knowledge travels between departments, and does not leave with those who leave."),
            _("More people see a next step for themselves in this organisation."),
        ),
        (
            OutcomeOutline(
                _("People stay and move on here"),
                _("Mentees who work here, in the same or a new post, a year after the end"),
                _("more than among all staff"),
            ),
            RULE_KEPT,
            GOALS_REACHED,
        ),
        (HOURS, TRAINING, THANKS),
    ),
}


def charter_outline(preset: str) -> CharterOutline:
    """Return what a charter of this kind of programme starts from; the general one where there is no other."""
    return CHARTER_OUTLINES.get(preset, GENERAL)
