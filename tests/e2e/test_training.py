"""A mentor does her training on a phone that runs no scripts; only then is she in the pool."""

import pytest

from rapport.training.choices import CourseState
from rapport.training.services.courses import edit_course, move_course
from rapport.training.services.presets import add_preset_courses
from tests import make
from tests.cast import browser_of
from tests.e2e import participant
from tests.e2e.device import Device
from tests.matching.cohorts import matchable_cohort, matched, pairs_of, person


@pytest.fixture
def cohort(founded):
    return matchable_cohort(pairs=1, programme=make.make_programme(organisation=founded))


@pytest.fixture
def coordinator(cohort):
    """Whoever has published the course for mentors, without its minutes: a test cannot wait for them."""
    by = make.make_actor(role="coordinator", programme=cohort.programme)
    course = add_preset_courses(cohort.programme, by=by)[0]
    move_course(edit_course(course, by=by, minimum_minutes=0), to=CourseState.PUBLISHED, by=by)
    return by


def test_a_mentor_is_matched_once_she_has_done_her_training(take_device, live_server, cohort, coordinator):
    before = matched(cohort, coordinator)
    assert pairs_of(before) == {}
    reasons = before.unmatched.get(participation__role=make.MENTOR).reasons
    assert reasons == ["Mentor 0000 has not done the training “Being a mentor” yet."]

    phone = take_device("phone", story="training", has_scripts=False)
    enter(phone, make.participant_actor(person(cohort, "Mentor 0000")), live_server.url)
    participant.study(phone, name="Mentor 0000", kind="general-mentoring")

    assert pairs_of(matched(cohort, coordinator)) == {"Mentee 0000": "Mentor 0000"}


def enter(device: Device, actor, url: str) -> None:
    cookies = browser_of(actor).cookies.items()
    device.page.context.add_cookies(
        [{"name": name, "value": morsel.value, "url": url} for name, morsel in cookies]
    )
    device.open(f"{url}/participant/")
