"""Kinds of criteria and hard rules that a coordinator can choose."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


class RuleKind(TextChoices):
    """What no proposal may break, whatever it would score."""

    NOT_SAME = "not_same", _("Not the same answer")
    NOT_OWN_MANAGER = "not_own_manager", _("Not the mentee's own manager")
    MUST_SHARE = "must_share", _("Must share an answer or a language")
    STEPS_WITHIN = "steps_within", _("Mentor within so many steps on a scale")
    NOT_PREVIOUS_PAIR = "not_previous_pair", _("Not a pair from before")
    NAMED_EXCLUSION = "named_exclusion", _("Not two people who were named as not to be paired")
    ONLY_READY = "only_ready", _("Trained and cleared people only")
