"""How applications are reviewed in the demo: two reviewers of the works do not always agree; the institute has one."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.demo.applying import application_of
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
    ("Nasreen Akhtar", "Shabnam Raza"): (
        (5, 4, 5, 5),
        "yes",
        "Remembers what helped her and does not make a rule of it. Knows whom to send people to, and that she goes along.",
    ),
    ("Nasreen Akhtar", "Tenzin Dolma"): (
        (4, 3, 4, 3),
        "yes",
        "Has learned from advice that went wrong. I would talk with her about hours: she already helps half a hostel.",
    ),
    ("George Pell", "Ewan Sinclair"): (
        (4, 3, 5, 4),
        "yes",
        "Knows what it is to be helped, and has the time. He could say more about what he would rather not do.",
    ),
}

NOTES = {
    "Noor Haddad": {
        "why-now": "Became team lead in March. “I answer too fast when a line stands still, and hear about it later.”",
        "different": "That the team comes to her before something goes wrong. Would count how often they do.",
        "tried": "Two courses, and a notebook in which she writes what she would say differently. Kept it for six weeks.",
        "learned-from": "Her first supervisor: asked questions and waited for the answer.",
        "time": "Thursdays from 14:00, agreed with her lead. Three shifts a week; August is stocktaking.",
        "questions": "Whether a mentor may be from another site. We said yes, by video.",
    },
    "Shabnam Raza": {
        "why-now": "A final-year student did it for her and has left. “Somebody should take that chair.”",
        "taught": "Her cousin, drug calculations: they drew the syringes. He did the last ten alone and got eight right.",
        "advice-not-taken": "Told a friend to see the tutor. The friend did not, failed, and came back. “I said nothing "
        "about it. She knew.”",
        "worry": "Would say that she cannot keep that, and come to us the same day, with them if they want.",
        "when-new": "Nobody told her that one may ask for more time. She did not, and repeated nothing only by luck.",
        "midnight": "“I read it in the morning. I would say that at the beginning, so that it is no answer to anybody.”",
        "time": "Tuesdays from four, in the library. Wards on Mondays and Thursdays; finals in May.",
        "needs": "Somebody to ring when she is not sure. We gave her Padma’s number.",
        "questions": "Whether she may tell about her grandmother. Yes, as much as she likes.",
    },
    "Tenzin Dolma": {
        "why-now": "Explains the hostel to everybody who moves in. Would like to do it “for one, and to the end”.",
        "taught": "Two juniors, how to tape an ankle. They taped hers, badly, then well.",
        "advice-not-taken": "Told somebody that a teacher never fails anyone. He did. Has been careful since.",
        "worry": "Asked what counts as serious. When we had said it: to us, at once, and stay with them meanwhile.",
        "when-new": "The language of the canteen. A cook helped her, not a student.",
        "midnight": "Would answer, she says. We talked about why that is hard to stop once it has begun.",
        "time": "Saturday mornings. Works in the hostel office on two evenings.",
        "at-ease": "Would rather not have anybody from her own corridor.",
        "needs": "The training, and a room that is not her own.",
    },
}


def appoint_reviewers(programme: "Programme", *, by: Actor) -> None:
    for name in REVIEWERS:
        email = f"{name.lower().replace(' ', '.')}@demo.example"
        appoint_staff(by=by, email=email, name=name, role=StaffRole.REVIEWER, programme=programme)


def ask_about(cohort: "Cohort", names: Iterable[str], *, reviewers: Sequence[str], by: Actor) -> None:
    """Ask all these reviewers about the applications of these people."""
    ids = [application_of(cohort, name, by=by).public_id for name in names]
    chosen = _reviewers(cohort, reviewers)
    assign_reviewers(cohort, ids=ids, reviewers=chosen, each=len(chosen), by=by)


def ask_about_all(cohort: "Cohort", *, by: Actor) -> None:
    """Ask the works' reviewers about every application that was sent."""
    names = [each.name for each in applications_of_cohort(cohort, by=by)]
    ask_about(cohort, names, reviewers=REVIEWERS, by=by)


def talk_with(cohort: "Cohort", name: str, *, interviewers: Sequence[str], by: Actor) -> None:
    """Note what was said in an interview on this day."""
    record_interview(
        application_of(cohort, name, by=by),
        by=by,
        held_on=clock.today(cohort.programme.time_zone),
        interviewers=_reviewers(cohort, interviewers),
        notes=NOTES[name],
    )


def _reviewers(cohort: "Cohort", names: Sequence[str]) -> list[str]:
    return [each.public_id for each in reviewers_of(cohort.programme) if each.name in names]


def note_what_speaks_against(cohort: "Cohort", *, by: Actor) -> None:
    """One thing to talk about before Ewan is accepted, and one that is settled."""
    ewan, judith = (application_of(cohort, name, by=by) for name in ("Ewan", "Judith"))
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
            if not review.is_given and (profile.name, review.application.name) in SAID:
                points, recommendation, comment = SAID[profile.name, review.application.name]
                scores = {each.public_id: points[place] for place, each in enumerate(criteria)}
                write_review(review, by=by, scores=scores, recommendation=recommendation, comment=comment)
                give_review(review, by=by)
