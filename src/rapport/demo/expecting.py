"""What the demo's pairs expect of each other: one pair settles it before they sign, another still waits for one answer."""

from typing import TYPE_CHECKING

from rapport.core.actors import Actor
from rapport.mentorships.selectors.expectations import suggested_points
from rapport.mentorships.services.expectations import answer_expectations, settle_expectations

if TYPE_CHECKING:
    from rapport.mentorships.models import Mentorship

OF_A_MENTOR = {
    "often": "monthly",
    "minutes": "45",
    "channels": ["in-person", "messages"],
    "response": "3",
    "confidential": "ask-first",
    "booking": "mentee",
    "notice": "1",
    "hope": "That you find your own way of learning, and that I learn to listen.",
    "give": "An hour a month, my notes of the second year, and honest words.",
}
OF_A_MENTEE = {
    "often": "fortnightly",
    "minutes": "45",
    "channels": ["in-person", "video", "messages"],
    "response": "2",
    "confidential": "ask-first",
    "booking": "mentee",
    "notice": "1",
    "hope": "To stop learning the night before, and to know whom to ask when I am lost on the ward.",
    "give": "I come prepared, and I say when something does not help.",
}


def settle(mentorship: "Mentorship", *, mentor: Actor, mentee: Actor) -> None:
    """Let both answer alone; the mentee writes down what they settle on, as it is suggested."""
    answer_expectations(mentorship, by=mentor, answers=OF_A_MENTOR)
    answer_expectations(mentorship, by=mentee, answers=OF_A_MENTEE)
    settle_expectations(mentorship, by=mentee, points=suggested_points(mentorship, by=mentee))


def answer_first(mentorship: "Mentorship", *, mentor: Actor) -> None:
    """Let the mentor answer; nobody reads it before the mentee has."""
    answer_expectations(mentorship, by=mentor, answers=OF_A_MENTOR)
