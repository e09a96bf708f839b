"""The checker finds holes that were planted, and nothing in a sound view: else its silence would prove nothing."""

import pytest

from rapport.programmes import policies
from tests.access.checker import Checker
from tests.access.routes import Route
from tests.access.rows import Act, Row
from tests.access.table import COHORT, RUN_PROGRAMMES, TABLE, uncovered
from tests.cast import assemble_cast

GET, POST = Act(RUN_PROGRAMMES), Act(RUN_PROGRAMMES)
FEW = (
    "coordinator",
    "observer",
    "mentor",
    "other_programme_coordinator",
    "other_organisation_coordinator",
    "nobody",
)


@pytest.fixture
def checker(db, settings):
    settings.ROOT_URLCONF = "tests.access.planted"
    return Checker(assemble_cast(), names=FEW)


def test_sound_view_shows_no_deviation(checker):
    assert checker.deviations("planted:sound", Row(COHORT, GET=GET, POST=POST)) == []


@pytest.mark.parametrize(
    ("view", "row", "finding"),
    [
        (
            "open_to_all_staff",
            Row(COHORT, GET=GET),
            "GET by coordinator, other organisation: 200, not 404",
        ),
        (
            "writing_before_asking",
            Row(COHORT, GET=GET, POST=POST),
            "POST by coordinator, other programme: it changed something",
        ),
        ("writing_on_get", Row(COHORT, GET=GET), "GET by coordinator, own: it changed something"),
        (
            "without_token",
            Row(COHORT, GET=GET, POST=POST),
            "POST by coordinator without a token: 200, not 403",
        ),
        ("any_method", Row(COHORT, GET=GET), "DELETE by coordinator: 200, not 405"),
        (
            "part_for_everybody",
            Row(COHORT, GET=GET),
            "GET of a part by observer, own: 200, not 403",
        ),
        ("not_asking_who", Row(COHORT, GET=GET), "GET by nobody, own: 200, not to account_login"),
    ],
)
def test_planted_hole_is_found(checker, view, row, finding):
    found = checker.deviations(f"planted:{view}", row)

    assert f"planted:{view}: {finding}" in found


def test_difference_between_foreign_and_absent_is_found(checker):
    found = checker.deviations("planted:telling_absent_from_foreign", Row(COHORT, GET=GET))

    assert [sentence for sentence in found if "by coordinator: can tell apart" in sentence] != []


def test_policy_that_lets_everybody_in_is_found(checker, monkeypatch):
    monkeypatch.setattr(policies, "runs_programmes", lambda _: True)

    found = checker.deviations("planted:sound", Row(COHORT, GET=GET, POST=POST))

    assert "planted:sound: GET by observer, own: 200, not 403" in found


def test_route_without_a_row_is_found():
    routes = [Route("home", "/", ()), Route("coordinator:brand-new", "/coordinator/brand-new/", ())]

    assert uncovered(routes, TABLE) == ["coordinator:brand-new"]


def test_route_with_a_parameter_that_the_row_does_not_name_is_found():
    routes = [Route("home", "/<str:other_id>/", ("other_id",))]

    assert uncovered(routes, TABLE) == ["home"]


def test_route_without_a_name_is_found():
    assert uncovered([Route("/hidden/", "/hidden/", ())], TABLE) == ["/hidden/"]
