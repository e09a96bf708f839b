"""Plain makers of rows for tests: each returns one valid row, and makes what it hangs on when that is not given.

They write tables directly, without services, letters or audit. What a service keeps true between rows (places taken,
both answers under an accepted proposal, a signature of each party) they keep true as well, so `rapport verify` finds
nothing to say about what they made.
"""

import datetime as dt
import io
import itertools
import zlib
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from PIL import Image

from rapport.accounts.models import Person, normal_email
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.files import read_picture
from rapport.letters.choices import LetterState
from rapport.letters.models import Letter
from rapport.matching.choices import (
    AdjustmentKind,
    CriterionKind,
    PairVerdict,
    ProposalState,
    RuleKind,
    RunState,
)
from rapport.matching.engine_adapter import MatchInput
from rapport.matching.models import (
    Adjustment,
    Criterion,
    MatchRun,
    PairDecision,
    Proposal,
    Rule,
    UnmatchedParticipant,
)
from rapport.mentorships.choices import AgreementState, Answer, MeetingState, MentorshipState, Verdict
from rapport.mentorships.models import (
    Agreement,
    Attendance,
    Expectations,
    Meeting,
    Mentorship,
    MentorshipParty,
    ProposalAnswer,
    Signature,
)
from rapport.programmes.choices import (
    PARTICIPANT_HAT,
    CohortState,
    GuidelineKind,
    GuidelineState,
    ImportState,
    MeetingMode,
    ParticipantRole,
    ParticipationState,
    ProgrammeState,
    StaffRole,
)
from rapport.programmes.models import (
    Acknowledgement,
    Approval,
    BudgetLine,
    Charter,
    Cohort,
    CommitteeSeat,
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
from rapport.programmes.services.guidelines import digest_of
from rapport.programmes.services.imports.guessing import guess_columns
from rapport.programmes.services.imports.stored_table import pack
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.models import AnswerFile, AnswerSheet, Question, Questionnaire
from rapport.questionnaires.services import freeze_questions
from rapport.recruitment.choices import (
    APPLICANT_HAT,
    DECISIONS,
    HOLDING,
    ApplicationState,
    ConsentState,
    Light,
    Recommendation,
)
from rapport.recruitment.models import (
    Application,
    ApplicationForm,
    GuardianConsent,
    Interview,
    InterviewGuide,
    Invitation,
    InviteLink,
    PagePicture,
    Quota,
    Refusal,
    Reservation,
    Review,
    ReviewCriterion,
    ReviewScore,
)
from rapport.recruitment.selectors import end_of_offer, last_in_line
from rapport.screening.choices import Endorsement, ReferenceState, Result
from rapport.screening.models import BackgroundCheck, Clearance, Reference
from rapport.tables import read_table
from rapport.training.choices import CourseState, EventPlaceState
from rapport.training.models import (
    Course,
    EventPlace,
    Lesson,
    LessonFile,
    PlanStep,
    QuizAttempt,
    QuizQuestion,
    Reading,
    SelfAssessment,
    Study,
    TrainingEvent,
)
from rapport.training.presets.competencies import STATEMENTS

MENTOR, MENTEE = ParticipantRole.MENTOR, ParticipantRole.MENTEE
ENDED_RUNS = (RunState.DONE, RunState.FAILED)
RUNNING_MENTORSHIPS = tuple(set(MentorshipState.values) - {MentorshipState.CLOSED})

_numbers = itertools.count(1)


def days_ago(days: int) -> dt.date:
    return clock.now().date() - dt.timedelta(days=days)


def make_organisation(*, name: str = "Elm College", **fields: Any) -> Organisation:
    return Organisation.objects.create(name=name, **fields)


def make_person(*, email: str = "", password: str | None = None, **fields: Any) -> Person:
    """Make a sign-in; without a password it can sign in by code alone."""
    person = Person(email=normal_email(email) or f"person{next(_numbers)}@example.org", **fields)
    person.set_password(password)
    person.save()
    return person


def make_profile(
    *,
    organisation: Organisation | None = None,
    person: Person | None = None,
    name: str = "Robin Reed",
    email: str = "",
    **fields: Any,
) -> Profile:
    return Profile.objects.create(
        organisation=organisation or make_organisation(),
        person=person or make_person(email=email),
        name=name,
        **fields,
    )


def make_programme(
    *, organisation: Organisation | None = None, name: str = "First steps", **fields: Any
) -> Programme:
    values = {
        "state": ProgrammeState.OPEN,
        "time_zone": "UTC",
        "agreement_text": "We meet once a month and keep what is said between us.",
    }
    return Programme.objects.create(
        organisation=organisation or make_organisation(), name=name, **(values | fields)
    )


def make_membership(
    *,
    role: str = StaffRole.COORDINATOR,
    programme: Programme | None = None,
    organisation: Organisation | None = None,
    profile: Profile | None = None,
    **fields: Any,
) -> Membership:
    """Make a staff role in `programme`, or in the whole organisation when no programme is given."""
    if profile is None:
        profile = make_profile(organisation=programme.organisation if programme else organisation)
    return Membership.objects.create(profile=profile, programme=programme, role=role, **fields)


def make_cohort(*, programme: Programme | None = None, name: str = "Autumn", **fields: Any) -> Cohort:
    """Make an intake that started 60 days ago and goes on for 300 more."""
    values = {"state": CohortState.RUNNING, "starts_on": days_ago(60), "ends_on": days_ago(-300)}
    return Cohort.objects.create(
        programme=programme or make_programme(),
        questionnaire=Questionnaire.objects.create(),
        name=name,
        **(values | fields),
    )


def make_charter(*, programme: Programme, **fields: Any) -> Charter:
    values = {"mission": "Nobody starts alone.", "goals": "Meet every month.", "sponsor": "The principal"}
    return Charter.objects.create(programme=programme, **(values | fields))


def make_outcome(*, charter: Charter, **fields: Any) -> Outcome:
    values = {"statement": "Students stay", "measure": "Students in the second year", "target": "9 of 10"}
    return Outcome.objects.create(charter=charter, **(values | fields))


def make_approval(*, charter: Charter, **fields: Any) -> Approval:
    values = {"level": "Principal", "name": "Dr Rao", "promise": "Two rooms on Fridays"}
    return Approval.objects.create(charter=charter, **(values | fields))


def make_seat(*, charter: Charter, **fields: Any) -> CommitteeSeat:
    return CommitteeSeat.objects.create(charter=charter, **({"name": "Carla Cruz", "role": "Chair"} | fields))


def make_budget_line(*, charter: Charter, **fields: Any) -> BudgetLine:
    return BudgetLine.objects.create(charter=charter, **({"label": "Training"} | fields))


def make_guideline(
    *,
    programme: Programme,
    kind: str = GuidelineKind.CODE_OF_CONDUCT,
    state: str = GuidelineState.IN_FORCE,
    **fields: Any,
) -> Guideline:
    """Make one version of a guideline, in force unless a state says otherwise."""
    text = fields.pop("text", "We are reliable, honest and kind.")
    published = (
        {} if state == GuidelineState.DRAFT else {"digest": digest_of(text), "published_at": clock.now()}
    )
    return Guideline.objects.create(
        programme=programme, kind=kind, state=state, text=text, **(published | fields)
    )


def make_acknowledgement(*, guideline: Guideline, profile: Profile, **fields: Any) -> Acknowledgement:
    return Acknowledgement.objects.create(guideline=guideline, profile=profile, **fields)


def make_question(
    *, cohort: Cohort, key: str = "topics", kind: str = QuestionKind.MULTIPLE, **fields: Any
) -> Question:
    return Question.objects.create(
        questionnaire=cohort.questionnaire,
        key=key,
        kind=kind,
        **({"label": key.replace("-", " ").capitalize()} | fields),
    )


def make_application_form(*, cohort: Cohort | None = None, **fields: Any) -> ApplicationForm:
    """Make a public page on which people can apply for ten more days."""
    values = {"last_day": days_ago(-10), "published_at": clock.now()}
    return ApplicationForm.objects.create(cohort=cohort or make_cohort(), **(values | fields))


def make_quota(*, cohort: Cohort, role: str = MENTEE, **fields: Any) -> Quota:
    """Say how many places there are for those who apply in one role; what is given already stays so, unless told."""
    quota, _made = Quota.objects.update_or_create(cohort=cohort, role=role, defaults=fields)
    return quota


def make_picture_file(*, width: int = 40, height: int = 20, kind: str = "PNG", **options: Any) -> bytes:
    """Draw a picture as a camera or a program would save it."""
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(drawn, kind, **options)
    return drawn.getvalue()


def make_page_picture(*, form: ApplicationForm, words: str = "Two students over a notebook") -> PagePicture:
    """Put a picture on a public page."""
    return PagePicture.objects.create(form=form, words=words, **vars(read_picture(make_picture_file())))


def make_application(
    *,
    cohort: Cohort | None = None,
    person: Person | None = None,
    role: str = MENTEE,
    state: str = ApplicationState.SUBMITTED,
    answers: dict[str, Any] | None = None,
    **fields: Any,
) -> Application:
    """Make an application to the questions of now, sent and decided as its state says; with a place if accepted."""
    cohort = cohort or make_cohort()
    person = person or make_person()
    sheet = AnswerSheet.objects.create(
        questionnaire=cohort.questionnaire,
        version=freeze_questions(cohort.questionnaire),
        values=answers or {},
    )
    values: dict[str, Any] = {"name": f"Applicant {next(_numbers)}"}
    if state not in (ApplicationState.DRAFT, ApplicationState.WITHDRAWN):
        values |= {"submitted_at": clock.now()}
    if state in (*DECISIONS, ApplicationState.EXPIRED):
        values |= {"decided_at": clock.now(), "decided_by": _somebody_of(cohort)}
    if state == ApplicationState.WAITLISTED:
        values |= {"waiting_place": last_in_line(cohort, role) + 1}
    if state == ApplicationState.OFFERED:
        values |= {"offer_expires_at": end_of_offer(cohort)}
    if state in HOLDING:
        quota, _made = Quota.objects.get_or_create(cohort=cohort, role=role)
        Quota.objects.filter(pk=quota.pk).update(taken=F("taken") + 1)
    if state == ApplicationState.ACCEPTED:
        profile = make_profile(organisation=cohort.programme.organisation, person=person, name=values["name"])
        values |= {"participation": make_participation(role=role, cohort=cohort, profile=profile)}
    return Application.objects.create(
        cohort=cohort, person=person, role=role, state=state, answers=sheet, **(values | fields)
    )


def make_invitation(*, cohort: Cohort | None = None, email: str = "", **fields: Any) -> Invitation:
    """Make an invitation of now that is open for ten days."""
    cohort = cohort or make_cohort()
    values = {"role": MENTEE, "expires_at": clock.now() + dt.timedelta(days=10)}
    invited_by = fields.pop("invited_by", None) or _somebody_of(cohort)
    email = email or f"invited{next(_numbers)}@example.org"
    return Invitation.objects.create(cohort=cohort, email=email, invited_by=invited_by, **(values | fields))


def make_invite_link(*, cohort: Cohort | None = None, **fields: Any) -> InviteLink:
    """Make a link for whoever has it, open for ten days."""
    cohort = cohort or make_cohort()
    values = {"expires_at": clock.now() + dt.timedelta(days=10)}
    made_by = fields.pop("made_by", None) or _somebody_of(cohort)
    return InviteLink.objects.create(cohort=cohort, made_by=made_by, **(values | fields))


def _somebody_of(cohort: Cohort) -> Person:
    return make_profile(organisation=cohort.programme.organisation).person


def make_refusal(*, organisation: Organisation, email: str) -> Refusal:
    return Refusal.objects.create(organisation=organisation, email=email)


def make_answer_file(
    *, application: Application, key: str = "letter", name: str = "letter.pdf"
) -> AnswerFile:
    """Make a file that answers a question of an application."""
    sheet = application.answers
    sheet.values |= {key: name}
    sheet.save()
    return AnswerFile.objects.create(
        sheet=sheet, key=key, name=name, media_type="application/pdf", content=b"%PDF-1.7\n%%EOF"
    )


def make_review_criterion(*, programme: Programme, **fields: Any) -> ReviewCriterion:
    values = {"name": "Reasons", "help": "1: none. 5: their own, with an example."}
    return ReviewCriterion.objects.create(programme=programme, **(values | fields))


def make_review(
    *,
    application: Application,
    reviewer: Profile | None = None,
    points: int | None = None,
    **fields: Any,
) -> Review:
    """Make a review by a reviewer of the programme; with `points` for each criterion it is given."""
    programme = application.cohort.programme
    if reviewer is None:
        reviewer = make_membership(role=StaffRole.REVIEWER, programme=programme).profile
    given = {"recommendation": Recommendation.YES, "comment": "Fits well.", "given_at": clock.now()}
    values = (given if points is not None else {}) | fields
    review = Review.objects.create(application=application, reviewer=reviewer, **values)
    for criterion in programme.review_criteria.filter(retired_at=None) if points is not None else ():
        ReviewScore.objects.create(review=review, criterion=criterion, points=points)
    return review


def make_interview(
    *, application: Application, interviewer: Profile | None = None, notes: dict[str, str] | None = None
) -> Interview:
    """Make an interview by the questions that the programme has as rows, if any."""
    programme = application.cohort.programme
    interviewer = interviewer or make_membership(role=StaffRole.REVIEWER, programme=programme).profile
    guide = InterviewGuide.objects.filter(programme=programme).first() or InterviewGuide.objects.create(
        programme=programme, questionnaire=Questionnaire.objects.create()
    )
    sheet = AnswerSheet.objects.create(
        questionnaire=guide.questionnaire, version=freeze_questions(guide.questionnaire), values=notes or {}
    )
    interview = Interview.objects.create(
        application=application, held_on=days_ago(1), answers=sheet, written_by=interviewer
    )
    interview.interviewers.add(interviewer)
    return interview


def make_reservation(
    *, application: Application, author: Profile | None = None, light: str = Light.AMBER, **fields: Any
) -> Reservation:
    """Make an open reservation, noted by a coordinator of the programme unless it says by whom."""
    author = author or make_membership(programme=application.cohort.programme).profile
    values = {"note": "Did not come to the interview, and did not say so."} | fields
    return Reservation.objects.create(application=application, author=author, light=light, **values)


def make_participation(
    *,
    role: str,
    cohort: Cohort | None = None,
    profile: Profile | None = None,
    name: str = "",
    email: str = "",
    answers: dict[str, Any] | None = None,
    capacity: int = 1,
    **fields: Any,
) -> Participation:
    cohort = cohort or make_cohort()
    if profile is None:
        name = name or f"{role.capitalize()} {next(_numbers)}"
        profile = make_profile(organisation=cohort.programme.organisation, name=name, email=email)
    sheet = AnswerSheet.objects.create(questionnaire=cohort.questionnaire, values=answers or {})
    return Participation.objects.create(
        cohort=cohort, profile=profile, role=role, answers=sheet, capacity=capacity, **fields
    )


def make_import(
    *,
    cohort: Cohort | None = None,
    requested_by: Person | None = None,
    content: bytes = b"Name,E-mail\r\nAsha Rao,asha@example.org\r\n",
    **fields: Any,
) -> ParticipantImport:
    """Make an upload of one mentor that is still being prepared; `content` is the file as it was sent."""
    table = read_table(content)
    values = {
        "role": MENTOR,
        "hat": StaffRole.COORDINATOR,
        "state": ImportState.DRAFT,
        "file_name": "mentors.csv",
        "content": pack(table),
        "columns": [column.to_json() for column in guess_columns(table)],
        "rows_in_all": len(table.rows),
    }
    return ParticipantImport.objects.create(
        cohort=cohort or make_cohort(), requested_by=requested_by or make_person(), **(values | fields)
    )


def make_check(*, programme: Programme | None = None, role: str = MENTOR, **fields: Any) -> BackgroundCheck:
    """Make a check that nobody in the role is matched without."""
    values = {"name": "Police certificate"}
    return BackgroundCheck.objects.create(
        programme=programme or make_programme(), role=role, **(values | fields)
    )


def make_clearance(*, background_check: BackgroundCheck, profile: Profile, **fields: Any) -> Clearance:
    """Make an entry of yesterday that says clear, and counts for good."""
    values: dict[str, Any] = {"result": Result.CLEAR, "checked_on": days_ago(1)}
    if "noted_by" not in fields:
        values["noted_by"] = make_profile(organisation=profile.organisation).person
    return Clearance.objects.create(background_check=background_check, profile=profile, **(values | fields))


def make_consent(*, application: Application | None = None, **fields: Any) -> GuardianConsent:
    """Make a consent that a guardian was asked for and can give for ten more days; given for thirty if its state says so."""
    application = application or make_application()
    values: dict[str, Any] = {
        "name": "Gerda Gale",
        "email": f"guardian{next(_numbers)}@example.org",
        "expires_at": clock.now() + dt.timedelta(days=10),
    }
    state = fields.get("state", ConsentState.ASKED)
    if state not in (ConsentState.ASKED, ConsentState.OF_AGE):
        values["answered_at"] = clock.now()
    if state == ConsentState.GIVEN:
        values["ends_at"] = clock.now() + dt.timedelta(days=30)
    if state == ConsentState.OF_AGE and "of_age_noted_by" not in fields:
        by = make_profile(organisation=application.cohort.programme.organisation).person
        values |= {"of_age_reason": "Showed me a card", "of_age_noted_by": by}
    return GuardianConsent.objects.create(application=application, **(values | fields))


def make_reference(*, application: Application | None = None, **fields: Any) -> Reference:
    """Make a reference that is asked for and whose link works for ten more days; given if its state says so."""
    application = application or make_application()
    values: dict[str, Any] = {
        "name": "Rita Roe",
        "email": f"referee{next(_numbers)}@example.org",
        "expires_at": clock.now() + dt.timedelta(days=10),
    }
    if "asked_by" not in fields:
        values["asked_by"] = make_profile(organisation=application.cohort.programme.organisation).person
    if fields.get("state") in (ReferenceState.GIVEN, ReferenceState.DECLINED):
        values["answered_at"] = clock.now()
    if fields.get("state") == ReferenceState.GIVEN:
        values |= {"known_for": "Two years", "recommends": Endorsement.YES, "comment": "She listens."}
    return Reference.objects.create(application=application, **(values | fields))


def make_course(
    *, programme: Programme | None = None, role: str = ParticipantRole.MENTOR, lessons: int = 1, **fields: Any
) -> Course:
    """Make a published course that everybody in the role has to do, with so many lessons and no quiz."""
    values = {"title": "Being a mentor", "state": CourseState.PUBLISHED, "published_at": clock.now()}
    course = Course.objects.create(programme=programme or make_programme(), role=role, **(values | fields))
    for number in range(lessons):
        make_lesson(course=course, position=number)
    return course


def make_lesson(*, course: Course, **fields: Any) -> Lesson:
    values = {"title": "Listening", "text": "Ask, wait, and say back what you heard."}
    return Lesson.objects.create(course=course, **(values | fields))


def make_lesson_file(
    *, lesson: Lesson, title: str = "Handout", content: bytes = b"%PDF-1.7\n%%EOF", **fields: Any
) -> LessonFile:
    """Put a file to a lesson, to be taken along."""
    values = {"name": "handout.pdf", "media_type": "application/pdf", "size": len(content)}
    return LessonFile.objects.create(lesson=lesson, title=title, content=content, **(values | fields))


def make_quiz_question(*, course: Course, **fields: Any) -> QuizQuestion:
    values = {
        "text": "Whose goals are they?",
        "choices": ["The mentor's", "The mentee's"],
        "right": [1],
        "explanation": "The mentee leads.",
    }
    return QuizQuestion.objects.create(course=course, **(values | fields))


def make_study(*, course: Course, profile: Profile, **fields: Any) -> Study:
    """Make a completed study of yesterday; `completed_on=None` makes one under way."""
    return Study.objects.create(course=course, profile=profile, **({"completed_on": days_ago(1)} | fields))


def make_self_assessment(
    *, programme: Programme, profile: Profile, rating: int = 4, **fields: Any
) -> SelfAssessment:
    """Make a self-assessment that is done, the same rating throughout; `done_at=None` makes one that lacks the last."""
    values = {"done_at": clock.now()} | fields
    keys = list(STATEMENTS)[: None if values["done_at"] else -1]
    return SelfAssessment.objects.create(
        programme=programme, profile=profile, **({"ratings": dict.fromkeys(keys, rating)} | values)
    )


def make_plan_step(*, programme: Programme, profile: Profile, **fields: Any) -> PlanStep:
    values = {"text": "Count to five before I answer", "due_on": clock.today("UTC") + dt.timedelta(days=30)}
    return PlanStep.objects.create(programme=programme, profile=profile, **(values | fields))


def make_training_event(*, programme: Programme | None = None, **fields: Any) -> TrainingEvent:
    """Make an event in nine days, for everybody, with two places."""
    starts = clock.now() + dt.timedelta(days=9)
    values = {"title": "First evening", "starts_at": starts, "ends_at": starts + dt.timedelta(hours=2)}
    return TrainingEvent.objects.create(
        programme=programme or make_programme(), **(values | {"capacity": 2, "place": "Room 4"} | fields)
    )


def make_event_place(*, event: TrainingEvent, profile: Profile, **fields: Any) -> EventPlace:
    """Make somebody's place at an event."""
    TrainingEvent.objects.filter(pk=event.pk).update(places_taken=F("places_taken") + 1)
    event.refresh_from_db(fields=["places_taken"])
    return EventPlace.objects.create(
        event=event, profile=profile, **({"state": EventPlaceState.TAKEN} | fields)
    )


def make_reading(*, study: Study, lesson: Lesson, **fields: Any) -> Reading:
    return Reading.objects.create(study=study, lesson=lesson, **fields)


def make_quiz_attempt(*, study: Study, question: QuizQuestion, **fields: Any) -> QuizAttempt:
    """Make an attempt at a quiz of this question alone; without answers it is under way."""
    names = ("text", "choices", "right", "explanation")
    asked = [{name: getattr(question, name) for name in names}]
    return QuizAttempt.objects.create(study=study, asked=asked, pass_mark=80, **fields)


def make_criterion(
    *, cohort: Cohort, kind: str = CriterionKind.SHARED_TAGS, label: str = "Shared topics", **fields: Any
) -> Criterion:
    values = {"mentee_question": "topics", "mentor_question": "topics"}
    return Criterion.objects.create(cohort=cohort, kind=kind, label=label, **(values | fields))


def make_rule(
    *, cohort: Cohort, kind: str = RuleKind.NOT_OWN_MANAGER, label: str = "Not the own manager", **fields: Any
) -> Rule:
    return Rule.objects.create(cohort=cohort, kind=kind, label=label, **fields)


def make_pair_decision(
    *, mentee: Participation, mentor: Participation, verdict: str = PairVerdict.PIN, **fields: Any
) -> PairDecision:
    return PairDecision.objects.create(
        cohort=mentee.cohort,
        mentee=mentee,
        mentor=mentor,
        verdict=verdict,
        **({"decided_by": mentor.profile.person} | fields),
    )


def make_match_run(
    *,
    cohort: Cohort | None = None,
    state: str = RunState.DONE,
    requested_by: Person | None = None,
    **fields: Any,
) -> MatchRun:
    """Make the cohort's next match run, ended unless `state` says otherwise."""
    cohort = cohort or make_cohort()
    values = {
        "number": cohort.match_runs.count() + 1,
        "hat": StaffRole.COORDINATOR,
        "frozen_input": zlib.compress(MatchInput().to_json().encode()),
        "ended_at": clock.now() if state in ENDED_RUNS else None,
        "progress": 1 if state in ENDED_RUNS else 0,
    }
    return MatchRun.objects.create(
        cohort=cohort, state=state, requested_by=requested_by or make_person(), **(values | fields)
    )


def make_adjustment(*, run: MatchRun, made_by: Person | None = None, **fields: Any) -> Adjustment:
    values = {"kind": AdjustmentKind.EXCLUDE}
    return Adjustment.objects.create(run=run, made_by=made_by or make_person(), **(values | fields))


def make_unmatched(
    *, run: MatchRun, participation: Participation, reasons: tuple[str, ...] = ("All mentors are taken.",)
) -> UnmatchedParticipant:
    return UnmatchedParticipant.objects.create(run=run, participation=participation, reasons=list(reasons))


def make_proposal(
    *,
    run: MatchRun | None = None,
    mentee: Participation | None = None,
    mentor: Participation | None = None,
    state: str = ProposalState.DRAFT,
    **fields: Any,
) -> Proposal:
    """Make a proposal with the dates of its state: released ones went out yesterday and wait for 13 more days.

    An accepted one has both answers, and needs `make_mentorship(proposal=…)` to be whole.
    """
    cohort = next((row.cohort for row in (run, mentee, mentor) if row), None) or make_cohort()
    mentee = mentee or make_participation(role=MENTEE, cohort=cohort)
    mentor = mentor or make_participation(role=MENTOR, cohort=cohort)
    proposal = Proposal.objects.create(
        run=run or make_match_run(cohort=cohort),
        cohort=cohort,
        mentee=mentee,
        mentor=mentor,
        state=state,
        **({"score": 80, "points": 8.0} | _dates_of_proposal(state) | fields),
    )
    if state == ProposalState.ACCEPTED:
        for participation in (mentee, mentor):
            make_answer(proposal=proposal, participation=participation)
    return proposal


def _dates_of_proposal(state: str) -> dict[str, dt.datetime]:
    moment = clock.now()
    if state in (ProposalState.DRAFT, ProposalState.WITHDRAWN):
        return {}
    released = {
        "released_at": moment - dt.timedelta(days=1),
        "expires_at": moment + dt.timedelta(days=13),
    }
    return released if state == ProposalState.RELEASED else released | {"ended_at": moment}


def make_answer(
    *, proposal: Proposal, participation: Participation, answer: str = Answer.ACCEPTED, reason: str = ""
) -> ProposalAnswer:
    return ProposalAnswer.objects.create(
        proposal=proposal, participation=participation, answer=answer, reason=reason
    )


def make_mentorship(
    *,
    mentee: Participation | None = None,
    mentor: Participation | None = None,
    proposal: Proposal | None = None,
    signed: bool = True,
    state: str = "",
    **fields: Any,
) -> Mentorship:
    """Make a mentorship of 30 days from an accepted proposal: active and signed, or matched and not yet signed."""
    if proposal is None:
        proposal = make_proposal(mentee=mentee, mentor=mentor, state=ProposalState.ACCEPTED)
    values = {
        "state": state or (MentorshipState.ACTIVE if signed else MentorshipState.MATCHED),
        "starts_on": days_ago(30),
        "ends_on": proposal.cohort.ends_on,
        "closed_at": clock.now() if state == MentorshipState.CLOSED else None,
    }
    mentorship = Mentorship.objects.create(cohort=proposal.cohort, proposal=proposal, **(values | fields))
    for participation in (proposal.mentee, proposal.mentor):
        MentorshipParty.objects.create(mentorship=mentorship, participation=participation)
        is_running = mentorship.state in RUNNING_MENTORSHIPS
        Participation.objects.filter(pk=participation.pk).update(
            places_taken=F("places_taken") + int(is_running),
            matched_at=Coalesce("matched_at", Value(clock.now())),
        )
        participation.refresh_from_db(fields=["places_taken", "matched_at"])
    make_agreement(mentorship=mentorship, signed=signed)
    return mentorship


def make_agreement(*, mentorship: Mentorship, signed: bool = True, **fields: Any) -> Agreement:
    """Make the agreement, signed by every party on the mentorship's first day when `signed`."""
    moment = dt.datetime.combine(mentorship.starts_on, dt.time(9), tzinfo=dt.UTC)
    values = {
        "text": mentorship.cohort.programme.agreement_text,
        "state": AgreementState.SIGNED if signed else AgreementState.DRAFT,
        "signed_at": moment if signed else None,
    }
    agreement = Agreement.objects.create(mentorship=mentorship, **(values | fields))
    for party in mentorship.parties.all() if signed else []:
        name = party.participation.profile.name
        Signature.objects.create(agreement=agreement, party=party, name=name, signed_at=moment)
    return agreement


EXPECTED = {
    "often": "monthly",
    "minutes": "60",
    "channels": ["in-person", "email"],
    "response": "3",
    "confidential": "ask-first",
    "booking": "mentee",
    "notice": "1",
    "hope": "To find my way.",
    "give": "Time and honesty.",
}


def make_expectations(*, party: MentorshipParty, is_answered: bool = True, **answers: Any) -> Expectations:
    """Make what one party expects, answered unless something is still to come."""
    made = Expectations.objects.create(party=party, answers=EXPECTED | answers)
    if is_answered:
        party.expectations_answered_at = clock.now()
        party.save(update_fields=["expectations_answered_at"])
    return made


def make_meeting(
    *,
    mentorship: Mentorship | None = None,
    state: str = MeetingState.HELD,
    recorded_by: Person | None = None,
    verdict_note: str = "",
    **fields: Any,
) -> Meeting:
    """Make an entry of yesterday by the mentee, with the other party's verdict if `state` has one."""
    mentorship = mentorship or make_mentorship()
    values = {
        "held_on": days_ago(1),
        "minutes": 60,
        "mode": MeetingMode.IN_PERSON,
        "place": "Library",
        "topics": "How the first weeks went",
        "entry_key": f"entry-{next(_numbers)}",
    }
    meeting = Meeting.objects.create(
        mentorship=mentorship,
        state=state,
        recorded_by=recorded_by or person_with_role(mentorship, MENTEE),
        **(values | fields),
    )
    for party in mentorship.parties.select_related("participation__profile"):
        is_recorder = party.participation.profile.person_id == meeting.recorded_by_id
        verdict = {} if is_recorder else _verdict_for(state, note=verdict_note)
        Attendance.objects.create(meeting=meeting, party=party, **verdict)
    return meeting


def _verdict_for(state: str, *, note: str) -> dict[str, Any]:
    if state not in Verdict.values:
        return {}
    return {"verdict": state, "note": note, "answered_at": clock.now()}


def make_letter_wording(*, programme: Programme, **fields: Any) -> LetterWording:
    """Make own words for the letter that says that an application has arrived, in use."""
    values = {
        "kind": "application-submitted-confirmation",
        "language": "en-gb",
        "version": 1,
        "subject": "It is here",
        "text": "Thank you, {reader}, for applying to {programme}.",
    }
    written_by = fields.pop("written_by", None) or make_profile(organisation=programme.organisation).person
    return LetterWording.objects.create(programme=programme, written_by=written_by, **(values | fields))


def make_letter(*, to_address: str = "reader@example.org", **fields: Any) -> Letter:
    values = {
        "kind": "proposal-released-notification",
        "subject": "We found a mentor for you",
        "text": "Hello, we found a mentor for you.",
        "state": LetterState.SENT,
        "sent_at": clock.now(),
    }
    if fields.get("state", LetterState.SENT) != LetterState.SENT:
        values["sent_at"] = None
    return Letter.objects.create(to_address=to_address, **(values | fields))


def person_with_role(mentorship: Mentorship, role: str) -> Person:
    """Return the person who is mentor, or mentee, in a mentorship."""
    party = mentorship.parties.filter(participation__role=role).select_related(
        "participation__profile__person"
    )
    return party.get().participation.profile.person


def staff_actor(membership: Membership) -> Actor:
    """Return somebody in the hat of their staff role."""
    return Actor(membership.profile.person, membership.profile.organisation, membership.role)


def participant_actor(participation: Participation) -> Actor:
    """Return somebody in the hat of those who take part."""
    return Actor(participation.profile.person, participation.profile.organisation, PARTICIPANT_HAT)


def make_applicant_actor(application: Application) -> Actor:
    """Return whoever applies, towards the organisation that they apply to."""
    return Actor(application.person, application.cohort.programme.organisation, APPLICANT_HAT)


def make_actor(
    *, role: str = StaffRole.COORDINATOR, programme: Programme | None = None, **fields: Any
) -> Actor:
    """Make somebody with a staff role, and return them in its hat."""
    return staff_actor(make_membership(role=role, programme=programme, **fields))


def leave(participation: Participation) -> Participation:
    """End a participation."""
    participation.state = ParticipationState.LEFT
    participation.save(update_fields=["state"])
    return participation
