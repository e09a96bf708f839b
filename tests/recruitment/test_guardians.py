"""Guardians: asked by a link that outlives the yes; without their consent nobody under 18 gets a place or an offer."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import NotFound, WrongState
from rapport.letters.models import Letter
from rapport.letters.services import send_next_letter
from rapport.programmes.choices import CohortState, StaffRole
from rapport.programmes.errors import OwnCase
from rapport.programmes.models import Participation
from rapport.recruitment.choices import ApplicationState, ConsentStanding
from rapport.recruitment.errors import ConsentWanting, GuardianIsOneself, GuardianMissing, OfferHeldUp
from rapport.recruitment.invariants import INVARIANTS
from rapport.recruitment.models import Application, GuardianConsent
from rapport.recruitment.selectors import applicant
from rapport.recruitment.selectors.guardians import (
    consent_link_of,
    consents_of_cohort,
    get_consent_by_link,
    is_consent_wanting,
)
from rapport.recruitment.services.applications import (
    begin_application,
    submit_application,
    withdraw_application,
    write_application,
)
from rapport.recruitment.services.decisions import decide_application
from rapport.recruitment.services.guardians import (
    give_consent,
    name_guardian,
    note_of_age,
    refuse_consent,
    send_consent_letter,
    withdraw_consent,
)
from rapport.recruitment.services.offers import accept_offer, offer_next_place
from rapport.recruitment.services.places import set_places
from tests import make

pytestmark = pytest.mark.django_db
ACCEPTED, OFFERED = ApplicationState.ACCEPTED, ApplicationState.OFFERED
WAITLISTED = ApplicationState.WAITLISTED
GUARDIAN = {"name": "Gerda Gale", "email": "Gerda@Home.example "}


@pytest.fixture
def form():
    today = clock.today("Europe/Berlin")
    cohort = make.make_cohort(
        programme=make.make_programme(time_zone="Europe/Berlin"),
        state=CohortState.RECRUITING,
        starts_on=today,
        ends_on=today + dt.timedelta(days=200),
    )
    return make.make_application_form(cohort=cohort, admits_minors=True, offers_by_itself=True)


@pytest.fixture
def by(form):
    return make.make_actor(programme=form.cohort.programme)


def apply_to(form, *, person=None, guardian=GUARDIAN, role=make.MENTEE):
    person = person or make.make_person()
    own = applicant(person, Application(cohort=form.cohort))
    application = begin_application(form, role=role, by=own)
    write_application(application, by=own, answers={}, name="Ada Ames")
    return submit_application(application, by=own, guardian=guardian)


@pytest.fixture
def application(form):
    return apply_to(form)


@pytest.fixture
def consent(application):
    return application.guardian_consent


@pytest.fixture
def given(consent):
    return give_consent(consent)


def later(days):
    """Let it be noon so many days later, where the programme is: no hour and no change of clocks moves the day."""
    day = clock.today("Europe/Berlin") + dt.timedelta(days=days)
    return clock.at(dt.datetime.combine(day, dt.time(12), ZoneInfo("Europe/Berlin")))


def letters(kind):
    return list(Letter.objects.filter(kind=f"guardian-consent-{kind}"))


def test_sending_an_application_asks_the_guardian_by_a_letter_that_is_wiped(consent):
    (letter,) = letters("invitation")
    assert (letter.to_address, letter.is_secret, "Ada" in letter.subject) == (
        "gerda@home.example",
        True,
        False,
    )
    assert ("Ada Ames" in letter.text, consent_link_of(consent) in letter.text) == (True, True)

    while send_next_letter():
        pass
    letter.refresh_from_db()
    assert (letter.text, letter.html) == ("", "")


def test_nobody_is_their_own_guardian(form):
    person = make.make_person(email="ada@home.example")
    with pytest.raises(GuardianIsOneself):
        apply_to(form, person=person, guardian={"name": "Ada", "email": "ADA@home.example"})
    assert not Letter.objects.filter(kind__startswith="guardian-").exists()


@pytest.mark.parametrize("to", [ACCEPTED, OFFERED])
@pytest.mark.parametrize("state", ["asked", "refused", "withdrawn", "lapsed"])
def test_without_a_consent_in_force_there_is_no_place(form, by, to, state):
    application = make.make_application(cohort=form.cohort)
    if state == "lapsed":
        make.make_consent(application=application, state="given", ends_at=clock.now())
    else:
        make.make_consent(application=application, state=state)

    with pytest.raises(ConsentWanting):
        decide_application(application, to=to, by=by)
    application.refresh_from_db()
    assert (application.state, Participation.objects.count()) == ("submitted", 0)


@pytest.mark.parametrize("to", [WAITLISTED, ApplicationState.DECLINED])
def test_whoever_gets_no_place_needs_no_consent(application, by, to):
    assert decide_application(application, to=to, by=by).state == to


@pytest.mark.parametrize("to", [ACCEPTED, OFFERED])
def test_with_a_consent_there_is_a_place(given, by, to):
    assert decide_application(given.application, to=to, by=by).state == to


def test_an_offer_cannot_be_taken_up_once_the_guardian_has_taken_the_consent_back(given, by):
    offered = decide_application(given.application, to=OFFERED, by=by)
    withdraw_consent(given)

    with pytest.raises(OfferHeldUp) as refused:
        accept_offer(offered, by=applicant(offered.person, offered))
    assert "guardian" not in str(refused.value)
    assert not Participation.objects.exists()


def test_a_free_place_passes_by_whoever_waits_for_a_guardian_until_they_agree(form, by, consent):
    first = decide_application(consent.application, to=WAITLISTED, by=by)
    second, third = (
        decide_application(make.make_application(cohort=form.cohort), to=WAITLISTED, by=by) for _ in range(2)
    )
    set_places(form.cohort, places={make.MENTEE: 1}, by=by)
    assert (offer_next_place(), offer_next_place()) == (True, False)

    give_consent(consent)
    set_places(form.cohort, places={make.MENTEE: 2}, by=by)
    assert offer_next_place()
    states = dict(Application.objects.values_list("pk", "state"))
    assert [states[each.pk] for each in (first, second, third)] == ["offered", "offered", "waitlisted"]


def test_the_link_outlives_the_yes_and_serves_for_taking_it_back(consent):
    link = consent_link_of(consent)
    give_consent(get_consent_by_link(link))
    give_consent(get_consent_by_link(link))
    (confirmation,) = letters("confirmation")
    assert link in confirmation.text

    withdraw_consent(get_consent_by_link(link))
    with pytest.raises(NotFound):
        get_consent_by_link(link)
    acts = AuditEvent.objects.filter(act__startswith="consent-", actor="").values_list("act", flat=True)
    assert sorted(acts) == ["consent-given", "consent-withdrawn"]


def test_a_no_ends_the_link_and_can_be_asked_about_again(consent, by):
    refuse_consent(consent)
    with pytest.raises(NotFound):
        give_consent(consent)

    again = send_consent_letter(consent, by=by)
    assert give_consent(get_consent_by_link(consent_link_of(again))).standing == ConsentStanding.GIVEN


def test_the_asking_lapses_at_the_end_of_the_day_and_a_new_letter_brings_it_back(consent, by):
    link = consent_link_of(consent)
    with later(21):
        assert get_consent_by_link(link) == consent
    with later(22):
        assert consent.standing == ConsentStanding.UNANSWERED
        with pytest.raises(NotFound):
            give_consent(consent)
        assert get_consent_by_link(consent_link_of(send_consent_letter(consent, by=by))) == consent
        with pytest.raises(NotFound):
            get_consent_by_link(link)


@pytest.mark.parametrize(("days", "lasts"), [(None, 200), (30, 30), (365, 200)])
def test_a_consent_lasts_as_the_programme_says_and_at_most_until_the_cohort_ends(form, consent, days, lasts):
    form.consent_days = days
    form.save()
    given = give_consent(consent)
    application = Application.objects.get()

    assert given.last_day == clock.today("Europe/Berlin") + dt.timedelta(days=lasts)
    with later(lasts):
        assert not is_consent_wanting(application)
    with later(lasts + 1):
        assert (is_consent_wanting(application), given.standing) == (True, ConsentStanding.LAPSED)


def test_sending_the_link_again_leaves_a_consent_in_force(given, by):
    again = send_consent_letter(given, by=by)

    assert (again.is_in_force, again.link_number, len(letters("confirmation"))) == (True, 2, 2)


def test_another_guardian_takes_the_place_of_one_who_has_not_answered_and_of_no_other(application, by):
    old = consent_link_of(application.guardian_consent)
    named = name_guardian(application, name="Gustav Gale", email="gustav@home.example", by=by)
    with pytest.raises(NotFound):
        get_consent_by_link(old)
    assert {letter.to_address for letter in letters("invitation")} == {
        "gerda@home.example",
        "gustav@home.example",
    }

    refuse_consent(named)
    for _again in range(2):
        with pytest.raises(WrongState):
            name_guardian(application, **GUARDIAN, by=by)
        send_consent_letter(named, by=by)
    assert GuardianConsent.objects.get().name == "Gustav Gale"


def test_whoever_has_named_a_guardian_is_under_18_until_somebody_else_notes_otherwise(form, application, by):
    own = applicant(application.person, application)
    withdraw_application(application, by=own)
    with pytest.raises(GuardianMissing):
        apply_to(form, person=application.person, guardian=None)
    kept = GuardianConsent.objects.get()
    assert (kept.name, kept.email) == ("", "")

    note_of_age(kept, reason="Showed me a student card", by=by)
    assert apply_to(form, person=application.person, guardian=None).state == "submitted"
    event = AuditEvent.objects.get(act="of-age-noted")
    assert (event.actor, event.detail["reason"]) == (by.person.public_id, "Showed me a student card")


def test_of_age_no_guardian_is_needed_whatever_they_have_said(consent, by):
    refuse_consent(consent)
    note_of_age(consent, reason="Born long ago, as the school says", by=by)

    assert decide_application(consent.application, to=ACCEPTED, by=by).state == ACCEPTED
    with pytest.raises(WrongState):
        send_consent_letter(consent, by=by)


def test_a_second_role_needs_a_guardian_too(form, given, by):
    with pytest.raises(GuardianMissing):
        apply_to(form, person=given.application.person, guardian=None, role=make.MENTOR)
    second = apply_to(form, person=given.application.person, role=make.MENTOR)

    with pytest.raises(ConsentWanting):
        decide_application(second, to=ACCEPTED, by=by)


def test_nobody_handles_a_consent_of_their_own(form, by):
    own = apply_to(form, person=by.person)
    for act in (
        lambda: name_guardian(own, **GUARDIAN, by=by),
        lambda: send_consent_letter(own.guardian_consent, by=by),
        lambda: note_of_age(own.guardian_consent, reason="I know", by=by),
    ):
        with pytest.raises(OwnCase):
            act()


def test_taking_a_consent_back_tells_the_team_of_mentorships_that_run_once(given, by):
    programme = given.application.cohort.programme
    lead = make.make_membership(role=StaffRole.SAFEGUARDING_LEAD, programme=programme).profile.person
    accepted = decide_application(given.application, to=ACCEPTED, by=by)
    Participation.objects.filter(pk=accepted.participation_id).update(places_taken=1)

    withdraw_consent(given)

    told = letters("withdrawn-alert")
    assert {letter.to_address for letter in told} == {by.person.email, lead.email}
    assert not any("Ada" in letter.text or "Gerda" in letter.text for letter in told)


def test_taking_a_consent_back_writes_to_nobody_where_nothing_runs(given):
    withdraw_consent(given)

    assert letters("withdrawn-alert") == []


def test_consents_are_found_by_how_they_stand(form, by):
    for state in ("asked", "given", "refused", "withdrawn", "of-age"):
        make.make_consent(application=make.make_application(cohort=form.cohort), state=state)
    make.make_consent(application=make.make_application(cohort=form.cohort), expires_at=clock.now())
    make.make_consent(
        application=make.make_application(cohort=form.cohort), state="given", ends_at=clock.now()
    )

    for standing in ConsentStanding.values:
        (found,) = consents_of_cohort(form.cohort, by=by, standing=standing)
        assert found.standing == standing


def test_invariants_find_who_was_let_in_unasked_and_who_noted_their_own_age(form):
    for _fine in range(2):
        make.make_consent(application=make.make_application(cohort=form.cohort, state=ACCEPTED))
    assert [breach for check in INVARIANTS.values() for breach in check() if "guardian" in breach] == []

    asked = make.make_consent(
        application=make.make_application(cohort=form.cohort, state=OFFERED),
        asked_at=clock.now() - dt.timedelta(days=1),
    )
    own = make.make_application(cohort=form.cohort)
    make.make_consent(application=own, state="of-age", of_age_noted_by=own.person, of_age_reason="I know")
    gone = make.make_consent(application=make.make_application(cohort=form.cohort, state="withdrawn"))

    said = [breach for check in INVARIANTS.values() for breach in check()]
    assert any(asked.public_id in breach and "before a guardian had answered" in breach for breach in said)
    assert any("as of age by the person" in breach for breach in said)
    assert any(gone.application.public_id in breach and "a guardian is kept" in breach for breach in said)
