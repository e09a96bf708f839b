"""How a cohort recruits: published and taken down, until the end of a day on the programme's own calendar."""

import datetime as dt

import pytest

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import NotFound
from rapport.programmes.choices import CohortState, OrganisationState, ProgrammeState
from rapport.recruitment.errors import CohortDoesNotRecruit, LastDayOver, NobodyIsAsked
from rapport.recruitment.models import ApplicationForm
from rapport.recruitment.selectors import get_public_form
from rapport.recruitment.services.forms import publish_form, set_application_form, unpublish_form
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort(state=CohortState.PLANNED)


@pytest.fixture
def coordinator(cohort):
    return make.make_actor(programme=cohort.programme)


def is_public(form):
    try:
        return get_public_form(form.public_id) == form
    except NotFound:
        return False


def test_a_page_is_public_once_published_and_its_cohort_recruits(cohort, coordinator):
    form = set_application_form(cohort, by=coordinator, eligibility="Everybody")
    assert not is_public(form)

    publish_form(cohort, by=coordinator)

    cohort.refresh_from_db()
    assert is_public(form)
    assert cohort.state == CohortState.RECRUITING
    assert list(AuditEvent.objects.values_list("act", flat=True)) == [
        "application-form-set",
        "cohort-moved",
        "application-form-published",
    ]


def test_a_page_that_is_taken_down_keeps_its_address(cohort, coordinator):
    first = publish_form(cohort, by=coordinator)
    unpublish_form(cohort, by=coordinator)
    assert not is_public(first)

    assert publish_form(cohort, by=coordinator).public_id == first.public_id
    assert is_public(first)


@pytest.mark.parametrize("state", [CohortState.PLANNED, CohortState.CLOSING, CohortState.CLOSED])
def test_a_cohort_that_does_not_recruit_has_no_public_page(state):
    assert not is_public(make.make_application_form(cohort=make.make_cohort(state=state)))


def test_a_closed_programme_has_no_public_page():
    programme = make.make_programme(state=ProgrammeState.CLOSED)
    assert not is_public(make.make_application_form(cohort=make.make_cohort(programme=programme)))


def test_a_suspended_organisation_has_no_public_page():
    organisation = make.make_organisation(state=OrganisationState.SUSPENDED, suspended_at=clock.now())
    cohort = make.make_cohort(programme=make.make_programme(organisation=organisation))
    assert not is_public(make.make_application_form(cohort=cohort))


def test_nothing_is_published_that_looks_for_nobody(cohort, coordinator):
    set_application_form(cohort, by=coordinator, asks_mentors=False, asks_mentees=False)

    with pytest.raises(NobodyIsAsked):
        publish_form(cohort, by=coordinator)


def test_a_public_page_goes_on_looking_for_somebody(cohort, coordinator):
    publish_form(cohort, by=coordinator)

    with pytest.raises(NobodyIsAsked):
        set_application_form(cohort, by=coordinator, asks_mentors=False, asks_mentees=False)


def test_nothing_is_published_on_which_nobody_can_apply(cohort, coordinator):
    set_application_form(cohort, by=coordinator, last_day=make.days_ago(1))

    with pytest.raises(LastDayOver):
        publish_form(cohort, by=coordinator)


def test_a_cohort_that_closes_publishes_nothing(coordinator, cohort):
    closing = make.make_cohort(programme=cohort.programme, state=CohortState.CLOSING)

    with pytest.raises(CohortDoesNotRecruit):
        publish_form(closing, by=coordinator)


ZONES_AT_THEIR_CHANGE = [
    ("Europe/Berlin", dt.date(2026, 3, 28), "2026-03-28T23:00"),  # the clocks go forward the night after
    ("Europe/Berlin", dt.date(2026, 3, 29), "2026-03-29T22:00"),  # a day of 23 hours
    ("Europe/Berlin", dt.date(2026, 10, 25), "2026-10-25T23:00"),  # a day of 25 hours
    ("Asia/Beirut", dt.date(2026, 3, 28), "2026-03-28T22:00"),  # midnight itself does not exist
    ("Asia/Kolkata", dt.date(2026, 3, 29), "2026-03-29T18:30"),
    ("Pacific/Auckland", dt.date(2026, 4, 4), "2026-04-04T11:00"),
]


@pytest.mark.parametrize(("zone", "last_day", "end"), ZONES_AT_THEIR_CHANGE)
def test_the_last_day_ends_at_midnight_where_the_programme_is(zone, last_day, end):
    programme = make.make_programme(time_zone=zone)
    form = ApplicationForm(cohort=make.make_cohort(programme=programme), last_day=last_day)
    moment = dt.datetime.fromisoformat(end).replace(tzinfo=dt.UTC)

    with clock.at(moment - dt.timedelta(microseconds=1)):
        assert not form.is_over
    with clock.at(moment):
        assert form.is_over
