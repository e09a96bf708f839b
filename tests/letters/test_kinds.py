"""Words with placeholders: filled in once, refused where they would not be, and sound in every kind there is."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.utils import translation

from rapport.letters.kinds import KINDS, LetterKind, Placeholder, Wording, declare, fill

KIND = LetterKind(
    key="test-notification",
    stage="Testing",
    purpose="Says something.",
    reader="A tester",
    moment="Now and then",
    subject="Something happened",
    paragraphs=("Hello {reader}.", "{note}"),
    link_words="Look",
    placeholders=(
        Placeholder("reader", "who reads it", "Robin"),
        Placeholder("day", "the last day", "Monday", is_harmless=True),
        Placeholder("note", "what is added", "A note.", is_needed=True),
    ),
)


def faults(subject="Something", text="{note}"):
    return [(fault.part, fault.sentence) for fault in KIND.faults(Wording(subject, text))]


def filled(text, subject="Something", **values):
    return KIND.filled(Wording(subject, text), {"reader": "Asha", "note": "", "day": ""} | values)


def test_values_stand_where_their_placeholders_stood():
    assert filled("To {reader}:\n\n{note}", note="Yes.")[1] == ("To Asha:", "Yes.")


@pytest.mark.parametrize(
    ("subject", "text", "left_out"),
    [
        ("Something", "Hi {reader}. {note}", []),
        ("For {reader}", "{note}", []),
        ("Something", "{note} {day}", ["reader"]),
        ("Something", "Hello", ["reader", "note"]),
    ],
)
def test_what_our_words_fill_in_and_others_do_not_is_left_out(subject, text, left_out):
    assert [each.name for each in KIND.left_out(Wording(subject, text))] == left_out


def test_a_value_is_never_read_as_words():
    assert filled("{reader}", reader="{day}{reader}")[1] == ("{day}{reader}",)


def test_dates_and_lists_are_said_in_the_language_spoken():
    with translation.override("de"):
        assert fill("{day}", {"day": dt.date(2027, 3, 1)}) == "Montag 1 März 2027"
    assert fill("{courses}", {"courses": ["one", "two", "three"]}) == "one, two and three"


def test_a_note_brings_its_own_paragraphs_and_none_leaves_no_gap():
    assert filled("A\r\n\r\n{note}\r\n\r\nB", note="x\r\n \r\ny")[1] == ("A", "x", "y", "B")
    assert filled("A\n\n{note}\n\nB")[1] == ("A", "B")


def test_a_subject_is_one_line_and_no_longer_than_its_column():
    subject, _paragraphs = filled(
        "", subject="Until {day}", day="Monday\r\nBcc: all@example.org " + "x" * 400
    )
    assert subject.startswith("Until Monday Bcc: all@example.org xxx")
    assert len(subject) == 300


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{note} {raeder}", "{raeder} is unknown here. Did you mean {reader}?"),
        ("{note} { reader }", "{ reader } is unknown here. Did you mean {reader}?"),
        ("{note} {}", "{} is unknown here. The list below shows what can be filled in."),
        ("{note} {reader.email}", "{reader.email} is unknown here. Did you mean {reader}?"),
        ("{note} {{reader}}", "There is a { or a } too many. Curly brackets stand around placeholders only."),
        ("{note} {reader", "There is a { or a } too many. Curly brackets stand around placeholders only."),
        ("Nothing", "Please keep {note} in the text."),
    ],
)
def test_words_that_could_not_be_filled_in_are_refused(text, sentence):
    assert faults(text=text) == [("text", sentence)]


def test_a_subject_takes_nothing_that_says_who_or_what():
    assert faults(subject="Until {day}") == []
    assert faults(subject="Dear {reader}") == [
        ("subject", "{reader} cannot stand in the subject: it can be read by whoever sees the screen.")
    ]


def test_no_two_kinds_share_a_key():
    kind = next(iter(KINDS.values()))
    assert declare(kind) is kind
    with pytest.raises(ValueError, match=kind.key):
        declare(LetterKind(**(vars(KIND) | {"key": kind.key})))


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_shipped_words_are_sound_in_every_language(kind, language):
    with translation.override(language):
        shipped = kind.shipped
        examples = {each.name: str(each.example) for each in kind.placeholders}
        subject, paragraphs = kind.filled(shipped, examples)
        because = fill(str(kind.because), examples)
        said = [str(kind.stage), str(kind.purpose), str(kind.reader), str(kind.moment), str(kind.link_words)]

    assert list(kind.faults(shipped)) == []
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", kind.key)
    assert [text for text in (subject, *paragraphs, because) if "{" in text] == []
    assert all([subject, *paragraphs, *said])
