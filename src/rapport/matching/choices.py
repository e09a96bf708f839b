"""Kinds of criteria and hard rules that a coordinator can choose."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapport.questionnaires.choices import QuestionKind


class CriterionKind(TextChoices):
    """What may earn a pair points."""

    SHARED_TAGS = "shared_tags", _("Mentor offers what the mentee needs")
    SAME_CATEGORY = "same_category", _("Same answer")
    DIFFERENT_CATEGORY = "different_category", _("Different answers")
    ORDERED_DISTANCE = "ordered_distance", _("Steps apart on a scale")
    TEXT_SIMILARITY = "text_similarity", _("Similar texts")
    SHARED_LANGUAGES = "shared_languages", _("Languages in common")
    AVAILABILITY = "availability", _("Free at the same hours")
    TIME_ZONE = "time_zone", _("Time zones close together")
    UNMATCHED_BEFORE = "unmatched_before", _("Mentee came before and found no match")


class RuleKind(TextChoices):
    """What no proposal may break, whatever it would score."""

    NOT_SAME = "not_same", _("Not the same answer")
    NOT_OWN_MANAGER = "not_own_manager", _("Not the mentee's own manager")
    MUST_SHARE = "must_share", _("Must share an answer or a language")
    STEPS_WITHIN = "steps_within", _("Mentor within so many steps on a scale")
    NOT_PREVIOUS_PAIR = "not_previous_pair", _("Not a pair from before")
    NAMED_EXCLUSION = "named_exclusion", _("Not two people who were named as not to be paired")
    ONLY_READY = "only_ready", _("Trained and cleared people only")


ONLY_TRAINED = "only_trained"
ONLY_CLEARED = "only_cleared"
ONLY_CONSENTED = "only_consented"
STANDING_RULES = frozenset({ONLY_TRAINED, ONLY_CLEARED, ONLY_CONSENTED})
"""Rules that a required course or check, or a guardian, makes by itself. Nobody adds them and nobody can take them away,
so they are no `RuleKind`."""

_LISTED = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE})
_ORDERED = frozenset({QuestionKind.SCALE, QuestionKind.NUMBER})
_TAGS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})

COMPARES: dict[str, frozenset[QuestionKind]] = {
    CriterionKind.SHARED_TAGS: _TAGS,
    CriterionKind.SAME_CATEGORY: _LISTED | _ORDERED,
    CriterionKind.DIFFERENT_CATEGORY: _LISTED | _ORDERED,
    CriterionKind.ORDERED_DISTANCE: _ORDERED,
    CriterionKind.TEXT_SIMILARITY: frozenset({QuestionKind.LINE, QuestionKind.TEXT}),
    CriterionKind.SHARED_LANGUAGES: _TAGS,
    RuleKind.NOT_SAME: frozenset(QuestionKind),
    RuleKind.NOT_OWN_MANAGER: frozenset(QuestionKind),
    RuleKind.MUST_SHARE: _LISTED,
    RuleKind.STEPS_WITHIN: _ORDERED,
}
"""Which kinds of question each criterion or rule compares; those not named here compare no answers."""


FORBID_UNANSWERED = frozenset({RuleKind.MUST_SHARE, RuleKind.STEPS_WITHIN})
"""A rule that says *must* forbids a pair that it cannot check; a rule that says *must not* allows it, and notes it."""


class RunState(TextChoices):
    REQUESTED = "requested", _("waiting to start")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class ProposalState(TextChoices):
    DRAFT = "draft", _("draft")
    RELEASED = "released", _("released")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("expired")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ProposalOrigin(TextChoices):
    ENGINE = "engine", _("found by the engine")
    HAND = "hand", _("picked by hand")


class PairVerdict(TextChoices):
    PIN = "pin", _("pinned")
    EXCLUDE = "exclude", _("excluded")


class AdjustmentKind(TextChoices):
    PICK = "pick", _("picked by hand")
    SWAP = "swap", _("swapped")
    EXCLUDE = "exclude", _("excluded")


PROPOSAL_TRANSITIONS = {
    ProposalState.DRAFT: frozenset({ProposalState.RELEASED, ProposalState.WITHDRAWN}),
    ProposalState.RELEASED: frozenset(
        {ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.WITHDRAWN}
    ),
    ProposalState.ACCEPTED: frozenset[str](),
    ProposalState.DECLINED: frozenset[str](),
    ProposalState.WITHDRAWN: frozenset({ProposalState.DRAFT}),
}
