"""Participants of a cohort: found, added by hand, changed, noted as ready."""

import pytest
from django.urls import reverse

from rapport.accounts.models import Person
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Participation
from rapport.questionnaires.choices import QuestionKind
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def signed_in(cohort):
    return browser_of(make.make_actor(programme=cohort.programme))


@pytest.fixture
def mentee(cohort):
    return make.make_participation(role=make.MENTEE, cohort=cohort, name="Asha Rao", email="asha@example.org")


def listed(signed_in, cohort, **asked):
    answer = signed_in.get(reverse("coordinator:participation-list", args=[cohort.public_id]), asked)
    return [participation.profile.name for participation in answer.context["page"]]


def test_the_list_is_found_through_by_name_address_role_and_state(signed_in, cohort, mentee):
    paused = make.make_participation(
        role=make.MENTOR, cohort=cohort, name="Ravi Kumar", state=ParticipationState.PAUSED
    )

    assert listed(signed_in, cohort) == ["Asha Rao", "Ravi Kumar"]
    assert listed(signed_in, cohort, q="ASHA@") == ["Asha Rao"]
    assert listed(signed_in, cohort, role="mentor") == ["Ravi Kumar"]
    assert listed(signed_in, cohort, state=paused.state) == ["Ravi Kumar"]
    assert listed(signed_in, cohort, role="nonsense", page="99") == ["Asha Rao", "Ravi Kumar"]


def test_somebody_is_added_with_answers(signed_in, cohort):
    make.make_question(cohort=cohort, key="topics", kind=QuestionKind.MULTIPLE, options=["Exams", "Research"])
    make.make_question(cohort=cohort, key="languages", kind=QuestionKind.MULTIPLE)
    page = reverse("coordinator:participation-add", args=[cohort.public_id, "mentor"])

    signed_in.post(
        page,
        {
            "name": "Ravi Kumar",
            "email": "Ravi@Example.org",
            "answer-topics": ["Exams"],
            "answer-languages": "Hindi, English",
        },
    )

    added = Participation.objects.get()
    assert (added.role, added.capacity, added.profile.person.email) == ("mentor", 1, "ravi@example.org")
    assert added.answers.values == {"topics": ["Exams"], "languages": ["Hindi", "English"]}


def test_somebody_who_takes_part_already_is_not_doubled(signed_in, cohort, mentee):
    page = reverse("coordinator:participation-add", args=[cohort.public_id, "mentee"])

    answer = signed_in.post(page, {"name": "Asha Rao", "email": "ASHA@example.org"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["email"] == ["This person already takes part in this role."]
    assert (Participation.objects.count(), answer.context["form"]["name"].value()) == (1, "Asha Rao")


def test_an_address_known_elsewhere_is_added_like_any_other(signed_in, cohort):
    elsewhere = make.make_profile(person=make.make_person(email="ravi@example.org"), name="R. Elsewhere")
    page = reverse("coordinator:participation-add", args=[cohort.public_id, "mentor"])

    answer = signed_in.post(page, {"name": "Ravi Kumar", "email": "ravi@example.org"}, follow=True)

    assert Person.objects.filter(email="ravi@example.org").count() == 1
    assert Participation.objects.get().profile.name == "Ravi Kumar"
    assert elsewhere.name not in answer.content.decode()


def test_places_go_down_to_those_taken_and_no_further(signed_in, cohort, mentee):
    mentor = make.make_participation(role=make.MENTOR, cohort=cohort, capacity=3)
    make.make_mentorship(mentor=mentor, mentee=mentee)
    page = reverse("coordinator:participation", args=[mentor.public_id])

    refused = signed_in.post(page, {"capacity": 0, "trained_on": "", "cleared_on": ""})
    saved = signed_in.post(page, {"capacity": 1, "trained_on": "2026-09-01", "cleared_on": ""})

    assert refused.status_code == 422
    assert refused.context["form"].errors["capacity"] == ["More places than that are taken already."]
    mentor.refresh_from_db()
    assert (saved.status_code, mentor.capacity) == (302, 1)
    assert (mentor.trained_on, mentor.cleared_on) == (make.dt.date(2026, 9, 1), None)


def test_the_chosen_are_noted_as_ready_and_nobody_of_another_cohort(signed_in, cohort, mentee):
    stranger = make.make_participation(role=make.MENTEE)
    page = reverse("coordinator:participation-ready", args=[cohort.public_id])

    signed_in.post(page, {"chosen": [mentee.public_id, stranger.public_id]})

    assert list(Participation.objects.exclude(trained_on=None)) == [mentee]
    assert list(Participation.objects.exclude(cleared_on=None)) == [mentee]


def test_pausing_resuming_and_leaving(signed_in, mentee):
    def move(to):
        return signed_in.post(
            reverse("coordinator:participation-move", args=[mentee.public_id, to])
        ).status_code

    assert [move("paused"), move("active"), move("left"), move("active")] == [302, 302, 302, 409]
    mentee.refresh_from_db()
    assert mentee.state == ParticipationState.LEFT


def test_sensitive_answers_are_shown_to_who_runs_the_cohort_and_marked(signed_in, cohort, mentee):
    make.make_question(cohort=cohort, key="faith", kind=QuestionKind.TEXT, is_sensitive=True)
    mentee.answers.values = {"faith": "cnryfaith"}
    mentee.answers.save()

    page = signed_in.get(reverse("coordinator:participation", args=[mentee.public_id])).content.decode()

    assert "cnryfaith" in page
    assert "sensitive: only for those who run the programme" in page


def test_answers_are_corrected_on_a_page_of_their_own(signed_in, cohort, mentee):
    make.make_question(cohort=cohort, key="topics", options=["Exams", "Research"])
    make.make_question(cohort=cohort, key="age", kind=QuestionKind.NUMBER, position=1)
    page = reverse("coordinator:answer-edit", args=[mentee.public_id])
    assert (
        page in signed_in.get(reverse("coordinator:participation", args=[mentee.public_id])).content.decode()
    )

    wrong = signed_in.post(page, {"answer-topics": ["Exams"], "answer-age": "old"})
    right = signed_in.post(page, {"answer-topics": ["Exams"], "answer-age": "20.5"})

    assert (wrong.status_code, wrong.context["form"]["answer-topics"].value()) == (422, ["Exams"])
    mentee.answers.refresh_from_db()
    assert (right.status_code, mentee.answers.values) == (302, {"topics": ["Exams"], "age": 20.5})


def test_answers_of_a_closed_cohort_stay_and_the_form_says_why(signed_in, cohort, mentee):
    make.make_question(cohort=cohort, key="about", kind=QuestionKind.TEXT)
    cohort.state = "closed"
    cohort.save()

    answer = signed_in.post(
        reverse("coordinator:answer-edit", args=[mentee.public_id]), {"answer-about": "New"}
    )

    assert answer.context["form"].non_field_errors() == ["This cohort is closed. Nothing new begins in it."]
    assert (answer.status_code, answer.context["form"]["answer-about"].value()) == (422, "New")


def test_only_the_questions_of_a_role_are_asked(signed_in, cohort):
    make.make_question(cohort=cohort, key="manager", kind=QuestionKind.TEXT, asked_of="mentee")
    fields = {
        role: signed_in.get(reverse("coordinator:participation-add", args=[cohort.public_id, role]))
        .context["form"]
        .fields
        for role in ("mentor", "mentee")
    }

    assert ("answer-manager" in fields["mentor"], "answer-manager" in fields["mentee"]) == (False, True)
