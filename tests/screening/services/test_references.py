"""References: asked once, answered once by the newest link, reminded once; a link that is not right leads nowhere."""

import datetime as dt

import pytest
from django.db import IntegrityError

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import NotFound, WrongState
from rapport.letters.models import Letter
from rapport.letters.services import send_next_letter
from rapport.programmes.errors import OwnCase
from rapport.programmes.models import Organisation
from rapport.recruitment.models import Application
from rapport.screening.errors import AlreadyAsked, OwnReference
from rapport.screening.models import Reference
from rapport.screening.selectors import get_reference_by_link, link_of, may_be_asked_anew
from rapport.screening.services.references import (
    ask_again,
    ask_for_reference,
    decline_reference,
    give_reference,
    remind_next_referee,
    withdraw_reference,
)
from tests import make

pytestmark = pytest.mark.django_db
ANSWER = {"known_for": "Two years", "recommends": "yes", "comment": "She listens."}


@pytest.fixture
def application():
    return make.make_application(name="Ada Ames")


@pytest.fixture
def by(application):
    return make.make_actor(programme=application.cohort.programme)


@pytest.fixture
def reference(application, by):
    return ask_for_reference(application, name="Rita Roe", email="Rita@School.example ", by=by)


def later(days):
    return clock.at(clock.now() + dt.timedelta(days=days))


def test_the_letter_names_nobody_in_the_subject_and_is_wiped_once_it_has_gone_out(reference):
    letter = Letter.objects.get()
    assert (letter.to_address, letter.is_secret, letter.subject) == (
        "rita@school.example",
        True,
        "You are asked for a reference",
    )
    assert ("Ada Ames" in letter.text, link_of(reference) in letter.text) == (True, True)

    send_next_letter()
    letter.refresh_from_db()
    assert (letter.text, letter.html) == ("", "")


def test_a_link_is_used_once(reference):
    link = link_of(reference)
    give_reference(get_reference_by_link(link), **ANSWER)

    with pytest.raises(NotFound):
        get_reference_by_link(link)
    with pytest.raises(NotFound):
        give_reference(reference, **ANSWER)
    assert AuditEvent.objects.filter(act="reference-given", actor="").count() == 1


def test_a_no_keeps_no_text(reference):
    assert decline_reference(reference).state == "declined"


def test_a_new_letter_has_a_new_link_and_the_old_one_is_dead(reference, by):
    old = link_of(reference)
    again = ask_again(reference, by=by)

    with pytest.raises(NotFound):
        get_reference_by_link(old)
    with pytest.raises(NotFound):
        give_reference(reference, **ANSWER)
    assert get_reference_by_link(link_of(again)) == reference
    assert Letter.objects.count() == 2


def test_a_link_lives_three_weeks_to_the_end_of_the_day_and_a_new_letter_brings_it_back(reference, by):
    link = link_of(reference)
    with later(21):
        assert get_reference_by_link(link) == reference
    with later(22):
        with pytest.raises(NotFound):
            get_reference_by_link(link)
        assert Reference.objects.get().is_expired
        assert get_reference_by_link(link_of(ask_again(reference, by=by))) == reference


@pytest.mark.parametrize(
    "change",
    [
        lambda reference, by: withdraw_reference(reference, by=by),
        lambda *_about: Application.objects.update(state="withdrawn"),
        lambda *_about: Organisation.objects.update(state="suspended", suspended_at=clock.now()),
    ],
)
def test_a_link_dies_with_what_it_is_about(reference, by, change):
    link = link_of(reference)
    change(reference, by)

    with pytest.raises(NotFound):
        get_reference_by_link(link)


@pytest.mark.parametrize("link", ["", "nonsense", "eyJ4IjoxfQ:1tYx:abc", "WyJhIiwxXQ:1abcde:" + "x" * 43])
def test_a_link_that_nobody_was_sent_leads_nowhere(reference, link):
    with pytest.raises(NotFound):
        get_reference_by_link(link)


def test_an_address_is_asked_once_and_again_after_it_was_withdrawn(application, reference, by):
    with pytest.raises(AlreadyAsked):
        ask_for_reference(application, name="Rita", email="rita@school.example", by=by)
    withdraw_reference(reference, by=by)

    assert ask_for_reference(application, name="Rita", email="rita@school.example", by=by).state == "asked"


@pytest.mark.parametrize(
    ("state", "may"), [("declined", True), ("withdrawn", True), ("asked", False), ("given", False)]
)
def test_whoever_has_declined_may_be_asked_again_once_and_that_they_did_stays_known(
    application, by, state, may
):
    before = make.make_reference(application=application, state=state, email="rita@school.example")
    assert may_be_asked_anew(before) == (state == "declined")

    if may:
        ask_for_reference(application, name="Rita", email="Rita@school.example", by=by)
    with pytest.raises(AlreadyAsked):
        ask_for_reference(application, name="Rita", email="Rita@school.example", by=by)

    states = list(Reference.objects.values_list("state", flat=True))
    assert states == ([state, "asked"] if may else [state])
    assert not may_be_asked_anew(before)


def test_nobody_has_two_references_of_one_referee_that_stand(application):
    make.make_reference(application=application, email="rita@school.example", state="given")

    with pytest.raises(IntegrityError):
        make.make_reference(application=application, email="rita@school.example")


def test_nobody_speaks_for_themselves_or_asks_about_themselves(application, by):
    with pytest.raises(OwnReference):
        ask_for_reference(application, name="Ada", email=application.person.email, by=by)
    profile = make.make_profile(
        organisation=application.cohort.programme.organisation, person=application.person
    )
    own = make.staff_actor(make.make_membership(profile=profile, programme=application.cohort.programme))
    with pytest.raises(OwnCase):
        ask_for_reference(application, name="Rita", email="rita@school.example", by=own)
    assert not Reference.objects.exists()


@pytest.mark.parametrize("state", ["given", "declined", "withdrawn"])
def test_what_was_answered_or_withdrawn_is_not_asked_again(application, by, state):
    reference = make.make_reference(application=application, state=state)

    with pytest.raises(WrongState):
        ask_again(reference, by=by)


def test_a_referee_is_reminded_once_a_week_before_the_end(reference):
    def sweep():
        count = 0
        while remind_next_referee():
            count += 1
        return count

    with later(13):
        assert sweep() == 0
    with later(15):
        assert (sweep(), sweep()) == (1, 0)
    with later(30):
        assert sweep() == 0
    letter = Letter.objects.get(kind="reference-reminder")
    assert link_of(reference) in letter.text
