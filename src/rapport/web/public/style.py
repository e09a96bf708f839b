"""The living page of the design system: every component in every state, for staff of a demo."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from rapport.core import clock
from rapport.core.errors import NotFound
from rapport.web.charts import Bar, MonthMet, funnel, month_strip, score_bars
from rapport.web.components import (
    Crumb,
    Fact,
    LedgerEntry,
    LedgerMonth,
    LedgerNote,
    Tab,
    TimelineEntry,
    stages,
)
from rapport.web.hats import staff_page
from rapport.web.rail import Place
from rapport.web.toasts import say

LAYOUTS = {"staff", "participant", "plain"}
WRONG = {"goal": "", "email": "prem@", "minutes": "3", "on": "2027-02-31", "how": "face"}
HOW = [("face", _("Face to face")), ("phone", _("By phone")), ("video", _("By video"))]


class SampleForm(forms.Form):
    """One field of every widget kind."""

    goal = forms.CharField(
        label=_("What would you like to reach?"), help_text=_("One sentence is enough."), max_length=120
    )
    notes = forms.CharField(label=_("Notes"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    email = forms.EmailField(label=_("E-mail address"))
    on = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}))
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=5, max_value=480)
    field = forms.ChoiceField(
        label=_("Field"), choices=[("", "–"), ("surgery", _("Surgery")), ("nursing", _("Nursing"))]
    )
    how = forms.ChoiceField(label=_("How did you meet?"), choices=HOW, widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        choices=[("hi", "हिन्दी"), ("ml", "മലയാളം"), ("en", "English")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Choose all that fit."),
    )
    plan = forms.FileField(label=_("Study plan"), required=False)
    is_private = forms.BooleanField(
        label=_("Keep this between the two of us"), help_text=_("You can change it later.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].visibility_note = _("Only you and Divya can see this")  # type: ignore[attr-defined]


@require_safe
@staff_page
def style_page(request: HttpRequest) -> HttpResponse:
    """Show the design system; ?layout= shows it in another frame, ?form=wrong the form sent back."""
    if not settings.DEMO:
        raise NotFound
    layout = request.GET.get("layout", "staff")
    return render(
        request, "public/style.html", sample_page(request, layout if layout in LAYOUTS else "staff")
    )


def sample_page(request: HttpRequest, layout: str) -> dict[str, Any]:
    """Return what the page shows, with the toasts of this one view."""
    say(request, _("42 proposals are released. Letters are on their way to 84 people."), undo_url="#")
    messages.warning(request, _("3 people have no e-mail address, so no letter was sent to them."))
    people = Paginator(range(248), 25)
    return {
        "layout": f"layouts/{layout}.html",
        "crumbs": [Crumb(_("Programmes"), "#"), Crumb(_("Peer mentoring 2027"), "#")],
        "tabs": [
            Tab(_("Timeline"), "#", is_current=True),
            Tab(_("Goals"), "#"),
            Tab(_("Action items"), "#", count=2),
        ],
        "stages": stages(
            [_("Applied"), _("Trained"), _("Matched"), _("Agreed"), _("Meeting"), _("Closing")], current=4
        ),
        "form": SampleForm(WRONG if request.GET.get("form") == "wrong" else None),
        "page": people.get_page(request.GET.get("page", 4)),
        "places": [
            Place("Home", "#", is_current=True, icon="house"),
            Place("Meetings", "#", is_current=False, icon="calendar"),
            Place("Register", "#", is_current=False, icon="book-open"),
            Place("Help", "#", is_current=False, icon="life-buoy"),
        ],
        "now": clock.now(),
        "sort": "-score",
        "bulk_actions": [("release", _("Release")), ("pin", _("Pin")), ("withdraw", _("Withdraw"))],
        "trend": [61, 64, 63, 70, 74, 79, 88],
        **_charts(),
        **_records(clock.now().date()),
    }


def _charts() -> dict[str, Any]:
    scores = [
        Bar(_("Goals and needs"), 96, _("wants surgery; she is a resident")),
        Bar(_("Field"), 100),
        Bar(_("Free at the same time"), 70),
        Bar(_("Languages"), 100),
    ]
    steps = [Bar(_("Invited"), 310), Bar(_("Applied"), 284), Bar(_("Trained"), 248), Bar(_("Matched"), 204)]
    held = [("Aug", 1), ("Sep", 2), ("Oct", 3), ("Nov", 1), ("Dec", 0), ("Jan", 2), ("Feb", 1)]
    months = [MonthMet(label, count) for label, count in held] + [MonthMet("Mar", 0, is_ahead=True)]
    return {
        "score_chart": score_bars(scores, caption=_("Score of Prem and Divya by criterion")),
        "funnel_chart": funnel(steps, caption=_("From invited to matched")),
        "strip_chart": month_strip(months, title=_("Meetings of Prem and Divya by month")),
    }


def _records(today: dt.date) -> dict[str, Any]:
    def ago(days: int) -> dt.date:
        return today - dt.timedelta(days=days)

    first = LedgerEntry(
        ago(3), _("Face to face, library café"), "45 min", "Getting to know each other; expectations.", "list of goals",
        entered="Prem, 3 Feb", confirmed="Divya confirmed 4 Feb",
    )  # fmt: skip
    second = LedgerEntry(
        ago(9),
        _("By phone"),
        "20 min",
        "Exam plan.",
        entered="Divya, 9 Feb",
        pill=_("disputed"),
        tone="danger",
    )
    signed = LedgerEntry(
        ago(40),
        _("By phone"),
        "20 min",
        "First contact, welcome",
        entered="Divya, 21 Jan",
        signed_by="A. Verma",
        signed_on=ago(20),
    )
    return {
        "months": [
            LedgerMonth(_("February 2027"), [first, second], _("rule kept"), "good"),
            LedgerMonth(
                _("January 2027"), [signed],
                _("rule not kept"),
                "warm",
                signed=_("countersigned by A. Verma"),
                notes=[LedgerNote(_("Exams until the end of the month."), "Divya, 2 Feb")],
            ),
        ],
        "entries": [
            TimelineEntry(today + dt.timedelta(days=4), _("Next meeting, 16:00 (your time), library café"),
                          _("Prem prepared two questions."), is_ahead=True, url="#", url_label=_("Add to the agenda")),
            TimelineEntry(ago(2), _("Milestone: first plan for the exams is done"),
                          _("Divya said thank you: “You kept every promise this month.”"), "warm"),
            TimelineEntry(ago(9), _("Meeting, face to face, 50 minutes"), _("Confirmed by both.")),
            TimelineEntry(ago(12), _("Divya disputes an entry"), _("“We met by phone, not in person.”"), "danger"),
        ],
        "facts": [
            Fact(_("Field"), "Surgery"),
            Fact(_("Languages"), "Hindi, English"),
            Fact(_("Free"), _("Tuesdays and Thursdays, 16:00 to 18:00")),
        ],
    }  # fmt: skip
