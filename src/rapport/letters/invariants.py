"""What must always hold of letters; each check yields a sentence for every breach."""

from collections.abc import Iterator

from django.db.models import Q

from rapport.core.breaches import breaches_of
from rapport.letters.choices import LetterState
from rapport.letters.models import Letter

OVER = (LetterState.SENT, LetterState.FAILED)


def letters_out_of_step() -> Iterator[str]:
    rules = {
        "it is sent, but nobody knows when": Q(state=LetterState.SENT, sent_at=None),
        "it was sent, but says that it was not": ~Q(state=LetterState.SENT) & Q(sent_at__isnull=False),
        "it is being sent, but nobody has claimed it": Q(state=LetterState.SENDING, claimed_at=None),
        "it is claimed, but nobody sends it": ~Q(state=LetterState.SENDING) & Q(claimed_at__isnull=False),
        "it is over, and its secret is still here": Q(state__in=OVER, is_secret=True) & ~Q(text=""),
    }
    yield from breaches_of(Letter, rules)


INVARIANTS = {"every letter is what its state says": letters_out_of_step}
