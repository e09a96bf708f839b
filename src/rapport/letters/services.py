"""Queueing letters and sending them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Case, F, TextField, Value, When

from rapport.core import clock
from rapport.core.models import claim_next, stale
from rapport.core.wake import wake
from rapport.letters.choices import STOPPED, LetterState
from rapport.letters.models import Letter

log = structlog.get_logger()
STALE_AFTER_MINUTES = 15
# Once a letter has gone out, or never will, a code or a link in it is of use to nobody but a thief.
WITHOUT_SECRET = {
    name: Case(When(is_secret=True, then=Value("", TextField())), default=F(name))
    for name in ("text", "html")
}


@dataclass(frozen=True)
class Draft:
    """A letter before it is a row."""

    kind: str
    to_address: str
    to_name: str
    subject: str
    text: str
    html: str = ""
    link: str = ""
    refusal_link: str = ""
    chain: str = ""
    scope: str = ""
    reader: str = ""
    about: str = ""
    dedupe_key: str | None = None
    is_secret: bool = False
    calendar: str = ""


def queue_letters(drafts: Iterable[Draft]) -> int:
    """Queue letters in the caller's transaction. *Also:* wakes the post. A letter whose dedupe key is known stays single."""
    letters = [Letter(**vars(draft)) for draft in drafts]
    made = Letter.objects.bulk_create(letters, ignore_conflicts=True, batch_size=500)
    if made:
        wake("letters")
    return len(made)


def send_next_letter(*, held: Iterable[str] = ()) -> bool:
    """Send the oldest letter that is due and in none of the held chains; return whether there was one."""
    waiting = Letter.objects.filter(state=LetterState.QUEUED).exclude(chain__in=held)
    letter = claim_next(waiting, state=LetterState.SENDING)
    if letter is None:
        return False
    try:
        _mail(letter)
    except Exception as error:  # noqa: BLE001 - a mail server fails in many ways; the row keeps the reason
        _note_failure(letter, error)
    else:
        _note_sent(letter)
    return True


def _mail(letter: Letter) -> None:
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to_address],
        headers={
            "Message-ID": f"<{letter.public_id}@{settings.MAIL_DOMAIN}>",
            "Auto-Submitted": "auto-generated",
        }
        | _way_to_refuse(letter),
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        # the method of the file stands in its header too: without it mail programs show a file, not an invitation
        method = re.search(r"^METHOD:(\w+)", letter.calendar, re.MULTILINE)
        message.attach_alternative(
            letter.calendar, f"text/calendar; method={method[1] if method else 'PUBLISH'}"
        )
    message.send()


def _way_to_refuse(letter: Letter) -> dict[str, str]:
    """Let the reader's mail program offer a button for saying no to such letters (RFC 2369, RFC 8058)."""
    if not letter.refusal_link:
        return {}
    return {
        "List-Unsubscribe": f"<{settings.BASE_URL.rstrip('/')}{letter.refusal_link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _note_sent(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(
        state=LetterState.SENT, sent_at=clock.now(), claimed_at=None, last_error="", **WITHOUT_SECRET
    )


def _note_failure(letter: Letter, error: Exception) -> None:
    is_final = letter.attempts >= Letter.MOST_ATTEMPTS
    log.warning(
        "letter-failed", letter=letter.public_id, kind=letter.kind, attempts=letter.attempts, final=is_final
    )
    Letter.objects.filter(pk=letter.pk).update(
        state=LetterState.FAILED if is_final else LetterState.QUEUED,
        next_attempt_at=letter.retry_at(),
        claimed_at=None,
        last_error=f"{type(error).__name__}: {error}"[:500],
        **(WITHOUT_SECRET if is_final else {}),
    )


def fail_stale_letters() -> int:
    """Put letters whose sender died before a person: they may or may not have gone out, and nobody is written to twice."""
    return Letter.objects.filter(stale(STALE_AFTER_MINUTES), state=LetterState.SENDING).update(
        state=LetterState.FAILED,
        claimed_at=None,
        last_error=f"{STOPPED}: the sender died while sending",
        **WITHOUT_SECRET,
    )


@transaction.atomic
def send_letter_again(letter: Letter) -> bool:
    """Queue a failed letter once more, because a person said so; return whether it had failed."""
    queued = Letter.objects.filter(pk=letter.pk, state=LetterState.FAILED).update(
        state=LetterState.QUEUED, attempts=0, next_attempt_at=clock.now(), last_error=""
    )
    wake("letters")
    return bool(queued)
