"""Reads across the nouns: what the frame, Today and (later) reports show."""

from rapport.reporting.selectors.charters import ProgrammeFigures, figures_of_programme
from rapport.reporting.selectors.counts import CohortCounts, cohort_counts
from rapport.reporting.selectors.set_up import SetUpStep, Wanting, set_up_steps
from rapport.reporting.selectors.today import Need, NeedKind, Today, today_of_cohort

__all__ = [
    "CohortCounts",
    "Need",
    "NeedKind",
    "ProgrammeFigures",
    "SetUpStep",
    "Today",
    "Wanting",
    "cohort_counts",
    "figures_of_programme",
    "set_up_steps",
    "today_of_cohort",
]
