"""What a run is given: nothing sensitive, and nothing that puts a price on keeping it to oneself."""

import pytest

from rapport.matching.engine_adapter import run_match
from rapport.matching.services.freezing import freeze, freeze_with, thaw
from rapport.matching.services.previews import picks_for
from rapport.programmes.services.participations import set_answers
from rapport.programmes.services.questions import ask_question
from tests import make
from tests.matching.cohorts import matched, pairs_of, person

SECRET = "cnrysecret"


@pytest.fixture
def faith(cohort):
    """Ask something sensitive, compare it in a criterion and in a rule, and let two people give the same answer."""
    make.make_question(
        cohort=cohort, key="faith", kind="single", options=[SECRET, "other"], is_sensitive=True
    )
    make.make_criterion(cohort=cohort, kind="same_category", weight=90, label="Faith", **asked("faith"))
    make.make_rule(cohort=cohort, kind="not_same", label="Not of one faith", **asked("faith"))
    for name in ("Mentee 0000", "Mentor 0000", "Mentor 0001"):
        answer(person(cohort, name), SECRET)


def asked(key):
    return {"mentee_question": key, "mentor_question": key}


def answer(participation, words):
    participation.answers.values |= {"faith": words}
    participation.answers.save()


def scores(cohort):
    result = run_match(freeze(cohort), seed=1)
    return [(pair.mentee, pair.mentor, pair.points) for pair in result.pairs]


def test_sensitive_answer_does_not_reach_the_engine(cohort, faith):
    assert {key for one in freeze(cohort).mentees for key in one.answers} == {"topics"}


def test_changing_a_sensitive_answer_changes_no_score(cohort, faith):
    before = scores(cohort)
    answer(person(cohort, "Mentee 0000"), "other")
    answer(person(cohort, "Mentor 0001"), "other")
    assert scores(cohort) == before


@pytest.mark.parametrize("settings", [{}, {"if_missing": "forbid"}])
@pytest.mark.parametrize("kind", ["not_same", "must_share"])
def test_nobody_pays_for_keeping_a_sensitive_answer(cohort, faith, by, kind, settings):
    make.make_rule(cohort=cohort, kind=kind, label="Hard", settings=settings, **asked("faith"))
    assert pairs_of(matched(cohort, by)) == {f"Mentee 000{n}": f"Mentor 000{n}" for n in range(3)}


def test_what_could_not_be_compared_says_nothing_of_an_answer(cohort, faith, by):
    run = matched(cohort, by)
    silent, told = (run.proposals.get(mentee__profile__name=f"Mentee 000{n}") for n in (0, 2))
    assert silent.unchecked == [
        "“Not of one faith” could not be checked: “Faith” is not compared for Mentee 0000."
    ]
    assert (
        silent.parts[1]["sentence"] == "“Faith” is not compared for Mentee 0000, so there are no points here."
    )
    assert [note.replace("0002", "0000") for note in told.unchecked] == silent.unchecked


def test_what_became_sensitive_after_a_run_is_not_compared_by_hand(cohort, faith, by):
    question = cohort.questionnaire.questions.get(key="faith")
    cohort.questionnaire.questions.filter(pk=question.pk).update(is_sensitive=False)
    run = matched(cohort, by)
    mentee, mentor = person(cohort, "Mentee 0000"), person(cohort, "Mentor 0000")
    forbidden = {pick.mentor: pick.forbidden_by for pick in picks_for(mentee, [mentor])}
    cohort.questionnaire.questions.filter(pk=question.pk).update(is_sensitive=True)

    now = {pick.mentor: pick.forbidden_by for pick in picks_for(mentee, [mentor])}

    assert (forbidden, now) == ({mentor: ("Not of one faith",)}, {mentor: ()})
    assert SECRET not in freeze_with(run, mentee, mentor).to_json().replace(f'"options":["{SECRET}"', "")


def test_manager_in_the_profile_counts_though_the_answer_is_sensitive(cohort, by):
    make.make_question(cohort=cohort, key="manager", kind="text", is_sensitive=True)
    make.make_rule(cohort=cohort, **asked("manager"))
    mentor, mentee = person(cohort, "Mentor 0000"), person(cohort, "Mentee 0000")
    mentee.profile.line_manager = mentor.profile
    mentee.profile.save()
    assert pairs_of(matched(cohort, by)).get("Mentee 0000") != "Mentor 0000"
    assert [pick.forbidden_by != () for pick in picks_for(mentee, [mentor])] == [True]


def opened(cohort, *names):
    for name in names:
        sheet = person(cohort, name).answers
        sheet.opened = ["faith"]
        sheet.save()


def test_opened_answer_reaches_the_engine_and_closed_ones_do_not(cohort, faith):
    opened(cohort, "Mentee 0000")
    given = {one.name: one.answers.get("faith") for one in (*freeze(cohort).mentees, *freeze(cohort).mentors)}
    assert {name for name, answer in given.items() if answer} == {"Mentee 0000"}


def test_rule_holds_between_two_who_have_opened_their_answers(cohort, faith, by):
    opened(cohort, "Mentee 0000", "Mentor 0000")
    assert pairs_of(matched(cohort, by)).get("Mentee 0000") != "Mentor 0000"


def test_answer_closed_after_a_run_is_not_compared_by_hand(cohort, faith, by):
    opened(cohort, "Mentee 0000", "Mentor 0000")
    matched(cohort, by)
    mentee, mentor = person(cohort, "Mentee 0000"), person(cohort, "Mentor 0000")
    while_open = [pick.forbidden_by for pick in picks_for(mentee, [mentor])]
    mentee.answers.opened = []
    mentee.answers.save()

    assert while_open == [("Not of one faith",)]
    assert [pick.forbidden_by for pick in picks_for(mentee, [mentor])] == [()]


@pytest.fixture
def illness(cohort, by):
    """Ask something sensitive, and one thing more of those who say yes; a criterion compares the second."""
    ask_question(cohort, by=by, label="Illness", kind="single", options=["Yes", "No"], is_sensitive=True)
    ask_question(
        cohort, by=by, label="Ward", kind="single", options=[SECRET], shown_if="illness", shown_for=["Yes"]
    )
    make.make_criterion(cohort=cohort, kind="same_category", weight=90, label="Ward", **asked("ward"))


def answer_ward(cohort, name, *, opened):
    somebody = person(cohort, name)
    said = {key: key in opened for key in ("illness", "ward")}
    answers = {"illness": "Yes", "ward": SECRET}
    set_answers(somebody, answers, by=make.participant_actor(somebody), opened=said)


def given_to_the_engine(cohort):
    return {
        one.name: sorted(one.answers.keys() & {"illness", "ward"})
        for one in (*freeze(cohort).mentees, *freeze(cohort).mentors)
        if one.answers.keys() & {"illness", "ward"}
    }


def test_what_tells_a_sensitive_answer_reaches_the_engine_only_together_with_it(cohort, illness):
    answer_ward(cohort, "Mentee 0000", opened={"illness", "ward"})
    answer_ward(cohort, "Mentee 0001", opened={"ward"})
    answer_ward(cohort, "Mentor 0000", opened={"illness"})
    answer_ward(cohort, "Mentor 0001", opened=set())

    assert given_to_the_engine(cohort) == {"Mentee 0000": ["illness", "ward"], "Mentor 0000": ["illness"]}


def test_neither_the_stored_input_nor_the_reasons_hold_what_tells_a_closed_answer(cohort, illness, by):
    answer_ward(cohort, "Mentee 0000", opened={"ward"})
    answer_ward(cohort, "Mentor 0000", opened={"ward"})

    run = matched(cohort, by)

    stored = thaw(run).to_json().replace(f'"options":["{SECRET}"', "")
    sentences = {pair.parts[-1]["sentence"] for pair in run.proposals.all()}
    assert (SECRET in stored, run.proposals.count()) == (False, 3)
    assert {words.split(" for ")[0] for words in sentences} == {"“Ward” is not compared"}
