"""Two who want the last place of a cohort at the same moment: exactly one gets it, whichever way they come.

The same race with the guard switched off shows that there is one: both get it, and the place is given twice.
"""

import threading

import pytest
from django.db import connection, transaction
from django.db.models import F

from rapport.core.errors import WrongState
from rapport.programmes.choices import CohortState
from rapport.programmes.models import Participation
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Application, Quota
from rapport.recruitment.services import decisions, offers, places
from rapport.recruitment.services.applications import withdraw_application
from tests import make
from tests.races import PATIENCE, at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rivals():
    """Two who wait for one place, which is offered by itself."""
    cohort = make.make_cohort(state=CohortState.RECRUITING)
    make.make_application_form(cohort=cohort, offers_by_itself=True)
    Quota.objects.create(cohort=cohort, role=make.MENTEE, places=1)
    return [make.make_application(cohort=cohort, state=ApplicationState.WAITLISTED) for _ in range(2)]


def decide(application, to):
    by = make.make_actor(programme=application.cohort.programme)
    return lambda: decisions.decide_application(application, to=to, by=by)


def standing():
    """How many places are taken, and how many have one."""
    holding = Application.objects.filter(state__in=[ApplicationState.OFFERED, ApplicationState.ACCEPTED])
    return Quota.objects.get().taken, holding.count()


@pytest.mark.parametrize("to", [ApplicationState.ACCEPTED, ApplicationState.OFFERED])
@pytest.mark.parametrize("attempt", range(3))
def test_of_two_decisions_about_the_last_place_exactly_one_succeeds(rivals, to, attempt):
    outcomes = at_once(*(decide(rival, to) for rival in rivals))

    assert kinds(outcomes) == ["Application", "NoPlaceLeft"]
    assert standing() == (1, 1)


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_who_decide_about_both_at_once_the_place_is_given_once(rivals, attempt):
    cohort, ids = rivals[0].cohort, [each.public_id for each in rivals]
    by = make.make_actor(programme=cohort.programme)

    def decide_both():
        return decisions.decide_applications(cohort, ids=ids, to=ApplicationState.OFFERED, by=by)

    outcomes = at_once(decide_both, decide_both)

    assert sorted((len(decided), len(left)) for decided, left in outcomes) == [(0, 2), (1, 1)]
    assert standing() == (1, 1)


@pytest.mark.parametrize("attempt", range(3))
def test_a_decision_about_many_and_one_who_steps_back_do_not_wait_for_each_other(rivals, attempt):
    """Both write to the audit chain: had the decision done so before it locked the second, each would hold what the other
    needs."""
    cohort, ids = rivals[0].cohort, [each.public_id for each in rivals]
    by, own = make.make_actor(programme=cohort.programme), make.make_applicant_actor(rivals[1])

    (decided, left), withdrawn = at_once(
        lambda: decisions.decide_applications(cohort, ids=ids, to=ApplicationState.DECLINED, by=by),
        lambda: withdraw_application(rivals[1], by=own),
    )

    is_late = isinstance(withdrawn, WrongState)
    assert ([len(decided), len(left)], is_late) in [([2, 0], True), ([1, 1], False)]


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_sweeps_one_offers_the_last_place(rivals, attempt):
    outcomes = at_once(offers.offer_next_place, offers.offer_next_place)

    assert sorted(outcomes) == [False, True]
    assert standing() == (1, 1)
    rivals[0].refresh_from_db()
    assert rivals[0].state == ApplicationState.OFFERED


@pytest.mark.parametrize("attempt", range(3))
def test_a_sweep_and_a_coordinator_give_the_last_place_once(rivals, attempt):
    at_once(offers.offer_next_place, decide(rivals[1], ApplicationState.ACCEPTED))

    assert standing() == (1, 1)


@pytest.mark.parametrize("attempt", range(3))
def test_a_yes_said_twice_at_once_makes_one_participation(rivals, attempt):
    offered = decide(rivals[0], ApplicationState.OFFERED)()
    by = make.make_applicant_actor(offered)

    outcomes = at_once(*[lambda: offers.accept_offer(offered, by=by)] * 2)

    assert kinds(outcomes) == ["Application", "Application"]
    assert (Participation.objects.count(), standing()) == (1, (1, 1))


@pytest.mark.parametrize("attempt", range(3))
def test_a_yes_at_the_moment_the_offer_runs_out_gives_the_place_once(rivals, attempt):
    offered = decide(rivals[0], ApplicationState.OFFERED)()
    Application.objects.filter(pk=offered.pk).update(offer_expires_at=make.clock.now())
    by = make.make_applicant_actor(offered)

    at_once(lambda: offers.accept_offer(offered, by=by), offers.end_next_offer, offers.offer_next_place)
    while offers.end_next_offer() or offers.offer_next_place():
        pass

    assert standing() == (1, 1)
    rivals[1].refresh_from_db()
    assert rivals[1].state == ApplicationState.OFFERED


# -- the control: without the guard, both succeed ----------------------------------------------------------------


@pytest.fixture
def _without_guard(monkeypatch):
    """Read, then write: whether there is room is looked at before the transaction, and nothing is locked."""
    both_have_looked = threading.Barrier(2, timeout=PATIENCE)
    decide_application = decisions.decide_application
    seen = threading.local()

    def look_then_decide(application, **what):
        seen.quota = Quota.objects.get(cohort=application.cohort, role=application.role)
        both_have_looked.wait()
        return decide_application(application, **what)

    def give_places_naively(_cohort, _role, *, wanting):
        given = min(wanting, seen.quota.places_left)
        Quota.objects.filter(pk=seen.quota.pk).update(taken=seen.quota.taken + given)
        return given

    monkeypatch.setattr(decisions, "decide_application", look_then_decide)
    monkeypatch.setattr(decisions, "lock_open_cohort", lambda cohort: cohort)
    monkeypatch.setattr(places, "_give_places", give_places_naively)


@pytest.mark.usefixtures("_without_guard")
def test_without_the_guard_both_succeed_and_one_place_is_given_twice(rivals):
    outcomes = at_once(*(decide(rival, ApplicationState.OFFERED) for rival in rivals))

    assert kinds(outcomes) == ["Application", "Application"]
    assert standing() == (1, 2)


def test_the_database_refuses_more_than_there_are(rivals):
    with pytest.raises(Exception, match="quota_within_places"), transaction.atomic():
        Quota.objects.update(taken=F("places") + 1)


def test_the_race_is_run_on_a_real_file():
    """In memory SQLite has neither write-ahead log nor lock, and the race would prove nothing."""
    if connection.vendor == "sqlite":
        assert not connection.is_in_memory_db()
