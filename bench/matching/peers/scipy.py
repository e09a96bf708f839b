"""scipy: `linear_sum_assignment`, and `min_weight_full_bipartite_matching` for sparse scores."""

import numpy as np
from bench.matching.scores import formed
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching


def dense(instance):
    scores = instance["scores"].astype(np.float64)
    return lambda: linear_sum_assignment(scores, maximize=True), np.column_stack


def sparse(instance):
    parts = instance["scores"].astype(np.float64), instance["indices"], instance["indptr"]
    scores = csr_array(parts, shape=(len(parts[2]) - 1,) * 2)
    return lambda: min_weight_full_bipartite_matching(scores, maximize=True), np.column_stack


def low_rank(instance):
    scores = formed(instance)
    return lambda: linear_sum_assignment(scores, maximize=True), np.column_stack


def places(instance):
    seats = np.repeat(np.arange(len(instance["capacity"])), instance["capacity"])
    scores = formed(instance)[:, seats]
    return (
        lambda: linear_sum_assignment(scores, maximize=True),
        lambda found: np.column_stack((found[0], seats[found[1]])),
    )
