"""Reads of training, one module a noun."""

from rapport.training.selectors.calendars import calendar_of_event
from rapport.training.selectors.cohorts import (
    TrainingRow,
    count_standings,
    published_courses,
    training_of_cohort,
    training_of_participant,
)
from rapport.training.selectors.courses import (
    courses_of_programme,
    get_course,
    get_lesson,
    get_quiz_question,
)
from rapport.training.selectors.events import (
    OwnEvent,
    events_of_programme,
    get_training_event,
    own_event,
    own_events,
    places_of_event,
    places_written_to,
)
from rapport.training.selectors.progress import (
    Progress,
    Step,
    attempt_ended,
    attempt_latest,
    own_courses,
    progress_in,
)
from rapport.training.selectors.standing import (
    CourseStanding,
    Readiness,
    courses_required,
    readiness_of,
    ready_among,
    standing_in,
    standings,
    training_wanting,
    wanting_in_words,
)
from rapport.training.selectors.words import with_role_words

__all__ = [
    "CourseStanding",
    "OwnEvent",
    "Progress",
    "Readiness",
    "Step",
    "TrainingRow",
    "attempt_ended",
    "attempt_latest",
    "calendar_of_event",
    "count_standings",
    "courses_of_programme",
    "courses_required",
    "events_of_programme",
    "get_course",
    "get_lesson",
    "get_quiz_question",
    "get_training_event",
    "own_courses",
    "own_event",
    "own_events",
    "places_of_event",
    "places_written_to",
    "progress_in",
    "published_courses",
    "readiness_of",
    "ready_among",
    "standing_in",
    "standings",
    "training_of_cohort",
    "training_of_participant",
    "training_wanting",
    "wanting_in_words",
    "with_role_words",
]
