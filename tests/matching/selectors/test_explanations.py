"""Why this pair: what coordinators read, and what the two may read."""

from rapport.matching.selectors import explain_proposal, explanation_for_participant, why_in_words
from tests import make
from tests.matching.cohorts import matched, person

PARTS = [
    {
        "label": "Needs",
        "points": 20.0,
        "most": 40.0,
        "sentence": "Wants law.",
        "to_mentee": "You want law.",
        "to_mentor": "They want law.",
        "uses_sensitive": False,
    },
    {
        "label": "Faith",
        "points": 30.0,
        "most": 30.0,
        "sentence": "Same faith.",
        "uses_sensitive": True,
        "questions": ["faith"],
    },
    {
        "label": "Hours",
        "points": 0.0,
        "most": 10.0,
        "sentence": "Never free together.",
        "uses_sensitive": False,
    },
]


def test_participant_reads_what_speaks_for_it_without_sensitive_answers(cohort):
    proposal = make.make_proposal(run=make.make_match_run(cohort=cohort), state="released", parts=PARTS)
    for side, words in ((proposal.mentee, "You want law."), (proposal.mentor, "They want law.")):
        reasons = explanation_for_participant(proposal, by=make.participant_actor(side))
        assert [(reason.sentence, reason.share) for reason in reasons] == [(words, 50)]


def test_somebody_else_reads_nothing(cohort):
    proposal = make.make_proposal(run=make.make_match_run(cohort=cohort), state="released", parts=PARTS)
    stranger = make.participant_actor(person(cohort, "Mentee 0002"))
    assert explanation_for_participant(proposal, by=stranger) == ()


def test_coordinator_reads_every_part_but_in_one_line_nothing_sensitive(cohort):
    proposal = make.make_proposal(run=make.make_match_run(cohort=cohort), parts=PARTS)
    assert [reason.label for reason in explain_proposal(proposal).reasons] == ["Needs", "Faith", "Hours"]
    assert why_in_words(proposal) == "Wants law"


def test_alternatives_say_who_has_the_mentor_now(cohort, by):
    run = matched(cohort, by)
    proposal = run.proposals.get(mentee__profile__name="Mentee 0000")
    options = {option.mentor.profile.name: option for option in explain_proposal(proposal).alternatives}
    assert {name: option.held_by for name, option in options.items()} == {
        "Mentor 0001": ("Mentee 0001",),
        "Mentor 0002": ("Mentee 0002",),
    }
    run.proposals.filter(mentee__profile__name="Mentee 0001").update(state="withdrawn")
    options = {option.mentor.profile.name: option for option in explain_proposal(proposal).alternatives}
    assert options["Mentor 0001"].held_by == ()
