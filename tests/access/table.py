"""The access table, written by hand: for every route and method, who of the cast gets what, on whose object.

It is compared with what the house does, never made from it. Whoever is not named in a grid gets 404, as if the page
did not exist, or the way to sign-in when nobody has signed in.
"""

from collections.abc import Iterable, Mapping

from tests.access.routes import Route
from tests.access.rows import (
    ABROAD,
    HERE,
    MAY,
    NEIGHBOURS,
    NEXT_DOOR,
    OWN,
    Act,
    Grid,
    Row,
    of_pair,
    of_world,
    public_id,
)
from tests.cast import NAMES, Cast

TO_MENTOR, TO_MENTEE, TO_NEIGHBOURS = "to the mentor", "to the mentee", "to neighbours"
TO_MENTOR_ABROAD, TO_MENTEE_ABROAD = "to the mentor elsewhere", "to the mentee elsewhere"
DRAFT = "not released"

# -- who ---------------------------------------------------------------------------------------------------------

RUNNERS = ("owner", "coordinator", "deputy")
OTHER_STAFF = ("reviewer", "safeguarding_lead", "committee_member", "second_committee_member", "observer")
STAFF = (*RUNNERS, *OTHER_STAFF, "other_programme_coordinator", "other_organisation_coordinator")
RUNNERS_OF_ONE_COHORT = (
    "coordinator",
    "deputy",
    "other_programme_coordinator",
    "other_organisation_coordinator",
)
PARTICIPANTS = ("mentor", "mentee", "other_organisation_mentor", "other_organisation_mentee")
WITHOUT_HAT = ("former_mentor", "no_role")
SIGNED_IN = (*STAFF, *PARTICIPANTS, *WITHOUT_HAT, "applicant")
STRANGERS = ("half_signed_in", "nobody")


def here(*groups: Iterable[str]) -> Grid:
    """Return the grid of a page about no object: these people may."""
    return {name: {HERE: MAY} for group in groups for name in group}


def denied(who: Iterable[str]) -> Grid:
    """Return the grid of people who see that the page exists, but may not use it."""
    return {name: {HERE: 403} for name in who}


RUN_PROGRAMMES: Grid = {
    "owner": {OWN: MAY, NEXT_DOOR: MAY},
    "coordinator": {OWN: MAY},
    "deputy": {OWN: MAY},
    "other_programme_coordinator": {NEXT_DOOR: MAY},
    "other_organisation_coordinator": {ABROAD: MAY},
} | {name: {OWN: 403} for name in OTHER_STAFF}
"""Whoever runs programmes runs those that their hat covers; other staff of the programme see it, and no more."""

SEE_PROGRAMMES: Grid = {name: dict.fromkeys(cells, MAY) for name, cells in RUN_PROGRAMMES.items()}
"""What a programme stands for is read by all of its staff."""

OWN_PROGRAMMES: Grid = {
    name: dict.fromkeys(cells, MAY if name == "owner" else 403) for name, cells in RUN_PROGRAMMES.items()
}
"""Owners start programmes, also after the pattern of another; all other staff see that one, and no more."""

SEE_PARTICIPANTS: Grid = {
    "owner": {OWN: MAY, NEIGHBOURS: MAY, NEXT_DOOR: MAY},
    "coordinator": {OWN: MAY, NEIGHBOURS: MAY},
    "deputy": {OWN: MAY, NEIGHBOURS: MAY},
    "other_programme_coordinator": {NEXT_DOOR: MAY},
    "other_organisation_coordinator": {ABROAD: MAY},
}
"""What is about participants is not even there for staff who do not run the programme."""

OWN_THE_TEAM: Grid = {
    "owner": {OWN: MAY, NEXT_DOOR: MAY},
    "other_organisation_coordinator": {ABROAD: 403},
} | {name: {OWN: 403, NEXT_DOOR: 403} for name in set(STAFF) - {"owner", "other_organisation_coordinator"}}
"""Staff see who works for the organisation; only its owners end a role, or send the letter about it again."""

BEGIN: Grid = (
    {name: {OWN: MAY, NEXT_DOOR: MAY, ABROAD: MAY} for name in SIGNED_IN}
    | {name: {OWN: 422, NEXT_DOOR: 422, ABROAD: 422} for name in STRANGERS}
    | {
        "mentee": {OWN: 422, NEXT_DOOR: MAY, ABROAD: MAY},
        "other_organisation_mentee": {OWN: MAY, NEXT_DOOR: MAY, ABROAD: 422},
        "applicant": {OWN: "to applicant:application", NEXT_DOOR: MAY, ABROAD: MAY},
    }
)
"""Whoever has signed in may apply everywhere, but for what they have already; strangers say an address first."""

REVIEWERS: Grid = {
    "reviewer": {OWN: MAY},
    "owner": {OWN: 403, NEIGHBOURS: 403, NEXT_DOOR: 403},
    "coordinator": {OWN: 403, NEIGHBOURS: 403},
    "deputy": {OWN: 403, NEIGHBOURS: 403},
    "other_programme_coordinator": {NEXT_DOOR: 403},
    "other_organisation_coordinator": {ABROAD: 403},
}
"""A review is written by whom it was asked of; who runs the programme knows of it, and colleagues do not."""

TAKE_OFF: Grid = {name: dict.fromkeys(cells, MAY) for name, cells in REVIEWERS.items()} | {
    "reviewer": {OWN: 403}
}

CONSIDER: Grid = {name: dict.fromkeys(set(cells) - {NEIGHBOURS}, MAY) for name, cells in TAKE_OFF.items()}
"""Who runs the programme, and who reviews the application, may talk with the applicant."""

SETTLE: Grid = {name: cells for name, cells in CONSIDER.items() if name != "reviewer"}
"""What a coordinator has noted about an applicant is not even there for the reviewers."""

CORRECT: Grid = CONSIDER | {"reviewer": {OWN: 403}}
"""The reviewer of the cast was not at the interview."""

APPLICANT: Grid = {"applicant": {OWN: MAY}}

PARTIES: Grid = {
    "mentor": {OWN: MAY},
    "mentee": {OWN: MAY},
    "other_organisation_mentor": {ABROAD: MAY},
    "other_organisation_mentee": {ABROAD: MAY},
}
"""What is between two people is for the two."""

MENTORS: Grid = {
    "mentor": {OWN: MAY},
    "mentee": {OWN: 403},
    "other_organisation_mentor": {ABROAD: MAY},
    "other_organisation_mentee": {ABROAD: 403},
}
"""The mentees of the cast have made the entries, so confirming is for their mentors."""

MENTEES: Grid = {
    "mentor": {OWN: 403},
    "mentee": {OWN: MAY},
    "other_organisation_mentor": {ABROAD: 403},
    "other_organisation_mentee": {ABROAD: MAY},
}

ONESELF: Grid = {"mentee": {OWN: MAY}, "other_organisation_mentee": {ABROAD: MAY}}
"""What a mentee has answered is not there for anybody else who takes part."""

INVITERS: Grid = {"mentor": {OWN: MAY}, "other_organisation_mentor": {ABROAD: MAY}}
"""A mentor invites colleagues in their own name alone."""

STUDENTS: Grid = {"mentor": {OWN: MAY}, "other_organisation_mentor": {ABROAD: MAY}}
"""The course of the cast is for mentors."""

MENTORING: Grid = MENTORS
"""Who mentors in a programme assesses themselves; its mentees see the programme, and no more."""

ASKED: Grid = {
    "mentor": {TO_MENTOR: MAY},
    "mentee": {TO_MENTEE: MAY},
    "other_organisation_mentor": {TO_MENTOR_ABROAD: MAY},
    "other_organisation_mentee": {TO_MENTEE_ABROAD: MAY},
}
"""Each answers what was put to them, once it is released."""

LEAD: Grid = {"safeguarding_lead": {OWN: MAY, NEIGHBOURS: MAY}}

OVERSEE_CHECKS: Grid = RUN_PROGRAMMES | {"safeguarding_lead": {OWN: MAY}}
"""Who is cleared is for who runs the programme and its safeguarding lead."""

NOTE_CHECKS: Grid = SEE_PARTICIPANTS | {"safeguarding_lead": {OWN: 403, NEIGHBOURS: 403}}
"""The safeguarding lead reads entries and makes none."""

EVERYBODY = here(NAMES)

EVERYWHERE: Grid = {name: {OWN: MAY, NEXT_DOOR: MAY, ABROAD: MAY} for name in NAMES}
"""A page that was published is for everybody who has its address."""

# -- about what ----------------------------------------------------------------------------------------------------

COHORT = {"cohort_id": of_world("cohort")}
PROGRAMME = {"programme_id": of_world("programme")}
PARTICIPATION = {"participation_id": of_pair("mentee")}
MENTOR_OF_PAIR = {"participation_id": of_pair("mentor")}
MEMBERSHIP = {"membership_id": of_world("membership")}
IMPORT = {"import_id": of_world("participant_import")}
MENTORSHIP = {"mentorship_id": of_pair("mentorship")}
LONG_AGO = {"first": "2020-01"}
ENTRY = {"meeting_id": of_pair("disputed")}
HELD = MENTORSHIP | {"meeting_id": of_pair("held")}
PROPOSAL = {
    "proposal_id": {
        TO_MENTOR: "own.released_to_mentor",
        TO_MENTEE: "own.released_to_mentee",
        TO_NEIGHBOURS: "own.released_to_neighbours",
        DRAFT: "own.draft",
        TO_MENTOR_ABROAD: "other_organisation_world.released_to_mentor",
        TO_MENTEE_ABROAD: "other_organisation_world.released_to_mentee",
        NEXT_DOOR: "other_programme.released_to_mentor",
    }
}
PUBLIC_PAGE = {"form_id": of_world("application_form")}
APPLICATION = {"application_id": of_world("application")}
RESERVATION = {"reservation_id": of_world("reservation")}
INTERVIEW = {"interview_id": of_world("interview")}
REVIEW = {"review_id": of_world("review") | {OWN: "review", NEIGHBOURS: "own.review"}}
WAITLISTED = {"application_id": of_world("waitlisted")}
INVITATION = {"invitation_id": of_world("invitation")}
INVITE_LINK = {"link_id": of_world("invite_link")}
LETTER = COHORT | {"letter_id": of_world("pair.letter")}

NEXT_YEAR = {"name": "Next", "starts_on": "2030-01-01", "ends_on": "2030-12-31"}

WORDING = PROGRAMME | {"kind": "application-submitted-confirmation", "language": "en-gb"}
OUTCOME = PROGRAMME | {"kind": "outcome", "part_id": of_world("outcome")}
GUIDELINE = {"guideline_id": of_world("guideline")}
GUIDELINE_DRAFT = {"guideline_id": of_world("guideline_draft")}
QUESTION = COHORT | {"question_id": of_world("question")}
SCREENED = {"participation_id": of_pair("mentor")}
REFERENCE = {"reference_id": of_world("reference")}
CONSENT = {"consent_id": of_world("consent")}
CHECK = PROGRAMME | {"check_id": of_world("check")}
COURSE = {"course_id": of_world("course")}
COURSE_OF_PROGRAMME = PROGRAMME | COURSE
LESSON = {"lesson_id": of_world("lesson")}
LESSON_OF_PROGRAMME = COURSE_OF_PROGRAMME | LESSON
LESSON_FILE = {"file_id": of_world("lesson_file")}
FILE_OF_PROGRAMME = LESSON_OF_PROGRAMME | LESSON_FILE
QUIZ_QUESTION = COURSE_OF_PROGRAMME | {"question_id": of_world("quiz_question")}
CRITERION = COHORT | {"criterion_id": of_world("criterion")}
RULE = COHORT | {"rule_id": of_world("rule")}
DECISION = COHORT | {"decision_id": of_world("pair_decision")}
RUN = COHORT | {"run_id": of_world("run")}
A_DRAFT = COHORT | {"proposal_id": of_world("draft")}
RELEASED = COHORT | {"proposal_id": of_world("released_to_mentor")}
ADJUSTMENT = COHORT | {"adjustment_id": of_world("adjustment")}
MENTEE_OF_DRAFT = COHORT | {"mentee_id": of_world("draft.mentee")}


def mentor_of_pair(cast: Cast, whose: str) -> dict[str, str]:
    return {"mentor": public_id(cast, of_world("pair.mentor")[whose])}


def itself(cast: Cast, whose: str) -> dict[str, str]:
    return {"partner": public_id(cast, of_world("draft")[whose])}


# -- the table -----------------------------------------------------------------------------------------------------

GONE = dict.fromkeys(STRANGERS, 404)

PUBLIC: Mapping[str, Row] = {
    "home": Row(
        GET=Act(
            here(WITHOUT_HAT, STRANGERS),
            otherwise=dict.fromkeys(STAFF, "to coordinator:programme-list")
            | dict.fromkeys(RUNNERS_OF_ONE_COHORT, "to coordinator:today")
            | {"reviewer": "to reviewer:review-list"}
            | dict.fromkeys(PARTICIPANTS, "to participant:home")
            | {"applicant": "to applicant:application-list"},
        )
    ),
    "healthz": Row(GET=Act(EVERYBODY)),
    "readyz": Row(GET=Act(EVERYBODY)),
    "join": Row(PUBLIC_PAGE, GET=Act(EVERYWHERE, otherwise=GONE)),
    "join-picture": Row(
        PUBLIC_PAGE | {"picture_id": of_world("page_picture")}, GET=Act(EVERYWHERE, otherwise=GONE)
    ),
    "join-begin": Row(
        PUBLIC_PAGE | {"role": "mentee"},
        GET=Act(EVERYWHERE, otherwise=GONE),
        POST=Act(BEGIN, "to applicant:step", otherwise=GONE),
    ),
    "invited": Row(INVITATION, GET=Act(EVERYWHERE, otherwise=GONE)),
    "invited-begin": Row(
        INVITATION | {"role": "mentee"},
        GET=Act(EVERYWHERE, otherwise=GONE),
        POST=Act(BEGIN, "to applicant:step", otherwise=GONE),
    ),
    "invited-refuse": Row(
        INVITATION,
        GET=Act(EVERYWHERE, otherwise=GONE),
        POST=Act(EVERYWHERE, "to home", otherwise=GONE),
    ),
    "reference-thanks": Row(GET=Act(EVERYBODY)),
    "reference": Row(  # a link that nobody was sent: the same for everybody
        {"link": "no-such-link"}, GET=Act({}, otherwise=GONE), POST=Act({}, otherwise=GONE)
    ),
    "reference-decline": Row({"link": "no-such-link"}, POST=Act({}, otherwise=GONE)),
    "consent-thanks": Row(GET=Act(EVERYBODY)),
    "consent": Row(  # as above
        {"link": "no-such-link"}, GET=Act({}, otherwise=GONE), POST=Act({}, otherwise=GONE)
    ),
    "register-check": Row(GET=Act(EVERYBODY)),
    "style": Row(GET=Act({})),  # there in the demo alone, as all that follows here
    "demo:panel": Row(GET=Act({}, otherwise=dict.fromkeys(STRANGERS, 404))),
    "demo:enter": Row({"key": "asha"}, POST=Act({}, otherwise=dict.fromkeys(STRANGERS, 404))),
    "demo:mail-list": Row(GET=Act({}, otherwise=dict.fromkeys(STRANGERS, 404))),
    "demo:mail": Row({"name": "1.log"}, GET=Act({}, otherwise=dict.fromkeys(STRANGERS, 404))),
}

CLOSED = Row(GET=Act({}, otherwise=GONE), POST=Act({}, otherwise=GONE))
CLOSED_WITH_KEY = Row({"key": "no-such-key"}, GET=CLOSED.GET, POST=CLOSED.POST)
HOME_IF_SIGNED_IN = dict.fromkeys(SIGNED_IN, "to home")
WITH_CODE_HALF_WAY = {"half_signed_in": "to account_confirm_login_code"}

ACCOUNT: Mapping[str, Row] = {
    "hats:hat-list": Row(GET=Act(here(STAFF, PARTICIPANTS))),
    "hats:hat-wear": Row(POST=Act({}, otherwise=GONE)),
    "hats:stay": Row(POST=Act(here(STAFF, PARTICIPANTS), "to home")),
    "hats:unsent": Row(GET=Act({}), POST=Act({})),  # there for who sent something too late
    "hats:letter-choices": Row(GET=Act(here(SIGNED_IN)), POST=Act(here(SIGNED_IN), "to hats:letter-choices")),
    "hats:letter-refuse": Row(  # a token that is wrong leads nowhere; tests/web/account/test_letters.py has right ones
        {"token": "no-such-token"},
        GET=Act({}, otherwise=GONE),
        POST=Act({}, otherwise=GONE),
        by_secret=True,
    ),
    "hats:confirm": Row(GET=Act(here(SIGNED_IN)), POST=Act(here(SIGNED_IN), "to hats:confirm")),
    "hats:password-set": Row(GET=Act(here(SIGNED_IN)), POST=Act(here(SIGNED_IN))),
    "account_login": Row(
        GET=Act(here(("nobody",)), otherwise=HOME_IF_SIGNED_IN | WITH_CODE_HALF_WAY),
        POST=Act(here(("nobody",)), otherwise=HOME_IF_SIGNED_IN | WITH_CODE_HALF_WAY),
    ),
    "account_request_login_code": Row(
        GET=Act(here(("nobody",)), otherwise=HOME_IF_SIGNED_IN | WITH_CODE_HALF_WAY),
        POST=Act(here(("nobody",)), otherwise=HOME_IF_SIGNED_IN | WITH_CODE_HALF_WAY),
    ),
    "account_confirm_login_code": Row(
        GET=Act(
            here(("half_signed_in",)),
            otherwise=HOME_IF_SIGNED_IN | {"nobody": "to account_request_login_code"},
        ),
        POST=Act(
            here(("half_signed_in",)),
            otherwise=HOME_IF_SIGNED_IN | {"nobody": "to account_request_login_code"},
        ),
    ),
    "account_logout": Row(
        GET=Act(here(SIGNED_IN), otherwise=dict.fromkeys(STRANGERS, "to home")),
        POST=Act(here(SIGNED_IN), "to home", otherwise=dict.fromkeys(STRANGERS, "to home")),
    ),
    "account_inactive": Row(GET=Act(EVERYBODY)),
    "account_signup": Row(  # a page that says why nobody signs up by themselves
        GET=Act(here(STRANGERS), otherwise=HOME_IF_SIGNED_IN),
        POST=Act(here(STRANGERS), otherwise=HOME_IF_SIGNED_IN),
    ),
    "account_change_password": Row(
        GET=Act(here(SIGNED_IN), "to hats:password-set"),
        POST=Act(here(SIGNED_IN), "to hats:password-set"),
    ),
    "account_set_password": Row(GET=Act(here(SIGNED_IN)), POST=Act(here(SIGNED_IN))),
    "account_reauthenticate": Row(GET=Act(here(SIGNED_IN), 403), POST=Act(here(SIGNED_IN), 403)),
    "account_reset_password": Row(GET=Act(EVERYBODY), POST=Act(EVERYBODY)),
    "account_reset_password_done": Row(GET=Act(EVERYBODY)),
    "account_reset_password_from_key": Row(
        {"uidb36": "abc", "key": "no-such-key"}, GET=Act(EVERYBODY), POST=Act(EVERYBODY)
    ),
    "account_reset_password_from_key_done": Row(GET=Act(EVERYBODY)),
    "account_email": CLOSED,
    "account_email_verification_sent": CLOSED,
    "account_confirm_email": CLOSED_WITH_KEY,
    "hats:no-email": CLOSED,
    "hats:no-email-sent": CLOSED,
    "hats:no-email-key": CLOSED_WITH_KEY,
}

TO_INVITATIONS = "to coordinator:invitation-list"
TO_CHARTER = "to coordinator:charter"

COORDINATOR: Mapping[str, Row] = {
    "coordinator:programme-list": Row(GET=Act(here(STAFF))),
    "coordinator:programme-presets": Row(
        GET=Act(here(("owner",)) | denied(set(STAFF) - {"owner"})),
    ),
    "coordinator:programme-create": Row(
        {"preset": "first-year"},
        GET=Act(here(("owner",)) | denied(set(STAFF) - {"owner"})),
        POST=Act(here(("owner",)) | denied(set(STAFF) - {"owner"}), 422),
    ),
    "coordinator:programme-edit": Row(PROGRAMME, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:programme-move": Row(
        PROGRAMME | {"to": "closed"}, POST=Act(RUN_PROGRAMMES, "to coordinator:programme-list")
    ),
    "coordinator:programme-duplicate": Row(PROGRAMME, GET=Act(OWN_PROGRAMMES), POST=Act(OWN_PROGRAMMES, 422)),
    "coordinator:set-up-guide": Row(PROGRAMME, GET=Act(RUN_PROGRAMMES)),
    "coordinator:charter": Row(PROGRAMME, GET=Act(SEE_PROGRAMMES)),
    "coordinator:charter-begin": Row(PROGRAMME, POST=Act(RUN_PROGRAMMES, TO_CHARTER)),
    "coordinator:charter-edit": Row(PROGRAMME, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:charter-part-add": Row(
        PROGRAMME | {"kind": "budget-line"}, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)
    ),
    "coordinator:charter-part-edit": Row(OUTCOME, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:charter-part-remove": Row(OUTCOME, POST=Act(RUN_PROGRAMMES, TO_CHARTER)),
    "coordinator:wording-list": Row(PROGRAMME, GET=Act(RUN_PROGRAMMES)),
    "coordinator:wording": Row(WORDING, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:wording-reset": Row(WORDING, POST=Act(RUN_PROGRAMMES, "to coordinator:wording")),
    "coordinator:guideline-list": Row(PROGRAMME, GET=Act(SEE_PROGRAMMES)),
    "coordinator:guideline-draft": Row(
        PROGRAMME | {"kind": "boundaries"}, POST=Act(RUN_PROGRAMMES, "to coordinator:guideline-edit")
    ),
    "coordinator:guideline": Row(GUIDELINE, GET=Act(SEE_PROGRAMMES)),
    "coordinator:guideline-edit": Row(
        GUIDELINE_DRAFT, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)
    ),
    "coordinator:guideline-discard": Row(
        GUIDELINE_DRAFT, POST=Act(SEE_PARTICIPANTS, "to coordinator:guideline-list")
    ),
    "coordinator:guideline-readers": Row(GUIDELINE, GET=Act(RUN_PROGRAMMES)),
    "coordinator:guideline-remind": Row(
        GUIDELINE, POST=Act(RUN_PROGRAMMES, "to coordinator:guideline-readers")
    ),
    "coordinator:cohort-create": Row(
        PROGRAMME,
        GET=Act(RUN_PROGRAMMES),
        POST=Act(RUN_PROGRAMMES, "to coordinator:participation-list", NEXT_YEAR),
    ),
    "coordinator:today": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:cohort-edit": Row(
        COHORT, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, "to coordinator:today", NEXT_YEAR)
    ),
    "coordinator:cohort-move": Row(
        COHORT | {"to": "closing"}, POST=Act(RUN_PROGRAMMES, "to coordinator:cohort-edit")
    ),
    "coordinator:recruiting": Row(
        COHORT, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422, {"minutes": "0", "asks_mentees": "on"})
    ),
    "coordinator:form-publish": Row(COHORT, POST=Act(RUN_PROGRAMMES, "to coordinator:recruiting")),
    "coordinator:form-unpublish": Row(COHORT, POST=Act(RUN_PROGRAMMES, "to coordinator:recruiting")),
    "coordinator:form-picture": Row(
        COHORT | {"picture_id": of_world("page_picture")}, GET=Act(RUN_PROGRAMMES)
    ),
    "coordinator:form-picture-edit": Row(
        COHORT, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, "to coordinator:recruiting")
    ),
    "coordinator:form-picture-remove": Row(COHORT, POST=Act(RUN_PROGRAMMES, "to coordinator:recruiting")),
    "coordinator:qr-code": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:application-list": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:application-board": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:application-decide-many": Row(
        COHORT, POST=Act(RUN_PROGRAMMES, "to coordinator:application-list")
    ),
    "coordinator:review-assign": Row(
        COHORT, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422, {"confirmed": "yes"})
    ),
    "coordinator:review-remove": Row(REVIEW, POST=Act(TAKE_OFF, "to coordinator:application")),
    "coordinator:review-criteria": Row(PROGRAMME, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:reservation-settle": Row(RESERVATION, GET=Act(SETTLE), POST=Act(SETTLE, 422)),
    "coordinator:interview-questions": Row(PROGRAMME, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:application-export": Row(COHORT | {"kind": "csv"}, POST=Act(RUN_PROGRAMMES)),
    "coordinator:application": Row(APPLICATION, GET=Act(SEE_PARTICIPANTS)),
    "coordinator:application-file": Row(APPLICATION | {"key": "letter"}, GET=Act(SEE_PARTICIPANTS)),
    "coordinator:application-decide": Row(
        APPLICATION | {"to": "waitlisted"},
        GET=Act(SEE_PARTICIPANTS),
        POST=Act(SEE_PARTICIPANTS, "to coordinator:application"),
    ),
    "coordinator:invitation-list": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:invitation-add": Row(COHORT, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:invitation-resend": Row(INVITATION, POST=Act(SEE_PARTICIPANTS, TO_INVITATIONS)),
    "coordinator:invitation-withdraw": Row(INVITATION, POST=Act(SEE_PARTICIPANTS, TO_INVITATIONS)),
    "coordinator:invite-link-add": Row(COHORT, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:invite-link": Row(INVITE_LINK, GET=Act(SEE_PARTICIPANTS)),
    "coordinator:invite-link-revoke": Row(INVITE_LINK, POST=Act(SEE_PARTICIPANTS, TO_INVITATIONS)),
    "coordinator:waiting-list": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:application-first": Row(
        WAITLISTED,
        GET=Act(SEE_PARTICIPANTS),
        POST=Act(SEE_PARTICIPANTS, "to coordinator:waiting-list", {"reason": "Moves away soon"}),
    ),
    "coordinator:participation-list": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:participation-add": Row(
        COHORT | {"role": "mentor"}, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)
    ),
    "coordinator:participation-ready": Row(
        COHORT, POST=Act(RUN_PROGRAMMES, "to coordinator:participation-list")
    ),
    "coordinator:participation": Row(
        PARTICIPATION,
        GET=Act(SEE_PARTICIPANTS),
        POST=Act(SEE_PARTICIPANTS, "to coordinator:participation", {"capacity": "5"}),
    ),
    "coordinator:answer-edit": Row(
        PARTICIPATION,
        GET=Act(SEE_PARTICIPANTS),
        POST=Act(SEE_PARTICIPANTS, "to coordinator:participation"),
    ),
    "coordinator:participation-move": Row(
        PARTICIPATION | {"to": "paused"}, POST=Act(SEE_PARTICIPANTS, "to coordinator:participation")
    ),
    "coordinator:participation-export": Row(COHORT | {"kind": "csv"}, POST=Act(RUN_PROGRAMMES)),
    "coordinator:question-list": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:question-add": Row(COHORT, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:question-preview": Row(COHORT | {"role": "mentee"}, GET=Act(RUN_PROGRAMMES)),
    "coordinator:question": Row(QUESTION, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)),
    "coordinator:question-move": Row(
        QUESTION | {"to": "up"}, POST=Act(SEE_PARTICIPANTS, "to coordinator:question-list")
    ),
    "coordinator:question-remove": Row(
        QUESTION, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, "to coordinator:question-list")
    ),
    "coordinator:import-start": Row(COHORT, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:import": Row(IMPORT, GET=Act(SEE_PARTICIPANTS, "to coordinator:import-columns")),
    "coordinator:import-columns": Row(IMPORT, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)),
    "coordinator:import-check": Row(IMPORT, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)),
    "coordinator:import-problems": Row(IMPORT, POST=Act(SEE_PARTICIPANTS)),
    "coordinator:import-reopen": Row(IMPORT, POST=Act(SEE_PARTICIPANTS, 409)),
    "coordinator:import-discard": Row(IMPORT, POST=Act(SEE_PARTICIPANTS, "to coordinator:import-start")),
    "coordinator:letter-list": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:letter": Row(LETTER, GET=Act(RUN_PROGRAMMES)),
    "coordinator:letter-resend": Row(LETTER, POST=Act(RUN_PROGRAMMES, "to coordinator:letter-list")),
    "coordinator:mentorship-list": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:mentorship-export": Row(COHORT | {"kind": "csv"}, POST=Act(RUN_PROGRAMMES)),
    "coordinator:mentorship": Row(MENTORSHIP, GET=Act(SEE_PARTICIPANTS)),
    "coordinator:mentorship-agreement": Row(MENTORSHIP, GET=Act(SEE_PARTICIPANTS)),
    "coordinator:mentorship-register": Row(MENTORSHIP, GET=Act(SEE_PARTICIPANTS)),
    "coordinator:register-paper": Row(MENTORSHIP, POST=Act(SEE_PARTICIPANTS)),
    "coordinator:register-note": Row(
        MENTORSHIP | LONG_AGO, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)
    ),
    "coordinator:meeting": Row(ENTRY, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)),
    "coordinator:meeting-correct": Row(ENTRY, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)),
    "coordinator:register": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:register-countersign": Row(
        COHORT | LONG_AGO, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)
    ),
    "coordinator:register-export": Row(COHORT | {"kind": "xlsx"}, POST=Act(RUN_PROGRAMMES)),
    "coordinator:staff-list": Row(GET=Act(here(STAFF))),
    "coordinator:staff-appoint": Row(
        GET=Act(here(("owner",)) | denied(set(STAFF) - {"owner"})),
        POST=Act(here(("owner",)) | denied(set(STAFF) - {"owner"}), 422),
    ),
    "coordinator:staff-letter-resend": Row(MEMBERSHIP, POST=Act(OWN_THE_TEAM, "to coordinator:staff-list")),
    "coordinator:staff-end": Row(
        MEMBERSHIP,
        GET=Act(OWN_THE_TEAM),
        POST=Act(OWN_THE_TEAM, "to coordinator:staff-list"),
    ),
}

TO_CHECKS = "to coordinator:check-list"

SCREENING: Mapping[str, Row] = {
    "coordinator:check-list": Row(PROGRAMME, GET=Act(RUN_PROGRAMMES)),
    "coordinator:check-add": Row(PROGRAMME, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:check-edit": Row(CHECK, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)),
    "coordinator:check-move": Row(CHECK | {"to": "withdrawn"}, POST=Act(SEE_PARTICIPANTS, TO_CHECKS)),
    "coordinator:clearance-list": Row(COHORT, GET=Act(OVERSEE_CHECKS)),
    "coordinator:clearance-export": Row(COHORT | {"kind": "csv"}, POST=Act(OVERSEE_CHECKS)),
    "coordinator:clearance": Row(SCREENED, GET=Act(SEE_PARTICIPANTS | LEAD)),
    "coordinator:clearance-note": Row(
        SCREENED | {"check_id": of_world("check")}, GET=Act(NOTE_CHECKS), POST=Act(NOTE_CHECKS, 422)
    ),
    "coordinator:clearance-correct": Row(
        SCREENED | {"clearance_id": of_world("clearance")}, GET=Act(NOTE_CHECKS), POST=Act(NOTE_CHECKS, 422)
    ),
    "coordinator:reference-ask": Row(APPLICATION, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)),
    "coordinator:reference": Row(REFERENCE, GET=Act(SEE_PARTICIPANTS)),
    "coordinator:reference-again": Row(REFERENCE, POST=Act(SEE_PARTICIPANTS, "to coordinator:reference")),
    "coordinator:reference-withdraw": Row(
        REFERENCE, POST=Act(SEE_PARTICIPANTS, "to coordinator:application")
    ),
    "coordinator:consent-list": Row(COHORT, GET=Act(OVERSEE_CHECKS)),
    "coordinator:consent": Row(CONSENT, GET=Act(SEE_PARTICIPANTS | LEAD)),
    "coordinator:consent-again": Row(CONSENT, POST=Act(NOTE_CHECKS, "to coordinator:consent")),
    "coordinator:consent-of-age": Row(CONSENT, GET=Act(NOTE_CHECKS), POST=Act(NOTE_CHECKS, 422)),
    "coordinator:guardian": Row(APPLICATION, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)),
    "participant:check-list": Row(GET=Act(here(PARTICIPANTS))),
}

TO_COURSE = "to coordinator:course"

EVENT = {"event_id": of_world("training_event")}
PLAN_STEP = {"step_id": of_pair("plan_step")}
EVENT_OF_PROGRAMME = PROGRAMME | EVENT

TRAINING: Mapping[str, Row] = {
    "coordinator:course-list": Row(PROGRAMME, GET=Act(RUN_PROGRAMMES)),
    "coordinator:course-add": Row(PROGRAMME, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:course-preset": Row(PROGRAMME, POST=Act(RUN_PROGRAMMES, "to coordinator:course-list")),
    "coordinator:course": Row(COURSE_OF_PROGRAMME, GET=Act(SEE_PARTICIPANTS)),
    "coordinator:course-edit": Row(
        COURSE_OF_PROGRAMME, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)
    ),
    "coordinator:course-preview": Row(COURSE_OF_PROGRAMME, GET=Act(SEE_PARTICIPANTS)),
    "coordinator:course-move": Row(
        COURSE_OF_PROGRAMME | {"to": "withdrawn"}, POST=Act(SEE_PARTICIPANTS, TO_COURSE)
    ),
    "coordinator:lesson-add": Row(
        COURSE_OF_PROGRAMME, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)
    ),
    "coordinator:lesson-edit": Row(
        LESSON_OF_PROGRAMME, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)
    ),
    "coordinator:lesson-move": Row(LESSON_OF_PROGRAMME | {"to": "up"}, POST=Act(SEE_PARTICIPANTS, TO_COURSE)),
    "coordinator:lesson-remove": Row(LESSON_OF_PROGRAMME, POST=Act(SEE_PARTICIPANTS, TO_COURSE)),
    "coordinator:lesson-file-add": Row(
        LESSON_OF_PROGRAMME, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)
    ),
    "coordinator:lesson-file": Row(FILE_OF_PROGRAMME, GET=Act(SEE_PARTICIPANTS)),
    "coordinator:lesson-file-remove": Row(
        FILE_OF_PROGRAMME, POST=Act(SEE_PARTICIPANTS, "to coordinator:lesson-edit")
    ),
    "coordinator:quiz-question-add": Row(
        COURSE_OF_PROGRAMME, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)
    ),
    "coordinator:quiz-question-edit": Row(
        QUIZ_QUESTION, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)
    ),
    "coordinator:quiz-question-move": Row(
        QUIZ_QUESTION | {"to": "up"}, POST=Act(SEE_PARTICIPANTS, TO_COURSE)
    ),
    "coordinator:quiz-question-remove": Row(QUIZ_QUESTION, POST=Act(SEE_PARTICIPANTS, TO_COURSE)),
    "coordinator:training": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:training-remind": Row(COHORT, POST=Act(RUN_PROGRAMMES, "to coordinator:training")),
    "coordinator:training-export": Row(COHORT | {"kind": "csv"}, POST=Act(RUN_PROGRAMMES)),
    "coordinator:event-add": Row(PROGRAMME, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:event": Row(EVENT_OF_PROGRAMME, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)),
    "coordinator:event-cancel": Row(EVENT_OF_PROGRAMME, POST=Act(SEE_PARTICIPANTS, "to coordinator:event")),
    "coordinator:event-attendance": Row(EVENT_OF_PROGRAMME, POST=Act(SEE_PARTICIPANTS, 409)),  # ahead
    "participant:event": Row(EVENT, GET=Act(STUDENTS)),
    "participant:event-join": Row(EVENT, POST=Act(STUDENTS, "to participant:event")),
    "participant:event-leave": Row(EVENT, POST=Act(STUDENTS, "to participant:event")),
    "participant:event-calendar": Row(EVENT, GET=Act(STUDENTS)),
    "participant:self-assessment": Row(PROGRAMME, GET=Act(MENTORING), POST=Act(MENTORING, 422)),
    "participant:self-assessment-begin": Row(
        PROGRAMME, POST=Act(MENTORING, "to participant:self-assessment-step")
    ),
    "participant:self-assessment-step": Row(
        PROGRAMME | {"number": "1"}, GET=Act(MENTORING), POST=Act(MENTORING, 422)
    ),
    "participant:plan-step-tick": Row(PLAN_STEP, POST=Act(STUDENTS, "to participant:self-assessment")),
    "participant:plan-step-remove": Row(PLAN_STEP, POST=Act(STUDENTS, "to participant:self-assessment")),
    "participant:training": Row(GET=Act(here(PARTICIPANTS))),
    "participant:course": Row(COURSE, GET=Act(STUDENTS), POST=Act(STUDENTS, 409)),  # the quiz comes first
    "participant:lesson": Row(LESSON, GET=Act(STUDENTS), POST=Act(STUDENTS, "to participant:course")),
    "participant:lesson-file": Row(LESSON_FILE, GET=Act(STUDENTS)),
    "participant:quiz-begin": Row(COURSE, POST=Act(STUDENTS, "to participant:quiz-question")),
    "participant:quiz-question": Row(COURSE | {"number": "1"}, GET=Act(STUDENTS), POST=Act(STUDENTS, 422)),
    "participant:quiz-result": Row(COURSE, GET=Act(STUDENTS)),
}

TO_MATCHING = "to coordinator:matching"
TO_PROPOSALS = "to coordinator:proposal-list"

MATCHING: Mapping[str, Row] = {
    "coordinator:matching": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:weights-set": Row(COHORT, POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:preset-apply": Row(COHORT, POST=Act(RUN_PROGRAMMES, TO_MATCHING)),
    "coordinator:criterion-add": Row(
        COHORT | {"kind": "availability"}, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)
    ),
    "coordinator:criterion-edit": Row(CRITERION, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)),
    "coordinator:criterion-move": Row(CRITERION | {"to": "up"}, POST=Act(SEE_PARTICIPANTS, TO_MATCHING)),
    "coordinator:criterion-delete": Row(CRITERION, POST=Act(SEE_PARTICIPANTS, TO_MATCHING)),
    "coordinator:rule-add": Row(
        COHORT | {"kind": "only_ready"}, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)
    ),
    "coordinator:rule-edit": Row(RULE, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, 422)),
    "coordinator:rule-delete": Row(RULE, POST=Act(SEE_PARTICIPANTS, TO_MATCHING)),
    "coordinator:exclusion-add": Row(COHORT, GET=Act(RUN_PROGRAMMES), POST=Act(RUN_PROGRAMMES, 422)),
    "coordinator:exclusion-remove": Row(DECISION, POST=Act(SEE_PARTICIPANTS, TO_MATCHING)),
    "coordinator:run-list": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:run-request": Row(COHORT, POST=Act(RUN_PROGRAMMES, "to coordinator:run")),
    "coordinator:run": Row(RUN, GET=Act(SEE_PARTICIPANTS)),
    "coordinator:run-cancel": Row(RUN, POST=Act(SEE_PARTICIPANTS, 409)),  # it is done already
    "coordinator:proposal-list": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:unmatched-list": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:change-list": Row(COHORT, GET=Act(RUN_PROGRAMMES)),
    "coordinator:proposal-export": Row(COHORT | {"kind": "csv"}, POST=Act(RUN_PROGRAMMES)),
    "coordinator:proposal-release": Row(
        COHORT,
        GET=Act(RUN_PROGRAMMES),
        POST=Act(RUN_PROGRAMMES, TO_PROPOSALS, {"all": "yes", "confirmed": "yes"}),
    ),
    "coordinator:proposal": Row(A_DRAFT, GET=Act(SEE_PARTICIPANTS)),
    "coordinator:proposal-pin": Row(A_DRAFT, POST=Act(SEE_PARTICIPANTS, TO_PROPOSALS)),
    "coordinator:proposal-unpin": Row(A_DRAFT, POST=Act(SEE_PARTICIPANTS, TO_PROPOSALS)),
    "coordinator:proposal-exclude": Row(A_DRAFT, POST=Act(SEE_PARTICIPANTS, TO_PROPOSALS)),
    "coordinator:proposal-swap": Row(  # a draft cannot be swapped with itself: back to the choice
        A_DRAFT, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, "to coordinator:proposal-swap", itself)
    ),
    "coordinator:mentor-pick": Row(
        MENTEE_OF_DRAFT, GET=Act(SEE_PARTICIPANTS), POST=Act(SEE_PARTICIPANTS, TO_PROPOSALS, mentor_of_pair)
    ),
    "coordinator:proposal-withdraw": Row(RELEASED, POST=Act(SEE_PARTICIPANTS, TO_PROPOSALS)),
    "coordinator:adjustment-undo": Row(ADJUSTMENT, POST=Act(SEE_PARTICIPANTS, TO_PROPOSALS)),
}

TO_AGREEMENT = "to participant:agreement-sign"

PARTICIPANT: Mapping[str, Row] = {
    "participant:home": Row(GET=Act(here(PARTICIPANTS))),
    "participant:help": Row(GET=Act(here(PARTICIPANTS))),
    "participant:guideline-list": Row(PROGRAMME, GET=Act(PARTIES), POST=Act(PARTIES, 422)),
    "participant:colleague-invite": Row(MENTOR_OF_PAIR, GET=Act(INVITERS), POST=Act(INVITERS, 422)),
    "participant:colleague-link": Row(MENTOR_OF_PAIR, POST=Act(INVITERS, "to participant:colleague-invite")),
    "participant:profile": Row(GET=Act(here(PARTICIPANTS))),
    "participant:answer-edit": Row(
        PARTICIPATION, GET=Act(ONESELF), POST=Act(ONESELF, "to participant:profile")
    ),
    "participant:meeting-list": Row(GET=Act(here(PARTICIPANTS))),
    "participant:register-list": Row(  # who has one mentorship is led to its register
        GET=Act(
            here(("mentee", "other_organisation_mentee")),
            otherwise=dict.fromkeys(("mentor", "other_organisation_mentor"), "to participant:register"),
        )
    ),
    "participant:proposal-detail": Row(PROPOSAL, GET=Act(ASKED)),
    "participant:proposal-accept": Row(PROPOSAL, POST=Act(ASKED, "to participant:proposal-detail")),
    "participant:proposal-decline": Row(
        PROPOSAL,
        GET=Act(ASKED),
        POST=Act(ASKED, "to participant:home", {"reason": "I have no time this year."}),
    ),
    "participant:mentorship-home": Row(MENTORSHIP, GET=Act(PARTIES)),
    "participant:agreement-sign": Row(MENTORSHIP, GET=Act(PARTIES), POST=Act(PARTIES, 422)),
    "participant:agreement-change": Row(MENTORSHIP, GET=Act(PARTIES), POST=Act(PARTIES, 422)),
    "participant:amendment-withdraw": Row(  # there is none to take back: nothing changes
        MENTORSHIP, POST=Act(PARTIES, TO_AGREEMENT)
    ),
    "participant:expectations": Row(  # it is signed already
        MENTORSHIP, GET=Act(PARTIES, TO_AGREEMENT), POST=Act(PARTIES, TO_AGREEMENT)
    ),
    "participant:expectation-step": Row(
        MENTORSHIP | {"number": "1"},
        GET=Act(PARTIES, "to participant:expectations"),
        POST=Act(PARTIES, 422),  # nothing typed is lost where it comes too late
    ),
    "participant:register": Row(MENTORSHIP, GET=Act(PARTIES)),
    "participant:register-paper": Row(MENTORSHIP, POST=Act(PARTIES)),
    "participant:register-note": Row(MENTORSHIP | LONG_AGO, GET=Act(PARTIES), POST=Act(PARTIES, 422)),
    "participant:meeting-record": Row(MENTORSHIP, GET=Act(PARTIES), POST=Act(PARTIES, 422)),
    "participant:meeting-detail": Row(HELD, GET=Act(PARTIES)),
    "participant:meeting-correct": Row(HELD, GET=Act(MENTEES), POST=Act(MENTEES, 422)),
    "participant:meeting-confirm": Row(HELD, POST=Act(MENTORS, "to participant:mentorship-home")),
    "participant:meeting-dispute": Row(
        HELD,
        GET=Act(MENTORS),
        POST=Act(MENTORS, "to participant:meeting-detail", {"reason": "It was the day after."}),
    ),
}

REVIEWING: Mapping[str, Row] = {
    "reviewer:review-list": Row(
        GET=Act(
            here(RUNNERS, ("reviewer", "other_programme_coordinator", "other_organisation_coordinator"))
            | denied(set(OTHER_STAFF) - {"reviewer"})
        )
    ),
    "reviewer:review": Row(REVIEW, GET=Act(REVIEWERS), POST=Act(REVIEWERS, 422, {"give": "yes"})),
    "reviewer:interview-add": Row(APPLICATION, GET=Act(CONSIDER), POST=Act(CONSIDER, 422)),
    "reviewer:reservation-add": Row(APPLICATION, GET=Act(CONSIDER), POST=Act(CONSIDER, 422)),
    "reviewer:interview": Row(INTERVIEW, GET=Act(CORRECT), POST=Act(CORRECT, 422)),
    "reviewer:review-file": Row(REVIEW | {"key": "letter"}, GET=Act(REVIEWERS)),
}

APPLYING: Mapping[str, Row] = {
    "applicant:application-list": Row(GET=Act(here(SIGNED_IN))),
    "applicant:application": Row(APPLICATION, GET=Act(APPLICANT)),
    "applicant:step": Row(APPLICATION | {"number": "1"}, GET=Act(APPLICANT), POST=Act(APPLICANT, 422)),
    "applicant:file": Row(APPLICATION | {"key": "letter"}, GET=Act(APPLICANT)),
    "applicant:check": Row(  # it was sent already
        APPLICATION,
        GET=Act(APPLICANT, "to applicant:application"),
        POST=Act(APPLICANT, "to applicant:application"),
    ),
    "applicant:offer-accept": Row(APPLICATION, POST=Act(APPLICANT, 409)),  # nothing was offered
    "applicant:withdraw": Row(
        APPLICATION, GET=Act(APPLICANT), POST=Act(APPLICANT, "to applicant:application")
    ),
}

TABLE: Mapping[str, Row] = {
    **PUBLIC,
    **ACCOUNT,
    **COORDINATOR,
    **SCREENING,
    **TRAINING,
    **MATCHING,
    **REVIEWING,
    **APPLYING,
    **PARTICIPANT,
}


def uncovered(routes: Iterable[Route], table: Mapping[str, Row]) -> list[str]:
    """Return the routes that no row speaks of, or whose parameters the row does not name."""
    return [
        route.name
        for route in routes
        if route.name not in table or set(table[route.name].at) != set(route.parameters)
    ]
