"""The fixed cast, and the world they live in: two organisations with everything that a programme can hold."""

import datetime as dt
from dataclasses import dataclass, field

from django.test import Client
from django.urls import reverse

from rapport.accounts.models import Person
from rapport.core import clock
from rapport.core.actors import HAT_IN_SESSION, Actor
from rapport.letters.models import Letter
from rapport.matching.choices import ProposalState
from rapport.matching.models import (
    Adjustment,
    Criterion,
    MatchRun,
    PairDecision,
    Proposal,
    Rule,
    UnmatchedParticipant,
)
from rapport.mentorships.choices import MeetingState, MentorshipState
from rapport.mentorships.models import Meeting, Mentorship
from rapport.programmes.choices import APPLYING, GuidelineState, StaffRole
from rapport.programmes.models import (
    Charter,
    Cohort,
    Guideline,
    LetterWording,
    Membership,
    Organisation,
    Outcome,
    ParticipantImport,
    Participation,
    Profile,
    Programme,
)
from rapport.questionnaires.models import Question
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import (
    Application,
    ApplicationForm,
    GuardianConsent,
    Interview,
    Invitation,
    InviteLink,
    PagePicture,
    Quota,
    Reservation,
    Review,
)
from rapport.screening.models import BackgroundCheck, Clearance, Reference
from rapport.training.models import (
    Course,
    Lesson,
    LessonFile,
    PlanStep,
    QuizQuestion,
    SelfAssessment,
    TrainingEvent,
)
from rapport.web.sessions import BEGAN, SEEN
from tests import make

STAFF = {
    "owner": ("Olga Owen", StaffRole.OWNER),
    "coordinator": ("Chandra Cole", StaffRole.COORDINATOR),
    "deputy": ("Dilip Dean", StaffRole.DEPUTY),
    "reviewer": ("Ruth Ray", StaffRole.REVIEWER),
    "safeguarding_lead": ("Sunil Shaw", StaffRole.SAFEGUARDING_LEAD),
    "committee_member": ("Carla Cruz", StaffRole.COMMITTEE_MEMBER),
    "second_committee_member": ("Colin Chan", StaffRole.COMMITTEE_MEMBER),
    "observer": ("Oona Orr", StaffRole.OBSERVER),
}
PARTICIPANTS = ("mentor", "mentee", "former_mentor")
OTHERS = (
    "other_programme_coordinator",
    "other_organisation_coordinator",
    "other_organisation_mentor",
    "other_organisation_mentee",
    "applicant",
    "no_role",
    "half_signed_in",
    "nobody",
)
NAMES = (*STAFF, *PARTICIPANTS, *OTHERS)

OWN_MARK = "cnryown"
OTHER_PROGRAMME_MARK = "cnryprogramme"
OTHER_ORGANISATION_MARK = "cnryorganisation"


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two people of a cohort, with all that lies between them."""

    mentor: Participation
    mentee: Participation
    mentorship: Mentorship
    held: Meeting
    confirmed: Meeting
    disputed: Meeting
    letter: Letter
    self_assessment: SelfAssessment
    plan_step: PlanStep


@dataclass(frozen=True, kw_only=True)
class World:
    """One programme with one cohort, in which every kind of thing exists once.

    `pair` is the mentor and the mentee of the cast, `neighbours` are two others of the same cohort. Of the
    released proposals one waits for the cast's mentor, one for the mentee, one for neither.
    """

    programme: Programme
    cohort: Cohort
    membership: Membership
    charter: Charter
    outcome: Outcome
    guideline: Guideline
    guideline_draft: Guideline
    letter_wording: LetterWording
    question: Question
    application_form: ApplicationForm
    page_picture: PagePicture
    application: Application
    review: Review
    interview: Interview
    reservation: Reservation
    waitlisted: Application
    idle_reviewer: Profile
    invitation: Invitation
    invite_link: InviteLink
    participant_import: ParticipantImport
    criterion: Criterion
    rule: Rule
    pair_decision: PairDecision
    run: MatchRun
    earlier_run: MatchRun
    adjustment: Adjustment
    draft: Proposal
    released_to_mentor: Proposal
    released_to_mentee: Proposal
    released_to_neighbours: Proposal
    unmatched: UnmatchedParticipant
    pair: Pair
    neighbours: Pair
    closed: Mentorship
    former_mentor: Participation
    check: BackgroundCheck
    clearance: Clearance
    reference: Reference
    consent: GuardianConsent
    course: Course
    lesson: Lesson
    lesson_file: LessonFile
    quiz_question: QuizQuestion
    training_event: TrainingEvent


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Everybody by name, and the three worlds: their own, another programme's, another organisation's.

    The application of their own world waits for the cast's reviewer (`review`); a colleague has given theirs.
    """

    organisation: Organisation
    other_organisation: Organisation
    own: World
    other_programme: World
    other_organisation_world: World
    review: Review
    people: dict[str, Person] = field(repr=False)
    hats: dict[str, Actor] = field(repr=False)

    def actor(self, name: str) -> Actor:
        """Return one of the cast in the hat they wear; a KeyError says that they have none."""
        return self.hats[name]

    def client(self, name: str) -> Client:
        """Return a browser in which one of the cast has signed in as far as they ever do."""
        client = Client()
        if name in self.hats:
            sign_in(client, self.hats[name])
        elif name == "half_signed_in":
            client.post(reverse("account_request_login_code"), {"email": self.people[name].email})
        elif name in self.people:
            client.force_login(self.people[name])
        return client


def sign_in(client: Client, actor: Actor) -> None:
    """Sign somebody in, and put their hat on, with all that their first page would note."""
    client.force_login(actor.person)
    session = client.session
    session[BEGAN] = session[SEEN] = int(clock.now().timestamp())
    session[HAT_IN_SESSION] = f"{actor.organisation.public_id}:{actor.hat}"
    session.save()


def browser_of(actor: Actor) -> Client:
    """Return a browser in which somebody has signed in, with their hat on."""
    client = Client()
    sign_in(client, actor)
    return client


def assemble_cast(*, mark: str = "") -> Cast:
    """Make two organisations, three worlds and everybody in them; `mark` goes into every text of their own, too."""
    elm = make.make_organisation(name="Elm College")
    oak = make.make_organisation(name=f"Oak College {OTHER_ORGANISATION_MARK}")
    own = build_world(elm, mark=mark)
    next_door = build_world(elm, mark=OTHER_PROGRAMME_MARK)
    abroad = build_world(oak, mark=OTHER_ORGANISATION_MARK)
    make.make_membership(role=StaffRole.OWNER, organisation=oak)
    hats = _staff_of(own) | _participants_of(own) | _outsiders(next_door, abroad)
    people = {name: actor.person for name, actor in hats.items()}
    people["former_mentor"] = own.former_mentor.profile.person
    people["applicant"] = own.application.person
    people["no_role"] = make.make_profile(
        organisation=elm, name="Nils Nobel", email="no-role@elm.example"
    ).person
    people["half_signed_in"] = make.make_profile(
        organisation=elm, name="Hanna Half", email="half-signed-in@elm.example"
    ).person
    return Cast(
        organisation=elm,
        other_organisation=oak,
        own=own,
        other_programme=next_door,
        other_organisation_world=abroad,
        review=make.make_review(
            application=own.application, reviewer=hats["reviewer"].person.profiles.get(organisation=elm)
        ),
        people=people,
        hats=hats,
    )


def _staff_of(world: World) -> dict[str, Actor]:
    """Appoint everybody of STAFF: the owner in the whole organisation, the others in the world's programme."""
    hats = {"coordinator": make.staff_actor(world.membership)}
    for key, (name, role) in STAFF.items():
        if key not in hats:
            email = f"{key.replace('_', '-')}@elm.example"
            profile = make.make_profile(organisation=world.programme.organisation, name=name, email=email)
            programme = None if role == StaffRole.OWNER else world.programme
            hats[key] = make.staff_actor(
                make.make_membership(profile=profile, programme=programme, role=role)
            )
    return hats


def _participants_of(world: World) -> dict[str, Actor]:
    return {
        "mentor": make.participant_actor(world.pair.mentor),
        "mentee": make.participant_actor(world.pair.mentee),
    }


def _outsiders(next_door: World, abroad: World) -> dict[str, Actor]:
    return {
        "other_programme_coordinator": make.staff_actor(next_door.membership),
        "other_organisation_coordinator": make.staff_actor(abroad.membership),
        "other_organisation_mentor": make.participant_actor(abroad.pair.mentor),
        "other_organisation_mentee": make.participant_actor(abroad.pair.mentee),
    }


class WorldBuilder:
    """Fills one programme; `mark` goes into every text that belongs to people, so that a leak can be seen."""

    def __init__(self, organisation: Organisation, mark: str) -> None:
        self.organisation = organisation
        self.mark = mark
        self.host = f"{mark or 'elm'}.example"
        self.programme = make.make_programme(
            organisation=organisation,
            name=self.text("First year mentoring"),
            purpose=self.text("Nobody starts alone"),
            agreement_text=self.text("We meet once a month and keep what is said between us."),
        )
        self.cohort = make.make_cohort(programme=self.programme, name=self.text("Autumn intake"))

    def text(self, words: str) -> str:
        return f"{words} {self.mark}".strip()

    def profile(self, name: str) -> Profile:
        email = f"{name.lower().replace(' ', '.')}@{self.host}"
        return make.make_profile(organisation=self.organisation, name=self.text(name), email=email)

    def participation(self, name: str, role: str, capacity: int = 4) -> Participation:
        return make.make_participation(
            cohort=self.cohort,
            profile=self.profile(name),
            role=role,
            capacity=capacity,
            answers={"topics": [self.text("Public speaking"), self.text("Statistics")]},
            availability=[36, 37, 38],
        )

    def pair(self, run: MatchRun, mentor: Participation, mentee: Participation) -> Pair:
        proposal = make.make_proposal(
            run=run, mentor=mentor, mentee=mentee, state=ProposalState.ACCEPTED, **self.reasons()
        )
        mentorship = make.make_mentorship(proposal=proposal)
        return Pair(
            mentor=mentor,
            mentee=mentee,
            mentorship=mentorship,
            held=self.meeting(mentorship, MeetingState.HELD, day=2),
            confirmed=self.meeting(mentorship, MeetingState.CONFIRMED, day=20),
            disputed=self.meeting(mentorship, MeetingState.DISPUTED, day=10),
            letter=self.letter(mentorship, reader=mentee),
            self_assessment=self.self_assessment(mentor),
            plan_step=make.make_plan_step(
                programme=self.programme, profile=mentor.profile, text=self.text("Ask before I advise")
            ),
        )

    def application(self, name: str) -> Application:
        email = f"{name.lower().replace(' ', '.')}@{self.host}"
        application = make.make_application(
            cohort=self.cohort,
            person=make.make_person(email=email),
            name=self.text(name),
            answers={"topics": [self.text("Statistics")]},
        )
        make.make_answer_file(application=application, name=f"{self.text('letter')}.pdf")
        return application

    def interview(self, application: Application) -> Interview:
        """Let the coordinator have talked with an applicant."""
        interview = make.make_interview(application=application, interviewer=self.profile("Iris Ince"))
        make.make_membership(profile=interview.written_by, programme=self.programme)
        Interview.objects.filter(pk=interview.pk).update(others_present=self.text("A friend"))
        return interview

    def idle_reviewer(self) -> Profile:
        """Appoint a reviewer who has nothing to do."""
        profile = self.profile("Rolf Reed")
        make.make_membership(profile=profile, programme=self.programme, role=StaffRole.REVIEWER)
        return profile

    def review(self, application: Application) -> Review:
        """Let somebody of the programme give a review."""
        make.make_review_criterion(programme=self.programme, name=self.text("Reasons"))
        reviewer = self.profile("Rita Rose")
        make.make_membership(profile=reviewer, programme=self.programme, role=StaffRole.REVIEWER)
        comment = self.text("Knows what it is about")
        return make.make_review(application=application, reviewer=reviewer, points=4, comment=comment)

    def waitlisted(self, name: str) -> Application:
        """Put somebody on the waiting list, behind who was offered the only place."""
        email = f"{name.lower().replace(' ', '.')}@{self.host}"
        offered = make.make_application(
            cohort=self.cohort, state=ApplicationState.OFFERED, name=self.text("Otto Oaks")
        )
        Quota.objects.filter(cohort=offered.cohort, role=offered.role).update(places=1)
        return make.make_application(
            cohort=self.cohort,
            person=make.make_person(email=email),
            state=ApplicationState.WAITLISTED,
            name=self.text(name),
        )

    def meeting(self, mentorship: Mentorship, state: str, *, day: int) -> Meeting:
        return make.make_meeting(
            mentorship=mentorship,
            state=state,
            held_on=make.days_ago(day),
            place=self.text("Library"),
            topics=self.text("Settling in"),
            next_steps=self.text("Read the first chapter"),
            verdict_note=self.text("It was the day after") if state == MeetingState.DISPUTED else "",
        )

    def charter(self) -> Charter:
        """Write a charter with an entry in each of its lists."""
        charter = make.make_charter(programme=self.programme, mission=self.text("Nobody starts alone."))
        make.make_approval(charter=charter, name=self.text("Dr Rao"), promise=self.text("Two rooms"))
        make.make_seat(charter=charter, name=self.text("Carla Cruz"))
        make.make_budget_line(charter=charter, label=self.text("Training"), planned=100, spent=20)
        return charter

    def guideline(self, *readers: Participation) -> Guideline:
        """Put a code of conduct in force, which these have acknowledged."""
        text = self.text("We are reliable, honest and kind.")
        guideline = make.make_guideline(programme=self.programme, text=text)
        for reader in readers:
            make.make_acknowledgement(guideline=guideline, profile=reader.profile)
        return guideline

    def guideline_draft(self) -> Guideline:
        text, changes = self.text("We are reliable."), self.text("It is shorter.")
        return make.make_guideline(
            programme=self.programme, text=text, changes=changes, version=2, state=GuidelineState.DRAFT
        )

    def letter_wording(self, writer: Profile) -> LetterWording:
        """Write own words for a letter that applicants get."""
        return make.make_letter_wording(
            programme=self.programme,
            written_by=writer.person,
            subject=self.text("It is here"),
            text=self.text("Thank you for applying to {programme}."),
        )

    def letter(self, mentorship: Mentorship, *, reader: Participation) -> Letter:
        return make.make_letter(
            chain=self.organisation.public_id,
            scope=self.cohort.public_id,
            reader=reader.profile.person.public_id,
            to_address=reader.profile.person.email,
            to_name=reader.profile.name,
            subject=self.text("Your mentorship begins"),
            text=self.text("Hello, please sign the agreement."),
            about=mentorship.public_id,
        )

    def reasons(self) -> dict[str, list[object]]:
        sentence = self.text("The mentor offers Public speaking, which the mentee asked for")
        part = {
            "label": self.text("Topics"),
            "points": 8.0,
            "most": 10.0,
            "sentence": sentence,
            "uses_sensitive": False,
        }
        return {"parts": [part]}

    def check(self) -> BackgroundCheck:
        """Ask mentors for a check that is no condition of anything."""
        return make.make_check(
            programme=self.programme, name=self.text("Police certificate"), is_required=False
        )

    def clearance(self, check: BackgroundCheck, mentor: Participation, *, noted_by: Profile) -> Clearance:
        return make.make_clearance(
            background_check=check,
            profile=mentor.profile,
            noted_by=noted_by.person,
            issuer=self.text("City police"),
            number=self.text("PC 4711"),
        )

    def course(self, student: Participation) -> Course:
        """Make a course that nobody has to do; a student has read it, failed its quiz once, and begun it again."""
        course = make.make_course(
            programme=self.programme,
            title=self.text("Being a mentor"),
            is_required=False,
            lessons=0,
            sign_off=self.text("I will keep to it"),
        )
        lesson = make.make_lesson(course=course, text=self.text("Listen first"))
        make.make_lesson_file(lesson=lesson, title=self.text("Handout"))
        question = make.make_quiz_question(course=course, text=self.text("Whose goals are they?"))
        study = make.make_study(course=course, profile=student.profile, completed_on=None)
        make.make_reading(study=study, lesson=lesson)
        make.make_quiz_attempt(study=study, question=question, chosen=[[0]], ended_at=clock.now())
        make.make_quiz_attempt(study=study, question=question)
        return course

    def training_event(self, course: Course, guest: Participation) -> TrainingEvent:
        """Offer an evening for mentors, at which one of them has a place."""
        event = make.make_training_event(
            programme=self.programme, title=self.text("First evening"), role=make.MENTOR, course=course
        )
        make.make_event_place(event=event, profile=guest.profile)
        return event

    def self_assessment(self, mentor: Participation) -> SelfAssessment:
        """Let a mentor assess themselves once, and begin to do so again."""
        fields = {"programme": self.programme, "profile": mentor.profile}
        make.make_self_assessment(**fields, done_at=clock.now() - dt.timedelta(days=90))
        return make.make_self_assessment(**fields, done_at=None)

    def released(self, run: MatchRun, mentor: Participation, mentee: Participation) -> Proposal:
        return make.make_proposal(
            run=run, mentor=mentor, mentee=mentee, state=ProposalState.RELEASED, **self.reasons()
        )


def build_world(organisation: Organisation, *, mark: str = "") -> World:
    """Fill one programme of an organisation with everything once."""
    build = WorldBuilder(organisation, mark)
    cohort = build.cohort
    coordinator = build.profile("Chandra Cole")
    mentor, second_mentor, third_mentor = (
        build.participation(name, make.MENTOR) for name in ("Maya Moss", "Nadia North", "Piet Pine")
    )
    mentee, second_mentee, third_mentee, fourth_mentee = (
        build.participation(name, make.MENTEE)
        for name in ("Emil East", "Farah Field", "Gina Grove", "Hugo Hill")
    )
    question = make.make_question(
        cohort=cohort,
        label=build.text("Topics"),
        options=[build.text("Public speaking"), build.text("Statistics")],
    )
    earlier_run, run = (make.make_match_run(cohort=cohort, requested_by=coordinator.person) for _ in range(2))
    closed, former_mentor = _past_of(build, earlier_run, mentee)
    course = build.course(mentor)
    check = build.check()
    event = build.training_event(course, mentor)
    charter = build.charter()
    form = make.make_application_form(
        cohort=cohort, eligibility=build.text("Students of the first year"), mentors_invite=True
    )
    make.make_question(
        cohort=cohort,
        key="letter",
        label=build.text("A letter"),
        kind="file",
        asked_when=APPLYING,
        position=1,
    )
    application = build.application("Ada Ames")
    return World(
        programme=build.programme,
        cohort=cohort,
        membership=make.make_membership(profile=coordinator, programme=build.programme),
        charter=charter,
        outcome=make.make_outcome(charter=charter, statement=build.text("Students stay")),
        guideline=build.guideline(mentor, mentee, second_mentor, second_mentee),
        guideline_draft=build.guideline_draft(),
        letter_wording=build.letter_wording(coordinator),
        question=question,
        application_form=form,
        page_picture=make.make_page_picture(form=form, words=build.text("Two students")),
        application=application,
        review=build.review(application),
        interview=build.interview(application),
        idle_reviewer=build.idle_reviewer(),
        reservation=make.make_reservation(
            application=application, author=coordinator, note=build.text("Came an hour late")
        ),
        waitlisted=build.waitlisted("Wanda Wade"),
        invitation=make.make_invitation(
            cohort=cohort,
            email=f"ines@{build.host}",
            name=build.text("Ines Ives"),
            sent_at=clock.now() - make.dt.timedelta(days=2),
        ),
        invite_link=make.make_invite_link(cohort=cohort, label=build.text("Newsletter")),
        participant_import=make.make_import(
            cohort=cohort,
            requested_by=coordinator.person,
            file_name=build.text("mentors") + ".csv",
            content=f"Name,E-mail\r\nAsha Rao {mark},asha@{build.host}\r\n".encode(),
        ),
        criterion=make.make_criterion(cohort=cohort, label=build.text("Shared topics")),
        rule=make.make_rule(cohort=cohort, label=build.text("Not the own manager")),
        pair_decision=make.make_pair_decision(
            mentee=fourth_mentee,
            mentor=third_mentor,
            note=build.text("They asked for it"),
            decided_by=coordinator.person,
        ),
        run=run,
        earlier_run=earlier_run,
        adjustment=make.make_adjustment(run=run, made_by=coordinator.person),
        draft=make.make_proposal(run=run, mentor=third_mentor, mentee=second_mentee, **build.reasons()),
        released_to_mentor=build.released(run, mentor, third_mentee),
        released_to_mentee=build.released(run, third_mentor, mentee),
        released_to_neighbours=build.released(run, second_mentor, third_mentee),
        unmatched=make.make_unmatched(
            run=run, participation=fourth_mentee, reasons=(build.text("All mentors are taken."),)
        ),
        pair=build.pair(earlier_run, mentor, mentee),
        neighbours=build.pair(earlier_run, second_mentor, second_mentee),
        closed=closed,
        former_mentor=former_mentor,
        check=check,
        clearance=build.clearance(check, mentor, noted_by=coordinator),
        reference=make.make_reference(
            application=application, asked_by=coordinator.person, name=build.text("Rita Roe")
        ),
        consent=make.make_consent(application=application, name=build.text("Gerda Gale"), state="given"),
        course=course,
        lesson=course.lessons.get(),
        lesson_file=LessonFile.objects.get(lesson__course=course),
        quiz_question=course.questions.get(),
        training_event=event,
    )


def _past_of(build: WorldBuilder, run: MatchRun, mentee: Participation) -> tuple[Mentorship, Participation]:
    """Make a mentorship that is over, with a mentor who has left."""
    former_mentor = build.participation("Ferdi Fern", make.MENTOR)
    proposal = make.make_proposal(
        run=run, mentor=former_mentor, mentee=mentee, state=ProposalState.ACCEPTED, **build.reasons()
    )
    closed = make.make_mentorship(proposal=proposal, state=MentorshipState.CLOSED)
    build.meeting(closed, MeetingState.CONFIRMED, day=25)
    return closed, make.leave(former_mentor)
