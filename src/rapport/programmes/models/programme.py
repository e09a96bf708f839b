"""Programme: a standing offer of mentoring, with its rules."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.programmes.choices import MeetingMode, ProgrammeModel, ProgrammeState
from rapport.programmes.models.organisation import Organisation

FEWEST_IN_CIRCLE = 2
USUAL_PLURAL = _("Empty: as usual in English, such as “buddies” for “buddy”.")


class Programme(BaseModel):
    """What the organisation offers, how often pairs meet, and what they sign."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(_("name"), max_length=200)
    purpose = models.TextField(
        _("purpose"), blank=True, help_text=_("What it is for, in words that a newcomer understands.")
    )
    preset = models.SlugField(max_length=40, blank=True)
    model = models.CharField(
        _("how people are matched"),
        max_length=12,
        choices=ProgrammeModel.choices,
        default=ProgrammeModel.ONE_TO_ONE,
        help_text=_(
            "In circles a mentor takes at least two mentees and sees them together. "
            "Everybody has an agreement and a register with the mentor alone, as in pairs."
        ),
    )
    state = models.CharField(max_length=12, choices=ProgrammeState.choices, default=ProgrammeState.DRAFT)
    time_zone = models.CharField(_("time zone"), max_length=60)
    mentor_word = models.CharField(_("your word for a mentor"), max_length=40, default="mentor")
    mentee_word = models.CharField(_("your word for a mentee"), max_length=40, default="mentee")
    mentor_word_plural = models.CharField(
        _("your word for several mentors"), max_length=40, blank=True, help_text=USUAL_PLURAL
    )
    mentee_word_plural = models.CharField(
        _("your word for several mentees"), max_length=40, blank=True, help_text=USUAL_PLURAL
    )
    mentor_capacity = models.PositiveSmallIntegerField(
        _("mentees a mentor takes"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    mentee_capacity = models.PositiveSmallIntegerField(
        _("mentors a mentee has"), default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    required_meetings = models.PositiveSmallIntegerField(
        _("meetings a month"),
        default=1,
        validators=[MaxValueValidator(31)],
        help_text=_("How many meetings each pair should have in a calendar month. 0 means no rule."),
    )
    required_mode = models.CharField(
        _("of which kind"),
        max_length=12,
        choices=MeetingMode.choices,
        blank=True,
        help_text=_("Empty: any kind."),
    )
    answer_days = models.PositiveSmallIntegerField(
        _("days to answer a proposal"), default=14, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    asks_expectations = models.BooleanField(
        _("each pair first settles how they want to work together"),
        default=False,
        help_text=_(
            "Both answer eight short questions, each alone; then they see both answers side by side, and settle "
            "what goes into their agreement. Without it they sign the text below as it is."
        ),
    )
    waits_for_agreement = models.BooleanField(
        _("the first meeting waits for the signed agreement"),
        default=True,
        help_text=_("Without it a pair can record meetings at once, and sign when they come to it."),
    )
    agreement_text = models.TextField(_("agreement"), help_text=_("Both sign it as their mentorship begins."))

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.is_circle and self.mentor_capacity < FEWEST_IN_CIRCLE:
            raise ValidationError({"mentor_capacity": _("In circles a mentor takes at least two mentees.")})

    @property
    def mentor_words(self) -> str:
        return self.mentor_word_plural or usual_plural(self.mentor_word)

    @property
    def mentee_words(self) -> str:
        return self.mentee_word_plural or usual_plural(self.mentee_word)

    @property
    def is_circle(self) -> bool:
        return self.model == ProgrammeModel.CIRCLE


def usual_plural(word: str) -> str:
    """Return what English usually makes of several: buddies, coaches, mentors."""
    if word.endswith("y") and not word.endswith(("ay", "ey", "oy", "uy")):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"
