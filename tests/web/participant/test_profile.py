"""My profile: own answers, read and changed while people are still matched."""

import pytest
from django import forms
from django.urls import reverse

from rapport.matching.services.runs import reproduce
from rapport.programmes.choices import CohortState
from rapport.questionnaires.choices import QuestionKind
from rapport.web.answer_forms import question_field
from tests import make
from tests.cast import browser_of
from tests.matching.cohorts import matchable_cohort, matched
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentee():
    cohort = make.make_cohort()
    make.make_question(
        cohort=cohort, key="topics", options=["Exams", "Research"], help="As many as you like."
    )
    make.make_question(cohort=cohort, key="age", kind=QuestionKind.NUMBER, position=1)
    make.make_question(cohort=cohort, key="faith", kind=QuestionKind.TEXT, is_sensitive=True, position=2)
    make.make_question(cohort=cohort, key="rank", kind=QuestionKind.TEXT, asked_of="mentor", position=3)
    return make.make_participation(
        role=make.MENTEE, cohort=cohort, answers={"topics": ["Exams", "Chess"], "faith": "Quaker"}
    )


@pytest.fixture
def signed_in(mentee):
    return browser_of(make.participant_actor(mentee))


def address_of(participation):
    return reverse("participant:answer-edit", args=[participation.public_id])


def answers_of(participation):
    participation.answers.refresh_from_db()
    return participation.answers.values


def test_the_profile_shows_own_answers_and_leads_to_changing_them(signed_in, mentee):
    answer = signed_in.get(reverse("participant:profile"))
    words = words_of(answer)

    assert "Topics Exams, Chess Age – Faith Quaker" in words
    assert "Rank" not in words
    assert address_of(mentee) in answer.content.decode()
    assert reverse("participant:profile") in signed_in.get(reverse("participant:home")).content.decode()


def test_each_question_says_who_reads_the_answer(signed_in, mentee):
    words = words_of(signed_in.get(address_of(mentee)))

    assert words.count("Your coordinator can read this, and whoever you are proposed to may") == 2
    assert words.count("Only your coordinator can read this") == 1
    assert "As many as you like." in words


def test_saving_the_page_untouched_changes_nothing_even_what_is_on_no_list(signed_in, mentee):
    form = signed_in.get(address_of(mentee)).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}

    signed_in.post(address_of(mentee), data)

    assert answers_of(mentee) == {"topics": ["Exams", "Chess"], "faith": "Quaker"}


def test_answers_are_changed(signed_in, mentee):
    data = {"answer-topics": ["Research"], "answer-age": "31", "answer-faith": "", "answer-rank": "General"}

    answer = signed_in.post(address_of(mentee), data)

    assert (answer.status_code, answer.url) == (302, reverse("participant:profile"))
    assert answers_of(mentee) == {"topics": ["Research"], "age": 31}


def test_a_wrong_answer_stands_beside_its_field_and_nothing_typed_is_lost(signed_in, mentee):
    data = {"answer-topics": ["Research"], "answer-age": "about thirty", "answer-faith": "None now"}

    answer = signed_in.post(address_of(mentee), data)

    form = answer.context["form"]
    assert (answer.status_code, form.errors) == (422, {"answer-age": ["Please write a number, such as 2.5."]})
    typed = {name: form[name].value() for name in data}
    assert typed == data
    assert answers_of(mentee) == {"topics": ["Exams", "Chess"], "faith": "Quaker"}


@pytest.mark.parametrize(
    ("state", "status"),
    [(state, 403 if state in ("closing", "closed") else 200) for state in CohortState.values],
)
def test_answers_are_open_while_people_are_matched(signed_in, mentee, state, status):
    mentee.cohort.state = state
    mentee.cohort.save()

    assert signed_in.get(address_of(mentee)).status_code == status
    profile = signed_in.get(reverse("participant:profile")).content.decode()
    assert (address_of(mentee) in profile) == (status == 200)


def test_another_mentee_finds_no_such_page(signed_in, mentee):
    other = make.make_participation(role=make.MENTEE, cohort=mentee.cohort, answers={"topics": ["Exams"]})

    assert signed_in.post(address_of(other), {"answer-topics": ["Research"]}).status_code == 404
    assert answers_of(other) == {"topics": ["Exams"]}


def test_proposals_and_runs_keep_the_answers_that_they_were_made_with(db):
    cohort = matchable_cohort(pairs=2)
    run = matched(cohort, make.make_actor(programme=cohort.programme))
    draft = run.proposals.first()
    before = (draft.score, draft.parts, draft.alternatives)

    browser_of(make.participant_actor(draft.mentee)).post(address_of(draft.mentee), {"answer-topics": []})

    draft.refresh_from_db()
    assert answers_of(draft.mentee).get("topics") is None
    assert (draft.score, draft.parts, draft.alternatives) == before
    assert reproduce(run)


def opened_by(participation):
    participation.answers.refresh_from_db()
    return participation.answers.opened


TICK = "This answer may be used to find my match"


def test_only_a_sensitive_answer_has_a_tick_and_it_is_off(signed_in, mentee):
    form = signed_in.get(address_of(mentee)).context["form"]

    ticks = {name: form[name].value() for name in form.fields if name.startswith("open-")}

    assert ticks == {"open-faith": False}
    assert form["open-faith"].label == TICK


def test_an_answer_is_opened_shown_as_such_and_closed_again(signed_in, mentee):
    signed_in.post(address_of(mentee), {"answer-faith": "Quaker", "open-faith": "on"})
    then, words = opened_by(mentee), words_of(signed_in.get(reverse("participant:profile")))
    signed_in.post(address_of(mentee), {"answer-faith": "Quaker"})

    assert then == ["faith"]
    assert "Quaker (may be used to find your match)" in words
    assert opened_by(mentee) == []


def test_a_tick_without_an_answer_opens_nothing_and_no_other_question_can_be_opened(signed_in, mentee):
    signed_in.post(address_of(mentee), {"answer-faith": "", "open-faith": "on", "open-topics": "on"})

    assert opened_by(mentee) == []


def test_a_tick_stays_where_another_answer_is_wrong(signed_in, mentee):
    data = {"answer-age": "old", "answer-faith": "Quaker", "open-faith": "on"}

    form = signed_in.post(address_of(mentee), data).context["form"]

    assert form["open-faith"].value() is True
    assert opened_by(mentee) == []


@pytest.fixture
def illness(mentee):
    """Something sensitive with a question that hangs on it, and one that hangs on what only who applies is asked."""
    cohort = mentee.cohort
    for place, (key, fields) in enumerate(
        {
            "illness": {"label": "Are you ill?"},
            "ward": {"shown_if": "illness", "shown_for": ["Yes"]},
            "record": {"asked_when": "applying"},
            "offence": {"shown_if": "record", "shown_for": ["Yes"]},
        }.items(),
        start=4,
    ):
        make.make_question(
            cohort=cohort,
            key=key,
            position=place,
            kind=QuestionKind.SINGLE,
            is_sensitive=True,
            **{"options": ["Yes"]} | fields,
        )


TOLD = "It counts only if your answer to “Are you ill?” may be used as well: this one gives it away."


def test_what_tells_a_sensitive_answer_counts_only_together_with_it(signed_in, mentee, illness):
    answers = {"answer-illness": "Yes", "answer-ward": "Yes"}
    page = signed_in.get(address_of(mentee))
    signed_in.post(address_of(mentee), answers | {"open-ward": "on"})
    alone = opened_by(mentee)
    signed_in.post(address_of(mentee), answers | {"open-ward": "on", "open-illness": "on"})
    together = opened_by(mentee)
    signed_in.post(address_of(mentee), answers | {"open-ward": "on"})

    assert words_of(page).count(TOLD) == 1
    assert page.context["form"].fields["open-ward"].help_text.startswith(TOLD)
    assert (alone, together, opened_by(mentee)) == ([], ["illness", "ward"], [])


def test_what_tells_an_answer_to_the_application_alone_has_no_tick(signed_in, mentee, illness):
    form = signed_in.get(address_of(mentee)).context["form"]
    signed_in.post(address_of(mentee), {"answer-offence": "Yes", "open-offence": "on"})

    assert "answer-offence" in form.fields
    assert [name for name in form.fields if name.startswith("open-")] == [
        "open-faith",
        "open-illness",
        "open-ward",
    ]
    assert opened_by(mentee) == []


def test_a_line_of_text_is_asked_in_a_line_and_free_text_in_a_box():
    cohort = make.make_cohort()
    asked = [make.make_question(cohort=cohort, key=kind, kind=kind, options=[]) for kind in ("line", "text")]

    widgets = [type(question_field(each).widget) for each in asked]

    assert widgets == [forms.TextInput, forms.Textarea]
