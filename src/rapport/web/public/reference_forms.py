"""The form that a referee fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.screening.choices import Endorsement


class ReferenceForm(forms.Form):
    """Short, in their own words; a no to the second question is as welcome as a yes."""

    known_for = forms.CharField(
        label=_("How long, and from where, do you know them?"),
        max_length=300,
        help_text=_("For example “Two years, as her teacher”."),
    )
    recommends = forms.ChoiceField(
        label=_("Would you recommend them for this role?"),
        choices=Endorsement.choices,
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("What makes you think so?"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    concerns = forms.CharField(
        label=_("Is there anything that the programme should know?"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("About the safety of the people they would meet, for example. Leave it empty if not."),
    )
