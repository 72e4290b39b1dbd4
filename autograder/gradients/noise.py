"""How noisy the outputs of a function are: rounding, and what a function rounds or adds by itself.

Statistics of given outputs; calls nothing.

References
----------
J. J. Moré and S. M. Wild, "Estimating computational noise", SIAM J. Sci. Comput. 33 (2011): the method ECnoise.
"""

from math import comb, fsum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

# High differences of a smooth function over close points vanish, those of noise do not. Over 7 points the orders 3 to 5
# leave enough differences to average; E[(Δᵏ noise)²] = binomial(2k, k) σ².
NEAR_POINTS: Final = 7
_ORDERS: Final = (3, 4, 5)
_ECNOISE_TIMES: Final = 3.0  # seven points tell σ within a factor of about 3
_ULPS: Final = 2.0  # elementary functions of numpy are good to one or two
_MOST_DECIMALS: Final = 9
# How many spacings of a double its unit must have for one computed number, or for two, to look rounded: by chance one
# in so many, and one in the square of it, do.
_CLEARLY_ROUNDED: Final = {1: 1e9, 2: 1e5}


def ecnoise(values: Array) -> Array:
    """The standard deviation of the noise in each column of values at 7 equally spaced, close points.

    Parameters
    ----------
    values : (7, …) array, in the order of the points
    """
    estimates = [np.sqrt(np.mean(np.diff(values, k, axis=0) ** 2, axis=0) / comb(2 * k, k)) for k in _ORDERS]
    return np.asarray(np.median(estimates, axis=0))


def rounding(outputs: Array, moved: Array) -> tuple[Array, bool]:
    """The rounding error of each output, and whether all of them are computed in single precision (or worse).

    Parameters
    ----------
    outputs : (…) array
        In the dtype in which the function gave them.
    moved : (2, …) array
        Outputs at two other points; what differs there was computed: what it looks like was no author's choice.

    Returns
    -------
    array of the outputs' shape, in their units, and bool
    """
    values = moved.astype(np.float64)
    is_computed = (moved != outputs) & (moved != 0) & np.isfinite(values)
    # Whole numbers tell something only where they change each time: a function that saturates gives one of them.
    is_computed &= (np.round(values) != values) | (is_computed.all(axis=0) & (moved[0] != moved[1]))
    if not is_computed.any():  # a function that is flat, or rounds to more than it moves: its own digits have to tell
        values, is_computed = np.stack([outputs, outputs]).astype(np.float64), np.stack([outputs != 0] * 2)
    size = np.max(np.abs(np.where(is_computed, values, outputs)), axis=0)
    found = _ULPS * np.spacing(size)
    is_coarse = False
    for kind in (np.float16, np.float32):
        with np.errstate(over="ignore", invalid="ignore"):
            fits = _fit(is_computed, values.astype(kind) == values)
            spacing = np.spacing(size.astype(kind)).astype(np.float64)
        if outputs.dtype.itemsize <= np.dtype(kind).itemsize:
            fits[:] = True
        found = np.maximum(found, np.where(fits & np.isfinite(spacing), _ULPS * spacing, 0))
        is_coarse |= bool(fits[is_computed.any(axis=0)].all() and fits.any())
    return np.maximum(found, _decimal_units(values, is_computed)), is_coarse


def _fit(is_computed: NDArray[np.bool_], fits: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The outputs that were computed, and fit wherever they were."""
    return np.asarray((fits | ~is_computed).all(axis=0) & is_computed.any(axis=0))


def _decimal_units(values: Array, is_computed: NDArray[np.bool_]) -> Array:
    """The unit to which each output is rounded: 0.01 for two decimals; 0 for those that are not."""
    units = np.zeros(values.shape[1:])
    spacing = np.max(np.where(is_computed, np.spacing(np.abs(values)), 0), axis=0)
    least = np.where(is_computed.all(axis=0), _CLEARLY_ROUNDED[2], _CLEARLY_ROUNDED[1]) * spacing
    for decimals in range(_MOST_DECIMALS, -1, -1):  # the coarsest unit that fits is the last one
        unit = 10.0**-decimals
        units[_fit(is_computed, np.round(values, decimals) == values) & (unit > least)] = unit
    return units


def loss_noise(near: Array, weights: Array, rounded: Array) -> tuple[Array, float]:
    """The noise of each output and of the loss ⟨weights, outputs⟩.

    Parameters
    ----------
    near : (7, …) array
        Outputs at close points.
    weights, rounded : arrays of the outputs' shape
        The upstream gradient, and the outputs' rounding errors.

    Returns
    -------
    array of the outputs' shape, and float; standard deviations
    """
    outputs = np.maximum(rounded, _ECNOISE_TIMES * ecnoise(near))
    middle = near[NEAR_POINTS // 2]
    losses = np.array([fsum((weights * (values - middle)).ravel().tolist()) for values in near])
    independent = float(np.sqrt(np.sum((weights * outputs) ** 2)))
    return outputs, max(independent, _ECNOISE_TIMES * float(ecnoise(losses)))
