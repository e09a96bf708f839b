import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from rapport.audit.models import AuditEvent
from rapport.programmes.choices import CharterPartKind
from rapport.programmes.models import Approval, Charter, CommitteeSeat, Outcome
from rapport.programmes.presets import PRESETS
from rapport.programmes.presets.charters import CHARTER_OUTLINES
from rapport.programmes.selectors.charters import budget_sums, charter_of
from rapport.programmes.services.charters import (
    add_charter_part,
    begin_charter,
    edit_charter,
    edit_charter_part,
    remove_charter_part,
)
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make.make_programme(preset="peer-mentoring")


@pytest.fixture
def coordinator(programme):
    return make.make_actor(programme=programme)


def test_every_preset_has_an_outline_of_its_own():
    assert set(CHARTER_OUTLINES) == {preset.slug for preset in PRESETS}


def test_a_charter_begins_with_the_outline_of_its_preset_and_once(programme, coordinator):
    begin_charter(programme, by=coordinator)
    edit_charter(programme, by=coordinator, mission="Ours.")
    charter = begin_charter(programme, by=coordinator)

    assert charter.mission == "Ours."
    assert charter.goal_list[0] == "Every newcomer has met their mentor within two weeks of arriving."
    assert (Outcome.objects.count(), charter.budget_lines.count()) == (3, 4)
    acts = list(AuditEvent.objects.order_by("place").values_list("act", flat=True))
    assert acts == ["charter-begun", "charter-edited"]


def test_a_charter_may_begin_with_any_entry(programme, coordinator):
    add_charter_part(programme, kind=CharterPartKind.APPROVAL, by=coordinator, level="Top", name="Dr Rao")
    assert charter_of(programme).approvals.get().name == "Dr Rao"


def test_an_entry_is_changed_and_taken_out(programme, coordinator):
    seat = make.make_seat(charter=make.make_charter(programme=programme))
    edit_charter_part(seat, by=coordinator, role="Budget", name=seat.name)
    assert AuditEvent.objects.get().detail == {"fields": ["role"]}

    remove_charter_part(seat, by=coordinator)
    assert CommitteeSeat.objects.count() == 0


def test_a_term_that_ends_before_it_starts_is_refused(programme, coordinator):
    with pytest.raises(ValidationError):
        add_charter_part(
            programme,
            kind=CharterPartKind.SEAT,
            by=coordinator,
            name="Carla Cruz",
            role="Chair",
            starts_on=dt.date(2026, 9, 1),
            ends_on=dt.date(2026, 8, 31),
        )


def test_amounts_are_exact(programme):
    charter = make.make_charter(programme=programme)
    for _ in range(3):
        make.make_budget_line(charter=charter, planned=Decimal("0.10"), spent=Decimal("0.05"))

    sums = budget_sums(charter.budget_lines.all())

    assert (sums.planned, sums.spent, sums.left) == (Decimal("0.30"), Decimal("0.15"), Decimal("0.15"))


@pytest.mark.parametrize(
    ("mentorships", "check_ins", "minutes", "hours"),
    [(0, "1", 20, "0.0"), (60, "1", 20, "4.6"), (60, "0.5", 30, "3.5"), (1, "4", 0, "0.0")],
)
def test_a_week_of_check_ins_in_hours(mentorships, check_ins, minutes, hours):
    charter = Charter(check_ins_a_month=Decimal(check_ins), minutes_a_check_in=minutes)
    assert charter.hours_a_week(mentorships) == Decimal(hours)


def test_an_approval_without_a_day_is_still_open(programme):
    approval = make.make_approval(charter=make.make_charter(programme=programme))
    assert Approval.objects.get().approved_on is None
    assert str(approval) == "Principal: Dr Rao"
