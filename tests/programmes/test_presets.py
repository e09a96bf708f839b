"""What ready-made programmes ask: few and good questions for the decision, and a cohort that begins with all of them."""

import pytest

from rapport.programmes.choices import APPLYING, ParticipantRole
from rapport.programmes.presets import PRESETS
from rapport.programmes.selectors import questions_in_all, questions_of_cohort
from rapport.programmes.services.programmes import create_cohort
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.selectors import questions_before, questions_missing
from tests import make

EACH_PRESET = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.slug)
EACH_ROLE = pytest.mark.parametrize("role", ParticipantRole.values)


def cohort_of(preset):
    programme = make.make_programme(preset=preset.slug)
    by = make.make_actor(programme=programme)
    return create_cohort(
        programme, name="First", starts_on=make.days_ago(1), ends_on=make.days_ago(-99), by=by
    )


@EACH_PRESET
@EACH_ROLE
def test_whoever_applies_is_asked_why_how_much_time_and_one_thing_more(preset, role):
    asked = [each for each in preset.questions if each.asked_when == APPLYING and each.asked_of in ("", role)]
    always = [each.key for each in asked if not each.shown_if]

    assert always[:2] == ["applying--why", "applying--hours"]
    assert 2 < len(always) <= 4
    assert all(each.is_required and not each.is_sensitive and str(each.section) for each in asked)


@pytest.mark.parametrize(
    ("slug", "role", "key"),
    [
        ("student-mentoring", "mentor", "applying--keeps-register"),
        ("student-mentoring", "mentee", "applying--keeps-register"),
        ("alumni-mentoring", "mentee", "applying--takes-the-lead"),
        ("peer-mentoring", "mentor", "applying--trains-first"),
        ("staff-mentoring", "mentee", "applying--outside-the-line"),
    ],
)
def test_what_a_kind_lives_by_is_agreed_to_in_the_application(slug, role, key):
    preset = next(each for each in PRESETS if each.slug == slug)
    agreed = [each for each in preset.questions if each.kind == QuestionKind.AGREEMENT]

    assert [each.key for each in agreed if each.asked_of in ("", role)] == [key]


@pytest.mark.django_db
@EACH_PRESET
def test_a_cohort_begins_with_all_that_its_preset_asks(preset):
    cohort = cohort_of(preset)
    stored = questions_in_all(cohort)

    for each, question in zip(preset.questions, stored, strict=True):
        of_preset = vars(each) | {"options": list(each.options), "shown_for": list(each.shown_for)}
        assert {name: getattr(question, name) for name in of_preset} == of_preset
    assert [each.key for each in questions_of_cohort(cohort) if each.key.startswith(APPLYING)] == []


@pytest.mark.django_db
@EACH_PRESET
def test_every_condition_names_answers_that_can_be_given_before(preset):
    asked = questions_in_all(cohort_of(preset))

    for each in (question for question in asked if question.shown_if):
        before = {one.key: one for one in questions_before(each, asked)}
        assert set(each.shown_for) < set(before[each.shown_if].options)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours", "missing"),
    [("Less than 1 hour", ["applying--little-time"]), ("1 to 2 hours", [])],
)
def test_who_has_little_time_is_asked_how_they_would_make_it_fit(hours, missing):
    general = next(each for each in PRESETS if each.slug == "general-mentoring")
    asked = [each for each in questions_in_all(cohort_of(general)) if each.asked_of != ParticipantRole.MENTEE]
    answers = {
        "applying--why": "To pass it on.",
        "applying--before-advice": "I ask.",
        "applying--hours": hours,
    }

    assert [each.key for each in questions_missing(asked, answers)] == missing


@EACH_PRESET
def test_headings_speak_to_nobody_as_coordinators_read_them_over_the_answers(preset):
    words = {word for each in preset.questions for word in str(each.section).lower().split()}

    assert words & {"you", "your", "yours", "my", "i"} == set()


def test_a_line_manager_is_named_in_a_line():
    preset = next(each for each in PRESETS if each.slug == "staff-mentoring")
    (asked,) = [each for each in preset.questions if each.key == "manager"]

    assert asked.kind == QuestionKind.LINE
