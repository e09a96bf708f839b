"""Errors of training.

RapportError
└── TrainingError
    ├── LessonsFirst        the quiz and the signature come after the lessons
    ├── NothingToAnswer     this question was answered already, or comes later
    ├── CourseNotReady      a course that nobody could complete is not published
    ├── PartRemoved         a lesson or a question that a colleague has taken away meanwhile
    ├── LessonFull          a lesson has as many files as it may
    ├── EventFull           every place of a training event is taken
    ├── EventOver           nothing can be changed about an event that has begun or was cancelled
    ├── EventNotBegun       who was there is noted once it has begun
    ├── TooFewPlaces        fewer places than people who signed up
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


class PartRemoved(TrainingError):
    code = "part-removed"
    sentence = _("A colleague has removed this in the meantime.")


class LessonFull(TrainingError):
    code = "lesson-full"
    sentence = _("A lesson has at most ten files. Please remove one first, or put two into one PDF.")


class TrainingWanting(TrainingError):
    code = "training-wanting"


class EventFull(TrainingError):
    code = "event-full"
    sentence = _("Every place is taken. If somebody steps back, one is free again.")


class EventOver(TrainingError):
    code = "event-over"
    sentence = _("This event has begun, is over or was cancelled.")


class EventNotBegun(TrainingError):
    code = "event-not-begun"
    sentence = _("You can note who was there once the event has begun.")


class TooFewPlaces(TrainingError):
    code = "too-few-places"
    sentence = _("More people than that have signed up already.")
