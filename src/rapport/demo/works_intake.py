"""The works' next intake in the demo: some have applied, one is still writing, three wait behind an offer."""

from typing import TYPE_CHECKING, Any

from rapport.core.actors import Actor
from rapport.demo import guardians, reviewing, screening
from rapport.demo.applying import Applicant, apply, decide
from rapport.demo.past import days_ago
from rapport.programmes.choices import ParticipantRole
from rapport.questionnaires.choices import AGREED
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.services.forms import publish_form, set_application_form
from rapport.recruitment.services.invitations import invite_list, make_link

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort

INVITED = """\
Beatrix Holm, beatrix.holm@demo.example
Sunil Mehta, sunil.mehta@demo.example
gerda.novak@demo.example
"""


def recruit(cohort: "Cohort", *, by: Actor) -> None:
    """Publish the page, invite some, let people apply, and decide about a few."""
    with days_ago(12):
        set_application_form(
            cohort,
            by=by,
            places={ParticipantRole.MENTEE: 1},
            minutes=10,
            offers_by_itself=True,
            admits_minors=True,
            eligibility="Everybody who has been here for a year.",
        )
        form = publish_form(cohort, by=by)
    with days_ago(11):
        invite_list(cohort, role=ParticipantRole.MENTOR, text=INVITED, days=30, by=by)
        make_link(cohort, days=60, label="Staff newsletter", by=by)
    for each in _applicants():
        apply(form, each)
    with days_ago(2):
        reviewing.ask_about_all(cohort, by=by)
    screening.ask_referees(cohort, by=by)
    with days_ago(1):
        reviewing.talk_with(cohort, "Noor Haddad", interviewers=reviewing.REVIEWERS, by=by)
        reviewing.note_what_speaks_against(cohort, by=by)
        reviewing.give_most(cohort)
        decide(cohort, "Siddiqui", to=ApplicationState.OFFERED, by=by)
    guardians.answer_one(cohort, by=by)
    for name in ("Hollis", "Lind", "Blum"):
        with days_ago(1):
            decide(
                cohort, name, to=ApplicationState.WAITLISTED, by=by, reason="One place for a mentee so far."
            )


def _applicants() -> list[Applicant]:
    return [
        Applicant(
            ParticipantRole.MENTEE,
            "Noor Haddad",
            {
                "department": "Assembly",
                "grade": "Officer",
                "topics": ["Leadership", "Presenting"],
                **_reasons(
                    "I lead my first team since March, and would like to be calm when things go wrong.",
                    "How others stop a line without shouting. I have done two courses, and keep a notebook.",
                    hours="3 to 4 hours",
                ),
            },
            days=3,
        ),
        Applicant(
            ParticipantRole.MENTOR,
            "Ewan Sinclair",
            {
                "department": "Purchasing",
                "grade": "Senior manager",
                "topics": ["Leadership"],
                **_reasons(
                    "Somebody took the time for me twenty years ago.",
                    "How younger colleagues want to be told things. I have asked my team, and they are polite.",
                ),
            },
            days=4,
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "Judith Hollis",
            {
                "department": "Sales",
                "grade": "Assistant",
                "topics": ["Confidence"],
                **_reasons(
                    "I want to speak up in meetings.",
                    "To say one thing in every meeting. I have tried it in the small ones.",
                ),
            },
            days=5,
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "Omar Siddiqui",
            {
                "department": "Logistics",
                "grade": "Officer",
                "topics": ["Presenting"],
                **_reasons(
                    "I would like to explain our numbers so that others listen.",
                    "How Design shows what it does. I drew my last report by hand, and people read it.",
                ),
            },
            days=6,
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "Petra Lind",
            {
                "department": "Purchasing",
                "grade": "Assistant",
                "topics": ["Time management"],
                **_reasons(
                    "I start too many things at once.",
                    "What to say no to. I have a list, and it is too long.",
                ),
            },
            guardian="Karin Lind",
            days=7,
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "Grete Blum",
            {
                "department": "Design",
                "grade": "Senior officer",
                "topics": ["Leadership"],
                **_reasons(
                    "To find out whether leading is for me.",
                    "What leaders do all day. I have looked after two trainees.",
                ),
            },
            guardian="Bernd Blum",
            days=8,
        ),
        Applicant(ParticipantRole.MENTEE, "Tam Nguyen", {"department": "Design"}, days=9, has_sent=False),
    ]


def _reasons(why: str, to_learn: str, *, hours: str = "1 to 2 hours") -> dict[str, Any]:
    """Return the answers to what the preset for staff asks of those who apply."""
    return {
        "applying--why": why,
        "applying--hours": hours,
        "applying--to-learn": to_learn,
        "applying--outside-the-line": AGREED,
    }
