"""Today says that a place is free and somebody waits, where places are not offered by themselves."""

import pytest

from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Quota
from rapport.reporting.selectors import NeedKind, today_of_cohort
from tests import make

pytestmark = pytest.mark.django_db


def needs(cohort):
    return [need for need in today_of_cohort(cohort).needs if need.kind == NeedKind.PLACE_FREE]


def test_a_free_place_for_who_waits_is_named():
    cohort = make.make_cohort()
    since = make.clock.now() - make.dt.timedelta(days=4)
    make.make_application(cohort=cohort, state=ApplicationState.WAITLISTED, decided_at=since)
    make.make_application(cohort=cohort, state=ApplicationState.WAITLISTED)
    quota = Quota.objects.create(cohort=cohort, role=make.MENTEE, places=1)

    (need,) = needs(cohort)
    assert (need.what, need.detail, need.days) == (
        "1 place for a mentee is free.",
        "2 people wait for one.",
        4,
    )

    Quota.objects.filter(pk=quota.pk).update(places=0)
    assert needs(cohort) == []


def test_places_without_a_number_are_no_reason_to_look():
    application = make.make_application(state=ApplicationState.WAITLISTED)
    Quota.objects.create(cohort=application.cohort, role=make.MENTEE)

    assert needs(application.cohort) == []


def test_places_that_offer_themselves_need_nobody():
    cohort = make.make_application_form(offers_by_itself=True).cohort
    make.make_application(cohort=cohort, state=ApplicationState.WAITLISTED)
    Quota.objects.create(cohort=cohort, role=make.MENTEE, places=1)

    assert needs(cohort) == []
