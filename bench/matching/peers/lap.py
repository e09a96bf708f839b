"""lap: `lapjv`, and `lapmod` for sparse costs."""

import lap
import numpy as np
from bench.matching.instances import GREATEST


def dense(instance):
    costs = (GREATEST - instance["scores"]).astype(np.float64)
    return lambda: lap.lapjv(costs, return_cost=False), _pairs


def sparse(instance):
    """Costs must lie below 10⁶, and so they do when counted down from it."""
    costs = (GREATEST - instance["scores"]).astype(np.float64)
    start, columns = instance["indptr"], instance["indices"]
    return lambda: lap.lapmod(len(start) - 1, costs, start, columns, return_cost=False), _pairs


def _pairs(found):
    return np.column_stack((np.arange(len(found[0])), found[0]))
