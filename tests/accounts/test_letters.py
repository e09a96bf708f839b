"""A personal letter: greeting, plain words, one link, filed where it belongs."""

import datetime as dt
import re

import pytest
from django.utils import translation
from django.utils.formats import date_format

from rapport.accounts.letters import LetterWords, PersonalLetter, queue_personal_letters
from rapport.accounts.models import LetterRefusal
from rapport.accounts.selectors import get_refusal
from rapport.accounts.services import refuse_letters
from rapport.letters.kinds import KINDS
from rapport.letters.models import Letter
from tests import make

pytestmark = pytest.mark.django_db


def letter(**fields):
    if "reader" not in fields:
        fields["reader"] = make.make_person(email="asha@example.org")
    usual = {
        "kind": "test-notification",
        "name": "Asha <Rao>",
        "words": lambda: LetterWords("Hello", ("One & two.", "Three."), "Open Rapport"),
        "path": "/participant/",
        "sender": "Elm College",
        "chain": "chain1234567",
        "scope": "cohort123456",
    }
    return PersonalLetter(**(usual | fields))


def test_a_letter_greets_and_leads_to_one_page(settings):
    settings.BASE_URL = "https://mentoring.example/"
    queue_personal_letters([letter()])

    text = Letter.objects.get().text

    assert text.startswith("Hello Asha <Rao>,\n\nOne & two.\n\nThree.\n\n")
    assert re.findall(r"https?://\S+", text) == ["https://mentoring.example/participant/"]
    assert text.endswith("You get this letter because you take part in mentoring at Elm College.\n")


def test_the_same_in_html_is_escaped_and_has_one_link(settings):
    settings.BASE_URL = "https://mentoring.example"
    queue_personal_letters([letter()])

    html = Letter.objects.get().html

    assert "Hello Asha &lt;Rao&gt;," in html
    assert re.findall(r'href="([^"]*)"', html) == ["https://mentoring.example/participant/"]


def test_a_letter_is_filed_under_reader_organisation_and_cohort():
    sent = letter(about="thing1234567")
    queue_personal_letters([sent])

    row = Letter.objects.get()
    assert (row.to_address, row.to_name, row.reader) == (
        "asha@example.org",
        "Asha <Rao>",
        sent.reader.public_id,
    )
    assert (row.chain, row.scope, row.about, row.link) == (
        "chain1234567",
        "cohort123456",
        "thing1234567",
        "/participant/",
    )


def test_a_letter_with_a_known_key_stays_single():
    twice = letter(dedupe_key="once")

    queue_personal_letters([twice, twice])
    queue_personal_letters([twice])

    assert Letter.objects.count() == 1


def test_a_letter_speaks_its_readers_language(settings):
    readers = [make.make_person(language=code) for code in ("de", "", "fr")]
    spoken = lambda: LetterWords(date_format(dt.date(2026, 3, 2), "l"), (), "")  # noqa: E731 - words of one letter

    with translation.override("es"):
        queue_personal_letters(letter(reader=reader, words=spoken) for reader in readers)

    assert list(Letter.objects.order_by("pk").values_list("subject", flat=True)) == [
        "Montag",
        "Monday",
        "lundi",
    ]


def test_what_is_essential_carries_no_way_to_refuse_it():
    queue_personal_letters([letter(kind="application-declined-notification")])

    assert Letter.objects.get().refusal_link == ""


def test_what_is_not_essential_carries_its_readers_own_way_to_refuse_it(settings):
    settings.BASE_URL = "https://mentoring.example"
    sent = letter(kind="training-reminder")
    queue_personal_letters([sent])

    row = Letter.objects.get()
    assert get_refusal(row.refusal_link.split("/")[-2]) == (sent.reader, KINDS["training-reminder"])
    assert row.text.endswith(f"Say so here:\nhttps://mentoring.example{row.refusal_link}\n")
    assert f'href="https://mentoring.example{row.refusal_link}"' in row.html


def test_who_has_said_no_gets_no_more_of_that_kind_and_everything_else():
    asha, bo = make.make_person(email="asha@example.org"), make.make_person(email="bo@example.org")
    refuse_letters(asha, ["training-reminder", "application-declined-notification"])

    kinds = ("training-reminder", "proposal-reminder", "application-declined-notification")
    queued = queue_personal_letters(letter(kind=kind, reader=each) for kind in kinds for each in (asha, bo))

    assert queued == 5
    assert list(LetterRefusal.objects.values_list("kind", flat=True)) == ["training-reminder"]
    assert set(Letter.objects.filter(reader=asha.public_id).values_list("kind", flat=True)) == set(kinds[1:])


def test_many_letters_ask_once_who_has_said_no(django_assert_num_queries):
    readers = [make.make_person() for _ in range(5)]

    with django_assert_num_queries(2):
        queue_personal_letters(letter(kind="training-reminder", reader=reader) for reader in readers)
