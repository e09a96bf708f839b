"""From the preset to the pool: a programme for peers is published, somebody applies on a phone over two sittings, is
interviewed, accepted and trained; only then is she matched."""

import pytest

from rapport.cli.verify import all_invariants
from tests.e2e import coordinator, participant, post
from tests.e2e.conftest import OWNER
from tests.e2e.device import Device, sign_in

ADA, RENA = "ada@elm.example", "rena@elm.example"


# Ten minutes for a programme of a kind with its cohort and its page: fifteen seconds for each click and each field.
MOST_ACTS = 40


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "without-scripts"])
def test_a_peer_mentor_from_the_poster_to_the_pool(take_device, figure, has_scripts):
    story = "recruiting" if has_scripts else "recruiting-without-scripts"

    def take(size, who):
        return take_device(size, story=f"{story}-{who}", has_scripts=has_scripts)

    desk = take("desktop", "desk")
    desk.open("/account/login/")
    sign_in(desk, OWNER)
    desk.acts = 0
    coordinator.make_programme(desk, kind="Peer mentoring")
    link = publish_page(desk)
    figure(f"from the preset to the published page: {desk.acts} clicks and fields, at most {MOST_ACTS}")
    assert desk.acts <= MOST_ACTS
    appoint_reviewer(desk)
    publish_course(desk)
    add_mentee(desk)

    begin(take("phone", "phone"), link)
    another_day = take("phone", "phone")
    finish(another_day)

    assign(desk)
    review(take("desktop", "reviewer"))
    accept(desk)

    match(desk)
    desk.follow("Without a match")
    desk.look("unmatched", "Tom Tate", "Ada Ames has not done the training “Being a peer mentor” yet.")

    another_day.open(post.link_for(ADA))
    participant.study(another_day, name="Ada Ames", kind="peer-mentoring", mentor="peer mentor")

    match(desk)
    desk.look("proposals", "Tom Tate", "Ada Ames")
    assert [sentence for check in all_invariants().values() for sentence in check()] == []


def appoint_reviewer(desk: Device) -> None:
    desk.go_to("Team")
    desk.follow("Appoint somebody")
    desk.type("Name", "Rena Roy")
    desk.type("E-mail address", RENA)
    desk.choose("Role", "Reviewer")
    desk.choose("Programme", "Peer mentoring")
    desk.press("Appoint")
    desk.look("team", "Rena Roy")


def publish_course(desk: Device) -> None:
    """Take the course for mentors, without its minutes: a test cannot wait for them."""
    desk.go_to("Training")
    desk.look("training-empty", "No course is published")
    desk.follow("Go to the courses")
    desk.look("courses", "Being a peer mentor")
    desk.follow("Being a peer mentor")
    desk.look("course", "at least 10 minutes must count")
    desk.follow("Edit")
    desk.type("Minutes it takes at least", "0")
    desk.press("Save")
    desk.press("Publish")
    desk.look("course-published", "published")


def publish_page(desk: Device) -> str:
    desk.go_to("Recruiting")
    desk.type("Who can apply", "Everybody in the second year.")
    desk.press("Save")
    desk.press("Publish the page")
    desk.look("recruiting", "The page is public. Share its link.")
    return desk.page.get_by_role("link", name="/join/").get_attribute("href")


def add_mentee(desk: Device) -> None:
    desk.go_to("Participants")
    desk.follow("Mentee", within=desk.page.get_by_role("main"))
    desk.type("Name", "Tom Tate")
    desk.type("E-mail address", "tom@elm.example")
    desk.press("Add")
    desk.look("participants", "Tom Tate")


def begin(phone: Device, link: str) -> None:
    phone.open(link)
    phone.look("public-page", "Everybody in the second year.")
    phone.follow("Apply as a peer mentor")
    phone.type("Your e-mail address", ADA)
    phone.press("Send me a code")
    phone.type("Code", post.code_for(ADA))
    phone.press("Sign in")
    phone.press("Begin my application")
    phone.look("first-step")
    phone.type("Your name", "Ada Ames")
    phone.press("Save and stop for today")
    phone.look("stopped", "Saved. Come back whenever you like")


def finish(phone: Device) -> None:
    phone.open("/account/login/")
    sign_in(phone, ADA)
    phone.follow("Open")
    phone.follow("Go on writing")
    phone.look("second-sitting", "Year")
    phone.press("Save and go on")
    phone.look("for-the-decision", "For the application")
    phone.type("Why would you like to take part", "I was lost here for a term. Nobody has to be.")
    phone.choose("How many hours a month", "3 to 4 hours")
    phone.type("A newcomer tells you something", "I listen, and say whom I would ask.")
    phone.tick("I will do the training for peer mentors")
    phone.press("Save and go on")
    phone.look("check", "Ada Ames")
    phone.press("Send my application")
    phone.look("sent", "Your application has arrived.")


def assign(desk: Device) -> None:
    desk.go_to("Applications")
    desk.look("applications", "Ada Ames", "1 waiting for a decision")
    desk.follow("Ada Ames")
    desk.follow("Assign reviewers", within=desk.page.get_by_role("main"))
    desk.tick("Rena Roy")
    desk.look("assign", "Who reviews Ada Ames?")
    desk.press("Assign, and let them know")
    desk.look("assigned", "1 review is asked for.", "Not given yet.")


def review(device: Device) -> None:
    """Talk with the applicant, then give a review."""
    device.open(post.link_for(RENA))
    sign_in(device, RENA)
    device.look("reviews", "1 application waits for your word.")
    device.follow("Ada Ames")
    device.follow("Note down an interview")
    device.look("interview", "Write down what was said")
    device.page.get_by_role("main").locator("textarea").first.fill(
        "She was new here last year, and remembers it well."
    )
    device.press("Save the sheet")
    device.look("interviewed", "She was new here last year")
    for points in device.page.locator("fieldset").filter(has=device.page.get_by_label("4", exact=True)).all():
        points.get_by_label("4", exact=True).check()
    device.tick("Yes")
    device.type("Why?", "Warm, and on time.")
    device.look("review")
    device.press("Give the review")
    device.look("review-given", "Warm, and on time.")


def accept(desk: Device) -> None:
    desk.go_to("Applications")
    desk.follow("Ada Ames")
    desk.look("application", "4.0 of 5 so far.", "Warm, and on time.", "She was new here last year")
    desk.follow("Accept")
    desk.look("decision", "You are in", "What comes before the match: the training “Being a peer mentor”.")
    desk.press("Decide and send the letter")
    desk.look("decided", "Decided. The letter is on its way.", "accepted")


def match(desk: Device) -> None:
    desk.go_to("Matching")
    desk.press("Match 1 mentee now")
    post.let_the_worker_work()
    if desk.has_scripts:
        desk.page.wait_for_url("**/proposals/")
    else:
        desk.follow("Look again")
        desk.follow("See the proposals")
