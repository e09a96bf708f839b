"""Reads across the nouns: what the frame, Today and (later) reports show."""

from rapport.reporting.selectors.counts import CohortCounts, cohort_counts
from rapport.reporting.selectors.today import Need, NeedKind, Today, today_of_cohort

__all__ = ["CohortCounts", "Need", "NeedKind", "Today", "cohort_counts", "today_of_cohort"]
