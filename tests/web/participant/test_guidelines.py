"""Guidelines come before anything else of their programme, and nothing typed is lost on the way."""

import pytest
from django.urls import reverse

from rapport.mentorships.models import Meeting
from rapport.programmes.models import Acknowledgement
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db
PUBLIC = {"HX-Request": "true"}


@pytest.fixture
def mentorship():
    programme = make.make_programme(name="Buddies")
    cohort = make.make_cohort(programme=programme, starts_on=make.days_ago(60))
    mentee, mentor = (
        make.make_participation(role=role, cohort=cohort) for role in (make.MENTEE, make.MENTOR)
    )
    return make.make_mentorship(mentee=mentee, mentor=mentor, starts_on=make.days_ago(40))


@pytest.fixture
def programme(mentorship):
    return mentorship.cohort.programme


@pytest.fixture
def mentee(mentorship):
    return next(each.participation for each in mentorship.people if each.participation.role == make.MENTEE)


@pytest.fixture
def signed_in(mentee):
    return browser_of(make.participant_actor(mentee))


@pytest.fixture
def guideline(programme):
    return make.make_guideline(programme=programme, text="Be kind.")


def page_of(programme):
    return reverse("participant:guideline-list", args=[programme.public_id])


def word_on(*guidelines, **more):
    return {"has_read": "on", "guideline": [each.public_id for each in guidelines], **more}


@pytest.mark.parametrize("name", ["home", "profile", "meeting-list", "register-list"])
def test_they_come_before_every_page(signed_in, programme, guideline, name):
    answer = signed_in.get(reverse(f"participant:{name}"))
    assert (
        answer.url == f"{page_of(programme)}?next=%2F{reverse(f'participant:{name}')[1:].replace('/', '%2F')}"
    )


@pytest.mark.parametrize("name", ["mentorship-home", "agreement-sign", "register", "meeting-record"])
def test_they_come_before_a_mentorship(signed_in, programme, mentorship, guideline, name):
    answer = signed_in.get(reverse(f"participant:{name}", args=[mentorship.public_id]))
    assert answer.url.startswith(page_of(programme))


def test_a_part_of_a_page_leads_there_as_well(signed_in, programme, guideline):
    answer = signed_in.get(reverse("participant:home"), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith(page_of(programme))


def test_help_and_signing_out_stay_open(signed_in, guideline):
    assert signed_in.get(reverse("participant:help")).status_code == 200
    assert signed_in.get(reverse("account_logout")).status_code == 200


def test_who_gives_their_word_goes_on_to_where_they_were_going(signed_in, programme, guideline):
    profile = reverse("participant:profile")
    assert "Be kind." in signed_in.get(page_of(programme)).content.decode()

    answer = signed_in.post(page_of(programme), word_on(guideline, next=profile))

    assert answer.url == profile
    assert signed_in.get(profile).status_code == 200
    assert Acknowledgement.objects.get().guideline == guideline


def test_nobody_is_led_elsewhere(signed_in, programme, guideline):
    answer = signed_in.post(page_of(programme), word_on(guideline, next="https://elsewhere.example/"))
    assert answer.url == reverse("participant:home")


def test_without_a_word_nothing_is_acknowledged(signed_in, programme, guideline):
    answer = signed_in.post(page_of(programme), {"guideline": guideline.public_id})
    assert (answer.status_code, Acknowledgement.objects.count()) == (422, 0)


def test_what_was_typed_is_kept_until_the_word_is_given(signed_in, programme, mentorship, guideline):
    record = reverse("participant:meeting-record", args=[mentorship.public_id])
    typed = {
        "held_on": make.days_ago(3).isoformat(),
        "length": "60",
        "mode": "in-person",
        "present": [each.public_id for each in mentorship.people],
        "topics": "How to ask for an extension",
        "entry_key": "once",
    }
    answer = signed_in.post(record, typed)
    assert (answer.url, Meeting.objects.count()) == (f"{page_of(programme)}?next=%2Faccount%2Funsent%2F", 0)

    after = signed_in.post(page_of(programme), word_on(guideline, next="/account/unsent/"), follow=True)
    page = after.content.decode()
    assert "There was something to read first." in page
    assert "How to ask for an extension" in page

    signed_in.post(after.context["unsent"].path, dict(after.context["unsent"].fields))
    assert Meeting.objects.get().topics == "How to ask for an extension"
    assert signed_in.get("/account/unsent/").status_code == 404


def test_after_a_change_it_says_what_has_changed(signed_in, programme, mentee):
    old = make.make_guideline(programme=programme, state="superseded")
    make.make_acknowledgement(guideline=old, profile=mentee.profile)
    make.make_guideline(programme=programme, version=2, changes="Gifts are named now.")

    page = signed_in.get(page_of(programme)).content.decode()

    assert "What has changed:" in page
    assert "Gifts are named now." in page


def test_a_text_that_changed_while_it_was_read_is_shown_anew(signed_in, programme, guideline):
    guideline.state = "superseded"
    guideline.save()
    make.make_guideline(programme=programme, version=2, text="Be kinder.", changes="Kinder.")

    answer = signed_in.post(page_of(programme), word_on(guideline), follow=True)

    assert "One of these has changed in the meantime." in answer.content.decode()
    assert "Be kinder." in answer.content.decode()


def test_a_second_programme_does_not_wait_for_the_first(signed_in, mentee, mentorship, guideline):
    elsewhere = make.make_programme(organisation=mentee.profile.organisation, name="Second")
    cohort = make.make_cohort(programme=elsewhere, starts_on=make.days_ago(60))
    there = make.make_participation(role=make.MENTEE, cohort=cohort, profile=mentee.profile)
    other = make.make_mentorship(
        mentee=there, mentor=make.make_participation(role=make.MENTOR, cohort=cohort)
    )

    def status(name, *ids):
        return signed_in.get(reverse(f"participant:{name}", args=ids)).status_code

    assert status("mentorship-home", other.public_id) == 200
    assert status("mentorship-home", mentorship.public_id) == 302
    home = signed_in.get(reverse("participant:home"))
    assert home.status_code == 200
    assert page_of(guideline.programme) in home.content.decode()


def test_what_is_not_there_stays_hidden_while_guidelines_wait(signed_in, guideline):
    foreign = make.make_mentorship(
        mentee=make.make_participation(role=make.MENTEE), mentor=make.make_participation(role=make.MENTOR)
    )
    for public_id in (foreign.public_id, "aaaaaaaaaaaa"):
        assert signed_in.get(reverse("participant:mentorship-home", args=[public_id])).status_code == 404


def test_help_leads_back_to_what_was_acknowledged(signed_in, mentee, programme, guideline):
    make.make_acknowledgement(guideline=guideline, profile=mentee.profile)
    assert (
        f"{page_of(programme)}#code-of-conduct" in signed_in.get(reverse("participant:help")).content.decode()
    )
    assert "You acknowledged it on" in signed_in.get(page_of(programme)).content.decode()
