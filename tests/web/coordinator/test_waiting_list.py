"""The waiting list on the coordinator's side: places, order, offers, moving to the top."""

import pytest
from django.urls import reverse

from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Quota
from rapport.recruitment.services.decisions import decide_application
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db
WAITLISTED = ApplicationState.WAITLISTED


@pytest.fixture
def cohort():
    return make.make_application_form(offers_by_itself=True, offer_days=5).cohort


@pytest.fixture
def coordinator(cohort):
    return make.make_actor(programme=cohort.programme)


@pytest.fixture
def signed_in(coordinator):
    return browser_of(coordinator)


def page(cohort, name="waiting-list"):
    return reverse(f"coordinator:{name}", args=[cohort.public_id])


def waiting(cohort, *names):
    return [make.make_application(cohort=cohort, state=WAITLISTED, name=name) for name in names]


def test_places_and_offers_and_who_waits_are_on_one_page(signed_in, cohort, coordinator):
    Quota.objects.create(cohort=cohort, role=make.MENTEE, places=3)
    offered = make.make_application(cohort=cohort, name="Olga")
    decide_application(offered, to=ApplicationState.OFFERED, by=coordinator)
    waiting(cohort, "Ada", "Bo")

    words = words_of(signed_in.get(page(cohort)))

    assert "who has 5 days to answer" in words
    assert "1 of 3 places are given." in words
    assert "Olga : offered a place, can answer until" in words
    assert words.index("1 A Ada") < words.index("2 B Bo")
    assert "There is no limit. 0 places are given." in words


def test_somebody_is_moved_to_the_top_with_a_reason(signed_in, cohort):
    _ada, bo = waiting(cohort, "Ada", "Bo")
    address = page(bo, "application-first")

    assert signed_in.post(address, {"reason": " "}).status_code == 422
    told = words_of(signed_in.post(address, {"reason": "Moves away soon"}, follow=True))

    assert "Bo comes first now." in told
    assert told.index("1 (comes first) B Bo") < told.index("2 A Ada")


def test_nobody_moves_themselves_to_the_top(signed_in, cohort, coordinator):
    waiting(cohort, "Ada")
    own = make.make_application(cohort=cohort, state=WAITLISTED, person=coordinator.person, name="Myself")

    assert signed_in.post(page(own, "application-first"), {"reason": "Me"}).status_code == 403
    assert page(own, "application-first") not in signed_in.get(page(cohort)).content.decode()


def test_the_list_of_applications_and_each_of_them_say_the_place_in_line(signed_in, cohort):
    _ada, bo = waiting(cohort, "Ada", "Bo")

    assert "on the waiting list number 2" in words_of(signed_in.get(page(cohort, "application-list")))
    assert "Place in line 2" in words_of(signed_in.get(page(bo, "application")))


def test_the_number_of_places_is_set_with_the_public_page(signed_in, cohort):
    sent = {"asks_mentees": "on", "mentee_places": "2", "offers_by_itself": "on", "offer_days": "4"}

    signed_in.post(page(cohort, "recruiting"), sent)

    cohort.application_form.refresh_from_db()
    assert (cohort.application_form.offer_days, Quota.objects.get().places) == (4, 2)
    shown = signed_in.get(page(cohort, "recruiting")).context["form"]
    assert (shown["mentee_places"].value(), shown["mentor_places"].value()) == (2, None)


def test_fewer_places_than_are_given_are_refused_beside_the_field(signed_in, cohort, coordinator):
    for _ in range(2):
        decide_application(make.make_application(cohort=cohort), to=ApplicationState.ACCEPTED, by=coordinator)

    sent = {"asks_mentees": "on", "mentee_places": "1", "offer_days": "9"}
    answer = signed_in.post(page(cohort, "recruiting"), sent)

    assert answer.status_code == 422
    assert "2 places for a mentee are given already." in words_of(answer)
    cohort.application_form.refresh_from_db()
    assert cohort.application_form.offer_days == 5


def test_too_many_are_refused_with_what_to_do(signed_in, cohort):
    Quota.objects.create(cohort=cohort, role=make.MENTEE, places=0)
    application = make.make_application(cohort=cohort)

    address = reverse("coordinator:application-decide", args=[application.public_id, "accepted"])
    answer = signed_in.post(address, {"note": "Welcome"})

    assert answer.status_code == 422
    assert "or put them on the waiting list" in words_of(answer)
    assert answer.context["form"]["note"].value() == "Welcome"
