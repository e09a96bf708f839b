"""A guardian takes a consent back at the moment at which a place is given: nobody takes part by a consent that was gone."""

import pytest

from rapport.audit.models import AuditEvent
from rapport.programmes.choices import CohortState
from rapport.programmes.models import Participation
from rapport.recruitment.choices import ApplicationState, ConsentState
from rapport.recruitment.models import Application, GuardianConsent
from rapport.recruitment.services import decisions, guardians, offers
from tests import make
from tests.races import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def consent():
    cohort = make.make_cohort(state=CohortState.RECRUITING)
    make.make_application_form(cohort=cohort, admits_minors=True)
    application = make.make_application(cohort=cohort)
    return make.make_consent(application=application, state=ConsentState.GIVEN)


def acts():
    """What was done, in the order in which it became true."""
    done = ("consent-withdrawn", "application-decided", "offer-accepted")
    return list(AuditEvent.objects.filter(act__in=done).order_by("pk").values_list("act", flat=True))


@pytest.mark.parametrize("attempt", range(4))
def test_a_decision_and_a_withdrawal_come_one_after_the_other(consent, attempt):
    by = make.make_actor(programme=consent.application.cohort.programme)

    outcomes = at_once(
        lambda: decisions.decide_application(consent.application, to=ApplicationState.ACCEPTED, by=by),
        lambda: guardians.withdraw_consent(consent),
    )

    let_in = Participation.objects.exists()
    assert kinds(outcomes) == ["Application" if let_in else "ConsentWanting", "GuardianConsent"]
    assert acts() == (["application-decided"] if let_in else []) + ["consent-withdrawn"]
    assert GuardianConsent.objects.get().state == ConsentState.WITHDRAWN


@pytest.mark.parametrize("attempt", range(4))
def test_a_yes_to_an_offer_and_a_withdrawal_come_one_after_the_other(consent, attempt):
    by = make.make_actor(programme=consent.application.cohort.programme)
    offered = decisions.decide_application(consent.application, to=ApplicationState.OFFERED, by=by)
    own = make.make_applicant_actor(offered)

    outcomes = at_once(
        lambda: offers.accept_offer(offered, by=own), lambda: guardians.withdraw_consent(consent)
    )

    let_in = Application.objects.get().state == ApplicationState.ACCEPTED
    assert kinds(outcomes) == sorted(["Application" if let_in else "OfferHeldUp", "GuardianConsent"])
    assert acts()[1:] == (["offer-accepted"] if let_in else []) + ["consent-withdrawn"]
