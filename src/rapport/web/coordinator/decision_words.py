"""What the decisions about applications are called where they are taken, and what they bring a cohort to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rapport.core.errors import WrongState
from rapport.programmes.selectors import role_word, role_words
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.selectors.intakes import Coming, Room, outlook_of
from rapport.web.wording import counted_role

if TYPE_CHECKING:
    from rapport.core.errors import RapportError
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
    """What a decision would bring a cohort to: a paragraph for each role, and the room that is left then.

    `beyond` says who would find no place.
    """

    paragraphs: tuple[str, ...]
    beyond: tuple[str, ...]
    room: Room


@dataclass(frozen=True)
class RefusedInWords:
    """Those who cannot be decided so, in one sentence, then the names and the reason, a line for each reason."""

    sentence: str
    reasons: tuple[str, ...]


def refused_in_words(
    about: "Sequence[Application]", refusals: "Mapping[int, RapportError]"
) -> RefusedInWords | None:
    """Say who of those that were chosen cannot be decided so, and why."""
    if not refusals:
        return None
    names: dict[str, list[str]] = {}
    for each in about:
        if each.pk in refusals:
            names.setdefault(_why(each, refusals[each.pk]), []).append(each.name)
    sentence = ngettext(
        "%(n)s of these cannot be decided so, and stays as it is:",
        "%(n)s of these cannot be decided so, and stay as they are:",
        len(refusals),
    ) % {"n": len(refusals)}
    return RefusedInWords(sentence, tuple(f"{', '.join(who)}: {why}" for why, who in names.items()))


def _why(application: "Application", refusal: "RapportError") -> str:
    """Return the reason; of what is past this decision, what it is: nothing has changed meanwhile."""
    if type(refusal) is not WrongState:
        return str(refusal)
    return gettext("It is %(state)s.") % {"state": ApplicationState(application.state).label}


def declined_before_in_words(fit: "Sequence[Application]") -> str:
    """Say how many of those about whom is decided anew were declined before; nothing where none was."""
    count = sum(each.state == ApplicationState.DECLINED for each in fit)
    if not count:
        return ""
    return ngettext("%(n)s of these was declined before.", "%(n)s of these were declined before.", count) % {
        "n": count
    }


def outlook_in_words(fit: "Sequence[Application]", *, to: str) -> OutlookInWords | None:
    """Say what it means to let these in, or to offer them a place; other decisions bring nobody in."""
    if not fit:
        return None
    cohort = fit[0].cohort
    outlook = outlook_of(cohort, fit, to=to)
    if outlook is None:
        return None
    programme, coming = cohort.programme, outlook.coming
    return OutlookInWords(
        tuple(f"{_brought(each, programme)} {_places(each, programme)}".strip() for each in coming),
        tuple(_without_place(each, programme) for each in coming if each.beyond),
        outlook.room,
    )


def _places(coming: Coming, programme: "Programme") -> str:
    given = coming.given
    if given.places is None:
        return ""
    words = {
        "n": given.places,
        "taken": given.taken,
        "left": given.left,
        "roles": role_words(programme, coming.role),
    }
    return (
        ngettext(
            "There is %(n)s place for %(roles)s: %(taken)s given, %(left)s left.",
            "There are %(n)s places for %(roles)s: %(taken)s given, %(left)s left.",
            given.places or 0,
        )
        % words
    )


def _without_place(coming: Coming, programme: "Programme") -> str:
    words = {
        "n": coming.beyond,
        "left": coming.given.left,
        "role": role_word(programme, coming.role),
        "chosen": counted_role(coming.fresh, programme, coming.role),
    }
    if coming.fresh == 1:
        return gettext("There is no place for this %(role)s.") % words
    if not coming.given.left:
        return gettext("There is no place for any of these %(chosen)s.") % words
    return (
        ngettext(
            "Of these %(chosen)s, %(n)s would find no place: the first %(left)s who applied come in, %(n)s stays undecided.",
            "Of these %(chosen)s, %(n)s would find no place: the first %(left)s who applied come in, %(n)s stay undecided.",
            coming.beyond,
        )
        % words
    )


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
