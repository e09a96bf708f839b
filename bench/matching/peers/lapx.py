"""lapx: `lapjvs`, its fastest for dense costs here, and `lapmod` for sparse costs."""

import lap
import numpy as np
from bench.matching.instances import GREATEST
from bench.matching.scores import formed


def dense(instance):
    return _solved(lap.lapjvs, (GREATEST - instance["scores"]).astype(np.float64))


def dense_float32(instance):
    return _solved(lap.lapjvs, (GREATEST - instance["scores"]).astype(np.float32))


def low_rank(instance):
    scores = formed(instance)
    return _solved(lap.lapjvs, np.subtract(GREATEST, scores, out=scores))


def sparse(instance):
    """Costs must lie below 10⁶, and so they do when counted down from it."""
    costs = (GREATEST - instance["scores"]).astype(np.float64)
    start, columns = instance["indptr"], instance["indices"]
    return (
        lambda: lap.lapmod(len(start) - 1, costs, start, columns, return_cost=False),
        lambda found: np.column_stack((np.arange(len(found[0])), found[0])),
    )


def _solved(solver, costs):
    return lambda: solver(costs, return_cost=False), np.column_stack
