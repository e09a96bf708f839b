"""Frozen values go to JSON and back unchanged, and equal values have equal texts."""

from dataclasses import replace

from rapport.matching.engine_adapter import (
    Alternative,
    CriterionSpec,
    MatchInput,
    MatchResult,
    Pair,
    Part,
    Person,
    Question,
    Unmatched,
)

DIVYA = Person(key="m1", name="Divya", answers={"offers": ("law", "pharmacology"), "years": 2.0, "bio": None})
INPUT = MatchInput(
    questions=(Question(key="offers", label="Offers", kind="multiple", options=("law", "pharmacology")),),
    mentors=(DIVYA,),
    mentees=(Person(key="e1", availability=(0, 335)), Person(key="e2")),
    criteria=(CriterionSpec(kind="ordered_distance", weight=2.5, settings={"steps": [{"from": 1}]}),),
    pins=(("e1", "m1"),),
)


def test_match_input_returns_from_json_unchanged():
    assert MatchInput.from_json(INPUT.to_json()) == INPUT


def test_match_result_returns_from_json_unchanged():
    part = Part(label="Topics", points=2.5, most=5.0, sentence="Wants help with law; Divya offers it.")
    other = Alternative(mentor="m2", score=0, points=0.0, loss=None, forbidden_by=("Same company",))
    result = MatchResult(
        pairs=(Pair(mentee="e1", mentor="m1", score=50, points=2.5, parts=(part,), alternatives=(other,)),),
        unmatched=(Unmatched(person="e2", side="mentee", reasons=("All are full.",)),),
        total=2.5,
        best_possible=2.5,
        engine_version="1",
        method="test",
        input_hash="0",
        seed=0,
        seconds=0.25,
    )
    assert MatchResult.from_json(result.to_json()) == result


def test_whole_numbers_have_one_text():
    assert CriterionSpec(kind="k", weight=2).to_json() == CriterionSpec(kind="k", weight=2.0).to_json()


def test_input_hash_ignores_the_order_of_people():
    assert replace(INPUT, mentees=INPUT.mentees[::-1]).input_hash() == INPUT.input_hash()


def test_input_hash_notices_a_changed_answer():
    changed = replace(DIVYA, answers={**DIVYA.answers, "years": 3.0})
    assert replace(INPUT, mentors=(changed,)).input_hash() != INPUT.input_hash()
