"""The registers of the demo: months that were looked at and countersigned, and why some were missed."""

import datetime as dt
from typing import TYPE_CHECKING

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.mentorships.choices import RuleVerdict
from rapport.mentorships.selectors import month_before, this_month
from rapport.mentorships.selectors.countersigning import months_to_countersign
from rapport.mentorships.services.registers import add_register_note, countersign_month

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort

NOON = dt.time(12)
WHY = "Exams in the second half of the month. They wrote to each other instead, and meet again now."
SEEN_WITHIN = dt.timedelta(days=3)


def look_through(cohort: "Cohort", *, by: Actor, since: dt.date) -> None:
    """Say once why the last month was missed; countersign the months before, each some days after it was over."""
    last = month = month_before(this_month(cohort.programme))
    with clock.at(min(_moment_after(last), clock.now())):
        standings = months_to_countersign(cohort, last, by=by)
        missed = [each for each in standings if each.verdict == RuleVerdict.NOT_KEPT]
        add_register_note(missed[0].mentorship, last, by=by, text=WHY)
    while (month := month_before(month)) >= since.replace(day=1):
        with clock.at(_moment_after(month)):
            countersign_month(cohort, month, by=by, name="Asha Verma")


def _moment_after(month: dt.date) -> dt.datetime:
    first_after = (month + dt.timedelta(days=31)).replace(day=1)
    return dt.datetime.combine(first_after + SEEN_WITHIN, NOON, tzinfo=dt.UTC)
