"""Criteria as features: a few numbers a person, whose product is what a pair gets, so that no matrix is needed.

blocks = [
    mm.features.tags(needs, offers, weight=3.0),
    mm.features.languages(of_mentees, of_mentors),
    mm.features.text(wishes, descriptions, dimensions=64),
]
mentee_features, mentor_features = mm.features.combined(blocks)   # score(i, j) is one inner product
mm.features.parts(blocks, pairs)                                  # what each criterion adds to it
"""

from matchmaker.features.blocks import Block, combined, parts
from matchmaker.features.levels import MOST_LEVELS, categories, ordered
from matchmaker.features.places import distance, nearness
from matchmaker.features.sets import availability, dislikes, languages, tags
from matchmaker.features.texts import text

__all__ = [
    "MOST_LEVELS",
    "Block",
    "availability",
    "categories",
    "combined",
    "dislikes",
    "distance",
    "languages",
    "nearness",
    "ordered",
    "parts",
    "tags",
    "text",
]
