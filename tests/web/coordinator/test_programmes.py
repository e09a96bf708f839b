"""Programmes and cohorts: made from a preset, changed, opened and closed."""

import pytest
from django.urls import reverse

from rapport.audit.models import AuditEvent
from rapport.matching.presets import MATCH_PRESETS
from rapport.programmes.choices import (
    APPLYING,
    CohortState,
    GuidelineKind,
    ParticipantRole,
    ProgrammeState,
    StaffRole,
)
from rapport.programmes.models import Cohort, Programme
from rapport.programmes.presets import PRESETS, get_preset
from rapport.programmes.presets.charters import CHARTER_OUTLINES
from rapport.programmes.presets.guidelines import default_text
from rapport.programmes.selectors import questions_of_cohort
from rapport.recruitment.presets.interviews import OF_A_KIND
from rapport.recruitment.presets.review_criteria import REVIEW_PRESETS
from rapport.training.presets import preset_courses
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make.make_actor(
        role=StaffRole.OWNER, organisation=make.make_organisation(time_zone="Asia/Kolkata")
    )


@pytest.fixture
def signed_in(owner):
    return browser_of(owner)


@pytest.fixture
def programme(owner):
    return make.make_programme(organisation=owner.organisation, name="First steps")


LESSONS_OF_ALL = set.intersection(
    *({lesson.title for lesson in preset_courses(each.slug)[0].lessons} for each in PRESETS)
)


def filled_in(response, **changes):
    form = response.context["form"]
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: "" if value is None else value for name, value in (values | changes).items()}


@pytest.mark.parametrize("preset", [preset.slug for preset in PRESETS])
def test_every_preset_makes_a_programme_as_it_stands(signed_in, owner, preset):
    page = reverse("coordinator:programme-create", args=[preset])

    answer = signed_in.post(page, filled_in(signed_in.get(page)))

    made = Programme.objects.get(organisation=owner.organisation)
    assert answer.url == reverse("coordinator:cohort-create", args=[made.public_id])
    assert (made.preset, made.time_zone, made.state) == (preset, "Asia/Kolkata", ProgrammeState.OPEN)
    assert made.agreement_text.count("{meetings}") == 1
    assert AuditEvent.objects.filter(act="programme-created", subject=made.public_id).count() == 1


def test_the_form_shows_the_agreement_with_the_rule_of_the_preset(signed_in):
    page = signed_in.get(reverse("coordinator:programme-create", args=["student-mentoring"])).content.decode()
    assert "We meet at least once a month, face to face. We agree on the place" in page
    assert "Where it says {meetings}, each pair reads" in page


@pytest.mark.parametrize("of_part", [False, True])
def test_a_preview_fills_in_what_was_typed_and_saves_nothing(signed_in, programme, of_part):
    page = reverse("coordinator:programme-edit", args=[programme.public_id])
    typed = filled_in(signed_in.get(page)) | {
        "required_meetings": "3",
        "required_mode": "video",
        "agreement_text": "Often. {meetings} <b>Truly.</b>",
        "preview": "yes",
    }
    headers = {"HX-Request": "true", "HX-Target": "preview"} if of_part else {}
    answer = signed_in.post(page, typed, headers=headers)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Often. We meet at least 3 times a month, by video call. &lt;b&gt;Truly.&lt;/b&gt;" in text
    assert ("<form" in text) != of_part
    before = programme.agreement_text
    programme.refresh_from_db()
    assert (programme.required_meetings, programme.agreement_text) == (1, before)
    assert not AuditEvent.objects.exists()


def test_a_programme_form_sent_back_keeps_what_was_typed(signed_in):
    page = reverse("coordinator:programme-create", args=["peer-mentoring"])

    answer = signed_in.post(page, filled_in(signed_in.get(page), name="", purpose="Nobody starts alone"))

    assert answer.status_code == 422
    assert answer.context["form"]["purpose"].value() == "Nobody starts alone"
    assert list(answer.context["form"].errors) == ["name"]
    assert Programme.objects.count() == 0


def test_editing_changes_only_what_was_changed(signed_in, programme):
    page = reverse("coordinator:programme-edit", args=[programme.public_id])

    signed_in.post(page, filled_in(signed_in.get(page)) | {"name": "Second steps", "model": programme.model})

    programme.refresh_from_db()
    assert programme.name == "Second steps"
    assert AuditEvent.objects.get(act="programme-edited").detail == {"fields": ["name"]}


def test_a_programme_is_closed_and_opened_again(signed_in, programme):
    for to in ("closed", "open"):
        signed_in.post(reverse("coordinator:programme-move", args=[programme.public_id, to]))
        programme.refresh_from_db()
        assert programme.state == to


@pytest.mark.parametrize("to", ["draft", "nonsense"])
def test_a_move_that_is_not_drawn_is_refused(signed_in, programme, to):
    answer = signed_in.post(reverse("coordinator:programme-move", args=[programme.public_id, to]))

    assert answer.status_code == 409
    programme.refresh_from_db()
    assert programme.state == ProgrammeState.OPEN


def test_a_cohort_brings_the_questions_of_its_preset(signed_in, owner):
    programme = make.make_programme(organisation=owner.organisation, preset="staff-mentoring")
    page = reverse("coordinator:cohort-create", args=[programme.public_id])

    signed_in.post(page, {"name": "2027", "starts_on": "2027-01-11", "ends_on": "2027-12-17"})

    cohort = Cohort.objects.get(programme=programme)
    assert [each.key for each in questions_of_cohort(cohort)] == [
        "department",
        "grade",
        "manager",
        "topics",
        "reach",
        "about",
    ]
    assert cohort.questionnaire.questions.filter(asked_when="applying", is_required=True).count() == 5


def test_a_cohort_that_ends_before_it_starts_is_sent_back(signed_in, programme):
    page = reverse("coordinator:cohort-create", args=[programme.public_id])

    answer = signed_in.post(page, {"name": "2027", "starts_on": "2027-12-17", "ends_on": "2027-01-11"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["ends_on"]
    assert Cohort.objects.count() == 0


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_what_is_said_after_a_move_is_the_new_state(signed_in, programme):
    cohort = make.make_cohort(programme=programme, state=CohortState.PLANNED)
    mentor = make.make_participation(role=make.MENTOR, cohort=cohort, name="Asha Rao")

    def move(name, row, to):
        return said(
            signed_in.post(reverse(f"coordinator:{name}-move", args=[row.public_id, to]), follow=True)
        )

    assert move("cohort", cohort, "matching") == ["The cohort is matching now."]
    assert move("participation", mentor, "paused") == ["Asha Rao is paused now."]
    assert move("programme", programme, "closed") == [f"“{programme.name}” is closed now."]


def test_a_cohort_moves_along_and_only_along(signed_in, programme):
    cohort = make.make_cohort(programme=programme, state=CohortState.PLANNED)

    moved = signed_in.post(reverse("coordinator:cohort-move", args=[cohort.public_id, "matching"]))
    refused = signed_in.post(reverse("coordinator:cohort-move", args=[cohort.public_id, "closing"]))

    cohort.refresh_from_db()
    assert (moved.status_code, refused.status_code, cohort.state) == (302, 409, CohortState.MATCHING)


def test_a_coordinator_of_one_programme_starts_no_other(programme):
    signed_in = browser_of(make.make_actor(programme=programme))

    assert signed_in.get(reverse("coordinator:programme-presets")).status_code == 403
    assert signed_in.post(reverse("coordinator:programme-create", args=["peer-mentoring"])).status_code == 403
    assert Programme.objects.count() == 1


def test_in_circles_a_mentor_takes_at_least_two(signed_in):
    page = reverse("coordinator:programme-create", args=["general-mentoring"])
    form = filled_in(signed_in.get(page), model="circle")

    refused = signed_in.post(page, form | {"mentor_capacity": "1"})
    signed_in.post(page, form | {"mentor_capacity": "6"})

    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "mentor_capacity": ["In circles a mentor takes at least two mentees."]
    }
    made = Programme.objects.get()
    assert (made.is_circle, made.mentor_capacity) == (True, 6)


def asked_when_applying(preset, role):
    """Return what whoever applies in a role must answer, and nobody else is asked."""
    return [
        each
        for each in preset.questions
        if each.asked_when == APPLYING and each.is_required and each.asked_of in ("", role)
    ]


def unanswerable(preset):
    """Return the criteria and rules of a preset's matching that none of its questions feeds."""
    asked = {question.key for question in preset.questions}
    found = MATCH_PRESETS[preset.slug]
    return [
        part.label
        for part in (*found.criteria, *found.rules)
        if part.questions and not asked & set(part.questions)
    ]


def parts_of(preset):
    """Say of each part that a kind of programme needs whether its preset brings it; those of another do not count."""
    roles, programme = ParticipantRole.values, make.make_programme(preset=preset.slug)
    mentors, mentees = preset_courses(preset.slug)
    return {
        "questions for the match": any(not each.asked_when for each in preset.questions),
        "questions for applying": all(asked_when_applying(preset, role) for role in roles),
        "matching": len(MATCH_PRESETS[preset.slug].criteria) > 2 and not unanswerable(preset),
        "meeting rule": preset.initial()["required_meetings"] > 0,
        "agreement": "{meetings}" in preset.initial()["agreement_text"],
        "guidelines": all(default_text(programme, kind) for kind in GuidelineKind),
        "course for mentors": mentors.is_required and len(mentors.lessons) > 5 and mentors.questions,
        "course for mentees": len(mentees.lessons) > 3 and mentees.questions,
        "lesson of its own": mentors.lessons[-2].title not in LESSONS_OF_ALL,
        "interview": all({each.asked_of for each in OF_A_KIND[preset.slug]} >= {role} for role in roles),
        "review": len(REVIEW_PRESETS[preset.slug]) > 2,
        "charter": CHARTER_OUTLINES[preset.slug].mission and CHARTER_OUTLINES[preset.slug].outcomes,
    }


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.slug)
def test_every_preset_is_complete(preset):
    assert [part for part, is_there in parts_of(preset).items() if not is_there] == []


def test_the_student_preset_says_what_the_college_asks():
    preset = get_preset("student-mentoring")
    worries = next(question for question in preset.questions if question.key == "worries")

    assert "grievance redressal committee" in preset.initial()["agreement_text"]
    assert (worries.is_sensitive, worries.asked_of) == (True, "mentee")


def listed(signed_in, query=""):
    page = signed_in.get(reverse("coordinator:programme-list") + query).content.decode()
    return page.partition("<main")[2]


def test_a_closed_programme_rests_in_the_archive(signed_in, programme):
    assert "?archive" not in listed(signed_in)
    signed_in.post(reverse("coordinator:programme-move", args=[programme.public_id, "closed"]), follow=True)

    assert ("First steps" in listed(signed_in), "First steps" in listed(signed_in, "?archive")) == (
        False,
        True,
    )


def test_past_cohorts_are_folded_away(signed_in, programme):
    make.make_cohort(programme=programme, name="This year")
    make.make_cohort(programme=programme, name="Last year", state=CohortState.CLOSED)

    current, _, past = listed(signed_in).partition("1 past cohort")

    assert ("This year" in current, "Last year" in current, "Last year" in past) == (True, False, True)


def test_a_copy_says_what_it_copies_and_is_made(signed_in, programme):
    make.make_course(programme=programme, title="Listening")
    page = reverse("coordinator:programme-duplicate", args=[programme.public_id])
    assert "No people:" in signed_in.get(page).content.decode()

    assert signed_in.post(page, {"name": ""}).status_code == 422
    answer = signed_in.post(page, {"name": "Second steps"})

    made = Programme.objects.get(name="Second steps")
    assert answer.url == reverse("coordinator:programme-edit", args=[made.public_id])
    assert [course.title for course in made.courses.all()] == ["Listening"]


def test_a_new_cohort_is_like_the_last_one_unless_somebody_says_otherwise(signed_in, programme):
    last = make.make_cohort(programme=programme, name="Last year")
    make.make_question(cohort=last, key="piano", label="Do you play the piano?")
    page = reverse("coordinator:cohort-create", args=[programme.public_id])
    form = signed_in.get(page).context["form"]
    dates = {"starts_on": "2027-01-11", "ends_on": "2027-12-17"}

    signed_in.post(page, {"name": "Same", "like": form["like"].value(), **dates})
    signed_in.post(page, {"name": "Other", "like": "", **dates})

    asked = {
        cohort.name: list(cohort.questionnaire.questions.values_list("key", flat=True))
        for cohort in Cohort.objects.exclude(pk=last.pk)
    }
    assert asked == {"Same": ["piano"], "Other": []}
