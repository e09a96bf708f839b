"""The form of a training event."""

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.core import clock
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.selectors import role_word
from rapport.training.choices import Competency
from rapport.training.models import TrainingEvent
from rapport.training.selectors import with_role_words
from rapport.web.answer_forms import DateInput

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from rapport.programmes.models import Programme
    from rapport.training.models import Course


YEARS = range(2000, 2200)


class TimeInput(forms.TimeInput):
    """The browser's own time picker."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class TrainingEventForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an event is, when and where, for whom and for how many. Times are told on the programme's clock."""

    role = forms.ChoiceField(label=gettext_lazy("For whom"), required=False)
    link = forms.URLField(
        label=gettext_lazy("Link to join online"),
        assume_scheme="https",
        required=False,
        help_text=gettext_lazy("Only who has a place sees it."),
    )
    day = forms.DateField(label=gettext_lazy("Day"), widget=DateInput())
    begins = forms.TimeField(label=gettext_lazy("From"), widget=TimeInput())
    ends = forms.TimeField(label=gettext_lazy("To"), widget=TimeInput())

    class Meta:
        model = TrainingEvent
        fields = ["title", "role", "course", "place", "link", "capacity", "competency", "about"]
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}

    field_order = (
        "title",
        "day",
        "begins",
        "ends",
        "place",
        "link",
        "capacity",
        "role",
        "course",
        "competency",
        "about",
    )

    def __init__(
        self, *args: Any, programme: "Programme", courses: "QuerySet[Course]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.zone = ZoneInfo(programme.time_zone)
        words = [(role, capfirst(role_word(programme, role))) for role in ParticipantRole.values]
        self.fields["role"].choices = [("", _("everybody")), *words]  # type: ignore[attr-defined]
        self.fields["competency"].choices = [("", _("nothing in particular")), *Competency.choices]  # type: ignore[attr-defined]
        course: Any = self.fields["course"]
        course.queryset = courses
        course.to_field_name = "public_id"
        course.empty_label = _("no course")
        course.label_from_instance = lambda each: with_role_words(each.title, programme)
        course.help_text = _("Whoever was there has done it on that day.")
        self.fields["begins"].help_text = _("Time in %(zone)s.") % {
            "zone": programme.time_zone.replace("_", " ")
        }
        if self.instance.pk:
            self._fill_in()

    def _fill_in(self) -> None:
        starts, ends = (
            moment.astimezone(self.zone) for moment in (self.instance.starts_at, self.instance.ends_at)
        )
        self.initial.update({"day": starts.date(), "begins": starts.time(), "ends": ends.time()})
        self.initial["course"] = self.instance.course.public_id if self.instance.course else ""

    def clean_day(self) -> dt.date:
        """Take a day in our times: at either end of the calendar some zones have no moment for it."""
        day: dt.date = self.cleaned_data["day"]
        if day.year not in YEARS:
            raise forms.ValidationError(_("Please write a day such as 2027-03-01."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("It must end after it begins."))
        elif (
            begins
            and cleaned.get("day")
            and not self.errors
            and self._moment(cleaned, "begins") < clock.now()
        ):
            self.add_error("day", _("This time has passed already."))
        return cleaned

    def _moment(self, cleaned: dict[str, Any], name: str) -> dt.datetime:
        return dt.datetime.combine(cleaned["day"], cleaned[name], tzinfo=self.zone).astimezone(dt.UTC)

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        cleaned = self.cleaned_data
        own = {name: cleaned[name] for name in self.Meta.fields}
        return own | {"starts_at": self._moment(cleaned, "begins"), "ends_at": self._moment(cleaned, "ends")}
