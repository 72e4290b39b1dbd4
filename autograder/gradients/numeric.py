"""Differentiate a forward function numerically, entry by entry.

Arithmetic only: no student code is known here, no files, no pytest.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

# The step that balances truncation (∝ h²) against rounding (∝ ε/h) in a central difference is ∝ ε^(1/3).
_RELATIVE_STEP = float(np.finfo(np.float64).eps ** (1 / 3))


def numeric_gradient(
    forward: Callable[..., Any], arguments: tuple[Any, ...], position: int, upstream: Any = None, **options: Any
) -> Array:
    """Differentiate L = ⟨upstream, forward(*arguments)⟩ by one of the arguments, with central differences.

    Parameters
    ----------
    forward : callable
        Returns an array or a number; of a tuple the first element counts.
    arguments : tuple
        Its positional arguments. They are not changed: each evaluation gets copies.
    position : int
        Which of them is differentiated.
    upstream : array, shape of the forward's result, or None for a result that is a single number

    Returns
    -------
    float64 array of the argument's shape, in units of L per unit of the argument.

    Raises
    ------
    ValueError
        If the upstream gradient has another shape than the result: broadcasting would hide a mistake.
    """
    x = np.array(arguments[position], dtype=np.float64)

    def loss(perturbed: Array) -> float:
        others = [np.array(a, dtype=np.float64) if _is_float_array(a) else a for a in arguments]
        others[position] = perturbed.copy()
        result = forward(*others, **options)
        out = np.asarray(result[0] if isinstance(result, tuple) else result, dtype=np.float64)
        weights = np.ones(()) if upstream is None else np.asarray(upstream, dtype=np.float64)
        if weights.shape != out.shape:
            raise ValueError(f"the upstream gradient has shape {weights.shape}, the result {out.shape}")
        return float(np.sum(weights * out))

    gradient = np.empty_like(x)
    for index in np.ndindex(x.shape):
        gradient[index] = _central_difference(loss, x, index)
    return gradient


def _central_difference(loss: Callable[[Array], float], x: Array, index: tuple[int, ...]) -> float:
    kept = x[index]
    step = _RELATIVE_STEP * max(1.0, abs(kept))
    x[index] = kept + step
    above, after = loss(x), x[index]
    x[index] = kept - step
    below, before = loss(x), x[index]
    x[index] = kept
    return float((above - below) / (after - before))  # the distance as it was stored, not as it was meant


def _is_float_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"
