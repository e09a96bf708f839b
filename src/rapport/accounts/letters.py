"""Where a letter meets its reader: the address, the reader's choices, the frame around the words, the link."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, override

from rapport.accounts.models import Person
from rapport.accounts.selectors import refusal_token, refusals_among
from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.letters.kinds import optional_kinds
from rapport.letters.models import Letter
from rapport.letters.services import Draft, queue_letters, send_letter_again


@dataclass(frozen=True)
class LetterWords:
    """What a letter says. It may be read over a shoulder: nobody but the reader is named, in the subject nothing is.

    `because` says why the reader gets it, where that is not because they take part.
    """

    subject: str
    paragraphs: tuple[str, ...]
    link_words: str
    because: str = ""


@dataclass(frozen=True)
class PersonalLetter:
    """What one person is told: plain sentences without private content, and the one page where it goes on.

    `words` is called once the reader's language is spoken, whatever the language of whoever caused the letter.
    `name` is what the organisation calls the reader, `sender` the organisation's name, `path` begins with a slash;
    `chain` and `scope` file the letter under the organisation and the cohort. `calendar` is a calendar file to go with it.
    A private letter is for its reader's eyes alone: it stands in no log, and is not kept once it has gone out.
    """

    kind: str
    reader: Person
    name: str
    words: Callable[[], LetterWords]
    path: str
    sender: str
    chain: str
    scope: str = ""
    about: str = ""
    dedupe_key: str | None = None
    calendar: str = ""
    is_private: bool = False


@dataclass(frozen=True)
class GuestLetter:
    """What somebody outside is told, who has no sign-in: a secret link to one page, in the language of the installation.

    The letter is not kept once it has gone out, as whoever holds the link may answer for its reader.
    """

    kind: str
    email: str
    name: str
    words: Callable[[], LetterWords]
    path: str
    sender: str
    chain: str
    scope: str = ""
    about: str = ""
    dedupe_key: str | None = None


def queue_guest_letter(letter: GuestLetter) -> int:
    """Queue a letter to somebody outside."""
    with in_language_of(None):
        return queue_letters([_drawn_up(letter, to_address=letter.email, is_secret=True)])


def queue_personal_letters(letters: Iterable[PersonalLetter]) -> int:
    """Queue those letters that their readers want: whatever is essential, and the rest unless they have said no."""
    listed = list(letters)
    optional = {kind.key for kind in optional_kinds()}
    avoidable = [letter for letter in listed if letter.kind in optional]
    refused = refusals_among([letter.reader for letter in avoidable], optional) if avoidable else set()
    return queue_letters(
        _draft(letter, may_refuse=letter.kind in optional)
        for letter in listed
        if (letter.reader.pk, letter.kind) not in refused
    )


@transaction.atomic
def repeat_letter(letter: Letter, *, by: Actor) -> None:
    """Send a letter again that failed. *Also:* an audit row, as it may reach its reader a second time."""
    if send_letter_again(letter):
        record_act("letter-repeated", letter, by=by, detail={"kind": letter.kind})


def in_language_of(person: Person | None) -> override:
    """Speak the language that this person has chosen, else that of the installation."""
    return override((person and person.language) or settings.LANGUAGE_CODE)


def _draft(letter: PersonalLetter, *, may_refuse: bool) -> Draft:
    token = refusal_token(letter.reader, letter.kind) if may_refuse else ""
    with in_language_of(letter.reader):
        return _drawn_up(
            letter,
            to_address=letter.reader.email,
            reader=letter.reader.public_id,
            link=letter.path,
            refusal_link=reverse("hats:letter-refuse", args=[token]) if token else "",
            calendar=letter.calendar,
            is_secret=letter.is_private,
        )


def _drawn_up(letter: PersonalLetter | GuestLetter, *, refusal_link: str = "", **more: Any) -> Draft:
    """Put the words into their frame, in the language that is spoken now."""
    words, base = letter.words(), settings.BASE_URL.rstrip("/")
    links = f"{base}{letter.path}", f"{base}{refusal_link}" if refusal_link else ""
    return Draft(
        kind=letter.kind,
        to_name=letter.name,
        subject=words.subject,
        text=_as_text(letter, words, *links),
        html=_as_html(letter, words, *links),
        refusal_link=refusal_link,
        chain=letter.chain,
        scope=letter.scope,
        about=letter.about,
        dedupe_key=letter.dedupe_key,
        **more,
    )


def greeting(name: str) -> str:
    return gettext("Hello %(name)s,") % {"name": name} if name else gettext("Hello,")


def closing(words: LetterWords, *, sender: str) -> str:
    """Return why the reader gets the letter."""
    usual = gettext("You get this letter because you take part in mentoring at %(sender)s.")
    return words.because or usual % {"sender": sender}


def refusing() -> str:
    """Return the words of the link under a letter that its reader need not get."""
    return gettext("You want no more letters like this one? Say so here")


def _as_text(
    letter: PersonalLetter | GuestLetter, words: LetterWords, link: str, refusal_link: str = ""
) -> str:
    parts = [
        greeting(letter.name),
        *words.paragraphs,
        f"{words.link_words}:\n{link}",
        f"-- \n{closing(words, sender=letter.sender)}",
    ]
    if refusal_link:
        parts.append(f"{refusing()}:\n{refusal_link}")
    return "\n\n".join(parts) + "\n"


def _as_html(
    letter: PersonalLetter | GuestLetter, words: LetterWords, link: str, refusal_link: str = ""
) -> str:
    paragraphs = format_html_join("\n", "<p>{}</p>", ((text,) for text in words.paragraphs))
    refusal = (
        format_html('<p><small><a href="{}">{}</a></small></p>\n', refusal_link, refusing())
        if refusal_link
        else ""
    )
    return format_html(
        '<p>{}</p>\n{}\n<p><a href="{}">{}</a></p>\n<p><small>{}</small></p>\n{}',
        greeting(letter.name),
        paragraphs,
        link,
        words.link_words,
        closing(words, sender=letter.sender),
        refusal,
    )
