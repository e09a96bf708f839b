"""Criteria as points for every pair, each able to say in a sentence why a pair got what it got."""

from collections.abc import Mapping

import numpy as np
from django.utils.translation import gettext as _

from rapport.matching.choices import CriterionKind
from rapport.matching.engine_adapter.match_input import CriterionSpec
from rapport.matching.engine_adapter.people import Everyone
from rapport.matching.engine_adapter.scoring.categories import (
    DifferentCategory,
    SameCategory,
    SharedLanguages,
    SharedTags,
)
from rapport.matching.engine_adapter.scoring.clocks import Availability, TimeZoneDistance
from rapport.matching.engine_adapter.scoring.criterion import Criterion
from rapport.matching.engine_adapter.scoring.scale import OrderedDistance
from rapport.matching.engine_adapter.scoring.texts import TextSimilarity
from rapport.matching.engine_adapter.scoring.turns import UnmatchedBefore
from rapport.matching.errors import BadMatchSettings

__all__ = ["Criterion", "criterion_for"]

BY_KIND: Mapping[str, type[Criterion]] = {
    CriterionKind.SHARED_TAGS: SharedTags,
    CriterionKind.SAME_CATEGORY: SameCategory,
    CriterionKind.DIFFERENT_CATEGORY: DifferentCategory,
    CriterionKind.ORDERED_DISTANCE: OrderedDistance,
    CriterionKind.TEXT_SIMILARITY: TextSimilarity,
    CriterionKind.SHARED_LANGUAGES: SharedLanguages,
    CriterionKind.AVAILABILITY: Availability,
    CriterionKind.TIME_ZONE: TimeZoneDistance,
    CriterionKind.UNMATCHED_BEFORE: UnmatchedBefore,
}


def criterion_for(spec: CriterionSpec, everyone: Everyone) -> Criterion:
    """Return the criterion that `spec` describes, applied to everyone."""
    if spec.kind not in BY_KIND:
        raise BadMatchSettings(_("“%(kind)s” is not a kind of criterion.") % {"kind": spec.kind})
    if not np.isfinite(spec.weight) or spec.weight < 0:
        raise BadMatchSettings(
            _("The weight of “%(name)s” must be a number that is not below zero.")
            % {"name": spec.label or spec.kind}
        )
    return BY_KIND[spec.kind](spec, everyone)
