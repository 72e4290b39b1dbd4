"""Kinks: where a function has two one-sided slopes, and which gradients are right there.

Arithmetic on outputs at a few points of one direction; calls nothing.

Second differences c(h) = (f(x+h) − 2f(x) + f(x−h)) / 2h are O(h) where f is smooth and constant at a kink. From two
steps h and h/q, (q·c(h/q) − c(h)) / (q − 1) removes the smooth part to O(h³): what remains is the kink, output by
output.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_SIGNIFICANT: Final = 8.0  # times the noise of the kink's estimate
_SAME_BEND: Final = 0.1  # by which the bends at two steps may differ if both are of a kink at x
_NEGLIGIBLE: Final = 1e-3  # of the larger side: what counts as no slope at all


@dataclass(frozen=True, slots=True)
class Sides:
    """The one-sided slopes at a kink.

    ``low`` and ``high`` bound what a right gradient may say of this direction, if each kinked output may choose any
    slope between its two; ``margin`` is their uncertainty. ``outputs`` are the kinked outputs. ``is_simple`` says that
    each of them is flat on one side, as in ReLU and max pooling: only then is one kink of one output at work, and the
    box a bound.
    """

    low: float
    high: float
    margin: float
    outputs: NDArray[np.intp]
    is_simple: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Outputs on both sides at one step; ``run`` is the distance between the points, in units of the direction."""

    plus: Array
    minus: Array
    run: float


def kinked_outputs(coarse: Step, fine: Step, middle: Array, noise: Array) -> tuple[Array, NDArray[np.bool_], bool]:
    """The size of each output's kink, which of them stand clear of the noise, and whether these lie at x itself.

    Parameters
    ----------
    middle, noise : arrays of the outputs' shape
        The outputs at x itself, and their noise.
    """
    ratio = coarse.run / fine.run
    bend_coarse = (coarse.plus - middle + (coarse.minus - middle)) / coarse.run
    bend_fine = (fine.plus - middle + (fine.minus - middle)) / fine.run
    size = (ratio * bend_fine - bend_coarse) / (ratio - 1)
    kinked = np.abs(size) > _SIGNIFICANT * 2 * noise / fine.run
    is_here = np.abs(bend_fine - bend_coarse) <= _SAME_BEND * np.abs(size)  # a kink at a distance bends less when near
    return size, kinked, bool(kinked.any() and is_here[kinked].all())


def one_sided(
    coarse: Step, fine: Step, middle: Array, weights: Array, noise: Array, kinked: NDArray[np.bool_]
) -> Sides:
    """The box of slopes of ⟨weights, f⟩, the kinked outputs free to choose between their two sides."""
    ratio = coarse.run / fine.run

    def extrapolate(at_coarse: Array, at_fine: Array) -> Array:
        return np.asarray((ratio * at_fine - at_coarse) / (ratio - 1))

    right_fine = 2 * (fine.plus - middle) / fine.run
    left_fine = 2 * (middle - fine.minus) / fine.run
    right = extrapolate(2 * (coarse.plus - middle) / coarse.run, right_fine)
    left = extrapolate(2 * (middle - coarse.minus) / coarse.run, left_fine)
    smooth = (fine.plus - fine.minus) / fine.run
    ends = weights * np.where(kinked, right, smooth), weights * np.where(kinked, left, smooth)
    drift = np.abs(weights) * np.maximum(np.abs(right - right_fine), np.abs(left - left_fine))
    small, large = np.minimum(np.abs(right), np.abs(left)), np.maximum(np.abs(right), np.abs(left))
    is_flat = small <= _NEGLIGIBLE * large + _SIGNIFICANT * 2 * noise / fine.run
    return Sides(
        low=float(np.sum(np.minimum(*ends))),
        high=float(np.sum(np.maximum(*ends))),
        margin=float(np.sum(drift[kinked])),
        outputs=np.flatnonzero(kinked),
        is_simple=bool(np.all(is_flat[kinked])) and weights.size > 1,
    )


def tied_groups(x: Array, sides: dict[int, Sides]) -> list[NDArray[np.intp]]:
    """Kinked entries of equal value that meet in a kinked output: moved together, they have one slope.

    Parameters
    ----------
    x : flat array
    sides : by entry, those with a box
    """
    leader: dict[tuple[float, int], int] = {}  # of each value at each output
    root = {entry: entry for entry in sides}

    def find(entry: int) -> int:
        while root[entry] != entry:
            root[entry] = root[root[entry]]
            entry = root[entry]
        return entry

    for entry, side in sides.items():
        for output in side.outputs.tolist():
            first = leader.setdefault((float(x[entry]), output), entry)
            root[find(entry)] = find(first)
    groups: dict[int, list[int]] = {}
    for entry in sides:
        groups.setdefault(find(entry), []).append(entry)
    return [np.array(group, dtype=np.intp) for group in groups.values() if len(group) > 1]
