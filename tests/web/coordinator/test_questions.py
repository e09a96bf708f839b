"""The questions of a cohort: listed with their answers, changed, put in order, removed."""

import pytest
from django.urls import reverse

from rapport.programmes.selectors import questions_for, questions_of_cohort
from rapport.programmes.services.imports.columns import question_key
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.models import AnswerSheet, Question
from rapport.web.applicant.forms import KNOWN_ONCE_IN, OPENED_BY_ONESELF
from rapport.web.coordinator.question_forms import QuestionForm
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def signed_in(cohort):
    return browser_of(make.make_actor(programme=cohort.programme))


@pytest.fixture
def topics(cohort):
    return make.make_question(cohort=cohort, options=["Exams", "Research", "Chess"])


def page(name, cohort, *args):
    return reverse(f"coordinator:{name}", args=[cohort.public_id, *args])


def sent(question, **changes):
    """Return what the form of a question sends when nobody touches it, with changes by the words of a choice."""
    form = QuestionForm(None, programme=question.questionnaire.cohort.programme, question=question)
    data = {name: field.initial for name, field in form.fields.items() if field.initial is not None}
    data |= {name: value for name, value in form.initial.items() if name != "is_sensitive"}
    by_words = {field.initial: name for name, field in form.fields.items() if name.startswith("choice-")}
    return data | {by_words.get(name, name): value for name, value in changes.items()}


def test_the_list_says_who_answered_and_what_compares(signed_in, cohort, topics):
    make.make_question(cohort=cohort, key="manager", kind=QuestionKind.TEXT, asked_of="mentee")
    make.make_criterion(cohort=cohort, label="Shared topics")
    make.make_participation(role=make.MENTEE, cohort=cohort, answers={"topics": ["Exams"]})
    make.make_participation(role=make.MENTEE, cohort=cohort)
    make.make_participation(role=make.MENTOR, cohort=cohort)

    words = words_of(signed_in.get(page("question-list", cohort)))

    assert (
        "Topics Exams · Research · Chess Several of a list everybody 1 of 2 mentees 0 of 1 mentor Shared topics"
        in words
    )
    assert "Manager Free text every mentee 0 of 2 mentees nothing" in words


@pytest.mark.parametrize("name", ["participation-list", "matching"])
def test_the_questions_are_reached_from_people_and_from_matching(signed_in, cohort, name):
    assert page("question-list", cohort) in signed_in.get(page(name, cohort)).content.decode()


def test_a_question_is_added_at_the_end(signed_in, cohort, topics):
    data = {
        "label": "Year",
        "help": "Of your course",
        "kind": "scale",
        "asked_of": "mentee",
        "new_choices": "First\nSecond\n",
    }

    signed_in.post(page("question-add", cohort), data)

    added = cohort.questionnaire.questions.last()
    assert (added.key, added.options, added.help, added.asked_of) == (
        "year",
        ["First", "Second"],
        "Of your course",
        "mentee",
    )


def test_a_scale_without_steps_is_sent_back_with_what_was_typed(signed_in, cohort):
    answer = signed_in.post(
        page("question-add", cohort),
        {"label": "Year", "kind": "scale", "asked_of": "everybody", "new_choices": "First"},
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "new_choices": ["A scale needs at least two steps, the lowest first."]
    }
    assert (answer.context["form"]["label"].value(), Question.objects.count()) == ("Year", 0)


def test_choices_are_renamed_ordered_and_added_and_the_answers_follow(signed_in, cohort, topics):
    mentee = make.make_participation(role=make.MENTEE, cohort=cohort, answers={"topics": ["Exams", "Chess"]})
    places = QuestionForm(None, programme=cohort.programme, question=topics)
    last = [place.html_name for words, place, _n in places.rows() if words.value() == "Exams"]
    data = sent(topics, Exams="Examinations", new_choices="Languages") | {last[0]: "9"}

    answer = signed_in.post(page("question", cohort, topics.public_id), data)

    topics.refresh_from_db()
    mentee.answers.refresh_from_db()
    assert answer.status_code == 302
    assert topics.options == ["Research", "Chess", "Examinations", "Languages"]
    assert mentee.answers.values == {"topics": ["Examinations", "Chess"]}


def test_a_choice_in_use_is_taken_away_only_after_a_warning(signed_in, cohort, topics):
    mentee = make.make_participation(role=make.MENTEE, cohort=cohort, answers={"topics": ["Exams", "Chess"]})
    address, data = (
        page("question", cohort, topics.public_id),
        sent(topics, Exams="", Chess="Research", label="Themes"),
    )

    warned = signed_in.post(address, data)

    form = warned.context["form"]
    assert (warned.status_code, form["label"].value()) == (422, "Themes")
    assert form.errors == {
        "confirmed": [
            "“Exams” is taken out of the answer of 1 person.",
            "“Chess” becomes “Research” for 1 person, and they cannot be told apart again.",
        ]
    }
    assert AnswerSheet.objects.get().values == {"topics": ["Exams", "Chess"]}

    signed_in.post(address, data | {"confirmed": [form.fields["confirmed"].choices[0][0]]})

    mentee.answers.refresh_from_db()
    topics.refresh_from_db()
    assert (mentee.answers.values, topics.options) == ({"topics": ["Research"]}, ["Research"])


def test_a_yes_to_one_loss_is_no_yes_to_another(signed_in, cohort, topics):
    make.make_participation(role=make.MENTEE, cohort=cohort, answers={"topics": ["Exams", "Chess"]})
    address = page("question", cohort, topics.public_id)
    ticket = signed_in.post(address, sent(topics, Exams="")).context["form"].fields["confirmed"].choices[0][0]

    answer = signed_in.post(address, sent(topics, Chess="", confirmed=[ticket]))

    assert answer.status_code == 422
    assert AnswerSheet.objects.get().values == {"topics": ["Exams", "Chess"]}


def test_a_choice_that_nobody_made_goes_without_a_question(signed_in, cohort, topics):
    signed_in.post(page("question", cohort, topics.public_id), sent(topics, Chess=""))

    topics.refresh_from_db()
    assert topics.options == ["Exams", "Research"]


def test_a_choice_added_by_somebody_else_meanwhile_stays(signed_in, cohort, topics):
    data = sent(topics, Exams="Tests")
    topics.options = ["New", *topics.options]
    topics.save()

    signed_in.post(page("question", cohort, topics.public_id), data)

    topics.refresh_from_db()
    assert set(topics.options) == {"New", "Tests", "Research", "Chess"}


def test_a_list_that_was_open_takes_up_what_people_have_typed(signed_in, cohort):
    languages = make.make_question(cohort=cohort, key="languages")
    make.make_participation(role=make.MENTEE, cohort=cohort, answers={"languages": ["Tamil", "english"]})

    signed_in.post(
        page("question", cohort, languages.public_id), sent(languages, new_choices="English\nHindi")
    )

    languages.refresh_from_db()
    assert languages.options == ["English", "Hindi", "Tamil"]


def test_an_answered_question_is_offered_only_kinds_that_keep_the_answers(signed_in, cohort, topics):
    make.make_participation(role=make.MENTEE, cohort=cohort, answers={"topics": ["Exams", "Chess"]})
    address = page("question", cohort, topics.public_id)

    offered = [value for value, _label in signed_in.get(address).context["form"].fields["kind"].choices]
    answer = signed_in.post(address, sent(topics, kind="number"))

    assert offered == ["multiple", "text"]
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["kind"])


def test_a_kind_that_a_criterion_cannot_compare_is_refused_on_the_form(signed_in, cohort, topics):
    make.make_criterion(cohort=cohort, label="Shared topics")

    answer = signed_in.post(
        page("question", cohort, topics.public_id), sent(topics, kind="text", label="Themes")
    )

    assert answer.status_code == 422
    assert "does not work for" in answer.context["form"].non_field_errors()[0]
    assert answer.context["form"]["label"].value() == "Themes"


def test_what_was_asked_in_confidence_stays_so(signed_in, cohort):
    faith = make.make_question(cohort=cohort, key="faith", kind=QuestionKind.TEXT, is_sensitive=True)
    make.make_participation(role=make.MENTEE, cohort=cohort, answers={"faith": "Private"})

    signed_in.post(page("question", cohort, faith.public_id), sent(faith, label="Belief"))

    faith.refresh_from_db()
    assert (faith.label, faith.is_sensitive) == ("Belief", True)


def test_what_applicants_alone_have_answered_in_confidence_stays_so(signed_in, cohort):
    faith = make.make_question(cohort=cohort, key="faith", kind=QuestionKind.TEXT, is_sensitive=True)
    begun = make.make_application(cohort=cohort, answers={"faith": "Private"})
    assert begun.answers.version_id is not None

    page_before = signed_in.get(page("question", cohort, faith.public_id))
    signed_in.post(page("question", cohort, faith.public_id), sent(faith, label="Belief"))

    faith.refresh_from_db()
    assert page_before.context["form"].fields["is_sensitive"].disabled is True
    assert "So it stays sensitive." in words_of(page_before)
    assert (faith.label, faith.is_sensitive) == ("Belief", True)


def test_questions_are_put_in_order(signed_in, cohort, topics):
    about = make.make_question(cohort=cohort, key="about", kind=QuestionKind.TEXT, position=1)

    signed_in.post(page("question-move", cohort, about.public_id, "up"))

    assert list(cohort.questionnaire.questions.all()) == [about, topics]
    assert signed_in.post(page("question-move", cohort, about.public_id, "sideways")).status_code == 404


def test_removing_says_first_what_is_lost(signed_in, cohort, topics):
    make.make_criterion(cohort=cohort, label="Shared topics")
    make.make_participation(role=make.MENTEE, cohort=cohort, answers={"topics": ["Exams"]})
    address = page("question-remove", cohort, topics.public_id)

    words = words_of(signed_in.get(address))
    assert "The answer of 1 person is deleted for good." in words
    assert "Shared topics" in words
    assert Question.objects.count() == 1

    signed_in.post(address)
    assert (Question.objects.count(), cohort.criteria.count(), AnswerSheet.objects.get().values) == (0, 0, {})


def test_a_question_of_another_cohort_has_no_page_here(signed_in, cohort, topics):
    other = make.make_cohort(programme=cohort.programme)
    assert signed_in.get(page("question", other, topics.public_id)).status_code == 404


def test_what_hangs_on_a_sensitive_question_cannot_lose_its_mark_unsaid(signed_in, cohort):
    ill = make.make_question(
        cohort=cohort, key="ill", kind="single", options=["Yes", "No"], is_sensitive=True
    )
    ward = make.make_question(
        cohort=cohort,
        key="ward",
        kind="text",
        position=2,
        is_sensitive=True,
        shown_if="ill",
        shown_for=["Yes"],
    )
    address, data = page("question", cohort, ward.public_id), asked_anew(label="Which ward?")

    refused = signed_in.post(address, data | {"shown_if": "ill", "shown_for": "Yes"})
    with_it = signed_in.post(address, data | {"shown_if": "", "shown_for": ""})

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["is_sensitive"]
    assert f"“{ill.label}”, which is sensitive" in words_of(refused)
    ward.refresh_from_db()
    assert (with_it.status_code, ward.label, ward.is_sensitive) == (302, "Which ward?", False)


@pytest.fixture
def before(cohort):
    return make.make_question(
        cohort=cohort, key="before", kind=QuestionKind.SINGLE, options=["Yes", "No"], position=0
    )


def asked_anew(**changes):
    return {"label": "Where?", "kind": "text", "asked_of": "everybody"} | changes


def test_a_question_is_asked_under_a_heading_after_an_answer(signed_in, cohort, before):
    data = asked_anew(section="Aims", is_required="on", shown_if="before", shown_for="yes\n")

    signed_in.post(page("question-add", cohort), data)

    added = Question.objects.get(key="where")
    assert (added.section, added.is_required, added.shown_if, added.shown_for) == (
        "Aims",
        True,
        "before",
        ["Yes"],
    )


def test_an_answer_that_nobody_can_give_is_no_condition(signed_in, cohort, before):
    answer = signed_in.post(page("question-add", cohort), asked_anew(shown_if="before", shown_for="Perhaps"))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"shown_for": ["Please choose from: Yes · No."]}


@pytest.mark.parametrize("kind", ["date", "agreement", "file"])
@pytest.mark.parametrize("ticked", [{}, {"is_for_applying": "on"}])
def test_what_no_match_can_compare_is_asked_only_of_who_applies(signed_in, cohort, kind, ticked):
    form = signed_in.get(page("question-add", cohort)).context["form"]
    assert "always only for applying" in form.fields["kind"].help_text

    answer = signed_in.post(page("question-add", cohort), asked_anew(kind=kind, **ticked), follow=True)

    assert "only of those who apply: no match can compare such answers." in words_of(answer)
    question = Question.objects.get()
    assert (question.kind, question.asked_when, question.key) == (kind, "applying", "applying--where")


def test_what_a_match_can_compare_is_asked_of_everybody_unless_somebody_says_otherwise(signed_in, cohort):
    answer = signed_in.post(page("question-add", cohort), asked_anew(), follow=True)

    assert "It is asked from now on. Nobody is told by letter." in words_of(answer)
    assert Question.objects.get().asked_when == ""


def test_what_is_only_for_applying_is_neither_a_profile_question_nor_a_column(cohort, signed_in):
    signed_in.post(page("question-add", cohort), asked_anew(is_for_applying="on"))
    participation = make.make_participation(role=make.MENTEE, cohort=cohort)
    question = Question.objects.get()

    assert question.key == "applying--where"
    assert questions_for(participation) == questions_of_cohort(cohort) == []
    assert question_key("Applying -- where") != question.key
    assert "Where?" in words_of(signed_in.get(page("question-list", cohort)))


def test_a_question_stays_for_applying_or_not(signed_in, cohort, topics):
    signed_in.post(page("question", cohort, topics.public_id), sent(topics, is_for_applying="on"))

    topics.refresh_from_db()
    assert topics.asked_when == ""


def test_a_move_past_a_condition_is_refused_in_words(signed_in, cohort, before):
    where = make.make_question(
        cohort=cohort, key="where", kind=QuestionKind.TEXT, position=1, shown_if="before", shown_for=["Yes"]
    )

    answer = signed_in.post(page("question-move", cohort, where.public_id, "up"), follow=True)

    assert "so it stays below it" in answer.content.decode()
    assert list(Question.objects.values_list("key", flat=True)) == ["before", "where"]


def test_the_preview_shows_each_role_what_it_is_asked(signed_in, cohort, before):
    make.make_question(cohort=cohort, key="aims", section="Aims", asked_of="mentee", position=1)
    make.make_question(
        cohort=cohort, key="consent", kind=QuestionKind.AGREEMENT, is_required=True, asked_when="applying"
    )
    make.make_question(
        cohort=cohort, key="where", kind=QuestionKind.TEXT, position=2, shown_if="before", shown_for=["Yes"]
    )

    of_mentee = words_of(signed_in.get(page("question-preview", cohort, "mentee")))
    of_mentor = words_of(signed_in.get(page("question-preview", cohort, "mentor")))

    assert "“Where” is asked only after the answer Yes to “Before”." in of_mentee
    assert "Aims" in of_mentee
    assert "Aims" not in of_mentor
    assert "Consent" in of_mentor


def test_the_preview_shows_who_reads_an_answer_and_the_tick_that_opens_it(signed_in, cohort):
    make.make_question(cohort=cohort, key="ill", kind="single", options=["Yes", "No"], is_sensitive=True)
    make.make_question(cohort=cohort, key="aims", kind="text", position=2)

    shown = words_of(signed_in.get(page("question-preview", cohort, "mentee")))

    assert "This answer may be used to find my match" in shown
    assert str(OPENED_BY_ONESELF) in shown
    assert str(KNOWN_ONCE_IN) in shown
