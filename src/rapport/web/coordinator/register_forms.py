"""The form under which who runs the programme puts their name to a month."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CountersignForm(forms.Form):
    """The name that stands under the month."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("It stands beside every entry that is locked, in the register and on paper."),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
