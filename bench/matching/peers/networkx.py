"""networkx: `minimum_weight_full_matching`, its fastest for two sides, which calls scipy on a dense matrix."""

import networkx as nx
import numpy as np


def dense(instance):
    n = len(instance["scores"])
    return _solved(np.repeat(np.arange(n), n), np.tile(np.arange(n), n), instance["scores"].ravel(), n)


def sparse(instance):
    n = len(instance["indptr"]) - 1
    rows = np.repeat(np.arange(n), np.diff(instance["indptr"]))
    return _solved(rows, instance["indices"], instance["scores"], n)


def _solved(rows, columns, scores, n):
    graph = nx.Graph()
    graph.add_nodes_from(range(2 * n))
    graph.add_weighted_edges_from(
        zip(rows.tolist(), (columns + n).tolist(), (-scores).tolist(), strict=True), weight="cost"
    )
    return (
        lambda: nx.bipartite.minimum_weight_full_matching(graph, range(n), weight="cost"),
        lambda found: np.array([(mentee, found[mentee] - n) for mentee in range(n)]),
    )
