"""The whole story, from two spreadsheets to a confirmed meeting, by everybody who is in it."""

import pytest

from rapport.cli.verify import all_invariants
from tests.e2e import coordinator, participant, spreadsheets
from tests.e2e.conftest import OWNER
from tests.e2e.device import sign_in

DIVYA, PRIYA, BJOERN = "divya@elm.example", "priya@elm.example", "bjoern@elm.example"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_programme_goes_from_spreadsheets_to_a_confirmed_meeting(take_device, size):
    owner = take_device(size)
    owner.open("/")
    owner.look("front-door", "Mentoring that happens")
    owner.follow("Sign in")
    sign_in(owner, OWNER)
    coordinator.make_programme(owner)
    coordinator.appoint_coordinator(owner)

    desk = take_device(size)
    desk.open("/account/login/")
    sign_in(desk, coordinator.COORDINATOR)
    coordinator.bring_people_in(desk, spreadsheets.MENTORS, spreadsheets.MENTEES)
    coordinator.set_matching_up(desk)
    coordinator.match(desk, number=1)
    coordinator.weigh_proposals(desk)
    coordinator.match(desk, number=2)
    desk.sees("pinned", "Björn Åkesson")
    coordinator.read_who_is_left(desk)
    coordinator.read_what_changed(desk)
    coordinator.release(desk)

    mentor, mentee = two_say_yes(take_device, size)
    one_says_no(take_device(size))
    both_say_what_they_expect(mentor, mentee)
    both_sign(mentor, mentee)
    they_meet(mentor, mentee)
    they_change_their_agreement(mentor, mentee)

    coordinator.see_how_it_goes(desk)
    assert broken_invariants() == []


def two_say_yes(take_device, size):
    mentor, mentee = take_device(size), take_device(size)
    participant.open_letter(mentor, DIVYA)
    participant.accept(mentor, other="Priya Nair")
    mentor.look("accepted-first", "Now it is for Priya Nair to answer")
    participant.open_letter(mentee, PRIYA)
    participant.accept(mentee, other="Divya Iyer")
    mentee.look("accepted-second", "You are a pair now.")
    return mentor, mentee


def one_says_no(mentee):
    participant.open_letter(mentee, BJOERN)
    participant.decline(mentee, other="Zoë Schäfer", reason="I would rather learn with a physicist.")


def both_say_what_they_expect(mentor, mentee):
    participant.answer_questions(
        mentee, hope="To find my way in the first year.", give="Questions.", notice="At least two days before"
    )
    mentee.look("answered-first", "As soon as the other has, too", "has not answered yet")
    participant.open_letter(mentor, DIVYA)
    participant.answer_questions(mentor, hope="To hear how you are.", give="Time, and what I learned myself.")
    mentor.look("answered-second", "That was the last question.", "you differ")
    participant.open_letter(mentee, PRIYA)
    participant.settle(mentee, hope="To hear how you are.")


def both_sign(mentor, mentee):
    participant.sign(mentee, name="Priya Nair")
    mentee.look("signed-first", "You have signed. Your first meeting waits for the other signature")
    participant.open_letter(mentor, DIVYA)
    participant.sign(mentor, name="Divya Iyer")
    mentor.look("signed-second")


def they_meet(mentor, mentee):
    mentee.open("/")
    mentee.look("mentee-home")
    mentee.follow("Open your mentorship")
    mentee.look("mentorship", "Divya Iyer", "Agreement signed by both")
    participant.record_meeting(mentee)
    mentee.sees("Waits for Divya Iyer to confirm.")
    mentor.open("/")
    mentor.look("mentor-home")
    mentor.follow("Open your mentorship")
    mentor.look("mentorship-to-confirm", "Waits for you to confirm.")
    participant.open_letter(mentor, DIVYA)
    participant.confirm_meeting(mentor)
    mentor.go_to("Register")
    mentor.look("own-register", "Library")


def they_change_their_agreement(mentor, mentee):
    mentee.open("/")
    mentee.follow("Open your mentorship")
    participant.propose_change(
        mentee, words="Within a week", reason="I have exams until June.", name="Priya Nair"
    )
    participant.open_letter(mentor, DIVYA)
    mentor.look("change-to-read", "Priya Nair proposes a change", "I have exams until June.")
    participant.sign_change(mentor, name="Divya Iyer")
    mentor.look("change-signed", "From now on the new version holds.")
    mentor.follow("Agreement")
    mentor.unfold("Version 1")
    mentor.look("earlier-version", "Earlier versions", "Within a week")


def broken_invariants():
    """What `rapport verify` would find, the audit chain among it."""
    return [sentence for check in all_invariants().values() for sentence in check()]
