"""Sketches of plain values: what is kept of a value so that it can be recognised later, bounded in size.

Looks at values only; where they came from is not its business.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

MOST_ENTRIES: Final = 1024  # of an array that is kept whole
_SAMPLED: Final = 256  # of a larger one
_MOST_PARTS: Final = 64
_MOST_DEPTH: Final = 6
_MOST_TEXT: Final = 200

# The same mistake written with other sums differs by rounding alone: what the comparison of results lets pass. A right
# result in another order of summing keeps to 1e-7 (single precision: 1e-4); mistakes differ by percents.
RELATIVE: Final = {False: 1e-7, True: 1e-4}
OF_LARGEST: Final = {False: 1e-9, True: 1e-5}

Sketch = list[Any]  # plain: a kind, then what belongs to it


def sketch(value: Any, *, single: bool = False, depth: int = 0) -> Sketch:
    """Keep of a plain value its form and its numbers; of a large array a fixed pseudo-random sample of entries.

    Parameters
    ----------
    single : whether it was computed from arrays in single precision, whatever its own is
    """
    match value:
        case dict() if depth < _MOST_DEPTH and len(value) <= _MOST_PARTS:
            keys = sorted(map(str, value))
            return ["parts", keys, [sketch(value[k], single=single, depth=depth + 1) for k in sorted(value, key=str)]]
        case list() | tuple() if depth < _MOST_DEPTH and not _is_numbers(value) and len(value) <= _MOST_PARTS:
            return ["parts", [], [sketch(part, single=single, depth=depth + 1) for part in value]]
        case str() | bytes() | None:
            return ["text", repr(value)[:_MOST_TEXT]]
    try:
        array = np.asarray(value)
    except (ValueError, TypeError):
        array = np.asarray(None)
    if array.dtype.kind not in "biufc":
        return ["text", type(value).__name__]
    return ["array", list(array.shape), single or is_single(array), sample(array)]


def sample(array: NDArray[Any]) -> NDArray[Any]:
    """The entries of an array that are kept: all, or the same ones of every array of this size."""
    flat = array.ravel()
    if flat.size > MOST_ENTRIES:
        flat = flat[np.sort(np.random.default_rng(flat.size).choice(flat.size, _SAMPLED, replace=False))]
    return np.array(flat)


def is_single(array: NDArray[Any]) -> bool:
    """Whether an array carries no more than seven digits."""
    return array.dtype.kind in "fc" and array.dtype.itemsize <= (4 if array.dtype.kind == "f" else 8)


def alike(one: Sketch, other: Sketch) -> bool:
    """Whether two sketches are of the same value, but for rounding."""
    match one, other:
        case ["array", shape, single, numbers], ["array", other_shape, other_single, other_numbers]:
            return bool(shape == other_shape) and _close(numbers, other_numbers, single or other_single)
        case ["parts", keys, parts], ["parts", other_keys, other_parts]:
            return (keys, len(parts)) == (other_keys, len(other_parts)) and all(map(alike, parts, other_parts))
        case ["text", text], ["text", other_text]:
            return bool(text == other_text)
    return False


def _close(one: NDArray[Any], other: NDArray[Any], single: bool) -> bool:
    finite = np.abs(other[np.isfinite(other)])
    atol = OF_LARGEST[single] * float(np.max(finite, initial=0.0))
    with np.errstate(invalid="ignore", over="ignore"):
        return bool(np.allclose(one, other, rtol=RELATIVE[single], atol=atol, equal_nan=True))


def _is_numbers(value: Any) -> bool:
    """Whether (nested) lists hold nothing but numbers, so that they count as an array."""
    kinds = (bool, int, float, complex, np.generic)
    return bool(value) and all(_is_numbers(v) if isinstance(v, list | tuple) else isinstance(v, kinds) for v in value)
