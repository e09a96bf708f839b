"""Forms are drawn with labels, help, errors and who will read the answer, all tied to the field."""

import re

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from rapport.web.renderer import FormRenderer


class Sample(forms.Form):
    default_renderer = FormRenderer

    goal = forms.CharField(help_text="One sentence.")
    how = forms.ChoiceField(
        choices=[("face", "Face to face"), ("phone", "By phone")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField()
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.fields["goal"].visibility_note = "Only you can see this"


def ids(html: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', html))


def described(html: str, tag: str) -> list[str]:
    return re.findall(rf'<{tag}[^>]*aria-describedby="([^"]*)"', html)


def test_a_field_is_described_by_its_help_its_error_and_who_will_read_it() -> None:
    html = str(Sample({})["goal"].as_field_group())

    assert described(html, "input") == ["id_goal_helptext id_goal_error id_goal_seen"]
    assert {"id_goal_helptext", "id_goal_error", "id_goal_seen"} - ids(html) == set()


class WithFile(forms.Form):
    default_renderer = FormRenderer

    picture = forms.FileField()
    words = forms.CharField(max_length=3)


def test_a_file_that_has_to_be_chosen_again_says_so_and_is_described_by_it() -> None:
    picture = {"picture": SimpleUploadedFile("us.png", b"x")}
    wrong, right = (WithFile({"words": words}, picture)["picture"] for words in ("four", "one"))

    html = str(wrong.as_field_group())
    assert (described(html, "input"), "Please choose this file again" in html) == (
        ["id_picture_dropped"],
        True,
    )
    assert "id_picture_dropped" in ids(html)
    assert "again" not in str(right.as_field_group())
    assert "again" not in str(WithFile({"words": "four"})["picture"].as_field_group())


def test_a_field_without_a_note_is_described_by_nothing() -> None:
    assert described(str(Sample()["agreed"].as_field_group()), "input") == []


def test_choices_stand_in_a_fieldset_with_their_question_as_legend() -> None:
    html = str(Sample()["how"].as_field_group())

    assert re.findall(r"<legend[^>]*>(\w+)</legend>", html) == ["How"]


def test_every_description_and_every_link_of_a_wrong_form_leads_somewhere() -> None:
    html = str(Sample({}))
    wanted = {i for group in re.findall(r'aria-describedby="([^"]*)"', html) for i in group.split()}
    links = re.findall(r'href="#([^"]*)"', html)

    assert wanted - ids(html) == set()
    assert links == ["id_goal", "id_how_0", "id_agreed"]
    assert set(links) - ids(html) == set()


def test_a_hidden_field_is_kept_and_not_shown() -> None:
    assert re.findall(r'<input type="hidden"[^>]*name="(\w+)"', str(Sample())) == ["token"]


def test_a_placeholder_that_repeats_the_label_is_left_out() -> None:
    class Doubled(forms.Form):
        default_renderer = FormRenderer
        name = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Name"}))
        place = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Library café"}))

    assert re.findall(r'placeholder="(.*?)"', str(Doubled())) == ["Library café"]


def test_what_was_typed_stays_and_is_escaped() -> None:
    assert 'value="&lt;b&gt;"' in str(Sample({"goal": "<b>"}))


def test_an_optional_field_says_so() -> None:
    class Optional(forms.Form):
        default_renderer = FormRenderer
        notes = forms.CharField(required=False)

    assert re.findall(r'<span class="field-optional">(.*?)</span>', str(Optional())) == ["(optional)"]
