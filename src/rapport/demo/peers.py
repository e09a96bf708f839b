"""Who applies to the institute's peer mentoring in the demo, and what they write: all of them are made up."""

from typing import Any

from rapport.demo.applying import Applicant
from rapport.programmes.choices import ParticipantRole
from rapport.questionnaires.choices import AGREED

OWN_LIFE = "own-life"
"""What answers to the sensitive question are filed under."""

CARING, WORKING, ILLNESS, FIRST, REPEATED = FROM_OWN_LIFE = (
    "Caring for somebody at home",
    "Working beside my studies",
    "Living with an illness or a disability",
    "Being the first of my family at a college",
    "Having repeated a year",
)

TOLD_BEFORE = {
    "Divya Iyer": ([FIRST], True),
    "Leela Thomas": ([WORKING, REPEATED], True),
    "Kavya Menon": ([REPEATED], False),
    "Prem Nair": ([FIRST], True),
}
"""What some tell who take part already, and whether a match may compare it."""


def mentors() -> list[Applicant]:
    return [
        Applicant(
            ParticipantRole.MENTOR,
            "Shabnam Raza",
            {
                "department": "Nursing",
                "year": "Final year",
                "topics": ["Confidence", "Exam planning", "Settling in"],
                "languages": ["English", "Hindi", "Urdu"],
                "about": "I nursed my grandmother through my second year, and found out whom one can ask for time.",
                OWN_LIFE: [CARING],
                **_as_mentor(
                    "In my first winter a final-year student sat beside me in the library every Tuesday. She never "
                    "gave me an answer, and I passed. She has left, and somebody should take that chair.",
                    "I would say that I see it differently, and then listen on. What is beyond me we would look up "
                    "together: the student office, the counsellor, a teacher. I would go along to the door, and try "
                    "to be none of them.",
                    hours="3 to 4 hours",
                ),
            },
            opened=(OWN_LIFE,),
            days=12,
        ),
        Applicant(
            ParticipantRole.MENTOR,
            "Tenzin Dolma",
            {
                "department": "Physiotherapy",
                "year": "Third year",
                "topics": ["Presenting", "Settling in", "Time management"],
                "languages": ["English", "Hindi"],
                "about": "I came by train for two days and knew nobody. Now people ask me where things are.",
                OWN_LIFE: [WORKING],
                **_as_mentor(
                    "I explain the same five things to everybody who moves into our hostel. I would like to do it "
                    "properly, and for one person at a time.",
                    "I would ask what they have tried. I once gave advice about a teacher that was only true for me, "
                    "so I would say what I do not know.",
                ),
            },
            days=8,
        ),
        Applicant(
            ParticipantRole.MENTOR,
            "Hemant Rawat",
            {
                "department": "Pharmacy",
                "year": "Intern",
                "topics": ["Choosing a career", "Applications and interviews"],
                "languages": ["English", "Hindi"],
                "about": "I have applied to nine hospitals and can tell you what all of them asked.",
                **_as_mentor(
                    "I had a good peer mentor, and owe somebody the same.",
                    "I would tell them what I would do, and that it need not be right for them.",
                    hours="Less than 1 hour",
                )
                | {"applying--little-time": "On Sundays, by phone, whenever my shifts in Pune let me."},
            },
            days=9,
        ),
    ]


def mentees() -> list[Applicant]:
    return [
        Applicant(
            ParticipantRole.MENTEE,
            "Aman Thakur",
            {
                "department": "Nursing",
                "year": "Second year",
                "topics": ["Confidence", "Exam planning", "Settling in"],
                "languages": ["English", "Hindi"],
                "about": "I came back three weeks late, and everybody seems to know everything already.",
                OWN_LIFE: [CARING],
                **_as_mentee(
                    "My father was ill when term began, so I missed three weeks. I would like somebody who can tell "
                    "me which of it matters.",
                    "Our class representative, for the notes. He gave me four hundred pages. Now I would ask which "
                    "sixty to read.",
                    hours="3 to 4 hours",
                ),
            },
            opened=(OWN_LIFE,),
            days=10,
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "Rahul Deshpande",
            {
                "department": "Laboratory science",
                "year": "First year",
                "topics": ["Study skills"],
                "languages": ["English", "Hindi"],
                **_as_mentee(
                    "To find people to study with.", "Nobody yet. I would ask how others take notes."
                ),
            },
            days=10,
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "Nargis Bano",
            {
                "department": "Radiography",
                "year": "Second year",
                "topics": ["Presenting", "Confidence"],
                "languages": ["English", "Urdu"],
                "about": "I changed from another college this year, and speak too softly for the last row.",
                **_as_mentee(
                    "In March I present a case in front of ninety people. I know the case; it is the ninety.",
                    "A friend, who said: just speak up. I have tried it at home, with a chair in the garden.",
                ),
            },
            days=9,
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "Kunal Bhatt",
            {
                "department": "Laboratory science",
                "year": "First year",
                "topics": ["Time management", "Study skills"],
                "languages": ["English", "Hindi"],
                "about": "I like the laboratory and lose hours in it.",
                OWN_LIFE: [WORKING],
                **_as_mentee(
                    "I work four evenings a week, and have found no plan that survives a Monday.",
                    "My brother: he said to sleep less. I would ask somebody who has tried something else.",
                ),
            },
            days=8,
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "Meher Contractor",
            {
                "department": "Physiotherapy",
                "year": "First year",
                "topics": ["Choosing a career", "Confidence"],
                "languages": ["English", "Hindi"],
                "about": "I am good at listening and slow to ask.",
                OWN_LIFE: [ILLNESS],
                **_as_mentee(
                    "I keep up well and ask badly. Somebody a year or two ahead might not mind small questions.",
                    "The librarian, twice, about papers. She was kind, and I have not dared to come a third time.",
                ),
            },
            days=4,
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "Gauri Phadke",
            {
                "department": "Pharmacy",
                "year": "First year",
                "topics": ["Settling in", "Exam planning"],
                "languages": ["English", "Hindi"],
                "about": "At home I was the best of my class. Here everybody was.",
                **_as_mentee(
                    "I failed a test for the first time last week, and have told nobody at home.",
                    "I asked our tutor what to read. I would like to ask somebody how they began again.",
                ),
            },
            days=1,
        ),
        Applicant(
            ParticipantRole.MENTEE,
            "Ishan Dutta",
            {"department": "Nursing", "year": "First year", "topics": ["Study skills", "Presenting"]},
            has_sent=False,
            days=1,
        ),
    ]


def _as_mentor(why: str, beyond: str, *, hours: str = "1 to 2 hours") -> dict[str, Any]:
    return {
        "applying--why": why,
        "applying--hours": hours,
        "applying--beyond-a-peer": beyond,
        "applying--trains-first": AGREED,
    }


def _as_mentee(why: str, asked: str, *, hours: str = "1 to 2 hours") -> dict[str, Any]:
    return {"applying--why": why, "applying--hours": hours, "applying--asked-so-far": asked}
