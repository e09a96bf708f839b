"""Forms about guardians' consents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.recruitment.choices import ConsentStanding

ANY = ("", _("any"))


class GuardianForm(forms.Form):
    """Who is asked."""

    name = forms.CharField(label=_("Name of the guardian"), max_length=200)
    email = forms.EmailField(label=_("Their e-mail address"))


class OfAgeForm(forms.Form):
    """How one knows that somebody is of age."""

    reason = forms.CharField(
        label=_("How you know"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "For example “Showed me the student card”. It stays in the audit; please note no date of birth."
        ),
    )


class ConsentFilter(forms.Form):
    """What the list of consents is narrowed to."""

    standing = forms.ChoiceField(label=_("Consent"), choices=[ANY, *ConsentStanding.choices], required=False)
