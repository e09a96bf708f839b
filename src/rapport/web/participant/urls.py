"""Addresses under /participant/."""

from django.urls import path

from rapport.web.participant import (
    agreements,
    checks,
    colleagues,
    entries,
    events,
    expectations,
    guidelines,
    help,  # noqa: A004 - the page's own name
    home,
    meetings,
    mentorships,
    profile,
    proposals,
    quizzes,
    registers,
    self_assessments,
    training,
)

MENTORSHIP = "mentorships/<str:mentorship_id>/"
ASSESSMENT = "training/self-assessment/<str:programme_id>/"
MEETING = f"{MENTORSHIP}meetings/<str:meeting_id>/"

app_name = "participant"
urlpatterns = [
    path("colleagues/<str:participation_id>/", colleagues.colleague_invite, name="colleague-invite"),
    path("colleagues/<str:participation_id>/link/", colleagues.colleague_link, name="colleague-link"),
    path("", home.home, name="home"),
    path("profile/", profile.profile, name="profile"),
    path("profile/<str:participation_id>/", profile.answer_edit, name="answer-edit"),
    path("checks/", checks.check_list, name="check-list"),
    path("training/", training.training, name="training"),
    path("training/lessons/<str:lesson_id>/", training.lesson, name="lesson"),
    path("training/files/<str:file_id>/", training.lesson_file, name="lesson-file"),
    path("training/events/<str:event_id>/", events.event, name="event"),
    path("training/events/<str:event_id>/join/", events.event_join, name="event-join"),
    path("training/events/<str:event_id>/leave/", events.event_leave, name="event-leave"),
    path("training/events/<str:event_id>/calendar.ics", events.event_calendar, name="event-calendar"),
    path(ASSESSMENT, self_assessments.self_assessment, name="self-assessment"),
    path(f"{ASSESSMENT}begin/", self_assessments.self_assessment_begin, name="self-assessment-begin"),
    path(f"{ASSESSMENT}<int:number>/", self_assessments.self_assessment_step, name="self-assessment-step"),
    path("training/plan/<str:step_id>/", self_assessments.plan_step_tick, name="plan-step-tick"),
    path("training/plan/<str:step_id>/remove/", self_assessments.plan_step_remove, name="plan-step-remove"),
    path("training/<str:course_id>/", training.course, name="course"),
    path("training/<str:course_id>/quiz/", quizzes.quiz_begin, name="quiz-begin"),
    path("training/<str:course_id>/quiz/result/", quizzes.quiz_result, name="quiz-result"),
    path("training/<str:course_id>/quiz/<int:number>/", quizzes.quiz_question, name="quiz-question"),
    path("guidelines/<str:programme_id>/", guidelines.guideline_list, name="guideline-list"),
    path("help/", help.help_page, name="help"),
    path("proposals/<str:proposal_id>/", proposals.proposal_detail, name="proposal-detail"),
    path("proposals/<str:proposal_id>/accept/", proposals.proposal_accept, name="proposal-accept"),
    path("proposals/<str:proposal_id>/decline/", proposals.proposal_decline, name="proposal-decline"),
    path(MENTORSHIP, mentorships.mentorship_home, name="mentorship-home"),
    path(f"{MENTORSHIP}agreement/", agreements.agreement_sign, name="agreement-sign"),
    path(f"{MENTORSHIP}agreement/change/", agreements.agreement_change, name="agreement-change"),
    path(f"{MENTORSHIP}agreement/withdraw/", agreements.amendment_withdraw, name="amendment-withdraw"),
    path(f"{MENTORSHIP}expectations/", expectations.expectations, name="expectations"),
    path(f"{MENTORSHIP}expectations/<int:number>/", expectations.expectation_step, name="expectation-step"),
    path(f"{MENTORSHIP}register/", registers.register, name="register"),
    path(f"{MENTORSHIP}register/paper.pdf", registers.register_paper, name="register-paper"),
    path(f"{MENTORSHIP}register/<month:first>/note/", registers.register_note, name="register-note"),
    path(f"{MENTORSHIP}meetings/new/", meetings.meeting_record, name="meeting-record"),
    path(MEETING, entries.meeting_detail, name="meeting-detail"),
    path(f"{MEETING}correct/", meetings.meeting_correct, name="meeting-correct"),
    path(f"{MEETING}confirm/", entries.meeting_confirm, name="meeting-confirm"),
    path(f"{MEETING}dispute/", entries.meeting_dispute, name="meeting-dispute"),
    path("meetings/", meetings.meeting_list, name="meeting-list"),
    path("register/", registers.register_list, name="register-list"),
]
