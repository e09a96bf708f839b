"""Addresses under /coordinator/."""

from django.urls import path

from rapport.web import converters as _converters  # noqa: F401 - registers <role:…>
from rapport.web.coordinator import (
    adjustments,
    cohorts,
    imports,
    letters,
    matching,
    meetings,
    mentorships,
    participants,
    programmes,
    proposals,
    questions,
    registers,
    runs,
    team,
    today,
)

app_name = "coordinator"
urlpatterns = [
    path("programmes/", programmes.programme_list, name="programme-list"),
    path("programmes/new/", programmes.programme_presets, name="programme-presets"),
    path("programmes/new/<slug:preset>/", programmes.programme_create, name="programme-create"),
    path("programmes/<str:programme_id>/", programmes.programme_edit, name="programme-edit"),
    path("programmes/<str:programme_id>/move/<slug:to>/", programmes.programme_move, name="programme-move"),
    path("programmes/<str:programme_id>/cohorts/new/", cohorts.cohort_create, name="cohort-create"),
    path("cohorts/<str:cohort_id>/today/", today.today, name="today"),
    path("cohorts/<str:cohort_id>/edit/", cohorts.cohort_edit, name="cohort-edit"),
    path("cohorts/<str:cohort_id>/move/<slug:to>/", cohorts.cohort_move, name="cohort-move"),
    path("cohorts/<str:cohort_id>/participants/", participants.participation_list, name="participation-list"),
    path(
        "cohorts/<str:cohort_id>/participants/new/<role:role>/",
        participants.participation_add,
        name="participation-add",
    ),
    path(
        "cohorts/<str:cohort_id>/participants/ready/",
        participants.participation_ready,
        name="participation-ready",
    ),
    path("participants/<str:participation_id>/", participants.participation, name="participation"),
    path("participants/<str:participation_id>/answers/", participants.answer_edit, name="answer-edit"),
    path(
        "participants/<str:participation_id>/move/<slug:to>/",
        participants.participation_move,
        name="participation-move",
    ),
    path(
        "cohorts/<str:cohort_id>/participants/<spreadsheet:kind>/",
        imports.participation_export,
        name="participation-export",
    ),
    path("cohorts/<str:cohort_id>/questions/", questions.question_list, name="question-list"),
    path("cohorts/<str:cohort_id>/questions/new/", questions.question_add, name="question-add"),
    path(
        "cohorts/<str:cohort_id>/questions/preview/<role:role>/",
        questions.question_preview,
        name="question-preview",
    ),
    path("cohorts/<str:cohort_id>/questions/<str:question_id>/", questions.question, name="question"),
    path(
        "cohorts/<str:cohort_id>/questions/<str:question_id>/move/<slug:to>/",
        questions.question_move,
        name="question-move",
    ),
    path(
        "cohorts/<str:cohort_id>/questions/<str:question_id>/remove/",
        questions.question_remove,
        name="question-remove",
    ),
    path("cohorts/<str:cohort_id>/imports/", imports.import_start, name="import-start"),
    path("imports/<str:import_id>/", imports.import_page, name="import"),
    path("imports/<str:import_id>/columns/", imports.import_columns, name="import-columns"),
    path("imports/<str:import_id>/check/", imports.import_check, name="import-check"),
    path("imports/<str:import_id>/problems.csv", imports.import_problems, name="import-problems"),
    path("imports/<str:import_id>/reopen/", imports.import_reopen, name="import-reopen"),
    path("imports/<str:import_id>/discard/", imports.import_discard, name="import-discard"),
    path("cohorts/<str:cohort_id>/letters/", letters.letter_list, name="letter-list"),
    path(
        "cohorts/<str:cohort_id>/letters/<str:letter_id>/again/", letters.letter_resend, name="letter-resend"
    ),
    path("cohorts/<str:cohort_id>/mentorships/", mentorships.mentorship_list, name="mentorship-list"),
    path(
        "cohorts/<str:cohort_id>/mentorships/table.<spreadsheet:kind>",
        mentorships.mentorship_export,
        name="mentorship-export",
    ),
    path("mentorships/<str:mentorship_id>/", mentorships.mentorship, name="mentorship"),
    path(
        "mentorships/<str:mentorship_id>/agreement/",
        mentorships.mentorship_agreement,
        name="mentorship-agreement",
    ),
    path(
        "mentorships/<str:mentorship_id>/register/",
        registers.mentorship_register,
        name="mentorship-register",
    ),
    path("meetings/<str:meeting_id>/", meetings.meeting, name="meeting"),
    path("meetings/<str:meeting_id>/correct/", meetings.meeting_correct, name="meeting-correct"),
    path("cohorts/<str:cohort_id>/register/", registers.register, name="register"),
    path(
        "cohorts/<str:cohort_id>/register/table.<spreadsheet:kind>",
        registers.register_export,
        name="register-export",
    ),
    path("team/", team.staff_list, name="staff-list"),
    path("team/new/", team.staff_appoint, name="staff-appoint"),
    path("team/<str:membership_id>/letter/", team.staff_letter_resend, name="staff-letter-resend"),
    path("team/<str:membership_id>/end/", team.staff_end, name="staff-end"),
    path("cohorts/<str:cohort_id>/matching/", matching.matching, name="matching"),
    path("cohorts/<str:cohort_id>/matching/weights/", matching.weights_set, name="weights-set"),
    path("cohorts/<str:cohort_id>/matching/preset/", matching.preset_apply, name="preset-apply"),
    path(
        "cohorts/<str:cohort_id>/matching/criteria/new/<slug:kind>/",
        matching.criterion_add,
        name="criterion-add",
    ),
    path(
        "cohorts/<str:cohort_id>/matching/criteria/<str:criterion_id>/",
        matching.criterion_edit,
        name="criterion-edit",
    ),
    path(
        "cohorts/<str:cohort_id>/matching/criteria/<str:criterion_id>/move/<slug:to>/",
        matching.criterion_move,
        name="criterion-move",
    ),
    path(
        "cohorts/<str:cohort_id>/matching/criteria/<str:criterion_id>/delete/",
        matching.criterion_delete,
        name="criterion-delete",
    ),
    path("cohorts/<str:cohort_id>/matching/rules/new/<slug:kind>/", matching.rule_add, name="rule-add"),
    path("cohorts/<str:cohort_id>/matching/rules/<str:rule_id>/", matching.rule_edit, name="rule-edit"),
    path(
        "cohorts/<str:cohort_id>/matching/rules/<str:rule_id>/delete/",
        matching.rule_delete,
        name="rule-delete",
    ),
    path("cohorts/<str:cohort_id>/matching/exclusions/new/", matching.exclusion_add, name="exclusion-add"),
    path(
        "cohorts/<str:cohort_id>/matching/exclusions/<str:decision_id>/remove/",
        matching.exclusion_remove,
        name="exclusion-remove",
    ),
    path("cohorts/<str:cohort_id>/matching/runs/", runs.run_list, name="run-list"),
    path("cohorts/<str:cohort_id>/matching/runs/new/", runs.run_request, name="run-request"),
    path("cohorts/<str:cohort_id>/matching/runs/<str:run_id>/", runs.run, name="run"),
    path("cohorts/<str:cohort_id>/matching/runs/<str:run_id>/cancel/", runs.run_cancel, name="run-cancel"),
    path("cohorts/<str:cohort_id>/proposals/", proposals.proposal_list, name="proposal-list"),
    path("cohorts/<str:cohort_id>/proposals/unmatched/", proposals.unmatched_list, name="unmatched-list"),
    path("cohorts/<str:cohort_id>/proposals/changes/", proposals.change_list, name="change-list"),
    path("cohorts/<str:cohort_id>/proposals/release/", proposals.proposal_release, name="proposal-release"),
    path(
        "cohorts/<str:cohort_id>/proposals/proposals.<spreadsheet:kind>",
        proposals.proposal_export,
        name="proposal-export",
    ),
    path(
        "cohorts/<str:cohort_id>/proposals/pick/<str:mentee_id>/", adjustments.mentor_pick, name="mentor-pick"
    ),
    path(
        "cohorts/<str:cohort_id>/proposals/undo/<str:adjustment_id>/",
        adjustments.adjustment_undo,
        name="adjustment-undo",
    ),
    path("cohorts/<str:cohort_id>/proposals/<str:proposal_id>/", proposals.proposal, name="proposal"),
    path(
        "cohorts/<str:cohort_id>/proposals/<str:proposal_id>/pin/",
        adjustments.proposal_pin,
        name="proposal-pin",
    ),
    path(
        "cohorts/<str:cohort_id>/proposals/<str:proposal_id>/unpin/",
        adjustments.proposal_unpin,
        name="proposal-unpin",
    ),
    path(
        "cohorts/<str:cohort_id>/proposals/<str:proposal_id>/exclude/",
        adjustments.proposal_exclude,
        name="proposal-exclude",
    ),
    path(
        "cohorts/<str:cohort_id>/proposals/<str:proposal_id>/swap/",
        adjustments.proposal_swap,
        name="proposal-swap",
    ),
    path(
        "cohorts/<str:cohort_id>/proposals/<str:proposal_id>/withdraw/",
        adjustments.proposal_withdraw,
        name="proposal-withdraw",
    ),
]
