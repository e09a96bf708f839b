"""The short questions that each party answers alone before the agreement: eight of them, the same for both."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.mentorships.choices import (
    Booking,
    Channel,
    Confidentiality,
    HowLong,
    HowOften,
    Notice,
    ResponseTime,
)

MOST_WORDS = 1000


@dataclass(frozen=True)
class Part:
    """One thing to fill in: a choice where there are options, else words."""

    key: str
    label: str | Promise
    options: type[TextChoices] | None = None
    takes_several: bool = False
    is_required: bool = True
    help_text: str | Promise = ""


@dataclass(frozen=True)
class ExpectationQuestion:
    """One question: as it is asked, what stands over its answer in the agreement, and why it is asked."""

    key: str
    asked: str | Promise
    point: str | Promise
    why: str | Promise
    parts: tuple[Part, ...]

    def is_answered_in(self, answers: Mapping[str, Any]) -> bool:
        return all(answers.get(part.key) for part in self.parts if part.is_required)

    @property
    def is_personal(self) -> bool:
        """What each brings and hopes for need not be the same."""
        return self.key in PERSONAL


PERSONAL = frozenset({"hope", "give"})

QUESTIONS: tuple[ExpectationQuestion, ...] = (
    ExpectationQuestion(
        "rhythm",
        _("How often would you like to meet, and for how long?"),
        _("How often and for how long"),
        _("A rhythm that both can keep is better than one that sounds good."),
        (
            Part("often", _("How often?"), HowOften),
            Part("minutes", _("How long each time?"), HowLong),
        ),
    ),
    ExpectationQuestion(
        "channels",
        _("Which ways of meeting and writing suit you?"),
        _("How we meet and write"),
        _("Choose every way that is fine for you."),
        (Part("channels", _("What suits you?"), Channel, takes_several=True),),
    ),
    ExpectationQuestion(
        "response",
        _("How soon do you answer a message?"),
        _("How soon we answer"),
        _("Say what you can keep in a full week, too. Nobody has to answer at night."),
        (Part("response", _("When can the other count on your answer?"), ResponseTime),),
    ),
    ExpectationQuestion(
        "confidential",
        _("What stays between you?"),
        _("What stays between us"),
        _(
            "One limit always holds: when somebody may come to harm, it is not kept between you. Then you speak to "
            "the programme, and you say so to each other first wherever that is possible."
        ),
        (
            Part("confidential", _("What may others be told?"), Confidentiality),
            Part(
                "confidential_note",
                _("Anything that matters to you here?"),
                is_required=False,
                help_text=_(
                    "For example a person who must not hear of it, or something that you keep to yourself."
                ),
            ),
        ),
    ),
    ExpectationQuestion(
        "booking",
        _("Who sees to the next meeting?"),
        _("Who books our meetings"),
        _("When nobody is asked, nobody does it. In most pairs it is whoever came to learn."),
        (Part("booking", _("Who arranges it?"), Booking),),
    ),
    ExpectationQuestion(
        "notice",
        _("How long before a meeting can it be called off?"),
        _("How we call off a meeting"),
        _("Things come up. What matters is to hear of it in time."),
        (Part("notice", _("When do you want to know, at the latest?"), Notice),),
    ),
    ExpectationQuestion(
        "hope",
        _("What do you hope for?"),
        _("What we hope for"),
        _("What would make you say, at the end, that it was worth it? Two or three sentences are enough."),
        (Part("hope", _("I hope …")),),
    ),
    ExpectationQuestion(
        "give",
        _("What can you give?"),
        _("What each of us gives"),
        _("Time, experience, questions, honesty, a view from outside: what can the other count on?"),
        (Part("give", _("I can give …")),),
    ),
)

BY_KEY = {question.key: question for question in QUESTIONS}


def unanswered_number(answers: Mapping[str, Any]) -> int | None:
    """Return the number of the first question that is still to be answered, counted from 1."""
    left = (n for n, question in enumerate(QUESTIONS, start=1) if not question.is_answered_in(answers))
    return next(left, None)
