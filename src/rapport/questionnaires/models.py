"""Questionnaire, Question, QuestionnaireVersion and AnswerSheet."""

import hashlib
import json
from collections.abc import Collection, Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.questionnaires.choices import NEVER_COMPARED, QuestionKind
from rapport.questionnaires.errors import VersionStands


class Questionnaire(BaseModel):
    """A set of questions that belong together."""


class Question(BaseModel):
    """One thing that is asked; `key` is what answers are filed under and never changes.

    `asked_of` and `asked_when` are words of whoever asks, such as a role and a stage; empty means everybody, always.
    With `shown_if`, the key of an earlier question, it is asked of those alone who gave it an answer of `shown_for`.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    label = models.CharField(_("question"), max_length=300)
    help = models.CharField(_("help"), max_length=500, blank=True)
    asked_of = models.CharField(_("who is asked"), max_length=20, blank=True)
    asked_when = models.CharField(_("when it is asked"), max_length=20, blank=True)
    section = models.CharField(_("section"), max_length=80, blank=True)
    kind = models.CharField(max_length=12, choices=QuestionKind.choices)
    options = models.JSONField(default=list, blank=True)
    is_sensitive = models.BooleanField(
        _("sensitive"),
        default=False,
        help_text=_(
            "Only coordinators read the answers. A match compares those alone that people open for it."
        ),
    )
    is_required = models.BooleanField(_("must be answered"), default=False)
    shown_if = models.SlugField(max_length=60, blank=True)
    shown_for = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="question_key_unique"),
        ]

    def __str__(self) -> str:
        return self.label


def telling_questions(questions: Iterable[Question]) -> list[Question]:
    """Return, in their order, the questions that are not marked though their being asked tells a sensitive answer."""
    hidden, telling = set(), []
    for question in questions:
        if question.is_sensitive or question.shown_if in hidden:
            hidden.add(question.key)
            telling += [] if question.is_sensitive else [question]
    return telling


def opened_among(questions: Iterable[Question], keys: Collection[str]) -> set[str]:
    """Return which of these sensitive answers a match may compare, once their person says so of all of them.

    What is asked because of a sensitive answer tells it, so it is open only where that answer is open, too. What is
    asked at one stage alone, and what cannot be compared, is never open. The questions come in their order: a
    condition stands before what depends on it.
    """
    opened: set[str] = set()
    closed: set[str] = set()
    for question in questions:
        if not question.is_sensitive:
            continue
        is_comparable = not question.asked_when and question.kind not in NEVER_COMPARED
        if question.key in keys and is_comparable and question.shown_if not in closed:
            opened.add(question.key)
        else:
            closed.add(question.key)
    return opened


class QuestionnaireVersion(BaseModel):
    """The questions as they were asked at one time. It never changes: who answered it answered just that."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    questions = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="questionnaire_version_unique")
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once."""
        if not self._state.adding:
            raise VersionStands
        self.digest = digest_of(self.questions)
        super().save(*args, **kwargs)

    def asked(self) -> list[Question]:
        """Return the questions as they were asked; none of them is a row."""
        return [Question(**fields) for fields in self.questions]


def digest_of(questions: list[dict[str, Any]]) -> str:
    """Return the SHA-256 of what was asked."""
    return hashlib.sha256(json.dumps(questions, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class AnswerSheet(BaseModel):
    """One person's answers to one questionnaire, by question key: a text, a number or a list of texts.

    A sheet of a version keeps its questions; the others follow every change of the questionnaire. `opened` are the keys
    of the sensitive answers of which they themselves have said that a match may compare them.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="sheets")
    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, null=True, related_name="sheets"
    )
    values = models.JSONField(default=dict)
    opened = models.JSONField(default=list, blank=True)


class AnswerFile(BaseModel):
    """A file that answers a question; the sheet holds its name."""

    sheet = models.ForeignKey(AnswerSheet, on_delete=models.CASCADE, related_name="files")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "key"], name="answer_file_once")]

    def __str__(self) -> str:
        return self.name
