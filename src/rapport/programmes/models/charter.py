"""Charter: what a programme is for, who backs it, who steers it and what it costs."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.programmes.models.programme import Programme

MONTHS_A_YEAR, WEEKS_A_YEAR, MINUTES_AN_HOUR = 12, 52, 60
TENTH = Decimal("0.1")


class Charter(BaseModel):
    """The words and the plans of one programme; its lists are the parts below."""

    programme = models.OneToOneField(Programme, on_delete=models.PROTECT, related_name="charter")
    mission = models.TextField(
        _("mission"), blank=True, help_text=_("Why this programme is there, in two or three sentences.")
    )
    goals = models.TextField(_("goals"), blank=True, help_text=_("One in each line."))
    sponsor = models.CharField(
        _("sponsor"),
        max_length=200,
        blank=True,
        help_text=_("Who answers for the programme at the top, with their office."),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        validators=[RegexValidator("^[A-Z]{3}$", _("Please write three letters, such as EUR or INR."))],
        help_text=_("Three letters, such as EUR or INR."),
    )
    mentors_wanted = models.PositiveIntegerField(
        _("mentors wanted"), null=True, blank=True, help_text=_("In each cohort.")
    )
    mentees_wanted = models.PositiveIntegerField(
        _("mentees wanted"), null=True, blank=True, help_text=_("In each cohort.")
    )
    check_ins_a_month = models.DecimalField(
        _("check-ins a month with each mentorship"),
        max_digits=4,
        decimal_places=1,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(31))],
        help_text=_(
            "How often the coordinator asks each pair how it goes. Good practice is once, in the first year."
        ),
    )
    minutes_a_check_in = models.PositiveSmallIntegerField(
        _("minutes a check-in takes"),
        default=20,
        validators=[MaxValueValidator(600)],
        help_text=_("With reading up before and a note after."),
    )

    def __str__(self) -> str:
        return self.programme.name

    @property
    def goal_list(self) -> list[str]:
        return [line.strip(" *-") for line in self.goals.splitlines() if line.strip(" *-")]

    def hours_a_week(self, mentorships: int) -> Decimal:
        """Return what check-ins with so many mentorships cost the coordinator in a week, to a tenth of an hour."""
        minutes_a_year = mentorships * self.check_ins_a_month * self.minutes_a_check_in * MONTHS_A_YEAR
        return (minutes_a_year / WEEKS_A_YEAR / MINUTES_AN_HOUR).quantize(TENTH)


class CharterPart(BaseModel):
    """One entry of a list in the charter, in the order in which they were written."""

    class Meta:
        abstract = True
        ordering = ["created_at", "pk"]


class Outcome(CharterPart):
    """What will be different, and how anybody will see it."""

    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="outcomes")
    statement = models.CharField(_("what will be different"), max_length=300)
    measure = models.CharField(
        _("how it is measured"),
        max_length=300,
        help_text=_("A number that somebody can look up, such as “students who stay for the second year”."),
    )
    target = models.CharField(_("target"), max_length=100, help_text=_("For example “at least 90 of 100”."))
    due_on = models.DateField(_("by when"), null=True, blank=True)

    def __str__(self) -> str:
        return self.statement


class Approval(CharterPart):
    """Somebody at one level of the organisation who backs the programme, or has been asked to."""

    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="approvals")
    level = models.CharField(
        _("level"), max_length=100, help_text=_("For example “Principal”, “Heads of department”, “Students”.")
    )
    name = models.CharField(_("who"), max_length=200)
    approved_on = models.DateField(
        _("approved on"),
        null=True,
        blank=True,
        help_text=_("Empty: they have been asked, and think about it."),
    )
    promise = models.TextField(
        _("what they promised"), blank=True, help_text=_("Time, rooms, money, a word at the opening.")
    )

    def __str__(self) -> str:
        return f"{self.level}: {self.name}"


class CommitteeSeat(CharterPart):
    """A place in the programme's committee, and for how long it is held."""

    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="seats")
    name = models.CharField(_("who"), max_length=200)
    role = models.CharField(
        _("role"), max_length=100, help_text=_("For example “Chair”, “Student member”, “Budget”.")
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta(CharterPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="committeeseat_ends_after_start",
                violation_error_message=_("The last day must come after the first day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class BudgetLine(CharterPart):
    """Something that costs money: what was planned for it, and what has been spent."""

    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="budget_lines")
    label = models.CharField(_("what for"), max_length=200)
    planned = models.DecimalField(
        _("planned"),
        max_digits=12,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0))],
    )
    spent = models.DecimalField(
        _("spent so far"),
        max_digits=12,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0))],
    )

    def __str__(self) -> str:
        return self.label
