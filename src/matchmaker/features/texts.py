"""Features of texts: what they write about, in a few latent dimensions."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

from matchmaker.arrays import Floats, frozen
from matchmaker.errors import ProblemError
from matchmaker.features.blocks import Block
from matchmaker.texts import TextModel


def text(
    mentee_texts: Sequence[str],
    mentor_texts: Sequence[str],
    *,
    dimensions: int = 64,
    weight: float = 1.0,
    label: str = "text",
) -> Block:
    """Return how alike two texts are, at most 1.

    Parameters
    ----------
    mentee_texts, mentor_texts : sequence of n and of m str
    dimensions : int
        So many latent dimensions at most.
    weight : float
    label : str

    Raises
    ------
    ProblemError
        Less than one dimension.

    Notes
    -----
    1. Weigh the words of both sides (`TextModel`), A [n + m, words]; rows in the order of the texts themselves.
    2. Take the directions V of the greatest singular values of A, at most `dimensions`; a person's features are A·V.
       Of all matrices of that rank, (A·V)(A·V)ᵀ is the closest to the cosines A·Aᵀ (C. Eckart, G. Young, 1936); no pair is
       off by more than the square of the first singular value left out. With no more words than dimensions it is
       `TextModel.similarity`.
    3. The sign of each direction is such that its largest entry is above zero.

    The part is the latent product itself, not clipped: it can be a little below 0 where two texts have nothing in
    common. The same texts give the same features, whoever stands first: the start vector is fixed, and ordering is by
    content. Source: S. Deerwester, S. Dumais et al., *Indexing by latent semantic analysis*, 1990; Lanczos iteration by
    ARPACK, as in `scipy.sparse.linalg.svds`: some `dimensions` times 2 to 4 products with A.
    """
    if dimensions < 1:
        raise ProblemError(f"“{label}” has {dimensions} dimensions, less than one")
    model = TextModel(mentee_texts, mentor_texts)
    texts = [*mentee_texts, *mentor_texts]
    by_content = sorted(range(len(texts)), key=texts.__getitem__)
    everybody = sparse.vstack((model.mentees, model.mentors), format="csr")
    directions = _directions(everybody[by_content], dimensions)
    return Block(label, frozen(model.mentees @ directions), frozen(model.mentors @ directions), weight)


def _directions(weighted: sparse.csr_array, dimensions: int) -> Floats:
    """Return the greatest right singular vectors; float64 [words, at most dimensions]."""
    people, words = weighted.shape
    if words <= dimensions:
        return np.eye(words)
    if people <= dimensions:
        found = np.linalg.svd(weighted.toarray(), full_matrices=False)[2]
    else:
        start = np.cos(np.arange(min(people, words), dtype=np.float64))
        found = svds(weighted, k=dimensions, v0=start, rng=0, return_singular_vectors="vh")[2]
    largest = np.take_along_axis(found, np.abs(found).argmax(axis=1)[:, None], axis=1)
    signed: Floats = (found * np.where(largest < 0, -1.0, 1.0)).T
    return signed
