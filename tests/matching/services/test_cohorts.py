import datetime as dt

import pytest

from rapport.audit.models import AuditEvent
from rapport.matching.models import Criterion, Rule
from rapport.matching.services.cohorts import OF_A_CRITERION, OF_A_RULE, create_cohort_like
from rapport.programmes.models import Participation
from rapport.programmes.services.programmes import OF_A_QUESTION
from rapport.questionnaires.models import Question
from rapport.recruitment.models import ApplicationForm, PagePicture, Quota
from rapport.recruitment.services.forms import OF_A_FORM, OF_A_PICTURE
from rapport.training.services.duplication import duplicate_whole_programme
from tests import make

pytestmark = pytest.mark.django_db


OTHERWISE = {
    "asks_mentors": False,
    "eligibility": "Second year",
    "how_to_apply": "Write in full sentences.",
    "minutes": 25,
    "offers_by_itself": True,
    "offer_days": 5,
    "unmatched_first": True,
    "mentors_invite": True,
    "admits_minors": True,
    "consent_days": 200,
}
"""What a public page says where nothing is as it is by itself."""


@pytest.fixture
def like():
    cohort = make.make_cohort(programme=make.make_programme(preset="staff-mentoring"))
    make.make_question(cohort=cohort, key="topics", label="Our topics", options=["Piano", "Chess"])
    make.make_criterion(cohort=cohort, label="Shared topics", weight=12)
    same = {"mentee_question": "topics", "mentor_question": "topics"}
    make.make_rule(cohort=cohort, label="Not the same topic", kind="not_same", **same)
    make.make_participation(role=make.MENTOR, cohort=cohort)
    form = make.make_application_form(cohort=cohort, **OTHERWISE)
    make.make_page_picture(form=form)
    Quota.objects.create(cohort=cohort, role=make.MENTEE, places=30, taken=12)
    return cohort


@pytest.fixture
def cohort(like):
    return create_cohort_like(
        like,
        programme=like.programme,
        name="Next",
        starts_on=dt.date(2027, 1, 1),
        ends_on=dt.date(2027, 12, 31),
        by=make.make_actor(programme=like.programme),
    )


def values(rows, names):
    return [tuple(getattr(row, name) for name in names) for row in rows]


def test_it_asks_and_matches_as_the_other_does(like, cohort):
    asked, asked_before = (
        Question.objects.filter(questionnaire=each.questionnaire) for each in (cohort, like)
    )
    assert values(asked, OF_A_QUESTION) == values(asked_before, OF_A_QUESTION)
    assert values(cohort.criteria.all(), OF_A_CRITERION) == values(like.criteria.all(), OF_A_CRITERION)
    assert values(cohort.match_rules.all(), OF_A_RULE) == values(like.match_rules.all(), OF_A_RULE)


@pytest.mark.parametrize(
    ("model", "taken_over", "left_out"),
    [
        (Question, OF_A_QUESTION, {"questionnaire", "position"}),
        (Criterion, OF_A_CRITERION, {"cohort"}),
        (Rule, OF_A_RULE, {"cohort"}),
        (ApplicationForm, OF_A_FORM, {"cohort", "last_day", "published_at"}),
        (PagePicture, OF_A_PICTURE, {"form"}),
        (Quota, ("places",), {"cohort", "role", "taken"}),
    ],
)
def test_every_field_is_taken_over_or_left_out_on_purpose(model, taken_over, left_out):
    own = {field.name for field in model._meta.concrete_fields}

    assert own - set(taken_over) - {"id", "public_id", "created_at"} == left_out


def looks_for_people_as(cohort, like):
    forms = cohort.application_form, like.application_form
    assert values(forms[:1], OF_A_FORM) == values(forms[1:], OF_A_FORM)
    assert values([forms[0].picture], OF_A_PICTURE) == values([forms[1].picture], OF_A_PICTURE)
    assert list(cohort.quotas.values_list("role", "places", "taken")) == [(make.MENTEE, 30, 0)]


def test_it_looks_for_people_as_the_other_does_and_is_not_public_yet(like, cohort):
    looks_for_people_as(cohort, like)
    assert (cohort.application_form.last_day, cohort.application_form.published_at) == (None, None)


def test_the_first_cohort_of_a_duplicated_programme_can_look_for_people_as_the_old_one_did(like):
    owner = make.make_actor(role="owner", organisation=like.programme.organisation)
    copy = duplicate_whole_programme(like.programme, name="Second steps", by=owner)
    days = {"starts_on": dt.date(2027, 1, 1), "ends_on": dt.date(2027, 12, 31)}
    looks_for_people_as(create_cohort_like(like, programme=copy, name="First", by=owner, **days), like)


def test_a_page_that_was_never_written_begins_as_the_preset_has_it(like):
    PagePicture.objects.all().delete()
    ApplicationForm.objects.all().delete()
    by = make.make_actor(programme=like.programme)
    days = {"starts_on": dt.date(2027, 1, 1), "ends_on": dt.date(2027, 12, 31)}
    create_cohort_like(like, programme=like.programme, name="Next", by=by, **days)

    assert not ApplicationForm.objects.exists()


def test_it_takes_nobody_over(cohort):
    assert Participation.objects.filter(cohort=cohort).count() == 0


def test_it_is_on_record_which_one_it_is_like(like, cohort):
    assert AuditEvent.objects.get(act="cohort-created", subject=cohort.public_id).detail == {
        "like": like.public_id
    }
