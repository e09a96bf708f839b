"""Forms speak like people, wherever a field comes from."""

import pytest
from allauth.account.forms import LoginForm
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import make

MACHINE = (
    "This field is required",
    "Enter a",
    "Select a valid",
    "Ensure this",
    "No file was",
    "submitted file",
)


class EveryField(forms.Form):
    text = forms.CharField(max_length=3)
    short = forms.CharField(min_length=9)
    choice = forms.ChoiceField(choices=[("a", "A")])
    choices = forms.MultipleChoiceField(choices=[("a", "A")])
    agreed = forms.BooleanField()
    whole = forms.IntegerField(min_value=1)
    few = forms.IntegerField(max_value=9)
    number = forms.DecimalField()
    email = forms.EmailField()
    day = forms.DateField()
    hour = forms.TimeField()
    file = forms.FileField()


def sentences(form):
    return {name: str(errors[0]) for name, errors in form.errors.items()}


def test_what_is_missing():
    assert sentences(EveryField({})) == dict.fromkeys(EveryField.base_fields, "Please fill this in.") | {
        "choice": "Please choose an answer.",
        "choices": "Please choose an answer.",
        "agreed": "Please tick this to go on.",
        "file": "Please choose a file.",
    }


def test_what_is_wrong():
    sent = {
        "text": "four",
        "short": "x",
        "choice": "b",
        "choices": ["b"],
        "agreed": "on",
        "whole": "0",
        "few": "10",
        "number": "x",
        "email": "x",
        "day": "x",
        "hour": "x",
    }
    assert sentences(EveryField(sent, {"file": SimpleUploadedFile("x", b"")})) == {
        "text": "Please write at most 3 characters; these are 4.",
        "short": "Please write at least 9 characters; these are 1.",
        "choice": "Please choose one of the answers offered here.",
        "choices": "Please choose one of the answers offered here.",
        "whole": "Please write 1 or more.",
        "few": "Please write 9 or less.",
        "number": "Please write a number, such as 2.5.",
        "email": "Please write an e-mail address, such as name@example.org.",
        "day": "Please write a day, such as 2026-09-01.",
        "hour": "Please write a time, such as 14:30.",
        "file": "This file is empty. Please choose another one.",
    }


def test_a_sentence_of_its_own_stays():
    field = forms.CharField(error_messages={"required": "Who are you?"})
    with pytest.raises(forms.ValidationError, match=r"Who are you\?"):
        field.clean("")


def test_forms_of_others_speak_so_too():
    assert sentences(LoginForm({})) == dict.fromkeys(("login", "password"), "Please fill this in.")


@pytest.mark.parametrize("name", ["programme-edit", "cohort-create", "import-start", "participation-add"])
def test_no_form_of_a_coordinator_speaks_like_a_machine(cast, name):
    about = {
        "programme-edit": {"programme_id": cast.own.programme.public_id},
        "cohort-create": {"programme_id": cast.own.programme.public_id},
        "import-start": {"cohort_id": cast.own.cohort.public_id},
        "participation-add": {"cohort_id": cast.own.cohort.public_id, "role": make.MENTEE},
    }
    page = cast.client("owner").post(reverse(f"coordinator:{name}", kwargs=about[name]), {"sent": "1"})

    assert page.status_code == 422
    assert [words for words in MACHINE if words in page.content.decode()] == []
