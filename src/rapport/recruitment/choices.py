"""When a cohort recruits, and the states of an application."""

import datetime as dt

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapport.programmes.choices import RUNNING_ROLES, CohortState, StaffRole

APPLICANT_HAT = "applicant"
"""Worn by whoever applies, towards the organisation that they apply to, and nowhere else."""

RECRUITING = frozenset({CohortState.RECRUITING, CohortState.MATCHING, CohortState.RUNNING})
"""In which states a cohort can have a public page: whoever comes late may still be matched."""


REMINDED_BEFORE = dt.timedelta(days=3)
"""How long before the last day whoever has a draft is reminded of it."""


class ApplicationState(TextChoices):
    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("submitted")
    WAITLISTED = "waitlisted", _("on the waiting list")
    OFFERED = "offered", _("offered a place")
    EXPIRED = "expired", _("offer ran out")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class InvitationState(TextChoices):
    """What has come of an invitation; derived, never stored."""

    SENT = "sent", _("sent")
    BEGUN = "begun", _("begun")
    APPLIED = "applied", _("applied")
    EXPIRED = "expired", _("ran out")
    WITHDRAWN = "withdrawn", _("withdrawn")


APPLICATION_TRANSITIONS = {
    ApplicationState.DRAFT: frozenset({ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN}),
    ApplicationState.SUBMITTED: frozenset(
        {
            ApplicationState.ACCEPTED,
            ApplicationState.OFFERED,
            ApplicationState.WAITLISTED,
            ApplicationState.DECLINED,
            ApplicationState.WITHDRAWN,
        }
    ),
    ApplicationState.WAITLISTED: frozenset(
        {
            ApplicationState.ACCEPTED,
            ApplicationState.OFFERED,
            ApplicationState.DECLINED,
            ApplicationState.WITHDRAWN,
        }
    ),
    ApplicationState.OFFERED: frozenset(
        {
            ApplicationState.ACCEPTED,
            ApplicationState.WAITLISTED,
            ApplicationState.DECLINED,
            ApplicationState.EXPIRED,
            ApplicationState.WITHDRAWN,
        }
    ),
    ApplicationState.EXPIRED: frozenset(
        {
            ApplicationState.ACCEPTED,
            ApplicationState.OFFERED,
            ApplicationState.WAITLISTED,
            ApplicationState.DECLINED,
            ApplicationState.WITHDRAWN,
        }
    ),
    ApplicationState.DECLINED: frozenset(
        {ApplicationState.ACCEPTED, ApplicationState.OFFERED, ApplicationState.WAITLISTED}
    ),
    ApplicationState.ACCEPTED: frozenset[str](),
    ApplicationState.WITHDRAWN: frozenset[str](),
}

DECISIONS = (
    ApplicationState.ACCEPTED,
    ApplicationState.OFFERED,
    ApplicationState.WAITLISTED,
    ApplicationState.DECLINED,
)
HOLDING = frozenset({ApplicationState.OFFERED, ApplicationState.ACCEPTED})
"""In which states an application holds one of the cohort's places."""

EDITABLE = frozenset({ApplicationState.DRAFT, ApplicationState.SUBMITTED})
"""Until somebody has decided, and the last day is over, people change what they have written."""

UNDER_WAY = frozenset(
    {
        ApplicationState.DRAFT,
        ApplicationState.SUBMITTED,
        ApplicationState.WAITLISTED,
        ApplicationState.OFFERED,
        ApplicationState.EXPIRED,
    }
)
"""What can still be withdrawn."""

TO_DECIDE = frozenset({ApplicationState.SUBMITTED, ApplicationState.WAITLISTED})
"""What waits for a decision: sent, and neither accepted, offered a place nor declined; nor has an offer run out."""

REVIEWABLE = frozenset({ApplicationState.SUBMITTED, ApplicationState.WAITLISTED, ApplicationState.EXPIRED})
"""What somebody can still have a word on: sent, and neither accepted nor declined."""

REVIEWING_ROLES = frozenset({*RUNNING_ROLES, StaffRole.REVIEWER})
"""Who can be asked for a review: reviewers, and those who run the programme."""

LOWEST, HIGHEST = 1, 5
"""The scale of a review's points."""

MOST_CRITERIA = 8
MOST_INTERVIEW_QUESTIONS = 24


class Recommendation(TextChoices):
    YES = "yes", _("yes")
    MAYBE = "maybe", _("maybe")
    NO = "no", _("no")


class Light(TextChoices):
    """How heavily a reservation weighs: red has to be settled before anybody is accepted."""

    GREEN = "green", _("green: good to know")
    AMBER = "amber", _("amber: talk about it")
    RED = "red", _("red: settle it first")


LIGHT_WORDS = {
    Light.GREEN: _("green reservation"),
    Light.AMBER: _("amber reservation"),
    Light.RED: _("red reservation"),
}


class PipelineStage(TextChoices):
    """How far an application has come; the first three are one state, told apart by what has happened."""

    SUBMITTED = "submitted", _("submitted")
    IN_REVIEW = "in-review", _("in review")
    INTERVIEWED = "interviewed", _("interviewed")
    WAITLISTED = "waitlisted", _("on the waiting list")
    OFFERED = "offered", _("offered a place")
    EXPIRED = "expired", _("offer ran out")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


STAGES_TO_DECIDE = frozenset({PipelineStage.IN_REVIEW, PipelineStage.INTERVIEWED, *TO_DECIDE})
"""The stages of what waits for a decision."""


class ConsentState(TextChoices):
    """What a guardian was asked and has said; whoever is of age needs none."""

    ASKED = "asked", _("asked")
    GIVEN = "given", _("given")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    OF_AGE = "of-age", _("of age")


class ConsentStanding(TextChoices):
    """How it stands with a guardian's consent today; made of the state and the date, never stored."""

    ASKED = "asked", _("guardian asked")
    UNANSWERED = "unanswered", _("guardian has not answered")
    GIVEN = "given", _("guardian agrees")
    LAPSED = "lapsed", _("consent has ended")
    REFUSED = "refused", _("guardian refuses")
    WITHDRAWN = "withdrawn", _("consent withdrawn")
    OF_AGE = "of-age", _("of age")


CONSENT_ANSWER_DAYS = 21
"""So many days after the day of the letter a guardian can answer."""

WITHDRAWN_STAGE = (str(ApplicationState.WITHDRAWN), ApplicationState.WITHDRAWN.label)
"""Whoever has withdrawn stands on no board, and can be found in the table."""
