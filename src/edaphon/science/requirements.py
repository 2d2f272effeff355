"""What every function of the room asks of its arrays."""

import numpy as np

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.science.arrays import FloatArray
from edaphon.science.profiles import shapes_differ


def require_not_negative(**contents: FloatArray | float) -> None:
    """Refuse values below 0, all of them at once.

    Parameters
    ----------
    contents
        Arrays by the name of their quantity; ``nan`` passes.

    Raises
    ------
    EdaphonError
        ``SCI_NEGATIVE`` for every value below 0, with its position from 1.
    """
    problems = [
        Problem(code="SCI_NEGATIVE", facts={"name": name, "position": int(place) + 1})
        for name, content in contents.items()
        for place in np.flatnonzero(np.asarray(content) < 0)
    ]
    if problems:
        raise EdaphonError(problems)


def require_same_shape(**arrays: FloatArray) -> None:
    """Refuse arrays that do not pair value by value.

    Parameters
    ----------
    arrays
        Arrays by name.

    Raises
    ------
    EdaphonError
        ``SCI_SHAPES_DIFFER`` when their shapes differ.
    """
    shapes = {name: np.asarray(array).shape for name, array in arrays.items()}
    if len(set(shapes.values())) > 1:
        raise EdaphonError(shapes_differ(**shapes))


def require_within(lowest: float, highest: float, **shares: FloatArray | float) -> None:
    """Refuse values outside a closed range.

    Parameters
    ----------
    lowest, highest
        Bounds, both allowed.
    shares
        Arrays by the name of their quantity; ``nan`` passes.

    Raises
    ------
    EdaphonError
        ``SCI_OUT_OF_RANGE`` for every value outside, with its position from 1.
    """
    problems = [
        Problem(
            code="SCI_OUT_OF_RANGE",
            facts={
                "name": name,
                "position": int(place) + 1,
                "lowest": lowest,
                "highest": highest,
            },
        )
        for name, share in shares.items()
        for place in np.flatnonzero(
            (np.asarray(share) < lowest) | (np.asarray(share) > highest)
        )
    ]
    if problems:
        raise EdaphonError(problems)
