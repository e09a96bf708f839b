"""List pages ask as many questions for 3 rows as for 30, for 10 in the table as for 1,000, and never many."""

from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapport.letters.kinds import KINDS
from rapport.matching.choices import ProposalState
from rapport.mentorships.choices import MeetingState, MentorshipState
from rapport.programmes.models import Charter, Cohort, Guideline, Participation
from rapport.recruitment.choices import ApplicationState, Light
from rapport.web.coordinator import participants
from tests import make
from tests.cast import browser_of
from tests.crowd import tell_the_planner

pytestmark = pytest.mark.django_db

MOST_QUERIES = 30
OF_COHORT = (
    "today",
    "recruiting",
    "application-list",
    "waiting-list",
    "invitation-list",
    "application-board",
    "review-assign",
    "participation-list",
    "question-list",
    "training",
    "clearance-list",
    "import-start",
    "matching",
    "run-list",
    "proposal-list",
    "unmatched-list",
    "change-list",
    "proposal-release",
    "mentorship-list",
    "register",
    "letter-list",
)
OF_PROGRAMME = (
    "check-list",
    "guideline-list",
    "charter",
    "set-up-guide",
    "wording-list",
    "review-criteria",
    "interview-questions",
)
OF_ORGANISATION = ("programme-list", "staff-list")
OF_MENTOR = ("home", "profile", "check-list", "training", "meeting-list", "register-list")


@dataclass
class Scene:
    """A cohort that grows, its owner, and a mentor in whose name everything is."""

    cohort: Cohort
    owner: Client
    mentor: Participation
    mentor_browser: Client
    guideline: Guideline
    charter: Charter

    def grow(self, rows: int) -> None:
        """Add so many of everything that a list shows."""
        cohort, organisation = self.cohort, self.cohort.programme.organisation
        for _ in range(rows):
            make.make_membership(programme=make.make_programme(organisation=organisation))
            make.make_outcome(charter=self.charter)
            make.make_approval(charter=self.charter)
            make.make_seat(charter=self.charter)
            make.make_budget_line(charter=self.charter)
            make.make_import(cohort=cohort)
            self.application()
            make.make_application(cohort=cohort, state=ApplicationState.WAITLISTED)
            make.make_application(cohort=cohort, state=ApplicationState.OFFERED)
            make.make_invitation(cohort=cohort)
            make.make_invite_link(cohort=cohort)
            make.make_question(cohort=cohort, key=f"question-{cohort.questionnaire.questions.count()}")
            run = make.make_match_run(cohort=cohort)
        for _ in range(rows):
            make.make_adjustment(run=run)
            make.make_unmatched(run=run, participation=self.mentee())
            for state in (ProposalState.DRAFT, ProposalState.RELEASED, ProposalState.DECLINED):
                make.make_proposal(run=run, state=state, mentor=self.mentor, mentee=self.mentee())
            make.make_criterion(cohort=cohort)
            make.make_rule(cohort=cohort)
            make.make_pair_decision(mentee=self.mentee(), mentor=self.mentor)
            self.pair(
                state=MentorshipState.MATCHED,
                signed=False,
                created_at=make.clock.now() - make.dt.timedelta(5),
            )
            self.pair(starts_on=make.days_ago(80))
            for state in (MeetingState.HELD, MeetingState.CONFIRMED, MeetingState.DISPUTED):
                make.make_meeting(mentorship=self.pair(), state=state)
            make.make_letter(scope=cohort.public_id)
            self.course()
            self.check()
        for _ in range(rows):
            self.wording()

    def wording(self):
        """Let the programme have its own words for one more letter, or else one more version of them."""
        programme = self.cohort.programme
        version = programme.letter_wordings.count() + 1
        kinds = [*KINDS, *["application-submitted-confirmation"] * version]
        is_new = version <= len(KINDS)
        make.make_letter_wording(
            programme=programme,
            kind=kinds[version - 1],
            version=version,
            text="Words",
            ended_at=None if is_new else make.clock.now(),
        )

    def application(self):
        """Make one that nobody looks at, and one that was reviewed and interviewed, with a reservation."""
        make.make_application(cohort=self.cohort)
        considered = make.make_application(cohort=self.cohort)
        make.make_review(application=considered, points=3)
        make.make_interview(application=considered)
        make.make_reservation(application=considered, light=Light.RED)

    def course(self):
        """Make a course that everybody has read and nobody has passed."""
        course = make.make_course(programme=self.cohort.programme, is_required=False)
        question = make.make_quiz_question(course=course)
        study = make.make_study(course=course, profile=self.mentor.profile, completed_on=None)
        make.make_reading(study=study, lesson=course.lessons.get())
        make.make_quiz_attempt(study=study, question=question)

        event = make.make_training_event(programme=self.cohort.programme)
        make.make_event_place(event=event, profile=self.mentor.profile)
        make.make_training_event(programme=self.cohort.programme, competency="communication")
        make.make_lesson(course=course, competency="communication")
        own = {"programme": self.cohort.programme, "profile": self.mentor.profile}
        make.make_self_assessment(**own)
        make.make_plan_step(**own)
        other = make.make_participation(role=make.MENTOR, cohort=self.cohort)
        make.make_self_assessment(programme=self.cohort.programme, profile=other.profile)

    def check(self):
        """Ask for a check that everybody has had for long, and that runs out."""
        check = make.make_check(programme=self.cohort.programme)
        for days in (-20, 30):
            make.make_clearance(
                background_check=check,
                profile=self.mentor.profile,
                checked_on=make.days_ago(400 + days),
                valid_until=make.days_ago(days),
            )

    def crowd(self, people: int) -> None:
        """Add so many people in pairs that meet."""
        for _ in range(people // 2):
            mentor = make.make_participation(role=make.MENTOR, cohort=self.cohort)
            mentorship = make.make_mentorship(mentee=self.mentee(), mentor=mentor)
            make.make_meeting(mentorship=mentorship)
            make.make_letter(scope=self.cohort.public_id)

    def mentee(self) -> Participation:
        return make.make_participation(role=make.MENTEE, cohort=self.cohort)

    def pair(self, **fields):
        return make.make_mentorship(mentee=self.mentee(), mentor=self.mentor, **fields)

    def queries(self) -> dict[str, int]:
        """Return how many questions each list asks; once a minute a page also notes that its session is used."""
        tell_the_planner()
        for browser in (self.owner, self.mentor_browser):
            browser.get("/")
        self.owner.get(reverse("coordinator:run-list", args=[self.cohort.public_id]))  # noted for the rail
        pages = {f"coordinator:{name}": [self.cohort.public_id] for name in OF_COHORT}
        pages |= {f"coordinator:{name}": [self.cohort.programme.public_id] for name in OF_PROGRAMME}
        pages |= {f"coordinator:{name}": [] for name in OF_ORGANISATION}
        pages["coordinator:course-list"] = [self.cohort.programme.public_id]
        kind = "application-submitted-confirmation"
        pages["coordinator:wording"] = [self.cohort.programme.public_id, kind, "en-gb"]
        pages |= {"coordinator:guideline-readers": [self.guideline.public_id]}
        asked = {name: count_queries(self.owner, name, ids) for name, ids in pages.items()}
        own: dict[str, list[str]] = {f"participant:{name}": [] for name in OF_MENTOR}
        own["participant:self-assessment"] = [self.cohort.programme.public_id]
        return asked | {name: count_queries(self.mentor_browser, name, ids) for name, ids in own.items()}


def count_queries(browser, name, ids):
    address = reverse(name, args=ids)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


@pytest.fixture
def scene():
    programme = make.make_programme(required_meetings=1)
    cohort = make.make_cohort(programme=programme, starts_on=make.days_ago(90))
    mentor = make.make_participation(role=make.MENTOR, cohort=cohort, capacity=1000)
    owner = make.make_actor(role="owner", organisation=programme.organisation)
    guideline = make.make_guideline(programme=programme)
    make.make_acknowledgement(guideline=guideline, profile=mentor.profile)
    charter = make.make_charter(programme=programme)
    make.make_review_criterion(programme=programme)
    browsers = browser_of(owner), browser_of(make.participant_actor(mentor))
    return Scene(cohort, browsers[0], mentor, browsers[1], guideline, charter)


def test_lists_ask_as_much_for_three_rows_as_for_thirty(scene, figure):
    scene.grow(3)
    three = scene.queries()
    scene.grow(27)
    thirty = scene.queries()

    figure(", ".join(f"{name} {count}" for name, count in sorted(thirty.items())))
    assert thirty == three
    assert {name: count for name, count in thirty.items() if count > MOST_QUERIES} == {}


def test_lists_ask_as_much_for_ten_people_as_for_a_thousand(scene):
    scene.grow(1)
    scene.crowd(10)
    ten = scene.queries()
    scene.crowd(990)

    assert scene.queries() == ten


def test_a_question_for_each_row_is_noticed(scene, monkeypatch):
    selected = participants.participations_of_cohort
    monkeypatch.setattr(
        participants, "participations_of_cohort", lambda *of, **by: selected(*of, **by).select_related(None)
    )
    scene.grow(1)
    few = scene.queries()
    scene.grow(2)
    more = scene.queries()

    assert [name for name in few if more[name] != few[name]] == ["coordinator:participation-list"]
