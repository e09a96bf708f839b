"""munkres: its `linear_sum_assignment`, which is faster than `Munkres.compute`."""

import munkres
import numpy as np


def dense(instance):
    scores = instance["scores"].astype(np.float64)
    return lambda: munkres.linear_sum_assignment(scores, maximize=True), np.column_stack
