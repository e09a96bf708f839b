"""ortools: `SimpleLinearSumAssignment`, cost scaling by push and relabel."""

import numpy as np
from bench.matching.instances import GREATEST
from ortools.graph.python import linear_sum_assignment


def dense(instance):
    n = len(instance["scores"])
    rows = np.repeat(np.arange(n, dtype=np.int32), n)
    columns = np.tile(np.arange(n, dtype=np.int32), n)
    return _solved(rows, columns, instance["scores"].ravel())


def sparse(instance):
    rows = np.repeat(np.arange(len(instance["indptr"]) - 1, dtype=np.int32), np.diff(instance["indptr"]))
    return _solved(rows, instance["indices"], instance["scores"])


def _solved(rows, columns, scores):
    assignment = linear_sum_assignment.SimpleLinearSumAssignment()
    assignment.add_arcs_with_cost(rows, columns, (GREATEST - scores).astype(np.int64))
    return assignment.solve, lambda status: _pairs(assignment, status)


def _pairs(assignment, status):
    if status != assignment.OPTIMAL:
        raise ValueError(f"ortools says {status}")
    people = np.arange(assignment.num_nodes())
    return np.column_stack((people, [assignment.right_mate(person) for person in people.tolist()]))
