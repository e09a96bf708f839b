"""Who has done what: the list with its filters, the reminder, the spreadsheet, and the note by hand."""

import pytest
from django.urls import reverse

from rapport.audit.models import AuditEvent
from rapport.letters.models import Letter
from rapport.training.models import Study
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def signed_in(cohort):
    return browser_of(make.make_actor(role="coordinator", programme=cohort.programme))


@pytest.fixture
def people(cohort):
    """Return a mentor in each state of training, by its name, and a mentee for whom there is no course."""
    course = make.make_course(programme=cohort.programme, renewal_days=365)
    days = {"done": 10, "due": 340, "run out": 400, "under way": None}
    names = [*days, "not begun"]
    found = {name: make.make_participation(role=make.MENTOR, cohort=cohort, name=name) for name in names}
    for name, ago in days.items():
        done = None if ago is None else make.days_ago(ago)
        make.make_study(course=course, profile=found[name].profile, completed_on=done)
    make.make_participation(role=make.MENTEE, cohort=cohort, name="mentee")
    return found


def page(name, cohort, *args):
    return reverse(f"coordinator:{name}", args=[cohort.public_id, *args])


def listed(answer):
    return [row["participation"].profile.name for row in answer.context["rows"]]


def test_everybody_is_listed_with_their_courses(cohort, signed_in, people):
    answer = signed_in.get(page("training", cohort))

    assert listed(answer) == ["done", "due", "mentee", "not begun", "run out", "under way"]
    assert (answer.context["done"], answer.context["required"], answer.context["wanting"]) == (2, 5, 3)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"standing": "lapsed"}, ["run out"]),
        ({"standing": "to-do"}, ["not begun"]),
        ({"standing": "done"}, ["done"]),
        ({"role": "mentee"}, ["mentee"]),
        ({"q": "under"}, ["under way"]),
        ({"standing": "no such"}, ["done", "due", "mentee", "not begun", "run out", "under way"]),
    ],
)
def test_the_list_is_narrowed(cohort, signed_in, people, asked, names):
    assert listed(signed_in.get(page("training", cohort), asked)) == names


def test_a_reminder_goes_to_those_who_have_not_once_a_day(cohort, signed_in, people):
    for _click in range(2):
        signed_in.post(page("training-remind", cohort))

    letters = Letter.objects.filter(kind="training-reminder")
    assert sorted(letters.values_list("to_name", flat=True)) == ["not begun", "run out", "under way"]
    assert "“Being a mentor”" in letters[0].text
    assert AuditEvent.objects.filter(act="training-reminded").count() == 1


def test_the_spreadsheet_has_a_row_for_each_person_and_course(cohort, signed_in, people):
    text = signed_in.post(page("training-export", cohort, "csv")).content.decode("utf-8-sig")

    lines = text.splitlines()
    assert lines[0].replace('"', "") == "Name,E-mail address,Role,Course,Required,State,Done on,Counts until"
    assert len(lines) == 6
    assert AuditEvent.objects.filter(act="training-exported").exists()


def test_without_courses_the_page_says_what_to_do(cohort, signed_in):
    assert b"No course is published" in signed_in.get(page("training", cohort)).content


def test_noted_by_hand_as_trained_counts_for_the_course(cohort, signed_in, people):
    ids = [people["run out"].public_id, people["not begun"].public_id]

    signed_in.post(page("participation-ready", cohort), {"chosen": ids})

    assert Study.objects.exclude(noted_by=None).count() == 2
    answer = signed_in.get(page("participation-list", cohort))
    assert {people[name].pk for name in ("run out", "not begun")} == answer.context["ready"]


def test_the_page_of_a_participant_says_how_they_stand(cohort, signed_in, people):
    answer = signed_in.get(reverse("coordinator:participation", args=[people["not begun"].public_id]))

    assert [(title, pill.text) for title, pill in answer.context["training"]] == [
        ("Being a mentor", "not begun")
    ]
