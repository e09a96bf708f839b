"""The forms of mentors and mentees."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.ids import new_public_id
from rapport.mentorships.models import Meeting, Mentorship, MentorshipParty
from rapport.mentorships.services.meetings import Entry
from rapport.programmes.choices import MeetingMode
from rapport.web.pairs import others_than, who_reads

USUAL_LENGTHS = (15, 30, 45, 60, 90, 120)
USUAL_LENGTH = 45
OTHER_LENGTH = "other"
LENGTHS = [
    *((str(minutes), format_lazy(_("{minutes} min"), minutes=minutes)) for minutes in USUAL_LENGTHS),
    (OTHER_LENGTH, _("another")),
]
MODES = [(mode.value, capfirst(str(mode.label))) for mode in MeetingMode]


class DeclineForm(forms.Form):
    """Saying no, with a reason that only the coordinator reads."""

    reason = forms.CharField(
        label=_("Why does it not fit?"),
        help_text=_("A sentence is enough. It helps your coordinator find somebody who fits better."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(self.fields["reason"], seen_by=_("Only your coordinator can read this"))


class SignForm(forms.Form):
    """Putting one's name under the agreement."""

    has_read = forms.BooleanField(label=_("I have read the agreement, and I will keep to it"))
    name = forms.CharField(
        label=_("Your full name, as your signature"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, party: MentorshipParty, mentorship: Mentorship, read: str
    ) -> None:
        super().__init__(data, initial={"read": read})
        describe(self.fields["name"], seen_by=who_reads(others_than(party, mentorship)))

    def ask_again(self, read: str) -> None:
        """Ask for the same about another text: the name stays, the tick does not."""
        kept = {"name": self.data.get("name", ""), "read": read}
        self.data = kept


class AcknowledgeForm(forms.Form):
    """Giving one's word on the guidelines."""

    has_read = forms.BooleanField(label=_("I have read this, and I will keep to it"))


class DisputeForm(forms.Form):
    """Saying that an entry is not right."""

    reason = forms.CharField(
        label=_("What do you remember differently?"),
        help_text=_("For example the day, how you met, or that it did not take place."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )

    def __init__(self, *args: Any, party: MentorshipParty, mentorship: Mentorship, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(self.fields["reason"], seen_by=who_reads(others_than(party, mentorship)))


class MeetingForm(forms.Form):
    """An entry in the register: all that usually holds is chosen already."""

    held_on = forms.DateField(
        label=_("When did you meet?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    length = forms.ChoiceField(label=_("How long?"), choices=LENGTHS, widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=_("How many minutes?"),
        min_value=5,
        max_value=600,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    mode = forms.ChoiceField(label=_("How?"), choices=MODES, widget=forms.RadioSelect)
    place = forms.CharField(label=_("Where?"), max_length=200, required=False)
    present = forms.MultipleChoiceField(label=_("Who was there?"), widget=forms.CheckboxSelectMultiple)
    topics = forms.CharField(
        label=_("What did you talk about?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
    )
    next_steps = forms.CharField(
        label=_("What comes next?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5000,
        required=False,
    )
    entry_key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(
        self,
        *args: Any,
        party: MentorshipParty | None,
        mentorship: Mentorship,
        meeting: Meeting | None = None,
        **kwargs: Any,
    ) -> None:
        """Take what is to be filled in; without a `party` it is filled in by who runs the programme."""
        kwargs["initial"] = _initial_of(meeting) if meeting else _usual(mentorship)
        super().__init__(*args, **kwargs)
        self.mentorship = mentorship
        people = [(each.public_id, each.name) for each in mentorship.people]
        present: Any = self.fields["present"]
        present.choices = people
        self.fields["held_on"].widget.attrs |= {
            "max": _today(mentorship).isoformat(),
            "min": mentorship.first_day.isoformat(),
        }
        for name in ("length", "mode", "present"):
            describe(self.fields[name], look="choices--compact")
        describe(self.fields["minutes"], look="field--other")
        note = who_reads(others_than(party, mentorship)) if party else _("Both of them can read this")
        for name in ("topics", "next_steps"):
            describe(self.fields[name], seen_by=note)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        length = cleaned.get("length")
        if length and length != OTHER_LENGTH:
            cleaned["minutes"] = int(length)
        elif length and not cleaned.get("minutes") and not self.has_error("minutes"):
            self.add_error("minutes", _("Say how many minutes it was."))
        return cleaned

    @property
    def entry(self) -> Entry:
        """What was typed, as the register takes it."""
        cleaned = self.cleaned_data
        return Entry(
            held_on=cleaned["held_on"],
            minutes=cleaned["minutes"],
            mode=cleaned["mode"],
            topics=cleaned["topics"],
            place=cleaned["place"],
            next_steps=cleaned["next_steps"],
            present=frozenset(cleaned["present"]),
        )


def _today(mentorship: Mentorship) -> dt.date:
    return clock.today(mentorship.cohort.programme.time_zone)


def _usual(mentorship: Mentorship) -> dict[str, Any]:
    return {
        "held_on": _today(mentorship),
        "length": USUAL_LENGTH,
        "mode": mentorship.cohort.programme.required_mode or MeetingMode.IN_PERSON,
        "present": [party.public_id for party in mentorship.people],
        "entry_key": new_public_id(),
    }


def _initial_of(meeting: Meeting) -> dict[str, Any]:
    is_usual = meeting.minutes in USUAL_LENGTHS
    there = {each.party_id for each in meeting.attendances.all() if each.was_there}
    return {
        "held_on": meeting.held_on,
        "length": meeting.minutes if is_usual else OTHER_LENGTH,
        "minutes": None if is_usual else meeting.minutes,
        "mode": meeting.mode,
        "place": meeting.place,
        "topics": meeting.topics,
        "next_steps": meeting.next_steps,
        "present": [party.public_id for party in meeting.mentorship.people if party.pk in there],
    }


def describe(field: forms.Field, *, seen_by: Any = "", look: str = "") -> None:
    """Say who will read an answer, or how its choices lie."""
    vars(field).update(visibility_note=seen_by, look=look)
