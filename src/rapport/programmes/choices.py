"""Roles, states and kinds of the programme's frame."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationState(TextChoices):
    ACTIVE = "active", _("active")
    SUSPENDED = "suspended", _("suspended")


ORGANISATION_TRANSITIONS = {
    OrganisationState.ACTIVE: frozenset({OrganisationState.SUSPENDED}),
    OrganisationState.SUSPENDED: frozenset({OrganisationState.ACTIVE}),
}


class StaffRole(TextChoices):
    OWNER = "owner", _("Organisation owner")
    COORDINATOR = "coordinator", _("Coordinator")
    DEPUTY = "deputy", _("Deputy coordinator")
    REVIEWER = "reviewer", _("Reviewer")
    SAFEGUARDING_LEAD = "safeguarding-lead", _("Safeguarding lead")
    COMMITTEE_MEMBER = "committee-member", _("Committee member")
    OBSERVER = "observer", _("Observer")


RUNNING_ROLES = frozenset({StaffRole.OWNER, StaffRole.COORDINATOR, StaffRole.DEPUTY})


class ParticipantRole(TextChoices):
    MENTOR = "mentor", _("Mentor")
    MENTEE = "mentee", _("Mentee")


class ParticipationState(TextChoices):
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    LEFT = "left", _("left")


class ProgrammeState(TextChoices):
    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class ProgrammeModel(TextChoices):
    ONE_TO_ONE = "one-to-one", _("One to one")
    PEER = "peer", _("Peer mentoring")
    CIRCLE = "circle", _("Circles")


class CohortState(TextChoices):
    PLANNED = "planned", _("planned")
    RECRUITING = "recruiting", _("recruiting")
    MATCHING = "matching", _("matching")
    RUNNING = "running", _("running")
    CLOSING = "closing", _("closing")
    CLOSED = "closed", _("closed")


ANSWERS_OPEN = frozenset(
    {CohortState.PLANNED, CohortState.RECRUITING, CohortState.MATCHING, CohortState.RUNNING}
)
"""While people may still be matched, they may change what they have answered."""


class CohortEvent(TextChoices):
    """What moves a cohort on by itself, the first time that it happens."""

    FIRST_PARTICIPANT = "first-participant", _("the first participant")
    FIRST_RELEASE = "first-release", _("the first release of proposals")
    FIRST_MENTORSHIP = "first-mentorship", _("the first mentorship")


class MeetingMode(TextChoices):
    IN_PERSON = "in-person", _("face to face")
    VIDEO = "video", _("video call")
    PHONE = "phone", _("phone")
    MESSAGE = "message", _("in writing")


MODES_OF_A_RULE = {
    MeetingMode.IN_PERSON: _("face to face"),
    MeetingMode.VIDEO: _("by video call"),
    MeetingMode.PHONE: _("by phone"),
    MeetingMode.MESSAGE: _("in writing"),
}

MEETINGS_GAP = "{meetings}"
"""Where an agreement's text says how often pairs meet; the programme's rule fills it."""


class GuidelineKind(TextChoices):
    CODE_OF_CONDUCT = "code-of-conduct", _("Code of conduct")
    CONFIDENTIALITY = "confidentiality", _("Confidentiality")
    BOUNDARIES = "boundaries", _("Boundaries")


class GuidelineState(TextChoices):
    DRAFT = "draft", _("draft")
    IN_FORCE = "in-force", _("in force")
    SUPERSEDED = "superseded", _("superseded")


GUIDELINE_TRANSITIONS = {
    GuidelineState.DRAFT: frozenset({GuidelineState.IN_FORCE}),
    GuidelineState.IN_FORCE: frozenset({GuidelineState.SUPERSEDED}),
    GuidelineState.SUPERSEDED: frozenset[str](),
}


class CharterPartKind(TextChoices):
    """The lists of a charter."""

    OUTCOME = "outcome", _("Outcome")
    APPROVAL = "approval", _("Approval")
    SEAT = "seat", _("Member of the committee")
    BUDGET_LINE = "budget-line", _("Line of the budget")


class ImportState(TextChoices):
    DRAFT = "draft", _("being prepared")
    REQUESTED = "requested", _("waiting to start")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class ColumnUse(TextChoices):
    """What a column of an imported table may become; none of them gives a right."""

    EMAIL = "email", _("E-mail address")
    NAME = "name", _("Full name")
    FIRST_NAME = "first-name", _("First name")
    LAST_NAME = "last-name", _("Last name")
    CAPACITY = "capacity", _("How many places they have")
    TIME_ZONE = "time-zone", _("Time zone")
    AVAILABILITY = "availability", _("When they are free")
    QUESTION = "question", _("A question of this cohort")
    LEAVE_OUT = "leave-out", _("Leave this column out")


class ImportMode(TextChoices):
    ALL_OR_NOTHING = "all-or-nothing", _("All rows or none")
    GOOD_ROWS = "good-rows", _("Only the good rows")


COHORT_TRANSITIONS = {
    CohortState.PLANNED: frozenset({CohortState.RECRUITING, CohortState.MATCHING, CohortState.CLOSED}),
    CohortState.RECRUITING: frozenset({CohortState.PLANNED, CohortState.MATCHING, CohortState.CLOSED}),
    CohortState.MATCHING: frozenset({CohortState.RECRUITING, CohortState.RUNNING, CohortState.CLOSED}),
    CohortState.RUNNING: frozenset({CohortState.MATCHING, CohortState.CLOSING, CohortState.CLOSED}),
    CohortState.CLOSING: frozenset({CohortState.RUNNING, CohortState.CLOSED}),
    CohortState.CLOSED: frozenset({CohortState.RUNNING}),
}

COHORT_MOVED_BY = {
    CohortEvent.FIRST_PARTICIPANT: (frozenset({CohortState.PLANNED}), CohortState.RECRUITING),
    CohortEvent.FIRST_RELEASE: (
        frozenset({CohortState.PLANNED, CohortState.RECRUITING}),
        CohortState.MATCHING,
    ),
    CohortEvent.FIRST_MENTORSHIP: (frozenset({CohortState.MATCHING}), CohortState.RUNNING),
}
"""From which states an event moves a cohort, and to which; from any other it stays where somebody put it."""

PARTICIPATION_TRANSITIONS = {
    ParticipationState.ACTIVE: frozenset({ParticipationState.PAUSED, ParticipationState.LEFT}),
    ParticipationState.PAUSED: frozenset({ParticipationState.ACTIVE, ParticipationState.LEFT}),
    ParticipationState.LEFT: frozenset[str](),
}

PROGRAMME_TRANSITIONS = {
    ProgrammeState.DRAFT: frozenset({ProgrammeState.OPEN, ProgrammeState.CLOSED}),
    ProgrammeState.OPEN: frozenset({ProgrammeState.CLOSED}),
    ProgrammeState.CLOSED: frozenset({ProgrammeState.OPEN}),
}

IMPORT_TRANSITIONS = {
    ImportState.DRAFT: frozenset({ImportState.REQUESTED}),
    ImportState.REQUESTED: frozenset({ImportState.RUNNING, ImportState.DRAFT}),
    ImportState.RUNNING: frozenset({ImportState.DONE, ImportState.FAILED, ImportState.REQUESTED}),
    ImportState.FAILED: frozenset({ImportState.DRAFT}),
    ImportState.DONE: frozenset[str](),
}

PARTICIPANT_HAT = "participant"

APPLYING = "applying"
"""Said of a question that is asked of who applies, and of nobody afterwards."""
