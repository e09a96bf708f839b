"""Today: what needs the coordinator now, oldest first."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from rapport.core import clock
from rapport.reporting.selectors import Need, NeedKind, Today, today_of_cohort
from rapport.web import charts, wording
from rapport.web.addresses import address
from rapport.web.components import Tone
from rapport.web.hats import ActorRequest, chosen_hat, staff_page
from rapport.web.rail import enter_cohort

NOON, EVENING = 12, 18

TONES: dict[NeedKind, Tone] = {
    NeedKind.DISPUTE: "danger",
    NeedKind.LETTERS_FAILED: "danger",
    NeedKind.RESERVATION: "danger",
    NeedKind.WAITING: "neutral",
    NeedKind.CLEARANCE_LAPSED: "danger",
    NeedKind.CONSENT_GONE: "danger",
    NeedKind.CLEARANCE_EXPIRING: "neutral",
}
ICONS: dict[NeedKind, str] = {
    NeedKind.WAITING: "clock",
    NeedKind.DRAFTS: "send",
    NeedKind.UNMATCHED: "users",
    NeedKind.TO_MATCH: "sliders-horizontal",
    NeedKind.NOBODY: "upload",
    NeedKind.NOBODY_APPLIED: "flag",
    NeedKind.LETTERS_FAILED: "mail",
    NeedKind.TRAINING: "graduation-cap",
    NeedKind.APPLICATIONS: "inbox",
    NeedKind.CLEARANCE_WANTING: "shield-check",
    NeedKind.REFERENCES: "mail",
    NeedKind.CONSENTS: "users",
    NeedKind.CLEARANCE_EXPIRING: "clock",
    NeedKind.PLACE_FREE: "hourglass",
    NeedKind.INTAKE: "triangle-alert",
}
PAGES_OF_SUBJECT: dict[NeedKind, str] = {
    NeedKind.DISPUTE: "coordinator:meeting",
    NeedKind.UNSIGNED: "coordinator:mentorship",
    NeedKind.SHORT_OF_MEETINGS: "coordinator:mentorship",
    NeedKind.RESERVATION: "coordinator:reservation-settle",
    NeedKind.CLEARANCE_LAPSED: "coordinator:clearance",
    NeedKind.CONSENT_GONE: "coordinator:consent",
}
PAGES: dict[NeedKind, str] = {
    NeedKind.UNMATCHED: "coordinator:unmatched-list",
    NeedKind.TO_MATCH: "coordinator:matching",
    NeedKind.TRAINING: "coordinator:training",
    NeedKind.APPLICATIONS: "coordinator:application-board",
    NeedKind.CLEARANCE_WANTING: "coordinator:clearance-list",
    NeedKind.REFERENCES: "coordinator:application-list",
    NeedKind.CONSENTS: "coordinator:consent-list",
    NeedKind.CLEARANCE_EXPIRING: "coordinator:clearance-list",
    NeedKind.PLACE_FREE: "coordinator:waiting-list",
    NeedKind.INTAKE: "coordinator:recruiting",
    NeedKind.NOBODY: "coordinator:import-start",
    NeedKind.NOBODY_APPLIED: "coordinator:recruiting",
    NeedKind.LETTERS_FAILED: "coordinator:letter-list",
}


@dataclass(frozen=True)
class NeedOnPage:
    """A need with its address and its looks."""

    need: Need
    url: str
    age: str
    tone: Tone
    icon: str

    @property
    def names(self) -> tuple[str, ...]:
        return self.need.names

    @property
    def title(self) -> str:
        return " · ".join(self.need.names)

    @property
    def what(self) -> str:
        return self.need.what

    @property
    def detail(self) -> str:
        return self.need.detail


@require_GET
@staff_page
def today(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show what needs somebody, and how the cohort is doing."""
    cohort = enter_cohort(request, cohort_id)
    gathered = today_of_cohort(cohort, by=request.actor)
    hat = chosen_hat(request)
    return render(
        request,
        "coordinator/today.html",
        {
            "cohort": cohort,
            "today": gathered,
            "greeting": _greeting(hat.name if hat else ""),
            "sentence": _sentence(gathered),
            "needs": [_on_page(need, cohort.public_id) for need in gathered.needs],
            "rule_label": _rule_label(gathered),
            "funnel": charts.funnel(
                [charts.Bar(step.label, step.count) for step in gathered.steps],
                caption=_("From taking part to meeting"),
            ),
            "funnel_sentence": _funnel_sentence(gathered),
        },
    )


def _on_page(need: Need, cohort_id: str) -> NeedOnPage:
    if need.kind in PAGES_OF_SUBJECT:
        url = address(PAGES_OF_SUBJECT[need.kind], need.subject)
    else:
        url = address(PAGES.get(need.kind, "coordinator:proposal-list"), cohort_id)
    return NeedOnPage(need, url, _age(need.days), TONES.get(need.kind, "warm"), ICONS.get(need.kind, ""))


def _age(days: int) -> str:
    return wording.counted(days, "day") if days else _("today")


def _greeting(name: str) -> str:
    hour = timezone.localtime(clock.now()).hour
    first = name.split(" ", maxsplit=1)[0]
    if hour < NOON:
        return _("Good morning, %(name)s") % {"name": first}
    if hour < EVENING:
        return _("Good afternoon, %(name)s") % {"name": first}
    return _("Good evening, %(name)s") % {"name": first}


def _sentence(today: Today) -> str:
    """Say how much there is to do; how the rest is doing only where something runs."""
    count = len(today.needs)
    if not count:
        return _("Nothing needs you today. The programme is doing well.")
    if not today.running:
        words = ngettext("%(count)s thing needs you today.", "%(count)s things need you today.", count)
        return words % {"count": count}
    return ngettext(
        "%(count)s thing needs you today. The rest of the programme is doing well.",
        "%(count)s things need you today. The rest of the programme is doing well.",
        count,
    ) % {"count": count}


def _rule_label(today: Today) -> str:
    return _("met as agreed in %(month)s") % {"month": today.judged_month}


def _funnel_sentence(today: Today) -> str:
    """Say between which two steps most mentees are still on their way."""
    pairs = list(zip(today.steps, today.steps[1:], strict=False))
    before, after = max(pairs, key=lambda pair: pair[0].count - pair[1].count)
    missing = before.count - after.count
    if not before.count:
        return _("Nobody is on the way yet.")
    if not missing:
        return _("Everybody has come all the way.")
    return ngettext(
        "%(count)s person is between “%(before)s” and “%(after)s”.",
        "%(count)s people are between “%(before)s” and “%(after)s”.",
        missing,
    ) % {"count": missing, "before": before.label, "after": after.label}
