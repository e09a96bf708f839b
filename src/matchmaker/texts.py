"""How alike two texts are, and which words make them so."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy import sparse

from matchmaker.arrays import Floats, Integers

_WORD = re.compile(r"\w{3,}")
_LITTLE = """
about after again all also always and another any anybody anyone are around because become been before being best
better between but came can come comes could day did does doing done down each enjoy even ever every everybody
everything feel few find first for from get give given goes going gone good got great had hardly has have her here him
himself his how into its just keep kind knew know known knows last like little long look looking lot love made make
makes making many may mean might mine more most much must myself need needs never new next nobody not nothing now
often one only other others our out over own people perhaps put quite rather really right said same say see seem shall
she should since some somebody something still such take taken talk tell than thank that the their them then there
these they thing things think this those though thought three through time times together too took try trying two
under until upon use used using usually very want wanted wants was way week well went were what whatever when where
which while who why will wish with within without work would year years yes yet you your
"""
_SAYS_LITTLE = frozenset(_LITTLE.split())


class TextModel:
    """Texts of two sides as weighted words.

    Parameters
    ----------
    mentee_texts, mentor_texts : sequence of n and of m str

    Notes
    -----
    1. Words of three letters or more in lower case, without those that say little (in English).
    2. A word weighs (1 + ln f) · (1 + ln((1 + N) / (1 + d))) if it stands f times in a text and in d of N texts.
    3. Each text is scaled to the length 1, so that the inner product of two is a cosine between 0 and 1.

    Source: G. Salton, C. Buckley, *Term-weighting approaches in automatic text retrieval*, 1988. Words are kept in
    alphabetical order, so that sums do not depend on the order of people.

    Attributes
    ----------
    words : list of str
    mentees, mentors : sparse float64 [n, words], [m, words]
        The scaled weights.
    """

    def __init__(self, mentee_texts: Sequence[str], mentor_texts: Sequence[str]) -> None:
        counts = [Counter(_words(text)) for text in (*mentee_texts, *mentor_texts)]
        self.words = sorted(set().union(*counts)) if counts else []
        weighted = _weighted(counts, self.words)
        self.mentees, self.mentors = weighted[: len(mentee_texts)], weighted[len(mentee_texts) :]

    def similarity(self) -> Floats:
        """Return the cosine of each pair of texts; float64 [n, m], 0 where a text says nothing."""
        cosine: Floats = (self.mentees @ self.mentors.T).toarray()
        return np.minimum(cosine, 1.0)

    def shared_words(self, mentee: int, mentor: int, limit: int = 3) -> list[str]:
        """Return the words that bring the two texts closest, the weightiest first."""
        product = self.mentees[[mentee]].multiply(self.mentors[[mentor]]).tocoo()
        by_weight = sorted(zip(-product.data, product.coords[1], strict=True))
        return [self.words[column] for _, column in by_weight[:limit]]


def rarity(people: int, has: Integers) -> Floats:
    """Return how much a value counts that `has`, int64 [v], of so many people have; float64 [v], 1 if all do."""
    return np.asarray(1.0 + np.log((1.0 + people) / (1.0 + has)), dtype=np.float64)


def _words(text: str) -> list[str]:
    return [
        word for word in _WORD.findall(text.casefold()) if word not in _SAYS_LITTLE and not word.isdigit()
    ]


def _weighted(counts: Sequence[Counter[str]], words: Sequence[str]) -> sparse.csr_array:
    column = {word: index for index, word in enumerate(words)}
    rows, columns, often = [], [], []
    for row, counter in enumerate(counts):
        for word in sorted(counter):
            rows.append(row)
            columns.append(column[word])
            often.append(counter[word])
    spread = np.bincount(np.array(columns, dtype=np.int64), minlength=len(words))
    rare = rarity(len(counts), spread)
    weight = (1.0 + np.log(np.array(often, dtype=np.float64))) * rare[np.array(columns, dtype=np.int64)]
    length = np.sqrt(np.bincount(np.array(rows, dtype=np.int64), weights=weight**2, minlength=len(counts)))
    scaled = weight / length[np.array(rows, dtype=np.int64)]
    return sparse.csr_array((scaled, (rows, columns)), shape=(len(counts), len(words)))
