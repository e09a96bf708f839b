"""States of courses, and how far somebody has come with one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CourseState(TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


COURSE_TRANSITIONS = {
    CourseState.DRAFT: frozenset({CourseState.PUBLISHED}),
    CourseState.PUBLISHED: frozenset({CourseState.WITHDRAWN}),
    CourseState.WITHDRAWN: frozenset({CourseState.PUBLISHED}),
}


class Standing(TextChoices):
    """How somebody stands with a course today; made of dates, never stored."""

    TO_DO = "to-do", _("not begun")
    UNDER_WAY = "under-way", _("under way")
    DONE = "done", _("done")
    DUE = "due", _("refresher due")
    LAPSED = "lapsed", _("run out")


COUNTS = frozenset({Standing.DONE, Standing.DUE})
"""With these a course is valid today."""

RENEWABLE_DAYS = 30
"""So many days before it runs out a course may be done again."""

WORDS_A_MINUTE = 200
SLOWEST = 2
"""Time on a lesson counts up to this many times what it takes to read it."""


MOST_FILES = 10
"""A lesson has at most this many files to take along."""


class Competency(TextChoices):
    """What there is to being a mentor; mentors assess themselves by it, lessons and events help with it."""

    COMMUNICATION = "communication", _("Keeping in touch")
    EXPECTATIONS = "expectations", _("Agreeing what to expect")
    UNDERSTANDING = "understanding", _("Seeing what is understood")
    DIFFERENCES = "differences", _("Making room for differences")
    INDEPENDENCE = "independence", _("Fostering independence")
    DEVELOPMENT = "development", _("Opening doors")


AGAIN_AFTER_DAYS = 30
"""So many days after a self-assessment another one makes sense."""

MOST_WEAK = 2
"""Of so many competencies a mentor is told what helps with them: more would be too much at once."""

FEWEST_TO_SHOW = 5
"""Means are of so many people, or twice as many, or three times: never of fewer, and never of one more."""

ROLE_GAPS = {"mentor": "{mentor}", "mentee": "{mentee}"}
"""Where a course speaks of roles; the programme's own words fill them."""


class EventPlaceState(TextChoices):
    TAKEN = "taken", _("signed up")
    GIVEN_UP = "given-up", _("signed off")
    ATTENDED = "attended", _("was there")
    MISSED = "missed", _("was not there")


HOLDING_PLACES = frozenset({EventPlaceState.TAKEN, EventPlaceState.ATTENDED, EventPlaceState.MISSED})
"""Whoever stands like this has one of an event's places."""
