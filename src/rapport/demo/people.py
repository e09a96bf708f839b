"""The made-up people of the demo, drawn once and for all: the same seed gives the same people."""

import random
from dataclasses import dataclass
from typing import Any

from rapport.programmes.presets.questions import TOPICS

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
    return Profile(name, email_of(name), answers, _free_hours(draw))


def email_of(name: str) -> str:
    """Return an address in the demo's domain, where no mail ever arrives."""
    return f"{name.lower().replace('’', '').replace(' ', '.')}@demo.example"


def _free_hours(draw: random.Random) -> list[int]:
    """Return two free hours on each of three weekdays, as half-hours of the week."""
    starts = [day * HALF_HOURS_A_DAY + draw.choice((32, 34, 36)) for day in sorted(draw.sample(range(5), 3))]
    return [start + step for start in starts for step in range(4)]
