"""Array types of the room, and the walk over ragged layers."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


def groups_of_equal_length(offsets: IntArray) -> Iterator[tuple[IntArray, IntArray]]:
    """Walk over ragged rows, those with equally many elements at a time.

    Parameters
    ----------
    offsets
        Bounds of the rows in a flat array [1], one more than there are rows.

    Yields
    ------
    rows : IntArray
        Numbers of the rows of this group, ascending.
    elements : IntArray
        Places of their elements in the flat array, axes (element, row).
    """
    counts = np.diff(offsets)
    for count in np.unique(counts):
        rows = np.flatnonzero(counts == count)
        elements = offsets[rows][np.newaxis, :] + np.arange(count)[:, np.newaxis]
        yield rows, elements
