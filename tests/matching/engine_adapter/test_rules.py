"""What each hard rule forbids, and what happens when it cannot be checked."""

import pytest

from rapport.matching.engine_adapter import RuleSpec, score_pair
from rapport.matching.errors import BadMatchSettings
from tests.matching.engine_adapter.small_world import NOT_SAME_ORGANISATION, person, world


def judged(rule, mentee, mentor, **more):
    scored = score_pair(
        world([mentee], [mentor], rules=[rule] if rule else [], **more), mentee.key, mentor.key
    )
    return scored.broken_rules, scored.unchecked


@pytest.mark.parametrize(
    ("organisation", "broken"),
    [("mercy ", ("Not the same organisation",)), ("City", ())],
)
def test_not_same(organisation, broken):
    tom, divya = person("Tom", organisation="Mercy"), person("Divya", organisation=organisation)
    assert judged(NOT_SAME_ORGANISATION, tom, divya) == (broken, ())


def test_must_not_allows_and_notes_what_it_cannot_check():
    tom, divya = person("Tom", organisation="Mercy"), person("Divya")
    assert judged(NOT_SAME_ORGANISATION, tom, divya) == (
        (),
        ("“Not the same organisation” could not be checked: Divya has not answered “Organisation”.",),
    )


def test_must_forbids_what_it_cannot_check():
    rule = RuleSpec(kind="must_share", mentee_question="languages", label="A language")
    assert judged(rule, person("Tom"), person("Divya", languages=("Hindi",))) == (
        ("A language",),
        ("“A language” could not be checked: Tom has not answered “Languages”.",),
    )


@pytest.mark.parametrize(("choice", "broken"), [("allow", ()), ("forbid", ("R",))])
@pytest.mark.parametrize("kind", ["must_share", "not_same"])
def test_if_missing_decides(kind, choice, broken):
    rule = RuleSpec(kind=kind, mentee_question="languages", label="R", settings={"if_missing": choice})
    assert judged(rule, person("Tom"), person("Divya"))[0] == broken


@pytest.mark.parametrize(
    ("spoken", "broken"), [("hindi", ()), ("French", ("Must share an answer or a language: Languages",))]
)
def test_must_share(spoken, broken):
    rule = RuleSpec(kind="must_share", mentee_question="languages")
    tom, divya = person("Tom", languages=("English", "Hindi")), person("Divya", languages=spoken)
    assert judged(rule, tom, divya) == (broken, ())


@pytest.mark.parametrize("manager", ["Divya", " DIVYA@example.org"])
def test_own_manager_is_known_by_name_and_by_address(manager):
    rule = RuleSpec(kind="not_own_manager", mentee_question="manager", label="Not the manager")
    assert judged(rule, person("Tom", manager=manager), person("Divya")) == (("Not the manager",), ())
    assert judged(rule, person("Tom", manager=manager), person("Ann")) == ((), ())


@pytest.mark.parametrize(("grade", "broken"), [("HEO", ("G",)), ("SEO", ()), ("Grade 6", ("G",))])
def test_steps_within(grade, broken):
    rule = RuleSpec(kind="steps_within", mentee_question="grade", label="G", settings={"from": 0, "to": 1})
    assert judged(rule, person("Tom", grade="SEO"), person("Divya", grade=grade)) == (broken, ())


def test_previous_pair_counts_only_where_the_rule_is_chosen():
    rule = RuleSpec(kind="not_previous_pair", label="Not again")
    past = {"past_pairs": (("tom", "divya"), ("left", "divya"))}
    assert judged(rule, person("Tom"), person("Divya"), **past) == (("Not again",), ())
    assert judged(None, person("Tom"), person("Divya"), **past) == ((), ())


def test_exclusion_always_holds():
    named = "Not two people who were named as not to be paired"
    assert judged(None, person("Tom"), person("Divya"), exclusions=(("tom", "divya"),)) == ((named,), ())


@pytest.mark.parametrize(
    ("mentee_is_ready", "mentor_is_ready", "broken"),
    [(True, True, ()), (False, True, ("R",)), (True, False, ("R",))],
)
def test_only_ready(mentee_is_ready, mentor_is_ready, broken):
    tom, divya = person("Tom", is_ready=mentee_is_ready), person("Divya", is_ready=mentor_is_ready)
    assert judged(RuleSpec(kind="only_ready", label="R"), tom, divya) == (broken, ())


def test_nobody_is_matched_with_themselves():
    tom_learns, tom_teaches = person("Tom", identity="7"), person("Thomas", identity="7")
    assert judged(None, tom_learns, tom_teaches) == (("Nobody is matched with themselves",), ())


def test_rules_of_one_name_are_told_apart():
    tom, divya = person("Tom", organisation="a"), person("Divya", organisation="a")
    scored = score_pair(world([tom], [divya], rules=[NOT_SAME_ORGANISATION] * 2), "tom", "divya")
    assert scored.broken_rules == ("Not the same organisation", "Not the same organisation (2)")


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (RuleSpec(kind="magic"), "“magic” is not a kind of rule."),
        (
            RuleSpec(kind="steps_within", mentee_question="grade", label="G"),
            "“G” must say from or to how many steps above the mentor may be.",
        ),
        (
            RuleSpec(kind="not_same", mentee_question="grade", label="G", settings={"if_missing": "guess"}),
            "“G”: “if_missing” must be “allow” or “forbid”.",
        ),
    ],
)
def test_rules_that_make_no_sense_are_refused(rule, message):
    with pytest.raises(BadMatchSettings) as caught:
        judged(rule, person("Tom"), person("Divya"))
    assert str(caught.value) == message
