"""How screening is told: how somebody stands with a check, and what waits for them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from rapport.core.actors import Actor
from rapport.screening.choices import Standing
from rapport.screening.selectors import CheckStanding, own_checks
from rapport.web.addresses import address
from rapport.web.components import Tone
from rapport.web.duties import DutyRow
from rapport.web.wording import day

if TYPE_CHECKING:
    from rapport.programmes.models import Participation

TONES: dict[str, Tone] = {
    Standing.CLEARED: "good",
    Standing.EXPIRING: "warm",
    Standing.PENDING: "accent",
    Standing.EXPIRED: "danger",
    Standing.NOT_CLEAR: "danger",
    Standing.MISSING: "warm",
}


@dataclass(frozen=True)
class CheckPill:
    """How somebody stands with a check, and beside it the date that matters."""

    text: str
    tone: Tone
    detail: str


def check_pill(standing: CheckStanding) -> CheckPill:
    details = []
    if standing.valid_until and standing.is_clear:
        is_over = standing.standing == Standing.EXPIRED
        words = _("counted until %(day)s") if is_over else _("until %(day)s")
        details.append(words % {"day": day(standing.valid_until)})
    if standing.is_under_way and standing.standing != Standing.PENDING:
        details.append(_("a new one is under way"))
    return CheckPill(str(standing.standing.label), TONES[standing.standing], ", ".join(details))


def check_duties(by: Actor, participations: "list[Participation]") -> list[DutyRow]:
    """Return the required checks that the actor has to see to: they are missing, have run out, or soon will."""
    return [
        _duty(each)
        for _one, checks in own_checks(by, participations=participations)
        for each in checks
        if _is_to_do(each)
    ]


def _is_to_do(each: CheckStanding) -> bool:
    asked_for = each.standing in (Standing.MISSING, Standing.EXPIRING, Standing.EXPIRED)
    return each.check.is_required and asked_for and not each.is_under_way


def _duty(each: CheckStanding) -> DutyRow:
    if each.standing == Standing.EXPIRING:
        text = _("It counts until %(day)s. Please see to a new one before.")
    elif each.standing == Standing.EXPIRED:
        text = _(
            "It counted until %(day)s, so you are not matched until your coordinator has noted a new one."
        )
    else:
        text = _("You can be matched once your coordinator has seen it.")
    return DutyRow(
        (),
        _("Your check: %(check)s") % {"check": each.check.name},
        text % {"day": day(each.valid_until)},
        _("See what is asked"),
        address("participant:check-list"),
        "shield-check",
    )
