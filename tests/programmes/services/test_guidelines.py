import pytest
from django.db import IntegrityError, transaction

from rapport.audit.models import AuditEvent
from rapport.core.errors import WrongState
from rapport.letters.models import Letter
from rapport.programmes.choices import CohortState, GuidelineKind, GuidelineState
from rapport.programmes.errors import ChangesUnsaid
from rapport.programmes.models import Acknowledgement, Guideline
from rapport.programmes.presets.guidelines import default_text
from rapport.programmes.selectors.guidelines import (
    programmes_awaiting_acknowledgement,
    readers_without_acknowledgement,
)
from rapport.programmes.services.guidelines import (
    acknowledge_guidelines,
    discard_guideline,
    draft_guideline,
    edit_guideline,
    publish_guideline,
    remind_of_guideline,
)
from tests import make

pytestmark = pytest.mark.django_db
KIND = GuidelineKind.BOUNDARIES


@pytest.fixture
def cohort():
    return make.make_cohort(programme=make.make_programme(name="Buddies", mentor_word="buddy"))


@pytest.fixture
def programme(cohort):
    return cohort.programme


@pytest.fixture
def coordinator(programme):
    return make.make_actor(programme=programme)


@pytest.fixture
def mentee(cohort):
    return make.make_participation(role=make.MENTEE, cohort=cohort)


def in_force(programme, by, *, text="Keep to it.", changes=""):
    draft = draft_guideline(programme, kind=KIND, by=by)
    return publish_guideline(edit_guideline(draft, text=text, changes=changes, by=by), by=by)


def acts():
    return list(AuditEvent.objects.order_by("place").values_list("act", flat=True))


def test_the_first_draft_is_our_text_in_the_programmes_words(programme, coordinator):
    draft = draft_guideline(programme, kind=KIND, by=coordinator)

    assert (draft.version, draft.state) == (1, GuidelineState.DRAFT)
    assert "## Mentoring is not counselling" in draft.text
    assert "## What a buddy does not do" in draft.text
    assert acts() == ["guideline-drafted"]


@pytest.mark.parametrize("kind", GuidelineKind)
def test_our_texts_leave_no_gap_and_no_broken_line(programme, kind):
    paragraphs = default_text(programme, kind).split("\n\n")

    assert [part for part in paragraphs if "{" in part] == []
    assert [line for part in paragraphs for line in part.split("\n")[1:] if line[0] not in "*123"] == []


def test_a_draft_there_is_goes_on(programme, coordinator):
    first, second = (draft_guideline(programme, kind=KIND, by=coordinator) for _ in range(2))
    assert first == second


def test_publishing_supersedes_what_was_in_force(programme, coordinator):
    first = in_force(programme, coordinator)
    second = in_force(programme, coordinator, text="Keep to it, please.", changes="It is politer.")

    first.refresh_from_db()
    assert (first.state, first.text) == (GuidelineState.SUPERSEDED, "Keep to it.")
    assert (second.version, second.state) == (2, GuidelineState.IN_FORCE)
    published = AuditEvent.objects.filter(act="guideline-published").order_by("place").last()
    assert published.detail == {"kind": "boundaries", "version": 2, "digest": second.digest}


def test_a_second_version_says_what_has_changed(programme, coordinator):
    in_force(programme, coordinator)
    with pytest.raises(ChangesUnsaid):
        in_force(programme, coordinator, text="Something else.", changes=" ")
    assert Guideline.objects.filter(state=GuidelineState.IN_FORCE).count() == 1


def test_what_has_been_in_force_never_changes(programme, coordinator):
    guideline = in_force(programme, coordinator)
    for act in (
        lambda: edit_guideline(guideline, text="Softer.", changes="", by=coordinator),
        lambda: publish_guideline(guideline, by=coordinator),
        lambda: discard_guideline(guideline, by=coordinator),
    ):
        with pytest.raises(WrongState):
            act()
    guideline.refresh_from_db()
    assert guideline.text == "Keep to it."


def test_a_draft_is_thrown_away(programme, coordinator):
    discard_guideline(draft_guideline(programme, kind=KIND, by=coordinator), by=coordinator)
    assert Guideline.objects.count() == 0
    assert acts() == ["guideline-drafted", "guideline-discarded"]


def test_two_in_force_of_one_kind_cannot_be(programme):
    make.make_guideline(programme=programme)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_guideline(programme=programme, version=2)


def test_everybody_acknowledges_once_and_again_after_a_change(programme, coordinator, mentee):
    actor = make.participant_actor(mentee)
    first = in_force(programme, coordinator)
    assert programmes_awaiting_acknowledgement(actor) == {programme.pk: programme.public_id}

    new = [acknowledge_guidelines(programme, ids=[first.public_id], by=actor) for _ in range(2)]
    assert (new, programmes_awaiting_acknowledgement(actor)) == ([1, 0], {})

    second = in_force(programme, coordinator, text="More.", changes="There is more.")
    assert programmes_awaiting_acknowledgement(actor) == {programme.pk: programme.public_id}
    assert list(readers_without_acknowledgement(second)) == [mentee.profile]
    assert acts().count("guideline-acknowledged") == 1


def test_what_was_superseded_while_it_was_read_is_not_acknowledged(programme, coordinator, mentee):
    first = in_force(programme, coordinator)
    in_force(programme, coordinator, text="More.", changes="There is more.")

    new = acknowledge_guidelines(programme, ids=[first.public_id], by=make.participant_actor(mentee))

    assert (new, Acknowledgement.objects.count()) == (0, 0)


def test_drafts_and_past_cohorts_ask_nobody(programme, coordinator, cohort, mentee):
    draft_guideline(programme, kind=KIND, by=coordinator)
    actor = make.participant_actor(mentee)
    assert programmes_awaiting_acknowledgement(actor) == {}

    in_force(programme, coordinator)
    cohort.state = CohortState.CLOSED
    cohort.save()
    assert programmes_awaiting_acknowledgement(actor) == {}


def test_a_reminder_goes_to_those_who_wait_and_once_a_day(programme, coordinator, cohort, mentee):
    reader = make.make_participation(role=make.MENTOR, cohort=cohort)
    guideline = in_force(programme, coordinator)
    make.make_acknowledgement(guideline=guideline, profile=reader.profile)

    for _ in range(2):
        remind_of_guideline(guideline, by=coordinator)

    assert list(Letter.objects.values_list("to_address", flat=True)) == [mentee.profile.person.email]
    assert Letter.objects.get().link == f"/participant/guidelines/{programme.public_id}/"


def test_nobody_is_reminded_of_a_draft(programme, coordinator, mentee):
    with pytest.raises(WrongState):
        remind_of_guideline(draft_guideline(programme, kind=KIND, by=coordinator), by=coordinator)
    assert Letter.objects.count() == 0
