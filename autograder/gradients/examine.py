"""Examine one analytic gradient against the forward it belongs to, at the least cost.

Returns a report whatever the gradient is; only the forward's own exceptions escape.

Up to 48 entries, each is differentiated. Above, two random directions are read instead, and a few single entries with
them. A direction that sees an error is masked until the entry is found; entries too small for it to see are read in a
direction of their own; where neither direction is clear, as on kinks, each entry is differentiated after all.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from autograder.gradients.contract import Array, ForwardMany, checked_gradient, one_by_one
from autograder.gradients.locate import locate
from autograder.gradients.numeric import FLOOR, compare, differentiate_loss
from autograder.gradients.report import ContractBreach, Entry, GradientReport, wrong_entry
from autograder.gradients.residual import Direction, Loss
from autograder.gradients.schedule import (
    BARS,
    RELATIVE_TOLERANCE,
    RESOLVED,
    SWEEP,
    Estimate,
    refine,
    settle,
    typical_size,
)

ELEMENTWISE: Final = 48  # entries: as many evaluations as a sweep takes for large gradients
_DIRECTIONS: Final = 2
_SINGLES: Final = 3
# What a direction lets pass at once, relative to the root of the sum of squares it projects: rounding of a right one.
_TRIGGER: Final = {False: 1e-9, True: 1e-5}
_SEEN: Final = {False: 1e-2, True: 1e-1}  # an entry is seen where an error of this share of it would show
_GOAL: Final = 0.1  # entries of this share of the typical one are to be seen
_FEW: Final = 4  # entries that are read one by one rather than in a direction of their own


def examine_gradient(
    forward: Callable[..., Any],
    x: Any,
    gradient: Any,
    upstream: Any = None,
    *,
    forward_many: ForwardMany | None = None,
    **forward_arguments: Any,
) -> GradientReport:
    """Compare a gradient with numeric derivatives of the forward, with error bars.

    Parameters
    ----------
    forward : callable (x, **forward_arguments) -> array, number, or tuple that begins with one
    x : array or number
        Where the gradient was taken.
    gradient : float array of x's shape
        The gradient under test, of ⟨upstream, forward(x)⟩.
    upstream : array of the result's shape; None for a result that is a single number
    forward_many : callable (list of argument tuples) -> iterable of results, optional
        Used instead of ``forward`` where a call is a round trip.

    Returns
    -------
    GradientReport
        A wrong gradient never raises. What the forward raises does.
    """
    calls = forward_many or one_by_one(forward, **forward_arguments)
    return examine(calls, (x,), 0, gradient, upstream)


def examine(
    forward_many: ForwardMany,
    arguments: tuple[Any, ...],
    position: int,
    gradient: Any,
    upstream: Any = None,
    name: str = "the gradient",
) -> GradientReport:
    """The same for a forward of several arguments, differentiated by the one at ``position``."""
    try:
        found, notes = checked_gradient(gradient, np.shape(arguments[position]), name)
        loss = Loss(forward_many, arguments, position, upstream)
    except ContractBreach as breach:
        return GradientReport("contract", str(breach), breach.place)
    loss.is_single |= found.dtype.itemsize < 8
    try:
        if loss.size <= ELEMENTWISE:
            return compare(gradient, differentiate_loss(loss), name)
        report = _Projections(loss, found.ravel().astype(np.float64), name).report()
    except ContractBreach as breach:
        report = GradientReport("contract", str(breach), breach.place)
    if report is None:
        return compare(gradient, differentiate_loss(loss), name)
    return replace(report, evaluations=loss.evaluations, rounds=loss.rounds, notes=loss.notes + notes)


@dataclass(slots=True)
class _Projections:
    """The way of many entries. ``report`` gives None where only entry by entry can tell."""

    loss: Loss
    gradient: Array
    name: str

    def report(self) -> GradientReport | None:
        loss = self.loss
        rng = loss.random(self.gradient.tobytes())
        parts = self.gradient * loss.scales
        entries = np.arange(loss.size)
        directions = [_random_direction(entries, rng) for _ in range(_DIRECTIONS)]
        chosen = _stratified(np.abs(parts), rng)
        singles = [Direction.of_one(i) for i in chosen]
        sweep = SWEEP[loss.is_coarse]
        readings = loss.read([(d, sweep) for d in directions] + [(d, sweep[:2]) for d in singles], self.gradient)
        estimates = [Estimate(loss.is_coarse, [reading]) for reading in readings]
        wide, single = estimates[:_DIRECTIONS], estimates[_DIRECTIONS:]
        typical = typical_size(parts, np.zeros(1))
        refine(loss, directions, wide, self.gradient, _GOAL * _SEEN[loss.is_coarse] * typical)
        if any(e.is_kinked or not np.isfinite(e.bar) for e in wide):
            return None
        for direction, estimate in zip(directions, wide, strict=True):
            failed = self._judge(direction, estimate, parts, single)
            if failed is not None:
                return failed
        for i, estimate in zip(chosen, single, strict=True):
            if self._entry_is_wrong(estimate, parts[i], typical):
                return self._failure(i, estimate, single)
        unseen = self._unseen(directions, wide, parts)
        if 2 * len(unseen) > loss.size:
            return self._undecided(singles, single, typical)
        return self._smaller(unseen, parts, single, rng)

    def _judge(
        self, direction: Direction, estimate: Estimate, parts: Array, single: list[Estimate]
    ) -> GradientReport | None:
        """The failure that a direction shows, if it shows one."""
        projected = float(np.linalg.norm(parts[direction.entries] * direction.weights))
        typical = typical_size(parts, np.zeros(1))
        floor = FLOOR[self.loss.is_single] * typical * float(np.linalg.norm(direction.weights))
        off, allowed = abs(estimate.slope), BARS * estimate.bar + floor
        if off <= allowed + _TRIGGER[self.loss.is_single] * projected:
            return None
        at = locate(self.loss, self.gradient, direction, estimate.best_pair)
        found = settle(self.loss, [Direction.of_one(at)], self.gradient)[0]
        # An error that is spread too thin for any single entry to show counts by what all of them may be off.
        tolerance = RELATIVE_TOLERANCE[self.loss.is_single]
        is_wrong = self._entry_is_wrong(found, parts[at], typical)
        if is_wrong or off > allowed + tolerance * projected:
            return self._failure(at, found, single)
        return None

    def _entry_is_wrong(self, estimate: Estimate, part: float, typical: float) -> bool:
        if estimate.is_kinked or not np.isfinite(estimate.bar):
            return False
        single = self.loss.is_single
        numeric = abs(estimate.slope + part)
        allowed = BARS * estimate.bar + RELATIVE_TOLERANCE[single] * numeric + FLOOR[single] * typical
        return abs(estimate.slope) > allowed

    def _failure(self, at: int, estimate: Estimate, single: list[Estimate]) -> GradientReport:
        scale = self.loss.scales[at]
        index = tuple(int(i) for i in np.unravel_index(at, self.loss.shape))
        analytic = float(self.gradient[at])
        entry = Entry(index, analytic, analytic + float(estimate.slope / scale), float(estimate.bar / scale))
        everywhere = all(abs(e.slope) > BARS * e.bar for e in single)
        message = wrong_entry(self.name, entry, "; the worst entry found is")
        place = f"{self.name}: {'most' if everywhere else 'some'} entries"
        return GradientReport("fail", message, place, entry)

    def _undecided(self, singles: list[Direction], single: list[Estimate], typical: float) -> GradientReport | None:
        """Inconclusive if single entries are no clearer than the directions; else they have to be read one by one."""
        refine(self.loss, singles, single, self.gradient, RESOLVED[self.loss.is_coarse] * typical)
        clear = [not e.is_kinked and BARS * e.bar <= RESOLVED[self.loss.is_coarse] * typical for e in single]
        if 2 * sum(clear) > len(clear):
            return None
        message = (
            f"{self.name} cannot be decided: neither directions nor single entries stand clear of the forward's noise; "
            "use a forward that neither rounds nor adds noise, and inputs at which the gradient is not zero"
        )
        return GradientReport("inconclusive", message, f"{self.name}: undecided")

    def _smaller(
        self, unseen: NDArray[np.intp], parts: Array, single: list[Estimate], rng: np.random.Generator
    ) -> GradientReport:
        """Pass, unless entries are too small for the directions to see; those get one of their own."""
        if len(unseen):
            own = [_random_direction(unseen, rng)] if len(unseen) > _FEW else [Direction.of_one(i) for i in unseen]
            estimates = [Estimate(self.loss.is_coarse) for _ in own]
            goal = _GOAL * _SEEN[self.loss.is_coarse] * typical_size(parts[unseen], np.zeros(1))
            refine(self.loss, own, estimates, self.gradient, goal)
            for direction, estimate in zip(own, estimates, strict=True):
                failed = self._judge(direction, estimate, parts, single)
                if failed is not None:
                    return failed
        return GradientReport("pass", f"{self.name} is right")

    def _unseen(self, directions: list[Direction], wide: list[Estimate], parts: Array) -> NDArray[np.intp]:
        """The entries of which an error could hide in the bars of all directions."""
        sizes = np.abs(parts)
        largest = np.zeros(len(parts))
        for direction, estimate in zip(directions, wide, strict=True):
            projected = float(np.linalg.norm(parts * direction.weights))
            hidden = BARS * estimate.bar + _TRIGGER[self.loss.is_single] * projected
            largest = np.maximum(largest, np.abs(direction.weights) / max(hidden, np.finfo(np.float64).tiny))
        typical = typical_size(parts, np.zeros(1))
        would_be = np.where(sizes > 0, sizes, typical)  # of an entry that is 0, any other value would be the error
        return np.flatnonzero(_SEEN[self.loss.is_coarse] * would_be * largest < 1)


def _random_direction(entries: NDArray[np.intp], rng: np.random.Generator) -> Direction:
    """Weights ±U[0.5, 1.5]: with ±1, two errors of one size could cancel exactly."""
    size = len(entries)
    return Direction(entries, rng.uniform(0.5, 1.5, size) * rng.choice([-1.0, 1.0], size))


def _stratified(sizes: Array, rng: np.random.Generator) -> list[int]:
    """One entry each of the small, the middling and the large ones."""
    return [int(rng.choice(stratum)) for stratum in np.array_split(np.argsort(sizes), _SINGLES)]
