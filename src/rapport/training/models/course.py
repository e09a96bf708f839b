"""Course, with its lessons, their files, and the questions of its quiz."""

import math

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.models import Programme
from rapport.training.choices import SLOWEST, WORDS_A_MINUTE, Competency, CourseState


class Course(BaseModel):
    """What everybody in one role of a programme learns: lessons, a quiz, a signature.

    `renewal_days` after its completion it has to be done again; empty means never.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="courses")
    role = models.CharField(_("for whom"), max_length=8, choices=ParticipantRole.choices)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what it is about"), blank=True)
    state = models.CharField(max_length=10, choices=CourseState.choices, default=CourseState.DRAFT)
    is_required = models.BooleanField(_("nobody is matched before they have done it"), default=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark in per cent"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("How many of the quiz's questions have to be answered rightly. It can be tried again."),
    )
    minimum_minutes = models.PositiveSmallIntegerField(
        _("minutes it takes at least"),
        default=0,
        validators=[MaxValueValidator(600)],
        help_text=_(
            "0 means no rule. Only time with an open lesson counts, and no more than it takes to read."
        ),
    )
    renewal_days = models.PositiveSmallIntegerField(
        _("to be done again after so many days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(31), MaxValueValidator(3650)],
        help_text=_("Empty: once is enough. 365 means every year."),
    )
    sign_off = models.TextField(
        _("what people sign at the end"), blank=True, help_text=_("Empty: nothing is signed.")
    )
    position = models.PositiveSmallIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["role", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class Lesson(BaseModel):
    """A page to read, with a link to a video where there is one."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="lessons")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    video_url = models.URLField(
        _("link to a video"), blank=True, validators=[URLValidator(schemes=["https"])]
    )
    video_minutes = models.PositiveSmallIntegerField(
        _("how many minutes the video takes"), default=0, validators=[MaxValueValidator(240)]
    )
    competency = models.CharField(_("helps with"), max_length=14, choices=Competency.choices, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def reading_minutes(self) -> float:
        return len(self.text.split()) / WORDS_A_MINUTE

    @property
    def minutes(self) -> int:
        """How long it takes, as people are told."""
        return max(1, math.ceil(self.reading_minutes + self.video_minutes))

    @property
    def most_seconds(self) -> int:
        """How much time on it can count: a tab that was left open is no study."""
        return max(60, round(60 * (SLOWEST * self.reading_minutes + self.video_minutes)))


class LessonFile(BaseModel):
    """A file to take along from a lesson, such as a handout or slides.

    `title` is what people call it, `name` what it is called once it is saved.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="files")
    title = models.CharField(_("what people call it"), max_length=120)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class QuizQuestion(BaseModel):
    """A question of the quiz: its choices, which of them are right (counted from 0), and what there is to learn."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=500)
    choices = models.JSONField(default=list)
    right = models.JSONField(default=list)
    explanation = models.TextField(_("explanation, shown after the answer"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
