"""A small programme to match in, written out."""

from rapport.matching.engine_adapter import CriterionSpec, MatchInput, Person, Question, RuleSpec

GRADES = ("HEO", "SEO", "Grade 7", "Grade 6")

QUESTIONS = (
    Question(key="wants", label="Wants help with", kind="multiple"),
    Question(key="offers", label="Offers", kind="multiple"),
    Question(key="grade", label="Grade", kind="scale", options=GRADES),
    Question(key="organisation", label="Organisation", kind="single"),
    Question(key="languages", label="Languages", kind="multiple"),
    Question(key="about", label="About me", kind="text"),
    Question(key="manager", label="Line manager", kind="text"),
    Question(key="faith", label="Faith", kind="single", is_sensitive=True),
)


def person(name, *, capacity=1, **answers):
    """Someone with a name, from which key and content follow."""
    extra = {
        key: answers.pop(key)
        for key in ("time_zone", "availability", "is_ready", "was_unmatched", "identity")
        if key in answers
    }
    key = name.casefold()
    return Person(
        key=key, content=f"{key}@example.org", name=name, capacity=capacity, answers=answers, **extra
    )


def world(mentees, mentors, *, criteria=(), rules=(), **more):
    """A match input of these people."""
    return MatchInput(
        questions=QUESTIONS,
        mentees=tuple(mentees),
        mentors=tuple(mentors),
        criteria=tuple(criteria),
        rules=tuple(rules),
        **more,
    )


TAGS = CriterionSpec(
    kind="shared_tags", weight=10, mentee_question="wants", mentor_question="offers", label="Topics"
)
STEPS = CriterionSpec(
    kind="ordered_distance",
    mentee_question="grade",
    settings={
        "steps": [
            {"from": 1, "to": 1, "points": 12},
            {"from": 2, "to": 2, "points": 6},
            {"to": 0, "points": -10},
        ]
    },
    label="Grade",
)
NOT_SAME_ORGANISATION = RuleSpec(
    kind="not_same", mentee_question="organisation", label="Not the same organisation"
)
