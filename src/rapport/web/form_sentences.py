"""What a form says when something is missing or wrong: our sentences in the place of Django's, all in one list."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import validators
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CHOOSE = _("Please choose one of the answers offered here.")
OF_FIELDS: Mapping[type[forms.Field], Mapping[str, str | Promise]] = {
    forms.Field: {"required": _("Please fill this in.")},
    forms.ChoiceField: {"required": _("Please choose an answer."), "invalid_choice": CHOOSE},
    forms.MultipleChoiceField: {"invalid_choice": CHOOSE, "invalid_list": CHOOSE},
    forms.ModelChoiceField: {"required": _("Please choose an answer."), "invalid_choice": CHOOSE},
    forms.BooleanField: {"required": _("Please tick this to go on.")},
    forms.IntegerField: {"invalid": _("Please write a whole number, such as 3.")},
    forms.FloatField: {"invalid": _("Please write a number, such as 2.5.")},
    forms.DecimalField: {"invalid": _("Please write a number, such as 2.5.")},
    forms.DateField: {"invalid": _("Please write a day, such as 2026-09-01.")},
    forms.DateTimeField: {"invalid": _("Please write a day and a time, such as 2026-09-01 14:30.")},
    forms.TimeField: {"invalid": _("Please write a time, such as 14:30.")},
    forms.FileField: {
        "required": _("Please choose a file."),
        "invalid": _("Please choose a file."),
        "missing": _("Please choose a file."),
        "empty": _("This file is empty. Please choose another one."),
    },
}
OF_VALIDATORS: Mapping[type[object], str | Promise] = {
    validators.EmailValidator: _("Please write an e-mail address, such as name@example.org."),
    validators.URLValidator: _("Please write an address that begins with https://."),
    validators.MinValueValidator: _("Please write %(limit_value)s or more."),
    validators.MaxValueValidator: _("Please write %(limit_value)s or less."),
    validators.MinLengthValidator: ngettext_lazy(
        "Please write at least %(limit_value)d character; this is %(show_value)d.",
        "Please write at least %(limit_value)d characters; these are %(show_value)d.",
        "limit_value",
    ),
    validators.MaxLengthValidator: ngettext_lazy(
        "Please write at most %(limit_value)d character; these are %(show_value)d.",
        "Please write at most %(limit_value)d characters; these are %(show_value)d.",
        "limit_value",
    ),
}


def speak_plainly() -> None:
    """Put our sentences where every field and validator looks for its own, allauth's forms included."""
    for field, sentences in OF_FIELDS.items():
        own: dict[str, Any] = vars(field).get("default_error_messages", {})
        field.default_error_messages = own | dict(sentences)
    for validator, sentence in OF_VALIDATORS.items():
        validator.message = sentence  # type: ignore[attr-defined]
