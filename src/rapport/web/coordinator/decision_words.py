"""What the decisions about applications are called where they are taken, and what they bring a cohort to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.selectors.intakes import Coming, Room, outlook_of
from rapport.web.wording import counted_role

if TYPE_CHECKING:
    from rapport.programmes.models import Programme
    from rapport.recruitment.models import Application

VERBS = {
    ApplicationState.ACCEPTED: _("Accept"),
    ApplicationState.OFFERED: _("Offer a place"),
    ApplicationState.WAITLISTED: _("Put on the waiting list"),
    ApplicationState.DECLINED: _("Decline"),
}


@dataclass(frozen=True)
class OutlookInWords:
    """What a decision would bring a cohort to: a sentence for each role, and the room that is left then."""

    sentences: tuple[str, ...]
    room: Room


def outlook_in_words(about: "Sequence[Application]", *, to: str) -> OutlookInWords | None:
    """Say what it means to let these in, or to offer them a place; other decisions bring nobody in."""
    cohort = about[0].cohort
    outlook = outlook_of(cohort, about, to=to)
    if outlook is None:
        return None
    sentences = (_brought(each, cohort.programme) for each in outlook.coming)
    return OutlookInWords(tuple(sentences), outlook.room)


def _brought(coming: Coming, programme: "Programme") -> str:
    words = {"people": counted_role(coming.people, programme, coming.role), "wanted": coming.wanted}
    if coming.wanted is None:
        return gettext("This brings you to %(people)s.") % words
    if not coming.too_many:
        return gettext("This brings you to %(people)s of %(wanted)s wanted.") % words
    return ngettext(
        "This brings you to %(people)s, %(n)s more than the %(wanted)s wanted.",
        "This brings you to %(people)s, %(n)s more than the %(wanted)s wanted.",
        coming.too_many,
    ) % (words | {"n": coming.too_many})
