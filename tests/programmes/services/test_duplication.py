import pytest

from rapport.audit.models import AuditEvent
from rapport.programmes.choices import GuidelineState, StaffRole
from rapport.programmes.models import (
    Acknowledgement,
    Approval,
    Cohort,
    CommitteeSeat,
    Guideline,
    Membership,
    Participation,
    Programme,
)
from rapport.programmes.selectors.charters import charter_of
from rapport.programmes.services.duplication import PLANS, WORDS_AND_RULES, duplicate_programme
from tests import make

pytestmark = pytest.mark.django_db
NOT_COPIED = {"id", "public_id", "created_at", "organisation", "name", "state"}


@pytest.fixture
def programme():
    return make.make_programme(
        name="First steps", mentor_word="buddy", required_meetings=2, preset="peer-mentoring"
    )


@pytest.fixture
def copy(programme):
    owner = make.make_actor(role=StaffRole.OWNER, organisation=programme.organisation)
    reader = make.make_participation(role=make.MENTOR, cohort=make.make_cohort(programme=programme))
    guideline = make.make_guideline(programme=programme, text="Be kind.", version=3)
    make.make_acknowledgement(guideline=guideline, profile=reader.profile)
    make.make_membership(programme=programme)
    charter = make.make_charter(programme=programme, mentees_wanted=30)
    make.make_outcome(charter=charter)
    make.make_approval(charter=charter)
    make.make_seat(charter=charter)
    make.make_budget_line(charter=charter, planned=100, spent=40)
    return duplicate_programme(programme, name="Second steps", by=owner)


def test_every_word_and_rule_is_copied_or_left_out_on_purpose(programme, copy):
    own = {field.name for field in Programme._meta.concrete_fields}
    assert own - set(WORDS_AND_RULES) == NOT_COPIED
    assert [name for name in WORDS_AND_RULES if getattr(copy, name) != getattr(programme, name)] == []
    assert (copy.name, copy.state) == ("Second steps", "open")


def test_guidelines_come_as_drafts_and_plans_without_spending(programme, copy):
    draft = Guideline.objects.get(programme=copy)
    assert (draft.text, draft.version, draft.state) == ("Be kind.", 1, GuidelineState.DRAFT)

    plans, charter = charter_of(copy), charter_of(programme)
    assert [name for name in PLANS if getattr(plans, name) != getattr(charter, name)] == []
    assert [(line.planned, line.spent) for line in plans.budget_lines.all()] == [(100, 0)]
    assert [each.statement for each in plans.outcomes.all()] == ["Students stay"]


def test_people_are_never_copied(copy):
    of_copy = {"charter__programme": copy}
    assert charter_of(copy).sponsor == ""
    assert Approval.objects.filter(**of_copy).count() == CommitteeSeat.objects.filter(**of_copy).count() == 0
    assert (
        Cohort.objects.filter(programme=copy).count()
        == Membership.objects.filter(programme=copy).count()
        == 0
    )
    assert (Participation.objects.count(), Acknowledgement.objects.count()) == (1, 1)


def test_it_is_on_record_where_it_came_from(programme, copy):
    assert AuditEvent.objects.get(act="programme-duplicated").detail == {"from": programme.public_id}
