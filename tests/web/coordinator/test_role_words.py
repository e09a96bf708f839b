"""Where a programme calls its people otherwise, its pages do so too."""

import re

import pytest
from django.urls import reverse

from rapport.matching.choices import RunState
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db
FIXED = re.compile(r"[^.>]*\bment(?:or|ee)s?\b[^.<]*", re.IGNORECASE)


@pytest.fixture
def cohort():
    programme = make.make_programme(name="Buddies", mentor_word="buddy", mentee_word="newcomer")
    return make.make_cohort(programme=programme)


def fixed_words(cohort, name):
    """Return what a page says of mentors and mentees, apart from addresses and names of fields."""
    owner = make.make_actor(role="owner", organisation=cohort.programme.organisation)
    answer = browser_of(owner).get(reverse(f"coordinator:{name}", args=[cohort.public_id]))
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return FIXED.findall(re.sub(r"<[^>]*>", ">", main))


@pytest.mark.parametrize(
    "name", ["today", "participation-list", "import-start", "question-list", "exclusion-add"]
)
def test_an_empty_cohort_has_no_mentors(cohort, name):
    assert fixed_words(cohort, name) == []


@pytest.mark.parametrize(
    "name", ["today", "participation-list", "unmatched-list", "change-list", "proposal-list"]
)
def test_a_cohort_under_way_has_none_either(cohort, name):
    make.make_match_run(cohort=cohort, state=RunState.DONE)
    buddy = make.make_participation(role=make.MENTOR, cohort=cohort, name="Ana Abel")
    for name_of_newcomer in ("Ben Boll", "Cem Can"):
        make.make_participation(role=make.MENTEE, cohort=cohort, name=name_of_newcomer)
    newcomer = make.make_participation(role=make.MENTEE, cohort=cohort, name="Dora Dean")
    make.make_mentorship(mentee=newcomer, mentor=buddy)

    assert fixed_words(cohort, name) == []


def test_several_are_called_by_the_programmes_plural(cohort):
    for name in ("Ana Abel", "Bo Berg"):
        make.make_participation(role=make.MENTOR, cohort=cohort, name=name)
    make.make_participation(role=make.MENTEE, cohort=cohort)
    owner = browser_of(make.make_actor(role="owner", organisation=cohort.programme.organisation))

    for name, *ids in (
        ("programme-list",),
        ("participation-list", cohort.public_id),
        ("charter", cohort.programme.public_id),
    ):
        text = owner.get(reverse(f"coordinator:{name}", args=ids)).content.decode()
        assert ("2 buddies" in text, "1 newcomer" in text) == (True, True), name
    matching = owner.get(reverse("coordinator:matching", args=[cohort.public_id])).content.decode()
    assert "Match 1 newcomer now" in matching
