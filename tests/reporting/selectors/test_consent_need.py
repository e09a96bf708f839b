"""Today: guardians' consents that are not there, and mentorships that run on without one."""

import pytest

from rapport.programmes.models import Participation
from rapport.reporting.selectors import NeedKind, today_of_cohort
from tests import make

pytestmark = pytest.mark.django_db
KINDS = (NeedKind.CONSENTS, NeedKind.CONSENT_GONE)


def needs(cohort):
    return [need for need in today_of_cohort(cohort).needs if need.kind in KINDS]


def test_consents_that_do_not_come_are_counted_and_those_that_may_still_come_are_not():
    cohort = make.make_cohort()
    for fields in (
        {"state": "asked"},
        {"state": "given"},
        {"state": "of-age"},
        {"expires_at": make.clock.now()},
        {"state": "refused"},
    ):
        make.make_consent(application=make.make_application(cohort=cohort), **fields)
    make.make_consent(application=make.make_application(cohort=cohort, state="declined"), state="refused")

    assert [need.what for need in needs(cohort)] == ["2 guardians' consents are not there."]


def test_whoever_meets_without_a_consent_is_named_until_there_is_one():
    application = make.make_application(state="accepted")
    consent = make.make_consent(application=application, state="withdrawn")
    Participation.objects.filter(pk=application.participation_id).update(places_taken=1)

    (need,) = needs(application.cohort)
    assert (need.kind, need.subject) == (NeedKind.CONSENT_GONE, consent.public_id)
    assert need.names == (application.participation.profile.name,)

    consent.state, consent.ends_at = "given", make.clock.now() + make.dt.timedelta(days=9)
    consent.save()
    assert needs(application.cohort) == []
