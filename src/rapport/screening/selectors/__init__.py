"""Reads of screening, one module a noun."""

from rapport.screening.selectors.cohorts import (
    ClearanceRow,
    checks_of_participant,
    clearance_rows,
    clearances_of_cohort,
    count_standings,
    own_checks,
    people_concerned,
)
from rapport.screening.selectors.entries import (
    checks_of_programme,
    entries_of,
    get_check,
    get_clearance,
    get_screened,
    names_of_noters,
)
from rapport.screening.selectors.references import (
    get_reference,
    get_reference_by_link,
    link_of,
    may_be_asked_anew,
    references_of,
    references_unanswered,
    standing_references,
)
from rapport.screening.selectors.standing import (
    CheckStanding,
    checks_asked,
    checks_required,
    clearance_wanting,
    clearance_wanting_in_words,
    standing_in,
    standings,
    wanting_of,
)

__all__ = [
    "CheckStanding",
    "ClearanceRow",
    "checks_asked",
    "checks_of_participant",
    "checks_of_programme",
    "checks_required",
    "clearance_rows",
    "clearance_wanting",
    "clearance_wanting_in_words",
    "clearances_of_cohort",
    "count_standings",
    "entries_of",
    "get_check",
    "get_clearance",
    "get_reference",
    "get_reference_by_link",
    "get_screened",
    "link_of",
    "may_be_asked_anew",
    "names_of_noters",
    "own_checks",
    "people_concerned",
    "references_of",
    "references_unanswered",
    "standing_in",
    "standing_references",
    "standings",
    "wanting_of",
]
