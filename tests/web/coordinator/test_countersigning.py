"""Countersigning a month as who runs the programme sees it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from rapport.mentorships.choices import MeetingState
from rapport.mentorships.models import CountersignedMonth, RegisterNote
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db

IN_MARCH = dt.date(2026, 3, 10)


@pytest.fixture(autouse=True)
def in_april():
    with time_machine.travel(dt.datetime(2026, 4, 2, 12, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def cohort():
    return make.make_cohort(starts_on=dt.date(2026, 2, 1), ends_on=dt.date(2026, 8, 1))


@pytest.fixture
def desk(cohort):
    profile = make.make_profile(organisation=cohort.programme.organisation, name="C. Cole")
    return browser_of(make.make_actor(programme=cohort.programme, profile=profile))


def pair(cohort):
    mentee = make.make_participation(role=make.MENTEE, cohort=cohort)
    return make.make_mentorship(mentee=mentee, starts_on=dt.date(2026, 2, 10))


def page(cohort):
    return reverse("coordinator:register-countersign", args=[cohort.public_id, dt.date(2026, 3, 1)])


def sign(desk, address, **fields):
    """Look at the page, then put a name under what it shows."""
    seen = desk.get(address).context["seen"]
    return desk.post(address, {"name": "C. Cole", "seen": seen} | fields, follow=True)


def test_all_that_can_be_are_countersigned_with_one_name(desk, cohort):
    met, missed, disputed = (pair(cohort) for _ in range(3))
    make.make_meeting(mentorship=met, held_on=IN_MARCH)
    make.make_meeting(mentorship=disputed, held_on=IN_MARCH, state=MeetingState.DISPUTED)

    asked = desk.get(page(cohort))
    words = words_of(asked)
    assert "2 registers are ready: 1 × rule kept, 1 × rule not kept." in words
    assert "1 entry, 1 not confirmed by the other" in words
    assert "An entry of this month is disputed. Settle it first." in words
    assert asked.context["form"].initial == {"name": "C. Cole"}

    done = sign(desk, page(cohort))

    assert "2 registers are countersigned." in words_of(done)
    signed = CountersignedMonth.objects.values_list("mentorship", flat=True)
    assert set(signed) == {met.pk, missed.pk}


def test_one_register_alone(desk, cohort):
    wanted, _other = pair(cohort), pair(cohort)
    register = reverse("coordinator:mentorship-register", args=[wanted.public_id])
    address = f"{page(cohort)}?mentorship={wanted.public_id}"
    assert address in desk.get(register).content.decode()

    done = sign(desk, address)

    assert [month.mentorship for month in CountersignedMonth.objects.all()] == [wanted]
    assert "countersigned by C. Cole, Thu 2 Apr" in words_of(done)
    assert address not in done.content.decode()


def test_who_comes_meanwhile_is_shown_before_anything_is_signed(desk, cohort):
    mentorship = pair(cohort)
    sent = {"name": "C. Cole", "seen": desk.get(page(cohort)).context["seen"]}
    make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)

    asked = desk.post(page(cohort), sent)
    assert (asked.status_code, CountersignedMonth.objects.count()) == (422, 0)
    assert "have changed since you looked at them" in words_of(asked)
    desk.post(page(cohort), sent | {"seen": asked.context["seen"]})

    assert CountersignedMonth.objects.get().entries == 1


def test_what_was_left_out_is_said_with_the_reason(desk, cohort):
    pair(cohort)
    make.make_meeting(mentorship=pair(cohort), held_on=IN_MARCH, state=MeetingState.DISPUTED)

    words = words_of(sign(desk, page(cohort)))

    assert "1 register was left out: An entry of this month is disputed. Settle it first." in words


@pytest.mark.parametrize("only", ["a/b", "\N{SNOWMAN}", "000000000000"])
def test_register_that_cannot_be_is_nobodys(desk, cohort, only):
    pair(cohort)

    assert desk.get(page(cohort), {"mentorship": only}).status_code == 200


def test_name_is_asked_for_and_nothing_is_closed_without(desk, cohort):
    pair(cohort)

    answer = sign(desk, page(cohort), name="")

    assert answer.status_code == 422
    assert not CountersignedMonth.objects.exists()


def test_nothing_to_countersign_says_so(desk, cohort):
    assert "No register has this month." in words_of(desk.get(page(cohort)))
    pair(cohort)
    sign(desk, page(cohort))

    assert "Every register of this month has been countersigned" in words_of(desk.get(page(cohort)))


def test_register_of_another_cohort_is_not_reached(desk, cohort):
    elsewhere = make.make_mentorship()

    sign(desk, f"{page(cohort)}?mentorship={elsewhere.public_id}")

    assert not CountersignedMonth.objects.exists()


def test_entry_that_came_later_says_so(desk, cohort):
    mentorship = pair(cohort)
    sign(desk, page(cohort))
    make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)

    shown = desk.get(reverse("coordinator:mentorship-register", args=[mentorship.public_id]))

    assert "added later" in words_of(shown)


def test_note_of_either_side_stands_in_the_register(desk, cohort):
    mentorship = pair(cohort)
    mentee = browser_of(make.participant_actor(mentorship.people[1].participation))
    for browser, door, text in ((desk, "coordinator", "Asked both."), (mentee, "participant", "Exams.")):
        address = reverse(f"{door}:register-note", args=[mentorship.public_id, dt.date(2026, 3, 1)])
        assert "A note to March 2026" in words_of(browser.get(address))
        assert "Your note stands in the register." in words_of(
            browser.post(address, {"text": text}, follow=True)
        )

    shown = words_of(mentee.get(reverse("participant:register", args=[mentorship.public_id])))
    assert "Asked both. Added by C. Cole, Thu 2 Apr" in shown
    assert f"Exams. Added by {mentorship.people[1].name}" in shown


def test_note_to_a_month_that_is_none_is_refused_beside_what_was_typed(desk, cohort):
    address = reverse("coordinator:register-note", args=[pair(cohort).public_id, dt.date(2020, 1, 1)])

    answer = desk.post(address, {"text": "Long ago"})

    assert (answer.status_code, "Long ago" in answer.content.decode()) == (422, True)
    assert not RegisterNote.objects.exists()
