"""Where an array is wrong, in words that hold no value of a test, and as a picture of the differences.

Looks at a wrong array beside the right one; draws nothing.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.wrong_array import WrongArray
from autograder.results import Picture

_MOST_VALUES: Final = 4096  # of a picture
_MOST_AXES: Final = 4
_MOST_BORDER: Final = 3


def where(wrong: WrongArray) -> str:
    """Where the entries are wrong: along the border, or at one end of an axis; empty if nothing can be said."""
    if not (wrong.has_numbers and wrong.same_shape):
        return ""
    with np.errstate(all="ignore"):
        is_wrong = ~(np.abs(wrong.array - wrong.expected) <= wrong.margin)
    if is_wrong.ndim < 2 or is_wrong.all() or not is_wrong.any():
        return ""
    for axis in range(is_wrong.ndim):
        lines = np.moveaxis(is_wrong, axis, 0).reshape(is_wrong.shape[axis], -1).any(axis=1)
        if len(lines) > 2 and lines.sum() == 1 and (lines[0] or lines[-1]):
            return f"only at the {'first' if lines[0] else 'last'} index of axis {axis}"
    for width in range(1, _MOST_BORDER + 1):
        inside = is_wrong[..., width:-width, width:-width]
        if inside.size and not inside.any():
            return "only along the border"
    return ""


def picture(wrong: WrongArray, name: str, place: str) -> Picture | None:
    """A heat map of what was found less what is right; of a large array, of the largest difference in each block."""
    if not (wrong.has_numbers and wrong.same_shape and 1 <= wrong.expected.ndim <= _MOST_AXES and wrong.expected.size):
        return None
    with np.errstate(all="ignore"):
        off = _in_blocks(wrong.array.astype(np.float64) - wrong.expected)
    if off.size > _MOST_VALUES:
        return None
    values = [float(v) if np.isfinite(v) else None for v in off.ravel()]
    blocks = "" if off.shape == wrong.expected.shape else ", the largest difference in each block"
    text = f"found minus expected{blocks}; wrong in {place.partition(': ')[2] or 'its value'}"
    return Picture(name=name, kind="heat_map", shape=list(off.shape), values=values, text=text)


def _in_blocks(array: NDArray[Any]) -> NDArray[Any]:
    """Halve the longest axis, keeping of two neighbours the larger, until the array is small enough."""
    while array.size > _MOST_VALUES:
        axis = int(np.argmax(array.shape))
        lines = np.moveaxis(array, axis, 0)
        if len(lines) % 2:
            lines = np.concatenate([lines, lines[-1:]])
        first, second = lines[0::2], lines[1::2]
        array = np.moveaxis(np.where(np.abs(first) >= np.abs(second), first, second), 0, axis)
    return array
