"""The agreement: read, sign with a name and a tick, see who has signed."""

import pytest
from django.urls import reverse

from rapport.mentorships.choices import MentorshipState
from rapport.mentorships.models import Signature
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentorship():
    programme = make.make_programme(agreement_text="## How often\n\nTwice a month. <script>alert(1)</script>")
    cohort = make.make_cohort(programme=programme)
    return make.make_mentorship(mentee=make.make_participation(role=make.MENTEE, cohort=cohort), signed=False)


@pytest.fixture
def browsers(mentorship):
    return [browser_of(make.participant_actor(party.participation)) for party in mentorship.people]


def page(mentorship):
    return reverse("participant:agreement-sign", args=[mentorship.public_id])


def digest(mentorship):
    return mentorship.agreements.latest("version").digest


def test_the_text_is_shown_with_its_headings_and_without_anything_live(mentorship, browsers):
    text = browsers[0].get(page(mentorship)).content.decode()

    assert "<h2>How often</h2>" in text
    assert "alert(1)</script>" not in text


def test_both_sign_and_the_mentorship_is_active(mentorship, browsers):
    for browser, party in zip(browsers, mentorship.people, strict=True):
        browser.post(page(mentorship), {"has_read": "on", "name": party.name, "read": digest(mentorship)})

    mentorship.refresh_from_db()
    assert mentorship.state == MentorshipState.ACTIVE
    assert Signature.objects.count() == 2


@pytest.mark.parametrize(
    ("waits", "words"),
    [(True, "You can hold your first meeting"), (False, "Your agreement holds from now on.")],
)
def test_the_last_to_sign_reads_what_that_changes(mentorship, browsers, waits, words):
    type(mentorship).objects.update(waits_for_agreement=waits)
    for browser in browsers:
        sent = {"has_read": "on", "name": "Robin Reed", "read": digest(mentorship)}
        answer = browser.post(page(mentorship), sent, follow=True)

    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "field"), [({"name": "Robin Reed"}, "has_read"), ({"has_read": "on", "name": " "}, "name")]
)
def test_without_tick_or_name_nothing_is_signed_and_the_rest_is_kept(mentorship, browsers, sent, field):
    answer = browsers[0].post(page(mentorship), sent)

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, [field])
    assert form["name"].value() == sent["name"]
    assert Signature.objects.count() == 0


def test_who_has_signed_is_not_asked_again_and_a_double_click_does_no_harm(mentorship, browsers):
    sent = {"has_read": "on", "name": "Robin Reed", "read": digest(mentorship)}
    answers = [browsers[0].post(page(mentorship), sent).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Signature.objects.count() == 1
    assert browsers[0].get(page(mentorship)).context["form"] is None


def test_what_has_changed_meanwhile_is_read_again_before_it_is_signed(mentorship, browsers):
    read = browsers[0].get(page(mentorship)).context["form"]["read"].value()
    mentorship.agreements.update(settled_text="We meet at **midnight**.")

    answer = browsers[0].post(page(mentorship), {"has_read": "on", "name": "Robin Reed", "read": read})

    form = answer.context["form"]
    assert (answer.status_code, form["name"].value(), form["has_read"].value()) == (422, "Robin Reed", False)
    assert "The text has changed while you had it open." in answer.content.decode()
    assert "<strong>midnight</strong>" in answer.content.decode()
    assert Signature.objects.count() == 0
    browsers[0].post(page(mentorship), {"has_read": "on", "name": "Robin", "read": form["read"].value()})
    assert Signature.objects.count() == 1


def test_a_form_that_does_not_say_what_was_read_signs_nothing(mentorship, browsers):
    answer = browsers[0].post(page(mentorship), {"has_read": "on", "name": "Robin Reed"})

    assert (answer.status_code, Signature.objects.count()) == (422, 0)
    assert "Please read it again." in answer.content.decode()
    assert answer.context["form"]["read"].value() == digest(mentorship)


@pytest.fixture
def signed():
    return make.make_mentorship()


def of_parties(mentorship):
    return [browser_of(make.participant_actor(party.participation)) for party in mentorship.people]


def address(mentorship, name):
    return reverse(f"participant:{name}", args=[mentorship.public_id])


CHANGE = {"rhythm": "Every week", "reason": "My shifts have changed."}


def test_a_change_is_proposed_shown_to_both_and_signed_by_both(signed):
    mentor, mentee = of_parties(signed)
    mentee.post(address(signed, "agreement-change"), CHANGE)
    text = mentor.get(page(signed)).content.decode()
    assert "proposes a change" in text
    assert "My shifts have changed." in text
    assert "Until now" in text
    for browser, name in ((mentee, "Emil East"), (mentor, "Robin Reed")):
        form = browser.get(page(signed)).context["form"]
        browser.post(page(signed), {"has_read": "on", "name": name, "read": form["read"].value()})

    states = list(signed.agreements.order_by("version").values_list("version", "state"))
    assert states == [(1, "superseded"), (2, "signed")]
    text = mentee.get(page(signed)).content.decode()
    assert "Earlier versions" in text
    assert "Version 1, signed on" in text


def test_a_change_without_a_reason_keeps_what_was_typed(signed):
    mentor, _ = of_parties(signed)

    answer = mentor.post(address(signed, "agreement-change"), {"rhythm": "Every week"})

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), form["rhythm"].value()) == (422, ["reason"], "Every week")
    assert signed.agreements.count() == 1


def test_a_change_that_changes_nothing_says_so(signed):
    mentor, _ = of_parties(signed)

    answer = mentor.post(address(signed, "agreement-change"), {"reason": "I am not sure."})

    assert answer.status_code == 422
    assert "Nothing is different from what you have signed." in answer.content.decode()
    assert answer.context["form"]["reason"].value() == "I am not sure."


def test_while_a_change_waits_no_other_is_proposed(signed):
    mentor, mentee = of_parties(signed)
    mentee.post(address(signed, "agreement-change"), CHANGE)

    answers = [
        mentor.get(address(signed, "agreement-change")),
        mentor.post(address(signed, "agreement-change")),
    ]

    assert [answer.url for answer in answers] == [page(signed)] * 2
    assert signed.agreements.count() == 2


def test_whoever_does_not_agree_leaves_it_as_it_is(signed):
    mentor, mentee = of_parties(signed)
    mentee.post(address(signed, "agreement-change"), CHANGE)

    answer = mentor.post(address(signed, "amendment-withdraw"))

    assert answer.url == page(signed)
    text = mentee.get(page(signed)).content.decode()
    assert "Version 2, taken back by" in text
    assert mentee.get(page(signed)).context["form"] is None


def test_whoever_signs_what_was_just_taken_back_is_told_that_it_is_off(signed):
    mentor, mentee = of_parties(signed)
    mentee.post(address(signed, "agreement-change"), CHANGE)
    read = digest(signed)
    mentee.post(address(signed, "amendment-withdraw"))

    answer = mentor.post(page(signed), {"has_read": "on", "name": "Robin", "read": read}, follow=True)

    assert answer.redirect_chain == [(page(signed), 302)]
    assert "The change is off: it was taken back meanwhile." in answer.content.decode()
    assert Signature.objects.count() == 2


def test_when_a_mentorship_is_over_its_agreement_asks_for_nothing_and_says_so(signed):
    mentor, mentee = of_parties(signed)
    mentee.post(address(signed, "agreement-change"), CHANGE)
    type(signed).objects.update(state=MentorshipState.CLOSED, closed_at=make.clock.now())
    sent = {"has_read": "on", "name": "Robin", "read": digest(signed)}

    answers = [
        mentor.post(page(signed), sent, follow=True),
        mentor.post(address(signed, "amendment-withdraw"), follow=True),
    ]

    over = "Your mentorship is over. Its agreement stays as it is."
    assert [over in answer.content.decode() for answer in answers] == [True, True]
    context = mentor.get(page(signed)).context
    assert (context["form"], context["amendment"], context["may_amend"]) == (None, None, False)
    assert signed.agreements.latest("version").state == "draft"
    assert Signature.objects.count() == 2
