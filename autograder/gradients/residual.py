"""The loss ⟨G, f(x)⟩ around one point: evaluate it along sparse directions and take residuals.

Asks the forward and reduces its outputs; decides nothing.

Units
-----
Each entry of x has a scale: the larger of its size and the geometric mean of the non-zero sizes. Steps are powers of
two times it, and all slopes here are in units of the loss per scale, so that x = 1e-6 and x = 1e6 are treated alike.

The residual of a gradient g along a direction is [Σ G (f(x⁺) − f(x⁻)) − ⟨g, x⁺ − x⁻⟩] / 2h, with the points as they are
stored, summed exactly: two large sums are never subtracted. Without g it is the slope itself.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from autograder.gradients.contract import (
    Array,
    ForwardMany,
    fresh,
    output_of,
    same_twice,
    upstream_for,
)
from autograder.gradients.kinks import Sides, Step, kinked_outputs, one_sided
from autograder.gradients.noise import NEAR_POINTS, loss_noise, rounding
from autograder.gradients.report import ContractBreach

_NEAR_EXPONENT: Final = {False: 40, True: 20}  # of the distance of close points: many spacings of x, few of f
_FAR_EXPONENTS: Final = (8, 6)  # of points where outputs have moved, yet not out of the forward's domain
_OTHER_SHAPE: Final = "the shape of the forward's result depends on the numbers in its argument"
_ROUND_BYTES: Final = 32 << 20  # arguments of one request; a larger round is split


@dataclass(frozen=True, slots=True)
class Direction:
    """A sparse direction: flat indices of entries, and how many of its scales each moves."""

    entries: NDArray[np.intp]
    weights: Array

    @staticmethod
    def of_one(entry: int) -> "Direction":
        """A single entry, moved by its scale."""
        return Direction(np.array([entry], dtype=np.intp), np.ones(1))


@dataclass(frozen=True, slots=True)
class Reading:
    """What central differences along a direction told at steps 2**-exponent, from coarse to fine.

    ``kinks`` has one number for each pair of neighbours: how much of the slope hangs on kinked outputs. ``sides`` are
    those of the last pair that has any, and ``is_at_kink`` says that all that the last pair has lie at x itself.
    """

    exponents: tuple[int, ...]
    slopes: tuple[float, ...]
    noise: tuple[float, ...]
    kinks: tuple[float, ...]
    sides: Sides | None
    is_at_kink: bool


class Loss:
    """⟨upstream, forward(*arguments)⟩ as a function of one argument.

    Creating it is the first round: the contract of the forward is checked and its noise measured.

    Raises
    ------
    ContractBreach
        If the forward's result is no array of the upstream gradient's shape, not finite, or not the same twice.
    """

    def __init__(self, forward_many: ForwardMany, arguments: tuple[Any, ...], position: int, upstream: Any) -> None:
        self._forward_many = forward_many
        self._arguments = arguments
        self._position = position
        x = np.array(arguments[position], dtype=np.float64)
        self.shape = x.shape
        self.x = x.ravel()
        self.size = self.x.size
        self.scales = _scales(self.x)
        self.evaluations = self.rounds = 0
        self.notes: tuple[str, ...] = ()
        self.is_coarse = False  # whether the forward computes in single precision, whatever it is given
        dtype = np.asarray(arguments[position]).dtype
        self.is_single = dtype.kind == "f" and dtype.itemsize < 8  # what can be expected of a gradient
        self._measure(upstream)

    def random(self, purpose: bytes = b"") -> np.random.Generator:
        """Random numbers that follow from x (and a purpose), so that a verdict can be repeated."""
        return np.random.default_rng(list(hashlib.blake2b(self.x.tobytes() + purpose, digest_size=16).digest()))

    def _measure(self, upstream: Any) -> None:
        rng = self.random(b"noise")
        anywhere = Direction(np.arange(self.size), rng.uniform(0.5, 1.5, self.size) * rng.choice([-1, 1], self.size))
        far_calls = [self._call(anywhere, exponent) for exponent in _FAR_EXPONENTS]
        calls = [self._call(None), self._call(None), *far_calls, *self._near(anywhere)]
        first, again, *others = self._ask(calls)
        self._note_changes(calls[0])
        same_twice(first, again)
        self._weights = upstream_for(upstream, first)
        if any(output.shape != first.shape for output in others):
            raise ContractBreach(_OTHER_SHAPE, "the result: its shape")
        far, near = others[: len(far_calls)], others[len(far_calls) :]
        rounded, is_coarse = rounding(first, np.stack(far))
        if is_coarse:  # what the forward computes is no finer than single precision, and so were the close points
            self.is_single = self.is_coarse = True
            near = self._ask(self._near(anywhere))
        values = np.array(near, dtype=np.float64)
        values[~np.isfinite(values)] = 0.0
        self._output_noise, self._loss_noise = loss_noise(values, self._weights, rounded)
        self._middle = first.astype(np.float64)

    def _near(self, direction: Direction) -> list[tuple[Any, ...]]:
        """Close points, all to one side of x: a kink at x is then no noise."""
        return [self._call(direction, _NEAR_EXPONENT[self.is_coarse], 1.0 + k) for k in range(NEAR_POINTS)]

    def _note_changes(self, call: tuple[Any, ...]) -> None:
        for position, (given, original) in enumerate(zip(call, self._call(None), strict=True)):
            if isinstance(given, np.ndarray) and not np.array_equal(given, original, equal_nan=given.dtype.kind == "f"):
                self.notes += (f"the forward changes its argument {position + 1} in place",)

    # Evaluating

    def _call(self, direction: Direction | None, exponent: int = 0, times: float = 1.0) -> tuple[Any, ...]:
        x = self.x.copy()
        if direction is not None:
            x[direction.entries] += times * 2.0**-exponent * self.scales[direction.entries] * direction.weights
            if self.is_coarse:
                x[direction.entries] = x[direction.entries].astype(np.float32)
        call = [fresh(argument) for argument in self._arguments]
        call[self._position] = x.reshape(self.shape)
        return tuple(call)

    def _ask(self, calls: list[tuple[Any, ...]]) -> list[Array]:
        self.evaluations += len(calls)
        self.rounds += 1
        return [output_of(result) for result in self._forward_many(calls)]

    def read(
        self, requests: Sequence[tuple[Direction, tuple[int, ...]]], gradient: Array | None = None
    ) -> list[Reading]:
        """Take central differences along directions at steps 2**-exponent, all in one round.

        Parameters
        ----------
        gradient : flat array, optional
            The analytic gradient whose residual is wanted; without it, readings are slopes.
        """
        readings: list[Reading] = []
        rounds = self.rounds
        for chunk in _chunks(requests, max(1, _ROUND_BYTES // (self.x.nbytes + 1))):
            asked = [(d, [(self._call(d, e), self._call(d, e, -1.0)) for e in exponents]) for d, exponents in chunk]
            # The points are kept apart from the calls: a forward may write into what it is given.
            points = [[tuple(self._points(d, call) for call in pair) for pair in pairs] for d, pairs in asked]
            outputs = iter(self._ask([call for _, pairs in asked for pair in pairs for call in pair]))
            for (direction, exponents), moved in zip(chunk, points, strict=True):
                steps = [(plus, minus, next(outputs), next(outputs)) for plus, minus in moved]
                readings.append(self._reduce(direction, exponents, steps, gradient))
        self.rounds = rounds + 1 if requests else rounds
        return readings

    def _points(self, direction: Direction, call: tuple[Any, ...]) -> Array:
        return np.asarray(call[self._position].ravel()[direction.entries])

    def _reduce(
        self,
        direction: Direction,
        exponents: tuple[int, ...],
        moved: list[tuple[Array, Array, Array, Array]],
        gradient: Array | None,
    ) -> Reading:
        units = self.scales[direction.entries] * direction.weights
        steps, slopes = [], []
        for x_plus, x_minus, plus, minus in moved:
            if plus.shape != self._middle.shape or minus.shape != self._middle.shape:
                raise ContractBreach(_OTHER_SHAPE, "the result: its shape")
            path = x_plus - x_minus
            run = float(np.mean(path / units)) if units.size else 1.0
            step = Step(plus.astype(np.float64), minus.astype(np.float64), run or np.nan)
            terms = (self._weights * (step.plus - step.minus)).ravel().tolist()
            if gradient is not None:
                terms += (-gradient[direction.entries] * path).tolist()
            steps.append(step)
            slopes.append(_exact_sum(terms) / step.run)
        kinks, sides, is_at_kink = self._kinks(steps)
        noise = tuple(sqrt(2) * self._loss_noise / abs(step.run) for step in steps)
        return Reading(exponents, tuple(slopes), noise, kinks, sides, is_at_kink)

    def _kinks(self, steps: list[Step]) -> tuple[tuple[float, ...], Sides | None, bool]:
        kinks: list[float] = []
        sides, is_at_kink = None, False
        for coarse, fine in pairwise(steps):
            with np.errstate(invalid="ignore", over="ignore"):
                size, kinked, is_at_kink = kinked_outputs(coarse, fine, self._middle, self._output_noise)
                kinks.append(float(np.sum(np.abs(self._weights * size)[kinked])))
                if kinked.any():
                    details = (self._middle, self._weights, self._output_noise, kinked)
                    sides = one_sided(coarse, fine, *details)
        return tuple(kinks), sides, is_at_kink


def _scales(x: Array) -> Array:
    sizes = np.abs(x)
    usable = sizes[(sizes > 0) & np.isfinite(sizes)]
    typical = float(np.exp(np.mean(np.log(usable)))) if usable.size else 1.0
    return np.maximum(sizes, typical)


def _exact_sum(terms: list[float]) -> float:
    try:
        return fsum(terms)
    except (OverflowError, ValueError):  # an infinite term, or infinities of both signs
        return float("nan")


def _chunks(
    requests: Sequence[tuple[Direction, tuple[int, ...]]], most_calls: int
) -> Iterator[Sequence[tuple[Direction, tuple[int, ...]]]]:
    start = calls = 0
    for end, (_, exponents) in enumerate(requests):
        if calls and calls + 2 * len(exponents) > most_calls:
            yield requests[start:end]
            start, calls = end, 0
        calls += 2 * len(exponents)
    if calls:
        yield requests[start:]
