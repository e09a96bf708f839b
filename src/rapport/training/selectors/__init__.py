"""Reads of training, one module a noun."""

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
    "Progress",
    "Readiness",
    "Step",
    "TrainingRow",
    "attempt_ended",
    "attempt_latest",
    "count_standings",
    "courses_of_programme",
    "courses_required",
    "get_course",
    "get_lesson",
    "get_quiz_question",
    "own_courses",
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
