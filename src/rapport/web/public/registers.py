"""Checking a register on paper by the code that stands on it."""

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rapport.mentorships.selectors.issued import CheckedRegister, check_register
from rapport.web.ledgers import month_in_words, verdict_in_words
from rapport.web.wording import on_paper


class CodeForm(forms.Form):
    """The code on the paper."""

    code = forms.CharField(
        label=_("The code on the paper"),
        max_length=40,
        help_text=_("Twenty letters and digits, at the foot of every page."),
    )


@require_safe
@never_cache
def register_check(request: HttpRequest) -> HttpResponse:
    """Say whether a register still says what the paper does; it names nobody."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    found = None
    if form.is_bound and form.is_valid():
        found = check_register(form.cleaned_data["code"])
        if found is None:
            form.add_error(
                "code", _("No register was issued with this code. Please compare it letter by letter.")
            )
    context = {"form": form, "found": found, "rows": _rows(found)}
    status = 422 if form.errors else 200
    with on_paper(found.programme.time_zone if found else settings.TIME_ZONE):
        return render(request, "public/register_check.html", context, status=status)


@dataclass(frozen=True)
class MonthRow:
    """A month on the paper, to be compared with it."""

    label: str
    entries: int
    verdict: str
    signed_at: dt.datetime | None


def _rows(found: CheckedRegister | None) -> list[MonthRow]:
    return [
        MonthRow(
            month_in_words(month.first),
            len(month.meetings),
            verdict_in_words(month),
            month.signed[-1].signed_at if month.signed else None,
        )
        for month in reversed(found.months or [] if found else [])
    ]
