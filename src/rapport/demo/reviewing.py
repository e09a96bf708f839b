"""How the works' applications are reviewed in the demo: two reviewers, who do not always agree."""

from typing import TYPE_CHECKING

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.programmes.choices import StaffRole
from rapport.programmes.services.organisations import appoint_staff
from rapport.recruitment.choices import Light
from rapport.recruitment.selectors import applications_of_cohort
from rapport.recruitment.selectors.reviews import own_reviews, review_criteria, reviewers_of
from rapport.recruitment.services.interviews import record_interview
from rapport.recruitment.services.reservations import note_reservation, settle_reservation
from rapport.recruitment.services.reviews import assign_reviewers, give_review, write_review

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort, Programme

REVIEWERS = ("Imani Wright", "George Pell")
SAID = {
    ("Imani Wright", "Noor Haddad"): (
        (5, 4, 4, 5),
        "yes",
        "Names a real situation, and what she wants to do differently. Has cleared two Thursdays a month with her lead.",
    ),
    ("George Pell", "Noor Haddad"): (
        (4, 4, 2, 4),
        "maybe",
        "A good reason and a good fit. Three shifts a week in Assembly: I would ask how she gets to the meetings.",
    ),
    ("George Pell", "Ewan Sinclair"): (
        (4, 3, 5, 4),
        "yes",
        "Knows what it is to be helped, and has the time. He could say more about what he would rather not do.",
    ),
}

NOTES = {
    "why-now": "Became team lead in March. “I answer too fast when a line stands still, and hear about it later.”",
    "different": "That the team comes to her before something goes wrong. Would count how often they do.",
    "tried": "Two courses, and a notebook in which she writes what she would say differently. Kept it for six weeks.",
    "learned-from": "Her first supervisor: asked questions and waited for the answer.",
    "time": "Thursdays from 14:00, agreed with her lead. Three shifts a week; August is stocktaking.",
    "questions": "Whether a mentor may be from another site. We said yes, by video.",
}


def appoint_reviewers(programme: "Programme", *, by: Actor) -> None:
    for name in REVIEWERS:
        email = f"{name.lower().replace(' ', '.')}@demo.example"
        appoint_staff(by=by, email=email, name=name, role=StaffRole.REVIEWER, programme=programme)


def assign_all(cohort: "Cohort", *, by: Actor) -> None:
    """Ask both reviewers about every application that was sent."""
    ids = [each.public_id for each in applications_of_cohort(cohort, by=by)]
    reviewers = [each for each in reviewers_of(cohort.programme) if each.name in REVIEWERS]
    assign_reviewers(
        cohort, ids=ids, reviewers=[each.public_id for each in reviewers], each=len(reviewers), by=by
    )


def talk_with_noor(cohort: "Cohort", *, by: Actor) -> None:
    """One of the applicants was interviewed, by two."""
    reviewers = [each for each in reviewers_of(cohort.programme) if each.name in REVIEWERS]
    noor = applications_of_cohort(cohort, by=by, text="Noor")[0]
    record_interview(
        noor,
        by=by,
        held_on=clock.today(cohort.programme.time_zone),
        interviewers=[each.public_id for each in reviewers],
        notes=NOTES,
    )


def note_what_speaks_against(cohort: "Cohort", *, by: Actor) -> None:
    """One thing to talk about before Ewan is accepted, and one that is settled."""
    ewan, judith = (applications_of_cohort(cohort, by=by, text=name)[0] for name in ("Ewan", "Judith"))
    note_reservation(
        ewan,
        light=Light.RED,
        note="His line manager called on Monday: he has been asked to lead the purchase of the new press from "
        "January. She does not know when he would have the time.",
        by=by,
    )
    late = note_reservation(
        judith,
        light=Light.AMBER,
        note="Did not come to the information meeting that she had signed up for.",
        by=by,
    )
    settle_reservation(
        late, settlement="I asked: her shift was changed that morning, and she wrote on the day.", by=by
    )


def give_most(cohort: "Cohort") -> None:
    """Let the reviewers say what they say; some of it still waits."""
    criteria = review_criteria(cohort.programme)
    for profile in reviewers_of(cohort.programme):
        by = Actor(profile.person, profile.organisation, StaffRole.REVIEWER)
        for review in own_reviews(by):
            if (profile.name, review.application.name) in SAID:
                points, recommendation, comment = SAID[profile.name, review.application.name]
                scores = {each.public_id: points[place] for place, each in enumerate(criteria)}
                write_review(review, by=by, scores=scores, recommendation=recommendation, comment=comment)
                give_review(review, by=by)
