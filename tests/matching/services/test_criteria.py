"""Criteria and hard rules: what is refused, what a programme starts with."""

import pytest

from rapport.audit.models import AuditEvent
from rapport.matching.choices import CriterionKind
from rapport.matching.errors import BadMatchSettings
from rapport.matching.models import Criterion, Rule
from rapport.matching.presets import EVIDENCE, MATCH_PRESETS
from rapport.matching.services.criteria import (
    add_criterion,
    add_rule,
    apply_preset_criteria,
    delete_part,
    edit_criterion,
    move_part,
)
from rapport.programmes.presets import PRESETS
from rapport.programmes.services.programmes import create_cohort
from tests import make

TAGS = {"kind": "shared_tags", "label": "Needs", "mentee_question": "topics", "mentor_question": "topics"}


def test_criterion_is_added_at_the_end(cohort, by):
    criterion = add_criterion(cohort, by=by, weight=25, **TAGS)
    assert [c.label for c in cohort.criteria.all()] == ["Shared topics", "Needs"]
    assert (criterion.weight, criterion.position) == (25, 1)
    assert AuditEvent.objects.get().act == "criterion-added"


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"mentor_question": "shoe-size"}, "mentor_question", "Choose one of the cohort's questions."),
        (
            {"mentee_question": "about", "mentor_question": "about"},
            "mentee_question",
            "“About” is answered with",
        ),
        ({"kind": "ordered_distance"}, "mentee_question", "“Topics” is answered with several of a list"),
        ({"weight": -1}, "weight", "Please write 0 or more."),
        ({"label": ""}, "label", "This field cannot be blank."),
        ({"kind": "availability", "settings": {}}, "hours", "Give a number of hours above 0."),
        ({"kind": "time_zone", "settings": {"most_hours": 0}}, "hours", "Give a number of hours above 0."),
    ],
)
def test_criterion_that_cannot_work_is_refused_in_words(cohort, by, fields, field, sentence):
    make.make_question(cohort=cohort, key="about", kind="text")
    with pytest.raises(BadMatchSettings, match=sentence) as refusal:
        add_criterion(cohort, by=by, **(TAGS | {"weight": 10} | fields))
    assert refusal.value.field == field
    assert cohort.criteria.count() == 1


@pytest.mark.parametrize(("settings", "field"), [({}, "steps_from"), ({"from": 3, "to": 1}, "steps_to")])
def test_steps_need_a_range(cohort, by, settings, field):
    make.make_question(cohort=cohort, key="grade", kind="scale", options=["A", "B", "C"])
    with pytest.raises(BadMatchSettings) as refusal:
        add_rule(
            cohort,
            by=by,
            kind="steps_within",
            label="Above",
            mentee_question="grade",
            mentor_question="grade",
            settings=settings,
        )
    assert refusal.value.field == field


def test_steps_need_the_same_scale_on_both_sides(cohort, by):
    make.make_question(cohort=cohort, key="grade", kind="scale", options=["A", "B"])
    make.make_question(cohort=cohort, key="rank", kind="scale", options=["A", "B", "C"])
    with pytest.raises(BadMatchSettings, match="same steps"):
        add_rule(
            cohort,
            by=by,
            kind="steps_within",
            label="Above",
            mentee_question="grade",
            mentor_question="rank",
            settings={"from": 1},
        )


def test_questions_that_a_kind_does_not_compare_are_dropped(cohort, by):
    fields = TAGS | {"kind": "availability", "settings": {"enough_hours": 2}}
    criterion = add_criterion(cohort, by=by, **fields)
    assert (criterion.mentee_question, criterion.mentor_question) == ("", "")


def test_weight_alone_is_edited(cohort, by):
    criterion = edit_criterion(cohort.criteria.get(), by=by, weight=7)
    criterion.refresh_from_db()
    assert (criterion.weight, criterion.label) == (7, "Shared topics")


def test_parts_move_and_stop_at_the_ends(cohort, by):
    for label in ("B", "C"):
        add_criterion(cohort, by=by, **(TAGS | {"label": label}))
    last = cohort.criteria.get(label="C")
    move_part(last, steps=-1, by=by)
    assert list(cohort.criteria.values_list("label", flat=True)) == ["Shared topics", "C", "B"]
    move_part(last, steps=-5, by=by)
    assert list(cohort.criteria.values_list("label", flat=True)) == ["C", "Shared topics", "B"]


def test_part_is_deleted(cohort, by):
    delete_part(make.make_rule(cohort=cohort), by=by)
    delete_part(cohort.criteria.get(), by=by)
    assert (Criterion.objects.count(), Rule.objects.count()) == (0, 0)
    assert list(AuditEvent.objects.values_list("act", flat=True)) == ["rule-deleted", "criterion-deleted"]


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.slug)
def test_every_kind_of_programme_brings_criteria_that_fit_its_questions(db, preset):
    programme = make.make_programme(preset=preset.slug)
    by = make.make_actor(programme=programme)
    cohort = create_cohort(
        programme, name="First", starts_on=make.days_ago(1), ends_on=make.days_ago(-99), by=by
    )
    wanted = MATCH_PRESETS[preset.slug]
    assert apply_preset_criteria(cohort, by=by) == len(wanted.criteria) + len(wanted.rules)
    assert cohort.criteria.first().kind == "shared_tags"
    assert cohort.criteria.order_by("-weight").first().kind == "shared_tags"
    assert apply_preset_criteria(cohort, by=by) == 0


def test_preset_leaves_out_what_the_cohort_does_not_ask(cohort, by):
    cohort.criteria.all().delete()
    apply_preset_criteria(cohort, by=by)
    assert [c.label for c in cohort.criteria.all()] == ["Goals and needs", "Free at the same time"]
    assert [r.label for r in cohort.match_rules.all()] == ["Not a pair from before"]


def test_every_criterion_says_what_research_knows():
    assert set(EVIDENCE) == set(CriterionKind)
