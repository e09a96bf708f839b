"""Forms of recruiting."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.programmes.choices import ParticipantRole
from rapport.programmes.selectors import role_word
from rapport.web.answer_forms import DateInput

if TYPE_CHECKING:
    from rapport.recruitment.models import ApplicationForm

LONGEST_TEXT = 5000
LONGEST_TIME = 240


def _text(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST_TEXT, required=False, widget=widget
    )


class RecruitingForm(forms.Form):
    """What the public page says, whom it looks for, and until when."""

    asks_mentees = forms.BooleanField(required=False)
    asks_mentors = forms.BooleanField(required=False)
    eligibility = _text(
        gettext_lazy("Who can apply"),
        gettext_lazy("For example “Students of the first year, whatever the department”."),
    )
    how_to_apply = _text(
        gettext_lazy("How to apply"),
        gettext_lazy("Anything that people should know before they start, or whom they can ask."),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes that it takes"),
        help_text=gettext_lazy(
            "An honest guess helps people to find the time. Empty: the page says nothing."
        ),
        min_value=1,
        max_value=LONGEST_TIME,
        required=False,
    )
    last_day = forms.DateField(label=gettext_lazy("Last day to apply"), widget=DateInput(), required=False)

    def __init__(self, data: Any, *, standing: "ApplicationForm") -> None:
        names = type(self).base_fields
        super().__init__(data, initial={name: getattr(standing, name) for name in names})
        programme = standing.cohort.programme
        for name, role in (
            ("asks_mentees", ParticipantRole.MENTEE),
            ("asks_mentors", ParticipantRole.MENTOR),
        ):
            words = _("we look for people as %(role)s") % {"role": role_word(programme, role)}
            self.fields[name].label = capfirst(words)
        self.fields["last_day"].help_text = _(
            "It ends at midnight, %(zone)s time. Empty: people can apply for as long as the page is public."
        ) % {"zone": programme.time_zone.replace("_", " ")}
