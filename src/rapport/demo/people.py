"""The made-up people of the demo, drawn once and for all: the same seed gives the same people."""

import random
from dataclasses import dataclass
from typing import Any

from rapport.programmes.choices import ParticipantRole
from rapport.programmes.presets.questions import TOPICS
from rapport.questionnaires.choices import AGREED

HALF_HOURS_A_DAY = 48
DEPARTMENTS = ("Nursing", "Physiotherapy", "Pharmacy", "Radiography", "Laboratory science")
LANGUAGES = ("English", "Hindi", "Urdu", "Malayalam", "Tamil", "Bengali")
ABOUT_MENTOR = (
    "I failed anatomy once and learned how to plan after that.",
    "I came here from a small town and know how loud the first month is.",
    "I enjoy explaining things until they are simple.",
    "I organise the student conference and like to get quiet people on stage.",
    "I work on the wards three days a week; ask me about real shifts.",
)
ABOUT_MENTEE = (
    "I am the first in my family at a college.",
    "I study well alone, but panic before exams.",
    "I would like to know what the wards are really like.",
    "I moved here in September and know hardly anybody.",
    "I want to find out which field suits me.",
)

MENTORS = (
    "Divya Iyer",
    "Ravi Kumar",
    "Anil Fernandes",
    "Leela Thomas",
    "Meera Pillai",
    "Vikram Gill",
    "Farah Siddiqui",
    "Joseph Mathew",
    "Nandini Bose",
    "Imran Sheikh",
    "Kavya Menon",
    "Arjun Rathore",
    "Sunita Das",
    "Gurpreet Singh",
    "Latha Krishnan",
    "Omar Khan",
)
LATE_MENTORS = ("Zoya Ahmed", "Peter Samuel", "Rekha Nambiar", "Dev Anand")
MENTEES = (
    "Prem Nair",
    "Lubna Qureshi",
    "Huma Beg",
    "John Oram",
    "Tara Nanda",
    "Kiran Shah",
    "Rohan Kapoor",
    "Aisha Rahman",
    "Deepak Yadav",
    "Maria D’Souza",
    "Pooja Reddy",
    "Sameer Ali",
    "Neha Gupta",
    "Abdul Karim",
    "Ritu Sharma",
    "Thomas Varghese",
    "Fatima Noor",
    "Manoj Tiwari",
    "Sneha Kulkarni",
    "Yusuf Ansari",
    "Anjali Mishra",
    "Bhavna Joshi",
    "Chirag Patel",
    "Esther Lal",
    "Harish Verma",
    "Isha Malhotra",
    "Jaya Prasad",
    "Kabir Saxena",
    "Sana Mirza",
    "Mohan Lal",
    "Nisha Rao",
    "Pankaj Dubey",
    "Rukmini Devi",
    "Salim Javed",
)


@dataclass(frozen=True)
class Profile:
    """One made-up person, as they would fill in the form."""

    name: str
    email: str
    answers: dict[str, Any]
    availability: list[int]


def mentors() -> list[Profile]:
    draw = random.Random(3)  # noqa: S311 - made-up people need no secrets
    return [
        _profile(draw, name, years=("Third year", "Final year", "Intern"), about=ABOUT_MENTOR)
        for name in MENTORS
    ]


def late_mentors() -> list[Profile]:
    """Return those who join when the training is in place already, and do it."""
    draw = random.Random(17)  # noqa: S311 - as above
    return [_profile(draw, name, years=("Final year", "Intern"), about=ABOUT_MENTOR) for name in LATE_MENTORS]


def mentees() -> list[Profile]:
    draw = random.Random(11)  # noqa: S311 - as above
    return [_profile(draw, name, years=("First year", "Second year"), about=ABOUT_MENTEE) for name in MENTEES]


def _profile(draw: random.Random, name: str, *, years: tuple[str, ...], about: tuple[str, ...]) -> Profile:
    answers = {
        "department": draw.choice(DEPARTMENTS),
        "year": draw.choice(years),
        "topics": sorted(draw.sample(TOPICS, 3)),
        "languages": ["English", draw.choice(LANGUAGES[1:])],
        "about": draw.choice(about),
    }
    return Profile(name, _email(name), answers, _free_hours(draw))


def _email(name: str) -> str:
    return f"{name.lower().replace('’', '').replace(' ', '.')}@demo.example"


def _free_hours(draw: random.Random) -> list[int]:
    """Return two free hours on each of three weekdays, as half-hours of the week."""
    starts = [day * HALF_HOURS_A_DAY + draw.choice((32, 34, 36)) for day in sorted(draw.sample(range(5), 3))]
    return [start + step for start in starts for step in range(4)]


INVITED = """\
Beatrix Holm, beatrix.holm@demo.example
Sunil Mehta, sunil.mehta@demo.example
gerda.novak@demo.example
"""


@dataclass(frozen=True)
class Applicant:
    """Somebody who applies; who gives no reasons is still writing."""

    role: str
    email: str
    name: str
    answers: dict[str, Any]
    reasons: str
    to_learn: str = ""
    hours: str = "1 to 2 hours"
    guardian: str = ""

    @property
    def all_answers(self) -> dict[str, Any]:
        """Return what takes part in the match, and what the preset for staff asks of those who apply."""
        if not self.reasons:
            return self.answers
        return self.answers | {
            "applying--why": self.reasons,
            "applying--hours": self.hours,
            "applying--to-learn": self.to_learn,
            "applying--outside-the-line": AGREED,
        }


def guardian_of(applicant: Applicant) -> dict[str, str] | None:
    """Return the guardian of who is under 18, with an address in the demo's domain."""
    if not applicant.guardian:
        return None
    local = applicant.guardian.lower().replace(" ", ".")
    return {"name": applicant.guardian, "email": f"{local}@demo.example"}


def applicants() -> list[Applicant]:
    """Return who applies to the works' next intake."""
    return [
        Applicant(
            ParticipantRole.MENTEE,
            "noor.haddad@demo.example",
            "Noor Haddad",
            {"department": "Assembly", "grade": "Officer", "topics": ["Leadership", "Presenting"]},
            "I lead my first team since March, and would like to be calm when things go wrong.",
            to_learn="How others stop a line without shouting. I have done two courses, and keep a notebook.",
            hours="3 to 4 hours",
        ),
        Applicant(
            ParticipantRole.MENTOR,
            "ewan.sinclair@demo.example",
            "Ewan Sinclair",
            {"department": "Purchasing", "grade": "Senior manager", "topics": ["Leadership"]},
            "Somebody took the time for me twenty years ago.",
            to_learn="How younger colleagues want to be told things. I have asked my team, and they are polite.",
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "judith.hollis@demo.example",
            "Judith Hollis",
            {"department": "Sales", "grade": "Assistant", "topics": ["Confidence"]},
            "I want to speak up in meetings.",
            to_learn="To say one thing in every meeting. I have tried it in the small ones.",
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "omar.siddiqui@demo.example",
            "Omar Siddiqui",
            {"department": "Logistics", "grade": "Officer", "topics": ["Presenting"]},
            "I would like to explain our numbers so that others listen.",
            to_learn="How Design shows what it does. I drew my last report by hand, and people read it.",
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "petra.lind@demo.example",
            "Petra Lind",
            {"department": "Purchasing", "grade": "Assistant", "topics": ["Time management"]},
            "I start too many things at once.",
            to_learn="What to say no to. I have a list, and it is too long.",
            guardian="Karin Lind",
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "grete.blum@demo.example",
            "Grete Blum",
            {"department": "Design", "grade": "Senior officer", "topics": ["Leadership"]},
            "To find out whether leading is for me.",
            to_learn="What leaders do all day. I have looked after two trainees.",
            guardian="Bernd Blum",
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "tam.nguyen@demo.example",
            "Tam Nguyen",
            {"department": "Design"},
            "",
        ),
    ]
