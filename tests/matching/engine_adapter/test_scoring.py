"""What each criterion gives two people, and the sentence that says why."""

from dataclasses import replace

import pytest

from rapport.matching.engine_adapter import CriterionSpec, Question, score_pair
from rapport.matching.errors import BadMatchSettings
from tests.matching.engine_adapter.small_world import STEPS, TAGS, person, world


def points_and_sentence(criterion, mentee, mentor):
    part = score_pair(world([mentee], [mentor], criteria=[criterion]), mentee.key, mentor.key).parts[0]
    return part.points, part.sentence


@pytest.mark.parametrize(
    ("wants", "offers", "expected"),
    [
        (
            ("pharmacology",),
            "Pharmacology; law",
            (10.0, "Tom wants help with pharmacology; Divya offers it."),
        ),
        (("law", "tax"), "LAW,  Tax", (10.0, "Tom wants help with law and tax; Divya offers all of it.")),
        (
            ("law", "tax", "art"),
            ("art",),
            (3.333333, "Tom wants help with law, tax and art; Divya offers art."),
        ),
        (("law",), ("dance",), (0.0, "Tom wants help with law; Divya does not offer that.")),
        (("law",), (), (0.0, "Divya has not answered “Offers”, so there are no points here.")),
        (None, ("law",), (0.0, "Tom has not answered “Wants help with”, so there are no points here.")),
    ],
)
def test_shared_tags(wants, offers, expected):
    assert points_and_sentence(TAGS, person("Tom", wants=wants), person("Divya", offers=offers)) == expected


@pytest.mark.parametrize(
    ("mentee", "mentor", "expected"),
    [
        ("HEO", "SEO", (12.0, "Divya is one step above Tom on “Grade” (HEO → SEO).")),
        ("heo", "grade  7", (6.0, "Divya is 2 steps above Tom on “Grade” (heo → grade  7).")),
        ("HEO", "Grade 6", (0.0, "Divya is 3 steps above Tom on “Grade” (HEO → Grade 6).")),
        ("SEO", "SEO", (-10.0, "Both stand on the same step of “Grade” (SEO).")),
        ("SEO", "HEO", (-10.0, "Divya is one step below Tom on “Grade” (SEO → HEO).")),
        ("SEO", "Boss", (0.0, "“Boss” is not a step of “Grade”, so there are no points here.")),
        ("", "SEO", (0.0, "Tom has not answered “Grade”, so there are no points here.")),
    ],
)
def test_ordered_distance(mentee, mentor, expected):
    assert points_and_sentence(STEPS, person("Tom", grade=mentee), person("Divya", grade=mentor)) == expected


def test_ordered_distance_preset_gives_all_within_its_bounds():
    preset = CriterionSpec(
        kind="ordered_distance", weight=8, mentee_question="grade", settings={"from": 2, "to": 4}
    )
    tom = person("Tom", grade="HEO")
    given = [
        points_and_sentence(preset, tom, person("Ann", grade=grade))[0]
        for grade in ("SEO", "Grade 7", "Grade 6")
    ]
    assert given == [0.0, 8.0, 8.0]


@pytest.mark.parametrize(
    ("kind", "mentor", "expected"),
    [
        (
            "same_category",
            "mercy  HOSPITAL",
            (4.0, "Both gave the same answer to “Organisation”: Mercy Hospital."),
        ),
        (
            "same_category",
            "City",
            (0.0, "Different answers to “Organisation”: Tom Mercy Hospital, Divya City."),
        ),
        (
            "different_category",
            "City",
            (4.0, "Different answers to “Organisation”: Tom Mercy Hospital, Divya City."),
        ),
        (
            "different_category",
            "Mercy Hospital",
            (0.0, "Both gave the same answer to “Organisation”: Mercy Hospital."),
        ),
        (
            "different_category",
            None,
            (0.0, "Divya has not answered “Organisation”, so there are no points here."),
        ),
    ],
)
def test_categories(kind, mentor, expected):
    criterion = CriterionSpec(kind=kind, weight=4, mentee_question="organisation")
    tom, divya = person("Tom", organisation="Mercy Hospital"), person("Divya", organisation=mentor)
    assert points_and_sentence(criterion, tom, divya) == expected


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("French, English", (5.0, "Both speak English.")),
        ("French", (0.0, "They have no language in common.")),
    ],
)
def test_shared_languages(spoken, expected):
    criterion = CriterionSpec(kind="shared_languages", weight=5, mentee_question="languages")
    tom, divya = person("Tom", languages=("English", "Hindi")), person("Divya", languages=spoken)
    assert points_and_sentence(criterion, tom, divya) == expected


def test_text_similarity_names_the_words_in_common():
    criterion = CriterionSpec(kind="text_similarity", weight=10, mentee_question="about")
    tom, divya = (
        person("Tom", about="I love cardiology and chess."),
        person("Divya", about="Cardiology, every day!"),
    )
    points, sentence = points_and_sentence(criterion, tom, divya)
    assert 0 < points < 10
    assert sentence == "Both write about cardiology."


def test_availability_is_compared_in_one_clock():
    criterion = CriterionSpec(kind="availability", weight=6, settings={"enough_hours": 2})
    tom = person("Tom", time_zone="Asia/Kolkata", availability=(36, 37))
    divya = person("Divya", time_zone="Europe/London", availability=(25, 26, 27))
    assert points_and_sentence(criterion, tom, divya) == (
        3.0,
        "Both are free at the same time for one hour a week.",
    )


def test_availability_not_given_earns_nothing():
    criterion = CriterionSpec(kind="availability", weight=6)
    tom, divya = person("Tom", availability=(1,)), person("Divya")
    assert points_and_sentence(criterion, tom, divya) == (
        0.0,
        "Divya has not said when they are free, so there are no points here.",
    )


def test_time_zones_lose_points_by_the_hour():
    criterion = CriterionSpec(kind="time_zone", weight=6)
    tom, divya = person("Tom", time_zone="Asia/Kolkata"), person("Divya", time_zone="Europe/Berlin")
    assert points_and_sentence(criterion, tom, divya) == (1.5, "Their clocks are 4.5 hours apart.")


def test_whoever_found_no_match_before_gets_the_same_points_with_everybody():
    criterion = CriterionSpec(kind="unmatched_before", weight=6)
    tom, uma, divya = person("Tom", was_unmatched=True), person("Uma"), person("Divya", was_unmatched=True)

    assert points_and_sentence(criterion, tom, divya) == (6.0, "Tom came before and found no match.")
    assert points_and_sentence(criterion, uma, divya) == (0.0, "There is nothing to make up for here.")


YEARS = Question(
    key="year", label="Year", kind="scale", options=("First year", "Second year", "Final year", "Lecturer")
)
STAY = Question(
    key="stay", label="Time here", kind="scale", options=("Under a year", "A year", "Over a year")
)


def voices(criterion, mentee, mentor):
    """Return what is said to the mentee and to the mentor."""
    given = world([mentee], [mentor], criteria=[criterion])
    given = replace(given, questions=(*given.questions, YEARS, STAY))
    part = score_pair(given, mentee.key, mentor.key).parts[0]
    return part.to_mentee, part.to_mentor


@pytest.mark.parametrize(
    ("criterion", "of_tom", "of_divya", "to_tom", "to_divya"),
    [
        (
            TAGS,
            {"wants": ("law",)},
            {"offers": ("law",)},
            "You want help with law; Divya offers it.",
            "Tom wants help with law; you offer it.",
        ),
        (
            TAGS,
            {"wants": ("law", "tax", "art")},
            {"offers": ("art",)},
            "You want help with law, tax and art; Divya offers art.",
            "Tom wants help with law, tax and art; you offer art.",
        ),
        (
            "same_category:organisation",
            {"organisation": "Mercy"},
            {"organisation": "mercy"},
            "You both gave the same answer to “Organisation”: Mercy.",
            "You both gave the same answer to “Organisation”: Mercy.",
        ),
        (
            "different_category:organisation",
            {"organisation": "Mercy"},
            {"organisation": "City"},
            "You answered “Organisation” differently: you Mercy, Divya City.",
            "You answered “Organisation” differently: you City, Tom Mercy.",
        ),
        (
            "shared_languages:languages",
            {"languages": ("English",)},
            {"languages": "English"},
            "You both speak English.",
            "You both speak English.",
        ),
        (
            "text_similarity:about",
            {"about": "chess and tea"},
            {"about": "Chess"},
            "You both write about chess.",
            "You both write about chess.",
        ),
        (
            "availability",
            {"availability": (1, 2, 3, 4)},
            {"availability": (1, 2, 3, 4)},
            "You are both free at the same time for 2 hours a week.",
            "You are both free at the same time for 2 hours a week.",
        ),
        ("time_zone", {}, {}, "Your clocks show the same time.", "Your clocks show the same time."),
        (
            "ordered_distance:year",
            {"year": "First year"},
            {"year": "Final year"},
            "Divya is 2 years above you.",
            "You are 2 years above Tom.",
        ),
        (
            "ordered_distance:year",
            {"year": "Second year"},
            {"year": "First year"},
            "Divya is one year below you.",
            "You are one year below Tom.",
        ),
        (
            "ordered_distance:year",
            {"year": "First year"},
            {"year": "First year"},
            "You are both in the same year.",
            "You are both in the same year.",
        ),
        (
            "ordered_distance:year",
            {"year": "Second year"},
            {"year": "Lecturer"},
            "Divya is ahead of you in “Year”: Divya Lecturer, you Second year.",
            "You are ahead of Tom in “Year”: you Lecturer, Tom Second year.",
        ),
        (
            "ordered_distance:stay",
            {"stay": "A year"},
            {"stay": "Over a year"},
            "Divya is ahead of you in “Time here”: Divya Over a year, you A year.",
            "You are ahead of Tom in “Time here”: you Over a year, Tom A year.",
        ),
        (
            "ordered_distance:grade",
            {"grade": "SEO"},
            {"grade": "HEO"},
            "You are ahead of Divya in “Grade”: you SEO, Divya HEO.",
            "Tom is ahead of you in “Grade”: Tom SEO, you HEO.",
        ),
    ],
)
def test_each_of_the_two_is_spoken_to(criterion, of_tom, of_divya, to_tom, to_divya):
    if isinstance(criterion, str):
        kind, _, question = criterion.partition(":")
        criterion = CriterionSpec(
            kind=kind, mentee_question=question, settings={"from": -9} if "ordered" in kind else {}
        )
    assert voices(criterion, person("Tom", **of_tom), person("Divya", **of_divya)) == (to_tom, to_divya)


def test_people_without_names_are_called_by_their_role():
    nameless = [
        replace(person(name, grade=grade), name="") for name, grade in (("Tom", "HEO"), ("Divya", "SEO"))
    ]
    assert points_and_sentence(STEPS, *nameless)[1] == (
        "The mentor is one step above the mentee on “Grade” (HEO → SEO)."
    )


def test_sensitive_questions_flag_the_part():
    criterion = CriterionSpec(kind="same_category", mentee_question="faith")
    scored = score_pair(world([person("Tom")], [person("Divya")], criteria=[TAGS, criterion]), "tom", "divya")
    assert [part.uses_sensitive for part in scored.parts] == [False, True]


@pytest.mark.parametrize(
    ("criterion", "message"),
    [
        (CriterionSpec(kind="magic"), "“magic” is not a kind of criterion."),
        (
            CriterionSpec(kind="same_category", mentee_question="shoe"),
            "“same_category” asks about “shoe”, and there is no such question.",
        ),
        (
            CriterionSpec(kind="same_category", mentee_question="grade", weight=-1, label="G"),
            "The weight of “G” must be a number that is not below zero.",
        ),
        (
            CriterionSpec(kind="ordered_distance", mentee_question="grade", label="G"),
            "“G” must say from or to how many steps above the mentor should be.",
        ),
        (
            CriterionSpec(
                kind="ordered_distance", mentee_question="grade", label="G", settings={"from": 3, "to": 1}
            ),
            "“G”: a step must not end before it begins.",
        ),
        (
            CriterionSpec(
                kind="ordered_distance", mentee_question="grade", label="G", settings={"from": "x"}
            ),
            "“G”: steps need numbers for “from”, “to” and “points”.",
        ),
        (
            CriterionSpec(kind="ordered_distance", mentee_question="about", settings={"from": 1}),
            "Steps apart cannot be counted between “About me” and “About me”: both must be the same scale.",
        ),
        (
            CriterionSpec(kind="time_zone", settings={"most_hours": 0}, label="Clock"),
            "“Clock” needs a number above zero for “most_hours”.",
        ),
    ],
)
def test_settings_that_make_no_sense_are_refused(criterion, message):
    with pytest.raises(BadMatchSettings) as caught:
        score_pair(world([person("Tom")], [person("Divya")], criteria=[criterion]), "tom", "divya")
    assert str(caught.value) == message


def test_unknown_time_zone_is_refused():
    criterion = CriterionSpec(kind="time_zone")
    with pytest.raises(BadMatchSettings, match="“Mars/Base” is not a time zone"):
        score_pair(
            world([person("Tom", time_zone="Mars/Base")], [person("Divya")], criteria=[criterion]),
            "tom",
            "divya",
        )
