"""Forms of those who run programmes."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from rapport.mentorships.choices import MentorshipState, Settlement
from rapport.mentorships.models import Meeting
from rapport.programmes.choices import (
    MEETINGS_GAP,
    MeetingMode,
    ParticipantRole,
    ParticipationState,
    StaffRole,
)
from rapport.programmes.models import Cohort, Guideline, Participation, Programme
from rapport.programmes.selectors import agreement_to_sign, role_word
from rapport.recruitment.choices import ConsentStanding
from rapport.training.choices import ROLE_GAPS, Competency
from rapport.training.models import Course, Lesson
from rapport.web.answer_forms import AnswersForm, DateInput
from rapport.web.participant.forms import MeetingForm, describe

ZONES = [
    (zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"
]
ANY = ("", _("any"))
AGREED = ("agreement_text", "required_meetings", "required_mode")


class ProgrammeForm(forms.ModelForm):  # type: ignore[type-arg]
    """A programme's words and rules."""

    required_mode = forms.ChoiceField(
        label=_("Of which kind"), choices=[("", _("any kind")), *MeetingMode.choices], required=False
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES)

    class Meta:
        model = Programme
        fields = [
            "name",
            "purpose",
            "model",
            "mentor_word",
            "mentor_word_plural",
            "mentee_word",
            "mentee_word_plural",
            "mentor_capacity",
            "mentee_capacity",
            "required_meetings",
            "required_mode",
            "answer_days",
            "time_zone",
            "asks_expectations",
            "waits_for_agreement",
            "agreement_text",
        ]
        help_texts = {
            "agreement_text": format_lazy(
                _(
                    "Both sign it. Where it says {gap}, each pair reads how often the rule "
                    "above asks them to meet; it is filled in when their agreement is made, and then stays so."
                ),
                gap=MEETINGS_GAP,
            )
        }
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "agreement_text": forms.Textarea(attrs={"rows": 18}),
        }

    def agreement_as_signed(self) -> str:
        """Return the text as a pair would sign it, by what the form says now."""
        if self.is_bound and self.errors is not None:  # errors: what was typed is read into the instance
            return agreement_to_sign(self.instance)
        typed = {name: self.get_initial_for_field(self.fields[name], name) for name in AGREED}
        return agreement_to_sign(Programme(**typed))


class DuplicateForm(forms.Form):
    """The name of a copy."""

    name = forms.CharField(label=_("Name of the new programme"), max_length=200)


class CohortForm(forms.ModelForm):  # type: ignore[type-arg]
    """A cohort's name and dates."""

    class Meta:
        model = Cohort
        fields = ["name", "starts_on", "ends_on"]
        widgets = {"starts_on": DateInput(), "ends_on": DateInput()}
        help_texts = {"name": _("For example “Autumn 2026”.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", _("The last day must come after the first day."))
        return cleaned


class CohortLabel(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among cohorts of several programmes."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.programme.name} · {obj.name}"


class NewCohortForm(CohortForm):
    """A new cohort, and which earlier one it is to be like."""

    like = CohortLabel(
        label=_("Questions, criteria and hard rules of"),
        queryset=Cohort.objects.none(),
        required=False,
        empty_label=_("this kind of programme, as it comes"),
        to_field_name="public_id",
        help_text=_("You can change them afterwards. People and their answers are never taken over."),
    )

    def __init__(self, *args: Any, programme: Programme, cohorts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        like: Any = self.fields["like"]
        like.queryset = cohorts
        own = cohorts.filter(programme=programme).first()
        like.initial = own.public_id if own else None


class CourseForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a course is about, for whom, and what it asks."""

    role = forms.ChoiceField(label=_("For whom"))

    class Meta:
        model = Course
        fields = [
            "title",
            "role",
            "summary",
            "is_required",
            "pass_mark",
            "minimum_minutes",
            "renewal_days",
            "sign_off",
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "sign_off": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(role, capfirst(role_word(programme, role))) for role in ParticipantRole.values]
        self.fields["role"].choices = words  # type: ignore[attr-defined]
        self.fields["title"].help_text = format_lazy(
            _("{gaps} become your own words for the roles."), gaps=", ".join(ROLE_GAPS.values())
        )


class LessonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A lesson: its text, and a link to a video."""

    video_url = forms.URLField(
        label=_("Link to a video"),
        assume_scheme="https",
        required=False,
        help_text=_("An address that begins with https://."),
    )

    class Meta:
        model = Lesson
        fields = ["title", "text", "video_url", "video_minutes", "competency"]
        widgets = {"text": forms.Textarea(attrs={"rows": 18})}
        help_texts = {
            "text": _(
                "## makes a heading, * a list, **bold**. {mentor} and {mentee} become your own words for the roles."
            ),
            "competency": _("Whoever has most to learn in it, by their self-assessment, is sent here."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["competency"].choices = [("", _("nothing in particular")), *Competency.choices]  # type: ignore[attr-defined]


class GuidelineForm(forms.ModelForm):  # type: ignore[type-arg]
    """The wording of a guideline's next version."""

    class Meta:
        model = Guideline
        fields = ["text", "changes"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 24}),
            "changes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "text": _("## makes a heading, * a point of a list, **two stars** put weight on words."),
            "changes": _("In a sentence or two; it stands above the text for everybody who reads it again."),
        }

    def __init__(self, *args: Any, is_published: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.version == 1:
            del self.fields["changes"]
        else:
            self.fields["changes"].required = is_published


class ParticipationFilter(forms.Form):
    """What a list of participants is narrowed to."""

    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ANY, *ParticipationState.choices], required=False)
    consent = forms.ChoiceField(label=_("Guardian"), choices=[ANY, *ConsentStanding.choices], required=False)

    def __init__(self, *args: Any, programme: Programme, has_minors: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_minors:
            del self.fields["consent"]
        words = [(role, role_word(programme, role)) for role in ParticipantRole.values]
        self.fields["role"].choices = [ANY, *words]  # type: ignore[attr-defined]


class ParticipationForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a coordinator may change about a participant."""

    class Meta:
        model = Participation
        fields = ["capacity", "trained_on", "cleared_on"]
        widgets = {"trained_on": DateInput(), "cleared_on": DateInput()}


class AddParticipationForm(AnswersForm):
    """One participant, entered by hand, with the cohort's profile questions."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"))
    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Empty: as the programme says."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[("", _("as the programme")), *ZONES], required=False
    )

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        own = {name: self.cleaned_data[name] for name in ["name", "email", "capacity", "time_zone"]}
        return own | {
            "answers": {key: answer for key, answer in self.answers().items() if answer not in (None, "", [])}
        }


class AppointForm(forms.Form):
    """A staff role for somebody."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("choose a role")), *StaffRole.choices])
    programme = forms.ModelChoiceField(
        label=_("Programme"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("all programmes"),
        to_field_name="public_id",
    )

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") == StaffRole.OWNER and cleaned.get("programme"):
            self.add_error("programme", _("An owner works for all programmes."))
        return cleaned


class MentorshipFilter(forms.Form):
    """Which mentorships of a cohort to show."""

    state = forms.ChoiceField(label=_("State"), choices=[ANY, *MentorshipState.choices], required=False)


def _decision() -> forms.CharField:
    field = forms.CharField(
        label=_("Why?"),
        help_text=_("A sentence that both can accept."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    describe(field, seen_by=_("Both of them can read this"))
    return field


class SettleForm(forms.Form):
    """Deciding an entry on which two people do not agree."""

    outcome = forms.ChoiceField(
        label=_("What holds?"),
        choices=[(each.value, each.label) for each in (Settlement.KEEP, Settlement.STRIKE)],
        widget=forms.RadioSelect,
    )
    decision = _decision()


class CorrectionForm(MeetingForm):
    """What a disputed entry says from now on, and why."""

    decision = _decision()

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, party=None, mentorship=meeting.mentorship, meeting=meeting, **kwargs)
        del self.fields["entry_key"]
        for name, label in (
            ("held_on", _("When did they meet?")),
            ("topics", _("What did they talk about?")),
        ):
            self.fields[name].label = label
