"""Ordered words that programmes use, lowest first, so that a scale need not be sorted by hand."""

from collections.abc import Sequence

SCALES: tuple[tuple[str, ...], ...] = (
    ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"),
    ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"),
    ("Very low", "Low", "Medium", "High", "Very high"),
    ("None", "Beginner", "Intermediate", "Advanced", "Expert"),
    ("None", "Basic", "Good", "Very good", "Excellent"),
    ("Never", "Rarely", "Sometimes", "Often", "Always"),
    ("Junior", "Mid-level", "Senior", "Lead", "Principal"),
    ("First year", "Second year", "Third year", "Fourth year", "Fifth year", "Sixth year"),
    ("Year 1", "Year 2", "Year 3", "Year 4", "Year 5", "Year 6"),
    ("1st year", "2nd year", "3rd year", "4th year", "5th year", "6th year"),
    ("Undergraduate", "Postgraduate", "Doctoral", "Postdoctoral"),
    ("Bachelor", "Master", "PhD"),
    ("AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"),
    ("A1", "A2", "B1", "B2", "C1", "C2"),
)
FEWEST = 2


def known_scale(distinct: Sequence[str]) -> tuple[str, ...]:
    """The whole scale that all the words belong to, spelt as in the table where it was met there; else nothing."""
    met = {word.casefold(): word for word in reversed(distinct)}
    if len(met) < FEWEST:
        return ()
    for scale in SCALES:
        if met.keys() <= {word.casefold() for word in scale}:
            return tuple(met.get(word.casefold(), word) for word in scale)
    return ()
