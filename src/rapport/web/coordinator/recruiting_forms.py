"""Forms of recruiting."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rapport.programmes.choices import ParticipantRole
from rapport.programmes.selectors import role_word
from rapport.web.answer_forms import DateInput
from rapport.web.components import FormPart
from rapport.web.participant.forms import describe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rapport.recruitment.models import ApplicationForm, Quota

LONGEST_TEXT = 5000
LONGEST_TIME = 240
MOST_PLACES = 100_000
PLACES = {ParticipantRole.MENTEE: "mentee_places", ParticipantRole.MENTOR: "mentor_places"}
PARTS = (
    (
        gettext_lazy("Whom you look for"),
        ("asks_mentees", "mentee_places", "asks_mentors", "mentor_places", "mentors_invite"),
    ),
    (gettext_lazy("What the page says"), ("eligibility", "how_to_apply", "last_day", "minutes")),
    (gettext_lazy("When the places are given"), ("offer_days", "offers_by_itself", "unmatched_first")),
    (gettext_lazy("People under 18"), ("admits_minors", "consent_days")),
)
"""Every field under the heading where one looks for it, in the order in which one decides."""


def _text(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST_TEXT, required=False, widget=widget
    )


def _places() -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=MOST_PLACES, required=False)


def _places_in_words(taken: int) -> str:
    """Say what the number means, and how many are given by now: there cannot be fewer."""
    told = _(
        "How many can come in by applying. Whoever you add or import yourself does not count. Empty: no limit."
    )
    if not taken:
        return told
    given = ngettext("%(n)s is given so far.", "%(n)s are given so far.", taken) % {"n": taken}
    return f"{told} {given}"


class RecruitingForm(forms.Form):
    """What the public page says, whom it looks for, and until when."""

    field_order = [name for _heading, names in PARTS for name in names]

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
    last_day = forms.DateField(label=gettext_lazy("Last day to apply"), widget=DateInput(), required=False)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes that it takes"),
        help_text=gettext_lazy(
            "An honest guess helps people to find the time. Empty: the page says nothing."
        ),
        min_value=1,
        max_value=LONGEST_TIME,
        required=False,
    )
    mentee_places = _places()
    mentor_places = _places()
    offers_by_itself = forms.BooleanField(
        label=gettext_lazy("When a place is free, it is offered to the first on the waiting list"),
        required=False,
    )
    offer_days = forms.IntegerField(
        label=gettext_lazy("Days to answer an offer"),
        help_text=gettext_lazy(
            "Whoever is offered a place has so long to say yes. Then the place is free again."
        ),
        min_value=1,
        max_value=60,
        required=False,
    )
    unmatched_first = forms.BooleanField(
        label=gettext_lazy("Whoever came before and found no match comes first on the waiting list"),
        help_text=gettext_lazy(
            "Who took part in an earlier cohort of this programme, or waited for a place in it, and was not matched since. "
            "For matching there is a criterion of its own."
        ),
        required=False,
    )
    mentors_invite = forms.BooleanField(required=False)
    admits_minors = forms.BooleanField(
        label=gettext_lazy("People under 18 may apply, with a guardian's consent"), required=False
    )
    consent_days = forms.IntegerField(
        label=gettext_lazy("Days that such a consent holds"),
        help_text=gettext_lazy("At most until the cohort ends. Empty: until then."),
        min_value=1,
        max_value=3650,
        required=False,
    )

    def __init__(self, data: Any, *, standing: "ApplicationForm", quotas: "Mapping[str, Quota]") -> None:
        names = set(type(self).base_fields) - set(PLACES.values())
        places = {PLACES[ParticipantRole(role)]: quota.places for role, quota in quotas.items()}
        super().__init__(data, initial={name: getattr(standing, name) for name in names} | places)
        programme = standing.cohort.programme
        for role, name in PLACES.items():
            self.fields[name].label = _("Places for a %(role)s") % {"role": role_word(programme, role)}
            self.fields[name].help_text = _places_in_words(quotas[role].taken)
        for name, role in (
            ("asks_mentees", ParticipantRole.MENTEE),
            ("asks_mentors", ParticipantRole.MENTOR),
        ):
            words = _("we look for people as %(role)s") % {"role": role_word(programme, role)}
            self.fields[name].label = capfirst(words)
        words = _("Every %(role)s can invite colleagues, with a link of their own and a few letters a day")
        self.fields["mentors_invite"].label = words % {"role": role_word(programme, ParticipantRole.MENTOR)}
        describe(self.fields["consent_days"], look="field--consent")
        self.fields["last_day"].help_text = _(
            "It ends at midnight, %(zone)s time. Empty: people can apply for as long as the page is public."
        ) % {"zone": programme.time_zone.replace("_", " ")}

    def parts(self) -> list[FormPart]:
        """Return the fields under their headings."""
        return [FormPart(heading, [self[name] for name in names]) for heading, names in PARTS]

    def clean_offer_days(self) -> int:
        """Keep the days as they are where none are given."""
        return int(self.cleaned_data["offer_days"] or self.initial["offer_days"])

    def given(self) -> dict[str, Any]:
        """Return what the service takes: the places by role beside the rest."""
        fields = {name: value for name, value in self.cleaned_data.items() if name not in PLACES.values()}
        return fields | {"places": {role.value: self.cleaned_data[name] for role, name in PLACES.items()}}
