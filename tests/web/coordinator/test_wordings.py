"""Letters of a programme: all of them in a list, each worded on its page with a look at how it is read."""

import pytest
from django.urls import reverse

from rapport.letters.kinds import KINDS
from rapport.letters.models import Letter
from rapport.programmes.models import LetterWording
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db
SUBMITTED = "application-submitted-confirmation"


@pytest.fixture
def cohort():
    programme = make.make_programme(name="First steps", mentee_word="newcomer")
    return make.make_application_form(cohort=make.make_cohort(programme=programme, name="Spring")).cohort


@pytest.fixture
def coordinator(cohort):
    profile = make.make_profile(organisation=cohort.programme.organisation, name="Chandra Cole")
    return make.make_actor(programme=cohort.programme, profile=profile)


@pytest.fixture
def signed_in(coordinator):
    return browser_of(coordinator)


@pytest.fixture
def wording_page(cohort):
    return reverse("coordinator:wording", args=[cohort.programme.public_id, SUBMITTED, "en-gb"])


def shown(answer):
    preview = answer.context["preview"]
    return preview.subject, preview.paragraphs


def test_the_list_has_every_letter_once_under_its_stage_and_says_whose_words(signed_in, cohort, coordinator):
    make.make_letter_wording(programme=cohort.programme, written_by=coordinator.person)

    answer = signed_in.get(reverse("coordinator:wording-list", args=[cohort.programme.public_id]))

    stages = answer.context["stages"]
    assert sorted(kind.key for _stage, kinds in stages for kind, _own, _left_out in kinds) == sorted(KINDS)
    assert len({stage for stage, _kinds in stages}) == len(stages)
    assert "It is here Says that an application has arrived" in words_of(answer)
    assert "Your words, by Chandra Cole" in words_of(answer)


def test_our_words_are_where_somebody_begins(signed_in, wording_page):
    answer = signed_in.get(wording_page)

    assert answer.context["form"]["subject"].value() == "Your application has arrived"
    assert answer.context["form"]["text"].value().startswith("Thank you for applying to {programme}.\n\n")
    assert shown(answer)[1][0] == "Thank you for applying to First steps."


def test_saved_words_are_what_the_next_letter_says(signed_in, wording_page):
    saved = signed_in.post(wording_page, {"subject": "Here!", "text": "Dear {reader}, as a {role}…"})

    assert saved.url == wording_page
    own = LetterWording.objects.get()
    assert (own.kind, own.subject, own.text) == (SUBMITTED, "Here!", "Dear {reader}, as a {role}…")
    assert signed_in.get(wording_page).context["form"]["text"].value() == "Dear {reader}, as a {role}…"


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(signed_in, wording_page):
    typed = {"subject": "Dear {reader}", "text": "To {raeder} and {"}

    answer = signed_in.post(wording_page, typed)

    form = answer.context["form"]
    assert answer.status_code == 422
    assert form.errors == {
        "subject": ["{reader} cannot stand in the subject: it can be read by whoever sees the screen."],
        "text": [
            "{raeder} is unknown here. Did you mean {reader}?",
            "There is a { or a } too many. Curly brackets stand around placeholders only.",
        ],
    }
    assert {name: form[name].value() for name in typed} == typed
    assert shown(answer)[0] == "Your application has arrived"
    assert not LetterWording.objects.exists()


def test_a_look_shows_real_people_and_changes_nothing(signed_in, wording_page, cohort):
    make.make_application(cohort=cohort, name="Ada Ames", role=make.MENTEE)
    bo = make.make_application(cohort=cohort, name="Bo Berg", role=make.MENTOR)
    typed = {"subject": "Here!", "text": "{reader}: {role} in {cohort}", "preview": "yes"}

    of_bo = signed_in.post(wording_page, typed | {"reader": bo.public_id})
    of_nobody = signed_in.post(wording_page, typed | {"reader": ""})

    assert shown(of_bo) == ("Here!", ("Bo Berg: mentor in Spring",))
    assert "Hello Bo Berg," in words_of(of_bo)
    assert shown(of_nobody) == ("Here!", ("Robin Reed: mentee in Autumn",))
    assert (LetterWording.objects.count(), Letter.objects.count()) == (0, 0)


def test_a_look_by_script_is_the_letter_alone(signed_in, wording_page):
    typed = {"subject": "Here!", "text": "Hi.", "preview": "yes"}

    part = signed_in.post(wording_page, typed, headers={"hx-request": "true", "hx-target": "preview"})

    assert part.content.decode().lstrip().startswith('<div class="stack" id="preview"')
    assert "Here! Hello Robin Reed, Hi." in words_of(part)


def test_only_people_who_may_be_seen_are_offered(signed_in, wording_page, cohort):
    make.make_application(cohort=cohort, name="Ada Ames")
    make.make_application(cohort=cohort, name="Unsent", state="draft")
    next_door = make.make_cohort(programme=make.make_programme(organisation=cohort.programme.organisation))
    stranger = make.make_application(cohort=next_door, name="Stranger")

    answer = signed_in.post(wording_page, {"subject": "A", "text": "B", "reader": stranger.public_id})

    offered = [label for _id, label in answer.context["form"].fields["reader"].choices]
    assert offered == ["a made-up reader", "Ada Ames (newcomer, Spring)"]
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reader"])


@pytest.mark.parametrize("key", KINDS)
def test_every_letter_can_be_looked_at_for_somebody_real(signed_in, cohort, key):
    make.make_application(cohort=cohort)
    make.make_participation(role=make.MENTOR, cohort=cohort)
    make.make_course(programme=cohort.programme)
    page = reverse("coordinator:wording", args=[cohort.programme.public_id, key, "en-gb"])
    words = KINDS[key].shipped
    marks = " ".join(each.mark for each in KINDS[key].placeholders)
    offered = [value for value, _label in signed_in.get(page).context["form"].fields["reader"].choices]

    answer = signed_in.post(
        page, {"subject": words.subject, "text": marks, "reader": offered[-1], "preview": "yes"}
    )

    assert len(offered) > 1
    assert answer.status_code == 200
    assert [text for text in shown(answer)[1] if "{" in text] == []


def test_an_earlier_version_can_be_taken_again(signed_in, wording_page, cohort, coordinator):
    make.make_letter_wording(
        programme=cohort.programme,
        subject="Earlier",
        ended_at=make.clock.now(),
        written_by=coordinator.person,
    )
    make.make_letter_wording(programme=cohort.programme, version=2)

    answer = signed_in.get(f"{wording_page}?version=1")

    assert answer.context["form"]["subject"].value() == "Earlier"
    assert "By Chandra Cole" in words_of(answer)
    assert [each.version for each in answer.context["versions"]] == [2, 1]


def test_our_words_come_back_on_request(signed_in, wording_page, cohort):
    make.make_letter_wording(programme=cohort.programme)

    reset = signed_in.post(f"{wording_page}reset/")

    assert reset.url == wording_page
    assert signed_in.get(wording_page).context["form"]["subject"].value() == "Your application has arrived"


def test_letters_and_languages_that_do_not_exist_are_no_pages(signed_in, cohort):
    for kind, language in [
        ("sign-in", "en-gb"),
        ("staff-appointed-notification", "en-gb"),
        (SUBMITTED, "xx"),
    ]:
        address = reverse("coordinator:wording", args=[cohort.programme.public_id, kind, language])
        assert signed_in.get(address).status_code == 404
        assert signed_in.post(f"{address}reset/").status_code == 404


ACCEPTED = "application-accepted-notification"


@pytest.fixture
def accepted_page(cohort):
    return reverse("coordinator:wording", args=[cohort.programme.public_id, ACCEPTED, "en-gb"])


def test_words_that_leave_out_what_ours_fill_in_say_so_on_their_page_and_in_the_list(
    signed_in, cohort, coordinator, accepted_page
):
    words = {"subject": "Welcome to {programme}", "text": "You are in, {role}. {note}"}
    make.make_letter_wording(
        programme=cohort.programme, kind=ACCEPTED, written_by=coordinator.person, **words
    )

    page = signed_in.get(accepted_page)
    listed = words_of(signed_in.get(reverse("coordinator:wording-list", args=[cohort.programme.public_id])))

    assert [mark for mark, _meaning in page.context["left_out"]] == ["{next}"]
    assert f"unless you leave it out on purpose: {'{next}'} what comes next" in words_of(page)
    assert "Our words also fill in {next}" in listed


def test_the_note_goes_as_soon_as_the_words_hold_it_and_our_own_have_none(signed_in, accepted_page):
    ours = signed_in.get(accepted_page)
    typed = {"subject": "In", "text": "{programme} {role} {note}", "preview": "yes"}
    lacking = signed_in.post(accepted_page, typed)
    whole = signed_in.post(accepted_page, typed | {"text": "{programme} {role} {note} {next}"})

    assert [answer.context["left_out"] for answer in (ours, whole)] == [[], []]
    assert [mark for mark, _meaning in lacking.context["left_out"]] == ["{next}"]
