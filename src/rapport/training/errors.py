"""Errors of training.

RapportError
└── TrainingError
    ├── LessonsFirst        the quiz and the signature come after the lessons
    ├── NothingToAnswer     this question was answered already, or comes later
    ├── CourseNotReady      a course that nobody could complete is not published
    └── TrainingWanting     no match before the training that the programme requires
"""

from django.utils.translation import gettext_lazy as _

from rapport.core.errors import RapportError


class TrainingError(RapportError):
    code = "training"


class LessonsFirst(TrainingError):
    code = "lessons-first"
    sentence = _("Please read all lessons first. Then the quiz opens.")


class NothingToAnswer(TrainingError):
    code = "nothing-to-answer"
    sentence = _("This question is answered already, or comes later.")


class CourseNotReady(TrainingError):
    code = "course-not-ready"


class TrainingWanting(TrainingError):
    code = "training-wanting"
