"""The Jacobian of a forward, and which outputs can depend on which entries: what predicted gradients are made of.

Calls a trusted forward; where that would take too many entries, gives None.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

MOST_INPUTS: Final = 600  # each costs two evaluations of the forward
MOST_ENTRIES: Final = 1 << 20  # 8 MiB
# Of the scale. Rounding leaves about 1e-9, truncation less, far below what patterns call equal; and it is small enough
# to meet a kink, such as two nearly equal numbers in max pooling, in one of a million cases.
_STEP: Final = 2.0**-22
_FAR: Final = 8.0  # times the largest entry: enough to win any maximum and to open any gate


def jacobian(forward: Callable[[Array], Any], x: Array) -> Array | None:
    """d forward / dx by central differences, as (entries of the result, entries of x); None if it is too large."""
    scale = np.maximum(np.abs(x), float(np.mean(np.abs(x))) or 1.0)
    return _columns(forward, x, lambda i: _STEP * scale.flat[i], lambda plus, minus, step: (plus - minus) / (2 * step))


def reach(forward: Callable[[Array], Any], x: Array) -> Array | None:
    """Which entries of the result change if an entry of x becomes very large or very small, in the same form."""
    far = _FAR * (float(np.max(np.abs(x), initial=0.0)) or 1.0)
    return _columns(forward, x, lambda i: far, lambda plus, minus, step: plus != minus)


def _columns(
    forward: Callable[[Array], Any],
    x: Array,
    step_of: Callable[[int], float],
    compare: Callable[[Array, Array, float], Array],
) -> Array | None:
    x = np.array(x, dtype=np.float64)
    if not 0 < x.size <= MOST_INPUTS:
        return None
    first = np.asarray(forward(x.copy()), dtype=np.float64)
    if x.size * first.size > MOST_ENTRIES:
        return None
    columns = []
    for i in range(x.size):
        step = step_of(i)
        sides = []
        for signed in (step, -step):
            moved = x.copy()
            moved.flat[i] += signed
            sides.append(np.asarray(forward(moved), dtype=np.float64).ravel())
        columns.append(compare(sides[0], sides[1], step))
    return np.stack(columns, axis=1)
