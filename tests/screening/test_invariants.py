"""What must always hold of screening is noticed when it does not."""

import pytest

from rapport.screening.invariants import INVARIANTS
from rapport.screening.models import Clearance
from tests import make

pytestmark = pytest.mark.django_db


def found():
    return [sentence.partition(": ")[2] for check in INVARIANTS.values() for sentence in check()]


@pytest.fixture
def correction():
    mentor = make.make_participation(role=make.MENTOR)
    check = make.make_check(programme=mentor.cohort.programme)
    wrong = make.make_clearance(background_check=check, profile=mentor.profile)
    return make.make_clearance(background_check=check, profile=mentor.profile, corrects=wrong)


def test_what_makers_write_is_sound(correction):
    assert found() == []


def test_a_correction_of_somebody_else_is_found(correction):
    Clearance.objects.filter(pk=correction.pk).update(profile=make.make_profile())

    assert found() == ["it corrects an entry about somebody or something else"]


def test_an_entry_about_oneself_is_found(correction):
    Clearance.objects.filter(pk=correction.pk).update(noted_by=correction.profile.person)

    assert found() == ["it was noted by the person whom it is about"]
