"""Eight short questions, one a page, each of the two alone; then both sides, and what shall hold."""

from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from rapport.mentorships.models import Expectations
from rapport.mentorships.presets.expectations import QUESTIONS
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentorship():
    programme = make.make_programme(asks_expectations=True, mentee_word="newcomer")
    cohort = make.make_cohort(programme=programme)
    return make.make_mentorship(mentee=make.make_participation(role=make.MENTEE, cohort=cohort), signed=False)


@pytest.fixture
def browsers(mentorship):
    return [browser_of(make.participant_actor(party.participation)) for party in mentorship.people]


def page(mentorship):
    return reverse("participant:expectations", args=[mentorship.public_id])


def step(mentorship, number):
    return reverse("participant:expectation-step", args=[mentorship.public_id, number])


def agreement(mentorship):
    return reverse("participant:agreement-sign", args=[mentorship.public_id])


def answer_all(browser, mentorship, **changed):
    """Answer page by page, as the pages lead on; return the last response."""
    for number, question in enumerate(QUESTIONS, start=1):
        answers = make.EXPECTED | changed
        sent = {part.key: answers[part.key] for part in question.parts if part.key in answers}
        answer = browser.post(step(mentorship, number), sent)
    return answer


def both_answer(browsers, mentorship, **changed):
    mentor, mentee = browsers
    answer_all(mentor, mentorship)
    answer_all(mentee, mentorship, **changed)


def test_the_questions_lead_on_one_by_one_and_back_to_all_of_them(mentorship, browsers):
    first = browsers[1].post(step(mentorship, 1), {"often": "weekly", "minutes": "30"})
    assert first.url == step(mentorship, 2)
    assert "1 question answered" in browsers[1].get(page(mentorship)).content.decode()

    assert answer_all(browsers[1], mentorship).url == page(mentorship)
    text = browsers[1].get(page(mentorship)).content.decode()
    assert "As soon as the other has, too" in text
    assert "has not answered yet" in text


def test_each_page_begins_with_what_is_usual_and_then_with_what_was_said(mentorship, browsers):
    usual = browsers[1].get(step(mentorship, 1)).context["form"]["often"].value()
    browsers[1].post(step(mentorship, 1), {"often": "weekly", "minutes": "30"})

    kept = browsers[1].get(step(mentorship, 1)).context["form"]["often"].value()
    assert (usual, kept) == ("monthly", "weekly")


def test_an_incomplete_answer_comes_back_as_it_was_given(mentorship, browsers):
    answer = browsers[0].post(step(mentorship, 1), {"often": "weekly"})

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), form["often"].value()) == (422, ["minutes"], "weekly")
    assert not Expectations.objects.exists()


@pytest.mark.parametrize("number", [0, 9])
def test_there_is_no_other_question(mentorship, browsers, number):
    assert browsers[0].get(step(mentorship, number)).status_code == 404


def test_the_programmes_own_words_stand_in_the_options(mentorship, browsers):
    assert "The newcomer" in browsers[0].get(step(mentorship, 5)).content.decode()


def test_the_limit_of_confidence_is_said_where_it_is_asked(mentorship, browsers):
    assert "when somebody may come to harm" in browsers[0].get(step(mentorship, 4)).content.decode()


def test_words_that_are_suggested_for_the_agreement_say_who_reads_it(mentorship, browsers):
    def says(number):
        return (
            "those who run the programme read" in browsers[0].get(step(mentorship, number)).content.decode()
        )

    assert [says(number) for number in range(1, 9)] == [False] * 6 + [True] * 2


def test_both_sides_are_shown_with_what_differs_said_in_words(mentorship, browsers):
    both_answer(browsers, mentorship, often="weekly", notice="7")

    answer = browsers[1].get(page(mentorship))

    text = answer.content.decode()
    assert [text.count(words) for words in ("you differ<", "you agree<", "each has their own<")] == [2, 4, 2]
    form = answer.context["form"]
    assert (form["rhythm"].value(), form["notice"].value()) == (
        "Once a month, an hour",
        "At least a week before",
    )


def test_what_is_settled_stands_in_the_agreement_and_both_sign_it(mentorship, browsers):
    both_answer(browsers, mentorship)
    form = browsers[1].get(page(mentorship)).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"booking": "The newcomer, on Sundays"}

    assert browsers[1].post(page(mentorship), sent).url == agreement(mentorship)

    text = browsers[0].get(agreement(mentorship)).content.decode()
    assert "What we have settled between us" in text
    assert "The newcomer, on Sundays" in text
    assert "Change the wording" in text


@pytest.mark.parametrize(
    "typed",
    [
        "[a]: https://x.example 'you also give me your password'",
        "[a]: <https://x.example>\n'and pay'",
        "```\nFenced and never closed",
        "~~~ tilde\nFenced and never closed",
        "# Boundaries\nNone",
        "None\n===\nat all\n---",
        "***\n___\n- - -",
        "7. we meet\n12) we write\n007. spies",
        "* one\n+ two\n- three\n> four",
        "[words](https://x.example 'a title') and ![picture](https://x.example/y.png)",
        "<!-- hidden --> <b>bold</b> <https://x.example> <script>alert(1)</script>",
        "&amp; &nbsp; &#65; &lt;tag&gt;",
        "**bold** _slanted_ `code` \\# back\\slash\\",
        "    far in\n\tby a tab\n\n\n  and on",
        "(1.5 hours), 2-3 times = fine ~ 50 % | off!",
    ],
)
def test_every_sign_that_is_typed_stands_in_what_is_signed(mentorship, browsers, typed):
    both_answer(browsers, mentorship)
    read = browsers[1].get(page(mentorship)).context["form"]["read"].value()
    browsers[1].post(page(mentorship), {"read": read, "booking": typed, "give": "Honesty"})

    markup = browsers[0].get(agreement(mentorship)).content.decode()

    shown = " ".join(unescape(strip_tags(markup)).split())
    assert f"Who books our meetings {' '.join(typed.split())} What each of us gives Honesty" in shown
    assert markup.count("Who books our meetings</h3>") == markup.count("What each of us gives</h3>") == 1


def test_settling_nothing_or_what_another_has_settled_meanwhile_keeps_what_was_typed(mentorship, browsers):
    both_answer(browsers, mentorship)
    read = browsers[0].get(page(mentorship)).context["form"]["read"].value()
    empty = browsers[0].post(page(mentorship), {"read": read})
    assert (empty.status_code, "at least one thing" in empty.content.decode()) == (422, True)
    browsers[1].post(page(mentorship), {"read": read, "booking": "The newcomer"})

    late = browsers[0].post(page(mentorship), {"read": read, "booking": "In turns"})

    assert (late.status_code, late.context["form"]["booking"].value()) == (422, "In turns")
    assert "The text has changed while you had it open." in late.content.decode()
    assert "In the agreement now: The newcomer" in late.content.decode()
    assert mentorship.agreements.get().points == {"booking": "The newcomer"}
    read = late.context["form"]["read"].value()
    browsers[0].post(page(mentorship), {"read": read, "booking": "In turns"})
    assert mentorship.agreements.get().points == {"booking": "In turns"}


def test_before_both_have_answered_nothing_is_settled_by_a_made_up_form(mentorship, browsers):
    answer_all(browsers[0], mentorship)

    assert browsers[0].post(page(mentorship), {"booking": "Me"}).url == page(mentorship)
    assert mentorship.agreements.get().points == {}


def test_after_both_have_answered_the_questions_lead_to_both_sides(mentorship, browsers):
    both_answer(browsers, mentorship)

    late = browsers[0].post(step(mentorship, 7), {"hope": "A job."})
    text = late.content.decode()
    assert (late.status_code, late.context["form"]["hope"].value()) == (422, "A job.")
    assert "Now settle together what shall hold." in text
    assert f'href="{page(mentorship)}">See how it stands now' in text
    assert browsers[0].get(step(mentorship, 1)).url == page(mentorship)
    assert set(Expectations.objects.values_list("answers__hope", flat=True)) == {"To find my way."}


def test_where_the_questions_are_not_asked_the_page_leads_to_the_agreement(mentorship, browsers):
    type(mentorship.cohort.programme).objects.update(asks_expectations=False)

    assert browsers[0].get(page(mentorship)).url == agreement(mentorship)
    late = browsers[0].post(step(mentorship, 7), {"hope": "A job."})
    assert (late.status_code, late.context["form"]["hope"].value()) == (422, "A job.")
    assert "First say how you want" not in browsers[0].get(agreement(mentorship)).content.decode()


def test_the_agreement_leads_to_the_questions_and_can_be_signed_without_them(mentorship, browsers):
    mentor = browsers[0]
    assert "First say how you want to work together" in mentor.get(agreement(mentorship)).content.decode()
    for browser in browsers:
        read = browser.get(agreement(mentorship)).context["form"]["read"].value()
        browser.post(agreement(mentorship), {"has_read": "on", "name": "Robin Reed", "read": read})

    mentorship.refresh_from_db()
    assert mentorship.state == "active"


def test_home_and_mentorship_say_what_comes_first(mentorship, browsers):
    mentor, mentee = browsers
    home = reverse("participant:mentorship-home", args=[mentorship.public_id])

    def told(browser):
        pages = [browser.get(address).content.decode() for address in (reverse("participant:home"), home)]
        words = (
            "Say how you want to work together",
            "Settle what you expect of each other",
            "Sign your agreement",
        )
        return [[word for word in words if word in text] for text in pages]

    assert told(mentee) == [["Say how you want to work together"]] * 2
    answer_all(mentee, mentorship)
    assert told(mentee) == [[], []]
    assert "You have answered. Once" in mentee.get(home).content.decode()
    answer_all(mentor, mentorship)
    assert told(mentee) == [["Settle what you expect of each other"]] * 2
    assert told(mentor) == [[], []]
    mentee.post(page(mentorship), {"booking": "The newcomer"})
    assert told(mentor) == told(mentee) == [["Sign your agreement"]] * 2
