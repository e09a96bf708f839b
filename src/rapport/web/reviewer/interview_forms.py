"""The sheet of an interview: the day, who was there, and a field for what was said to each question."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.web.answer_forms import DateInput
from rapport.web.participant.forms import describe

if TYPE_CHECKING:
    from rapport.programmes.models import Profile
    from rapport.questionnaires.models import Question

SEEN_BY = _(
    "Read by those who run the programme and by who reviews this application; deleted if it is withdrawn"
)


@dataclass(frozen=True)
class Given:
    """What the sheet is filled in with."""

    interviewers: Sequence[str]
    held_on: dt.date | None = None
    others_present: str = ""
    notes: Mapping[str, Any] = field(default_factory=dict)


class InterviewForm(forms.Form):
    """One interview. No note is asked for: not everything is talked about with everybody."""

    held_on = forms.DateField(label=_("Day"), widget=DateInput())
    interviewers = forms.MultipleChoiceField(
        label=_("Who of the team was there"), widget=forms.CheckboxSelectMultiple
    )
    others_present = forms.CharField(
        label=_("Who else was there"),
        max_length=200,
        required=False,
        help_text=_("Such as a parent, or an interpreter. Nobody: leave it empty."),
    )

    def __init__(
        self, data: Any, *, questions: "Sequence[Question]", present: "Iterable[Profile]", given: Given
    ) -> None:
        initial = {
            "held_on": given.held_on,
            "interviewers": list(given.interviewers),
            "others_present": given.others_present,
        }
        super().__init__(data, initial=initial)
        self.fields["interviewers"].choices = [  # type: ignore[attr-defined]
            (each.public_id, each.name) for each in present
        ]
        self.questions = questions
        for each in questions:
            note = forms.CharField(
                label=each.label,
                help_text=each.help,
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
                initial=given.notes.get(each.key, ""),
            )
            describe(note, seen_by=SEEN_BY)
            self.fields[f"note-{each.key}"] = note

    def clean(self) -> dict[str, Any]:
        """Give back what was noted to a question that somebody has removed meanwhile."""
        cleaned = super().clean() or {}
        lost = [
            text.strip()
            for name, text in self.data.items()
            if name.startswith("note-") and name not in self.fields and text.strip()
        ]
        if lost:
            self.add_error(
                None,
                _(
                    "A question was removed while you wrote. You had noted: “%(notes)s”. "
                    "Put it under another question if it matters, then save again."
                )
                % {"notes": "” · “".join(lost)},
            )
        return cleaned

    def said(self) -> dict[str, Any]:
        """Return what goes to the service."""
        cleaned = self.cleaned_data
        return {
            "held_on": cleaned["held_on"],
            "interviewers": cleaned["interviewers"],
            "others_present": cleaned["others_present"],
            "notes": {each.key: cleaned[f"note-{each.key}"] for each in self.questions},
        }
