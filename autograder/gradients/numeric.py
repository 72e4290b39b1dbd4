"""Differentiate a forward function numerically, entry by entry.

Arithmetic only: no student code is known here, no files, no pytest.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

# The step that balances truncation (∝ h²) against rounding (∝ ε/h) in a central difference is ∝ ε^(1/3).
_RELATIVE_STEP = float(np.finfo(np.float64).eps ** (1 / 3))


ForwardMany = Callable[[list[tuple[Any, ...]]], Iterable[Any]]


def one_by_one(forward: Callable[..., Any], **options: Any) -> ForwardMany:
    """Make a function of many argument tuples from a function of one; of a tuple the first element counts."""

    def forward_many(calls: list[tuple[Any, ...]]) -> Iterable[Any]:
        for arguments in calls:
            result = forward(*arguments, **options)
            yield result[0] if isinstance(result, tuple) else result

    return forward_many


def numeric_gradient(
    forward_many: ForwardMany, arguments: tuple[Any, ...], position: int, upstream: Any = None
) -> Array:
    """Differentiate L = ⟨upstream, forward(*arguments)⟩ by one of the arguments, with central differences.

    Parameters
    ----------
    forward_many : callable (list of argument tuples) -> iterable of arrays or numbers
        Asked once for all evaluations, since a round trip to another process costs more than an evaluation.
    arguments : tuple
        The forward's positional arguments. They are not changed: each evaluation gets copies.
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
    calls, points = [], []
    for index in np.ndindex(x.shape):
        step = _RELATIVE_STEP * max(1.0, abs(float(x[index])))
        for moved in (x[index] + step, x[index] - step):
            copies = [np.array(a, dtype=np.float64) if _is_float_array(a) else a for a in arguments]
            copies[position] = np.array(x)
            copies[position][index] = moved
            points.append(float(copies[position][index]))  # as it was stored, not as it was meant
            calls.append(tuple(copies))
    losses = [_loss(out, upstream) for out in forward_many(calls)]
    rise = np.array(losses[0::2]) - np.array(losses[1::2])
    run = np.array(points[0::2]) - np.array(points[1::2])
    return np.asarray((rise / run).reshape(x.shape), dtype=np.float64)


def _loss(result: Any, upstream: Any) -> float:
    out = np.asarray(result, dtype=np.float64)
    weights = np.ones(()) if upstream is None else np.asarray(upstream, dtype=np.float64)
    if weights.shape != out.shape:
        raise ValueError(f"the upstream gradient has shape {weights.shape}, the result {out.shape}")
    return float(np.sum(weights * out))


def _is_float_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"
