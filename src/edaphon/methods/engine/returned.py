"""What the body of an equation may return: numbers, and of units a whole count."""

import numbers as kinds

import numpy as np

from edaphon.methods.engine.equation import FloatArray
from edaphon.methods.engine.strangers_code import WrongReturnError

LARGEST_COUNT = 2**53 - 1
"""Largest count of units that a record can hold without loss."""

NUMBER = ("a number", "数值")


def number(returned: object) -> float:
    """Return what a body gave for one element.

    Raises
    ------
    WrongReturnError
        When it is no number; text is none, whatever it reads.
    """
    if isinstance(returned, kinds.Real | np.bool_):
        return float(returned)
    raise WrongReturnError(returned, NUMBER)


def numbers(returned: object, size: int) -> FloatArray:
    """Return what a vectorised body gave: one number for each element.

    Raises
    ------
    WrongReturnError
        When it is anything else.
    """
    found = np.asarray(returned)
    if found.dtype.kind not in "fiub" or found.shape != (size,):
        wanted = (f"{size} numbers in a row", f"{size} 个数值的一维数组")
        raise WrongReturnError(returned, wanted)
    return found.astype(np.float64, copy=False)


def counted(values: FloatArray) -> None:
    """Check that values are counts that a record can hold, or unknown.

    Raises
    ------
    WrongReturnError
        For a value beyond 2^53-1, an infinity included.
    """
    beyond = values[np.abs(values) > LARGEST_COUNT]
    if beyond.size:
        wanted = ("a count of at most 2^53-1", "不超过 2^53-1 的数量")
        raise WrongReturnError(float(beyond[0]), wanted)
