"""From a public page to a participant: a coordinator publishes, somebody applies on a phone over two sittings."""

import pytest

from rapport.cli.verify import all_invariants
from tests.e2e import coordinator, post
from tests.e2e.conftest import OWNER
from tests.e2e.device import sign_in

ADA = "ada@elm.example"


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "without-scripts"])
def test_somebody_applies_on_a_phone_and_takes_part(take_device, has_scripts):
    story = "applying" if has_scripts else "applying-without-scripts"
    desk = take_device("desktop", story=f"{story}-desk", has_scripts=has_scripts)
    desk.open("/account/login/")
    sign_in(desk, OWNER)
    coordinator.make_programme(desk)
    ask_one_thing_more(desk)
    link = publish(desk)

    phone = take_device("phone", story=story, has_scripts=has_scripts)
    begin(phone, link)
    first_sitting(phone)
    other_phone = take_device("phone", story=story, has_scripts=has_scripts)
    second_sitting(other_phone)

    accept(desk)
    phone_reads_the_answer(other_phone)
    assert [sentence for check in all_invariants().values() for sentence in check()] == []


def ask_one_thing_more(desk):
    desk.go_to("Participants")
    desk.follow("Questions")
    desk.follow("Add a question")
    desk.type("Question", "Where did you hear of us?")
    desk.choose("Kind of answer", "Free text")
    desk.type("Section", "One thing more")
    desk.tick("Must be answered")
    desk.tick("Only for applying")
    desk.press("Add the question")
    desk.look(
        "questions", "Why would you like to take part", "Where did you hear of us?", "only for applying"
    )
    desk.follow("Preview")
    desk.look("preview", "For the application", "One thing more")


def publish(desk):
    desk.go_to("Recruiting")
    desk.look("recruiting-before", "Nobody sees it before you publish it.")
    desk.type("Who can apply", "Everybody in the first year.")
    desk.type("Minutes that it takes", "10")
    desk.press("Save")
    desk.press("Publish the page")
    desk.look("recruiting", "The page is public. Share its link.")
    return desk.page.get_by_role("link", name="/join/").get_attribute("href")


def begin(phone, link):
    phone.open(link)
    phone.look("public-page", "Everybody in the first year.", "About 10 minutes")
    phone.follow("Apply as a mentee")
    phone.look("begin", "go on another day")
    phone.press("Send me a code")
    phone.look("begin-empty", "Please look at this again")
    phone.type("Your e-mail address", ADA)
    phone.press("Send me a code")
    phone.type("Code", post.code_for(ADA))
    phone.press("Sign in")
    phone.look("begin-signed-in", f"You are signed in as {ADA}.")
    phone.press("Begin my application")


def first_sitting(phone):
    phone.look("first-step", "step 1 of 3")
    phone.press("Save and go on")
    phone.look("first-step-empty", "Please look at this again")
    phone.type("Your name", "Ada Ames")
    phone.press("Save and stop for today")
    phone.look("stopped", "Saved. Come back whenever you like", "You have not sent it yet.")


def second_sitting(phone):
    phone.open("/account/login/")
    sign_in(phone, ADA)
    phone.look("my-applications", "My applications")
    phone.follow("Open")
    phone.follow("Go on writing")
    phone.press("Save and go on")
    say_why_and_how(phone)
    phone.look("last-step", "One thing more", "step 3 of 3")
    phone.type("Where did you hear of us?", "At the library.")
    phone.press("Save and go on")
    phone.look("check", "Ada Ames", "I have just arrived, and know nobody.")
    phone.press("Send my application")
    phone.look("sent", "Your application has arrived.")


def say_why_and_how(phone):
    """Answer what the preset asks of those who apply; too little time opens one question more."""
    phone.look("second-step", "For the application", "step 2 of 3")
    phone.type("Why would you like to take part", "I have just arrived, and know nobody.")
    phone.choose("How many hours a month", "Less than 1 hour")
    phone.type("When was something hard", "Fractions. I asked my sister, and drew them.")
    phone.tick("I will come to the meetings")
    phone.press("Save and go on")
    phone.look("second-step-opened", "Please look at this again", "Less than an hour a month is not much.")
    phone.type("How would you make the meetings fit in?", "On Fridays I could stay longer.")
    phone.press("Save and go on")


def accept(desk):
    desk.go_to("Applications")
    desk.look("applications", "Ada Ames", "1 waiting for a decision")
    desk.follow("Ada Ames")
    desk.look("application", "I have just arrived, and know nobody.")
    desk.follow("Accept")
    desk.type("What you add to the letter", "We meet on Monday.")
    desk.press("Show it with my words")
    desk.look("decision", "You are in", "We meet on Monday.")
    desk.press("Decide and send the letter")
    desk.look("decided", "Decided. The letter is on its way.", "accepted")


def phone_reads_the_answer(phone):
    phone.open(post.link_for(ADA))
    phone.look("home", "You are in. No match yet.")
