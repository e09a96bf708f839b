"""When a cohort recruits."""

from rapport.programmes.choices import CohortState

RECRUITING = frozenset({CohortState.RECRUITING, CohortState.MATCHING, CohortState.RUNNING})
"""In which states a cohort can have a public page: whoever comes late may still be matched."""
