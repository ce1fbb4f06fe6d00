"""Connected components of a graph."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def connected_components(count: int, edges: ArrayLike) -> NDArray[np.intp]:
    """Returns the number of the connected component (0, 1, ...) of each of `count` nodes, joined by `edges` (M x 2)."""
    if not count:
        return np.zeros(0, np.intp)
    # Imported when needed: scipy takes half of a command's start.
    from scipy.sparse import coo_array, csgraph

    first, second = np.asarray(edges, np.intp).reshape(-1, 2).T
    graph = coo_array((np.ones(len(first), np.int8), (first, second)), shape=(count, count))
    return np.asarray(csgraph.connected_components(graph, directed=False)[1], np.intp)
