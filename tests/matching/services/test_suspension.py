"""While an organisation is suspended its work waits; restored, it goes on, and nothing is lost."""

import datetime as dt

import pytest

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import WrongState
from rapport.letters.choices import LetterState
from rapport.letters.models import Letter
from rapport.matching.choices import ProposalState, RunState
from rapport.matching.services.runs import run_next_match
from rapport.matching.services.suspension import restore_organisation
from rapport.mentorships.services.proposals import remind_next_proposal
from rapport.programmes.choices import ImportState
from rapport.programmes.services.imports import run_next_import
from rapport.programmes.services.suspension import send_next_active_letter, suspend_organisation
from tests import make

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=5)


@pytest.fixture
def cohort():
    return make.make_cohort()


def organisation_of(cohort):
    return cohort.programme.organisation


def due_work(cohort):
    """Make a due row of every kind of work; return the service for each, and how to see that it waits."""
    proposal = make.make_proposal(
        mentee=make.make_participation(role=make.MENTEE, cohort=cohort),
        mentor=make.make_participation(role=make.MENTOR, cohort=cohort),
        state=ProposalState.RELEASED,
        released_at=clock.now() - dt.timedelta(days=13),
        expires_at=clock.now() + dt.timedelta(days=1),
    )
    make.make_match_run(cohort=cohort, state=RunState.REQUESTED)
    make.make_import(cohort=cohort, state=ImportState.REQUESTED)
    make.make_letter(chain=organisation_of(cohort).public_id, state=LetterState.QUEUED)
    return proposal


WORK = {
    "letters": send_next_active_letter,
    "match-runs": run_next_match,
    "reminders": remind_next_proposal,
    "imports": run_next_import,
}


def done_now():
    return {kind: bool(service()) for kind, service in WORK.items()}


def test_nothing_is_done_for_it_and_everything_once_it_is_back(cohort):
    with clock.at(NOW):
        due_work(cohort)
        suspend_organisation(organisation_of(cohort))
        assert done_now() == dict.fromkeys(WORK, False)
    with clock.at(LATER):
        restore_organisation(organisation_of(cohort))
        assert done_now() == dict.fromkeys(WORK, True)


def test_the_work_of_others_goes_on(cohort):
    with clock.at(NOW):
        due_work(cohort)
        due_work(make.make_cohort())
        suspend_organisation(organisation_of(cohort))
        assert done_now() == dict.fromkeys(WORK, True)
        assert done_now() == dict.fromkeys(WORK, False) | {
            "letters": True
        }  # the reminder to the mentee elsewhere


def test_sign_in_codes_are_no_organisations_letters(cohort):
    suspend_organisation(organisation_of(cohort))
    make.make_letter(state=LetterState.QUEUED)

    assert send_next_active_letter()
    assert Letter.objects.get().state == LetterState.SENT


def test_time_to_answer_stands_still(cohort):
    with clock.at(NOW):
        proposal = due_work(cohort)
        over = make.make_proposal(
            run=proposal.run, state=ProposalState.RELEASED, expires_at=NOW - dt.timedelta(hours=1)
        )
        elsewhere = make.make_proposal(state=ProposalState.RELEASED, expires_at=proposal.expires_at)
        suspend_organisation(organisation_of(cohort))
    with clock.at(LATER):
        restore_organisation(organisation_of(cohort))

    ends = {}
    for name, each in (("open", proposal), ("over", over), ("elsewhere", elsewhere)):
        was = each.expires_at
        each.refresh_from_db()
        ends[name] = each.expires_at - was
    assert ends == {"open": LATER - NOW, "over": dt.timedelta(0), "elsewhere": dt.timedelta(0)}


def test_both_acts_are_recorded_and_fit_the_state_alone(cohort):
    organisation = organisation_of(cohort)
    suspend_organisation(organisation)
    with pytest.raises(WrongState):
        suspend_organisation(organisation)
    restore_organisation(organisation)
    with pytest.raises(WrongState):
        restore_organisation(organisation)

    acts = AuditEvent.objects.filter(chain=organisation.public_id).values_list("act", flat=True)
    assert list(acts) == ["organisation-suspended", "organisation-restored"]


def test_offers_and_links_get_their_time_back_too(cohort):
    week = dt.timedelta(days=7)
    with clock.at(NOW):
        offer = make.make_application(
            cohort=cohort, state="offered", offer_expires_at=NOW + week, submitted_at=NOW, decided_at=NOW
        )
        asked = [
            make.make_consent(application=offer, expires_at=NOW + week),
            make.make_reference(application=offer, expires_at=NOW + week),
        ]
        suspend_organisation(organisation_of(cohort))
    with clock.at(LATER):
        restore_organisation(organisation_of(cohort))

    for row in (offer, *asked):
        row.refresh_from_db()
    ends = [offer.offer_expires_at, *(each.expires_at for each in asked)]
    assert ends == [LATER + week] * 3
