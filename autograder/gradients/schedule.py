"""Which steps to try along a direction, and what the tried ones say together: a slope with an error bar.

Plans and weighs; the evaluating is the loss's.

The bar of two steps, q apart, is |r₂ − r₁| + noise₂ + noise₁/(q² − 1). Steps between which a kink lies are not used as
long as there are others. Where the finer step is limited by what the steps cut off, still finer ones are tried; where
it is limited by noise, coarser ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np

from autograder.gradients.contract import Array
from autograder.gradients.kinks import Sides
from autograder.gradients.residual import Direction, Loss, Reading

# Exponents of two, for forwards that compute in double and in single precision; the first pair is good for most.
_FIRST: Final = {False: (13, 16), True: (5, 7)}
_FINER: Final = {False: [(19, 22), (25, 28), (31, 34), (37, 40)], True: [(9, 11), (13, 15), (17, 19)]}
_COARSER: Final = {False: [(7, 10), (1, 4)], True: [(1, 3)]}
SWEEP: Final = {False: (13, 16, 19, 22), True: (5, 7, 9, 11)}  # for a direction that is read only once

RELATIVE_TOLERANCE: Final = {False: 1e-6, True: 2e-3}
RESOLVED: Final = {False: 1e-3, True: 5e-2}  # six bars, relative to an entry's scale
BARS: Final = 6.0
# An entry is resolved well enough where six bars are below this share of it, or of a tenth of the typical entry.
_GOAL: Final = {False: 1e-6, True: 1e-2}
_SMALL: Final = 0.1
_SAME_KINK: Final = 2.0  # two readings that agree to this factor saw one kink, at the point itself


@dataclass(slots=True)
class Estimate:
    """The slope along a direction, from all the steps tried."""

    is_coarse: bool
    readings: list[Reading] = field(default_factory=list)
    is_kinked: bool = False

    @property
    def slope(self) -> float:
        """The slope (or residual) of the pair with the smallest bar."""
        return self._best()[1]

    @property
    def best_pair(self) -> tuple[int, int]:
        """The exponents of that pair."""
        return self._best()[2]

    @property
    def bar(self) -> float:
        """Its error bar; infinite if no pair is usable."""
        return self._best()[0]

    @property
    def sides(self) -> Sides | None:
        """The one-sided slopes at the finest steps, which no other kink comes near."""
        return self.readings[-1].sides if self.readings else None

    def _best(self) -> tuple[float, float, tuple[int, int]]:
        levels = self._levels(clean=not self.is_kinked)
        best = (np.inf, np.nan, _FIRST[self.is_coarse])
        for (coarse, slope_1, noise_1), (fine, slope_2, noise_2) in pairwise(levels):
            bar = abs(slope_2 - slope_1) + noise_2 + noise_1 / (4.0 ** (fine - coarse) - 1)
            if bar < best[0]:
                best = (bar, slope_2, (coarse, fine))
        return best

    def _levels(self, clean: bool) -> list[tuple[int, float, float]]:
        """Exponent, slope and noise of the steps, from coarse to fine; if ``clean``, without those that see a kink."""
        levels = []
        for reading in self.readings:
            flags = [kink_counts(reading, pair) for pair in range(len(reading.kinks))]
            for i, level in enumerate(zip(reading.exponents, reading.slopes, reading.noise, strict=True)):
                if not clean or not all(flags[max(0, i - 1) : i + 1]):
                    levels.append(level)
        return sorted(levels)

    def next_pair(self, goal: float) -> tuple[int, int] | None:
        """The steps to try next, or None if the estimate is as good as it has to be or gets."""
        tried = [reading.exponents for reading in self.readings]
        if not tried:
            return _FIRST[self.is_coarse]
        newest = self.readings[-1]
        if kink_counts(newest, -1):
            if newest.is_at_kink or (len(tried) > 1 and _same(newest.kinks[-1], self.readings[-2].kinks[-1])):
                self.is_kinked = True
                return None
            return self._untried(_FINER)
        if BARS * self.bar <= goal:
            return None
        coarse, fine = newest.slopes[-2:]
        is_cut_off = not abs(fine - coarse) <= newest.noise[-1]
        went_finer = len(tried) > 1 and newest.exponents[-1] > tried[0][-1]
        if not is_cut_off and went_finer:
            return None
        return self._untried(_FINER if is_cut_off else _COARSER)

    def _untried(self, pairs: dict[bool, list[tuple[int, int]]]) -> tuple[int, int] | None:
        tried = {exponent for reading in self.readings for exponent in reading.exponents}
        return next((pair for pair in pairs[self.is_coarse] if not tried.issuperset(pair)), None)


def kink_counts(reading: Reading, pair: int) -> bool:
    """Whether a kink between or at these steps could move the slope by more than its bar."""
    after = pair % len(reading.kinks)
    bar = abs(reading.slopes[after + 1] - reading.slopes[after]) + reading.noise[after + 1]
    return reading.kinks[after] > bar


def _same(one: float, other: float) -> bool:
    return one <= _SAME_KINK * other and other <= _SAME_KINK * one


def typical_size(slopes: Array, bars: Array) -> float:
    """The median of the slopes that stand clear of their bars; 0 if none does."""
    with np.errstate(invalid="ignore"):
        clear = np.abs(slopes)[np.abs(slopes) > BARS * bars]
    return float(np.median(clear)) if clear.size else 0.0


def settle(loss: Loss, directions: Sequence[Direction], gradient: Array | None = None) -> list[Estimate]:
    """Estimate the slope along each direction, in as few rounds as the least clear one needs."""
    estimates = [Estimate(loss.is_coarse) for _ in directions]
    refine(loss, directions, estimates, gradient)
    return estimates


def refine(
    loss: Loss,
    directions: Sequence[Direction],
    estimates: Sequence[Estimate],
    gradient: Array | None = None,
    goal: float | None = None,
) -> None:
    """Read further steps until each estimate is as good as it has to be, or gets.

    Parameters
    ----------
    goal : float, optional
        What six bars have to stay below; by default a share of each slope, or of the typical one.
    """
    open_ones = list(range(len(directions)))
    while open_ones:
        typical = typical_size(np.array([e.slope for e in estimates]), np.array([e.bar for e in estimates]))
        planned = []
        for i in open_ones:
            size = abs(estimates[i].slope) if np.isfinite(estimates[i].slope) else 0.0
            own_goal = _GOAL[loss.is_coarse] * max(size, _SMALL * typical) if goal is None else goal
            pair = estimates[i].next_pair(own_goal)
            if pair is not None:
                planned.append((i, pair))
        readings = loss.read([(directions[i], pair) for i, pair in planned], gradient)
        for (i, _), reading in zip(planned, readings, strict=True):
            estimates[i].readings.append(reading)
        open_ones = [i for i, _ in planned]
