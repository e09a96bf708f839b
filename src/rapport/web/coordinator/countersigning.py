"""Countersigning a month of a cohort's registers, all at once or one."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rapport.core.errors import RapportError
from rapport.core.ids import is_public_id
from rapport.mentorships.choices import RuleVerdict
from rapport.mentorships.errors import MonthCountersigned
from rapport.mentorships.selectors.countersigning import MonthStanding, digest_of, months_to_countersign
from rapport.mentorships.services.registers import Left, countersign_month
from rapport.web.addresses import address
from rapport.web.components import Crumb, Tone
from rapport.web.coordinator.register_forms import CountersignForm
from rapport.web.hats import ActorRequest, chosen_hat, staff_page
from rapport.web.ledgers import VERDICT_TONES, month_in_words
from rapport.web.rail import enter_cohort

MOST_SHOWN = 50


@dataclass(frozen=True)
class StandingRow:
    """One register, with what is worth a look before it is countersigned, or what stands in the way."""

    names: list[str]
    url: str
    verdict: str | Promise
    tone: Tone
    remark: str


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def register_countersign(request: ActorRequest, cohort_id: str, first: dt.date) -> HttpResponse:
    """Show what would be closed, and what would not and why; close it once a name stands under it."""
    cohort = enter_cohort(request, cohort_id)
    only = _only(request)
    among = [only] if only else None
    hat = chosen_hat(request)
    form = CountersignForm(request.POST or None, initial={"name": hat.name if hat else ""})
    if request.method == "POST" and form.is_valid():
        try:
            months, left = countersign_month(
                cohort, first, by=request.actor, among=among, **form.cleaned_data
            )
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            _tell(request, len(months), left)
            if only:
                return redirect("coordinator:mentorship-register", only)
            return redirect(f"{address('coordinator:register', cohort_id)}?month={first:%Y-%m}")
    standings = months_to_countersign(cohort, first, by=request.actor, among=among)
    context = _sorted_out(standings) | {
        "cohort": cohort,
        "form": form,
        "seen": digest_of(standings),
        "month": month_in_words(first),
        "crumbs": [Crumb(_("Register"), address("coordinator:register", cohort_id))],
    }
    return render(
        request, "coordinator/register_countersign.html", context, status=422 if form.errors else 200
    )


def _only(request: ActorRequest) -> str:
    """Return the one register that is asked for, if its id can be one."""
    asked = request.GET.get("mentorship", "")
    return asked if is_public_id(asked) else ""


def _sorted_out(standings: list[MonthStanding]) -> dict[str, object]:
    hindrances = [each.hindrance for each in standings]
    pairs = list(zip(standings, hindrances, strict=True))
    ready = [each for each, hindrance in pairs if not hindrance]
    done = [each for each, hindrance in pairs if isinstance(hindrance, MonthCountersigned)]
    left = [pair for pair in pairs if pair[1] and not isinstance(pair[1], MonthCountersigned)]
    odd = [each for each in ready if each.verdict == RuleVerdict.NOT_KEPT or each.unconfirmed]
    return {
        "ready": len(ready),
        "verdicts": Counter(str(each.verdict.label) for each in ready).most_common(),
        "odd": [_row(each, _remark(each)) for each in odd[:MOST_SHOWN]],
        "odd_in_all": len(odd),
        "left": [_row(each, str(hindrance)) for each, hindrance in left[:MOST_SHOWN]],
        "left_in_all": len(left),
        "done": len(done),
        "most": MOST_SHOWN,
    }


def _row(standing: MonthStanding, remark: str) -> StandingRow:
    mentorship, verdict = standing.mentorship, standing.verdict
    url = address("coordinator:mentorship-register", mentorship.public_id)
    return StandingRow(mentorship.names, url, verdict.label, VERDICT_TONES[verdict], remark)


def _remark(standing: MonthStanding) -> str:
    count = len(standing.fresh)
    entries = ngettext("%(n)s entry", "%(n)s entries", count) % {"n": count} if count else _("no entry")
    if not standing.unconfirmed:
        return entries
    return _("%(entries)s, %(n)s not confirmed by the other") % {
        "entries": entries,
        "n": standing.unconfirmed,
    }


def _tell(request: ActorRequest, count: int, left: Left) -> None:
    """Say how many were closed, and why the others were not; that some were closed before is no news."""
    words = ngettext("%(n)s register is countersigned.", "%(n)s registers are countersigned.", count)
    if count:
        messages.success(request, words % {"n": count})
    reasons = Counter(str(why) for _standing, why in left if not isinstance(why, MonthCountersigned))
    for why, times in reasons.items():
        words = ngettext(
            "%(n)s register was left out: %(why)s", "%(n)s registers were left out: %(why)s", times
        )
        messages.warning(request, words % {"n": times, "why": why})
    if not count and not reasons:
        messages.warning(request, _("Nothing was countersigned: all of it had been before."))
