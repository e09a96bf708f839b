"""The demo's story: whole, sound, and told once."""

import datetime as dt

import pytest
from django.db.models import DurationField, ExpressionWrapper, F, Max

from rapport.cli.verify import all_invariants
from rapport.demo import scenarios
from rapport.demo.cast import CAST, INSTITUTE
from rapport.demo.handout import NAME, TITLE
from rapport.demo.institute_intake import CAUGHT_UP, IN_PUNE, NOT_NOW, WELCOME
from rapport.demo.peers import OWN_LIFE
from rapport.demo.picture import HEIGHT, WIDTH, WORDS
from rapport.demo.scenarios import build_institute, build_once, put_together
from rapport.letters.models import Letter
from rapport.matching.choices import ProposalState
from rapport.matching.models import Proposal
from rapport.mentorships.choices import MeetingState, MentorshipState
from rapport.mentorships.models import CountersignedMonth, Meeting, Mentorship, RegisterNote
from rapport.mentorships.selectors import month_before, this_month
from rapport.programmes.choices import CohortState
from rapport.programmes.models import Cohort, Membership, Organisation
from rapport.programmes.selectors import is_demo_database
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.letters import ACCEPTED, DECLINED
from rapport.recruitment.models import Application, GuardianConsent, PagePicture
from rapport.recruitment.selectors.pipeline import with_stage
from rapport.reporting.selectors import NeedKind, today_of_cohort
from rapport.screening import selectors as screening
from rapport.screening.models import Reference
from rapport.training.choices import Standing
from rapport.training.models import LessonFile
from rapport.training.selectors import count_standings, training_of_cohort
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def _built():
    build_once()


@pytest.mark.usefixtures("_built")
def test_the_story_has_something_of_everything_and_is_sound():
    assert {part.key for part in CAST if part.find_hat() is None} == set()
    assert set(Proposal.objects.values_list("state", flat=True)) >= {
        ProposalState.DRAFT,
        ProposalState.RELEASED,
        ProposalState.ACCEPTED,
        ProposalState.DECLINED,
    }
    assert set(Mentorship.objects.values_list("state", flat=True)) == {
        MentorshipState.MATCHED,
        MentorshipState.ACTIVE,
    }
    assert set(Meeting.objects.values_list("state", flat=True)) == {
        MeetingState.HELD,
        MeetingState.CONFIRMED,
        MeetingState.DISPUTED,
    }
    assert sorted(Cohort.objects.values_list("state", flat=True)) == [
        CohortState.RECRUITING,
        CohortState.RUNNING,
        CohortState.RUNNING,
    ]
    assert set(Application.objects.values_list("state", flat=True)) == {*ApplicationState.values} - {
        ApplicationState.EXPIRED
    }
    assert [broken for found in all_invariants().values() for broken in found()] == []


@pytest.mark.usefixtures("_built")
def test_registers_were_looked_through_up_to_the_month_before_last():
    cohort = Cohort.objects.get(programme__organisation__name=INSTITUTE)
    months = {month.first for month in CountersignedMonth.objects.filter(mentorship__cohort=cohort)}
    last = month_before(this_month(cohort.programme))

    assert max(months) == month_before(last)
    assert RegisterNote.objects.get().first == last


@pytest.mark.usefixtures("_built")
def test_its_mentors_are_at_every_point_of_their_training():
    cohort = Cohort.objects.get(programme__preset="peer-mentoring")
    by = make.staff_actor(Membership.objects.get(role="coordinator", programme=cohort.programme))
    counts = count_standings(training_of_cohort(cohort, by=by))
    assert set(counts) == set(Standing)
    assert counts[Standing.TO_DO] == counts[Standing.LAPSED] == counts[Standing.DUE] == 1


@pytest.mark.usefixtures("_built")
def test_its_mentors_are_cleared_but_for_some_at_every_point():
    cohort = Cohort.objects.get(programme__preset="peer-mentoring")
    by = make.staff_actor(Membership.objects.get(role="coordinator", programme=cohort.programme))
    counts = screening.count_standings(screening.clearances_of_cohort(cohort, by=by))
    assert {standing: counts[standing] for standing in counts if standing != "cleared"} == {
        "expiring": 2,
        "expired": 1,
        "pending": 1,
        "missing": 3,
    }
    assert [
        need.names for need in today_of_cohort(cohort).needs if need.kind == NeedKind.CLEARANCE_LAPSED
    ] == [("Anil Fernandes",)]


@pytest.mark.usefixtures("_built")
def test_the_works_have_a_line_behind_an_offer():
    assert states_at("staff-mentoring") == {
        "Noor Haddad": "submitted",
        "Ewan Sinclair": "submitted",
        "Judith Hollis": "waitlisted",
        "Omar Siddiqui": "offered",
        "Petra Lind": "waitlisted",
        "Grete Blum": "waitlisted",
        "Tam Nguyen": "draft",
    }
    assert sorted(GuardianConsent.objects.values_list("state", flat=True)) == ["asked", "given"]
    assert sorted(Reference.objects.values_list("state", flat=True)) == ["asked", "given"]


@pytest.mark.usefixtures("_built")
def test_the_institute_has_an_applicant_at_each_point_between_draft_and_pool():
    assert states_at("peer-mentoring") == {
        "Shabnam Raza": "accepted",
        "Tenzin Dolma": "submitted",
        "Hemant Rawat": "declined",
        "Aman Thakur": "accepted",
        "Rahul Deshpande": "withdrawn",
        "Nargis Bano": "offered",
        "Kunal Bhatt": "waitlisted",
        "Meher Contractor": "submitted",
        "Gauri Phadke": "submitted",
        "Ishan Dutta": "draft",
    }
    cohort = Cohort.objects.get(programme__preset="peer-mentoring")
    stages = {each.name: each.stage for each in with_stage(Application.objects.filter(cohort=cohort))}
    assert [stages[name] for name in ("Gauri Phadke", "Meher Contractor", "Tenzin Dolma")] == [
        "submitted",
        "in-review",
        "interviewed",
    ]
    found = Proposal.objects.get(mentee__profile__name="Aman Thakur")
    assert (found.mentor.profile.name, found.state) == ("Shabnam Raza", ProposalState.DRAFT)
    told = Application.objects.filter(cohort=cohort, answers__values__has_key=OWN_LIFE)
    assert {each.name: each.answers.opened for each in told.select_related("answers")} == {
        "Shabnam Raza": [OWN_LIFE],
        "Aman Thakur": [OWN_LIFE],
        "Tenzin Dolma": [],
        "Kunal Bhatt": [],
        "Meher Contractor": [],
    }


@pytest.mark.usefixtures("_built")
def test_the_institute_has_a_picture_a_file_and_letters_in_its_own_words():
    picture = PagePicture.objects.get(form__cohort__programme__preset="peer-mentoring")
    file = LessonFile.objects.get()
    letters = Letter.objects.filter(kind__in=(ACCEPTED.key, DECLINED.key)).order_by("to_name")
    took = ExpressionWrapper(F("sent_at") - F("created_at"), DurationField())
    assert Letter.objects.aggregate(longest=Max(took))["longest"] <= dt.timedelta(days=1, hours=1)
    assert (picture.words, picture.width, picture.height) == (WORDS, WIDTH, HEIGHT)
    assert (file.lesson.course.role, file.name, file.title) == ("mentor", NAME, TITLE)
    assert file.lesson.title.startswith("Referral")
    assert [
        (each.to_name, each.subject, each.state, note in " ".join(each.text.split()))
        for each, note in zip(letters, (CAUGHT_UP, IN_PUNE, WELCOME), strict=True)
    ] == [
        ("Aman Thakur", "You are in", "sent", True),
        ("Hemant Rawat", NOT_NOW.subject, "sent", True),
        ("Shabnam Raza", "You are in", "sent", True),
    ]


def states_at(preset):
    return dict(Application.objects.filter(cohort__programme__preset=preset).values_list("name", "state"))


@pytest.mark.usefixtures("_built")
def test_it_is_told_once_and_marked_as_a_demo():
    assert build_once() is False
    assert Organisation.objects.count() == 2
    assert is_demo_database() is True


def test_a_story_broken_off_leaves_nothing_so_that_the_next_start_tells_it_whole(monkeypatch):
    monkeypatch.setattr(scenarios, "build_works", build_nothing)
    with pytest.raises(InterruptedError):
        build_once()
    assert Organisation.objects.count() == 0


def build_nothing():
    raise InterruptedError


def test_a_pair_that_the_run_found_already_is_put_together_all_the_same():
    stage = build_institute()
    draft = Proposal.objects.filter(state=ProposalState.DRAFT)[0]
    put_together((draft.mentee, draft.mentor), by=stage.coordinator)
    draft.refresh_from_db()
    assert draft.state == ProposalState.DRAFT
