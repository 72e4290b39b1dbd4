"""Differentiate a forward entry by entry, with an error bar for each, and compare gradients with the result.

The numeric gradient holds plain arrays only, so that it can be remembered; comparing calls no forward.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from autograder.gradients.contract import Array, ForwardMany, checked_gradient
from autograder.gradients.kinks import tied_groups
from autograder.gradients.report import ContractBreach, Entry, GradientReport, how_many, wrong_entry
from autograder.gradients.residual import Direction, Loss
from autograder.gradients.schedule import BARS, RELATIVE_TOLERANCE, RESOLVED, Estimate, settle, typical_size

RESOLVED_ENTRY, UNRESOLVED, BOXED, LEFT_OUT = range(4)  # the states of an entry

# What rounding leaves of an entry that ought to be 0, relative to the typical entry: some hundred units.
FLOOR: Final = {False: 1e-9, True: 4e-5}


@dataclass(frozen=True, slots=True)
class NumericGradient:
    """A numeric gradient with its error bars. All arrays are flat, in C order of the argument.

    Attributes
    ----------
    shape : tuple of int
    values, bars : float64 arrays
        In units of the loss per unit of the argument.
    low, high : float64 arrays
        At a kink, what a right gradient may be; elsewhere the values themselves.
    scales : float64 array
        Of the entries: gradient times scale can be compared across entries.
    states : int8 array
        0 resolved, 1 unresolved, 2 kinked with a box, 3 kinked and left out.
    groups, group_values, group_bars : tuple of int arrays, float64 arrays
        Tied entries, and the sum of gradient times scale over each group.
    typical : float
        The size of a typical entry, times its scale.
    is_single : bool
        Whether single precision is what can be expected of a gradient.
    """

    shape: tuple[int, ...]
    values: Array
    bars: Array
    low: Array
    high: Array
    scales: Array
    states: NDArray[np.int8]
    groups: tuple[NDArray[np.intp], ...]
    group_values: Array
    group_bars: Array
    typical: float
    is_single: bool
    evaluations: int
    rounds: int
    notes: tuple[str, ...] = ()


def differentiate(
    forward_many: ForwardMany, arguments: tuple[Any, ...], position: int, upstream: Any = None
) -> NumericGradient:
    """Differentiate L = ⟨upstream, forward(*arguments)⟩ by one of the arguments, entry by entry.

    Parameters
    ----------
    forward_many : callable (list of argument tuples) -> iterable of arrays or numbers, or of tuples that begin with one
        Asked once a round, since a round trip to another process costs more than an evaluation.
    arguments : tuple
        The forward's positional arguments. They are not changed: each evaluation gets copies, in double precision.
    position : int
        Which of them is differentiated.
    upstream : array, shape of the forward's result, or None for a result that is a single number

    Raises
    ------
    ContractBreach
        If the forward's result is no array of the upstream gradient's shape, not finite, or not the same twice.
    """
    return differentiate_loss(Loss(forward_many, arguments, position, upstream))


def differentiate_loss(loss: Loss) -> NumericGradient:
    """The same for a loss that has been evaluated before."""
    estimates = settle(loss, [Direction.of_one(i) for i in range(loss.size)])
    slopes = np.array([e.slope for e in estimates], dtype=np.float64)
    bars = np.array([e.bar for e in estimates], dtype=np.float64)
    kinked = np.array([e.is_kinked for e in estimates], dtype=bool)
    low, high = slopes.copy(), slopes.copy()
    boxes = {i: e.sides for i, e in enumerate(estimates) if e.is_kinked and e.sides is not None and e.sides.is_simple}
    for i, sides in boxes.items():
        low[i], high[i] = sides.low, sides.high
        bars[i] += sides.margin + estimates[i].readings[-1].noise[-1]
    if np.any(~kinked):
        bars = np.maximum(bars, 0.5 * np.median(bars[~kinked]))
    ends = np.maximum(np.abs(low), np.abs(high))  # the slope itself, but at a kink
    typical = typical_size(slopes[~kinked], bars[~kinked]) or typical_size(ends[kinked], bars[kinked])
    states = _states(estimates, ends, bars, set(boxes), RESOLVED[loss.is_coarse], typical)
    groups = tied_groups(loss.x, boxes)
    together = settle(loss, [Direction(group, np.ones(len(group))) for group in groups])
    enough = RESOLVED[loss.is_coarse] * typical / BARS
    collapsed = [(g, e) for g, e in zip(groups, together, strict=True) if not e.is_kinked and e.bar <= enough]
    return NumericGradient(
        shape=loss.shape,
        values=slopes / loss.scales,
        bars=bars / loss.scales,
        low=low / loss.scales,
        high=high / loss.scales,
        scales=loss.scales,
        states=states,
        groups=tuple(group for group, _ in collapsed),
        group_values=np.array([e.slope for _, e in collapsed], dtype=np.float64),
        group_bars=np.array([e.bar for _, e in collapsed], dtype=np.float64),
        typical=typical,
        is_single=loss.is_single,
        evaluations=loss.evaluations,
        rounds=loss.rounds,
        notes=loss.notes,
    )


def _states(
    estimates: list[Estimate], ends: Array, bars: Array, boxed: set[int], resolved: float, typical: float
) -> NDArray[np.int8]:
    with np.errstate(invalid="ignore"):
        is_resolved = BARS * bars <= resolved * np.maximum(ends, typical)
    states = np.where(is_resolved, RESOLVED_ENTRY, UNRESOLVED)
    for i, estimate in enumerate(estimates):
        if estimate.is_kinked and not (i in boxed and states[i] == UNRESOLVED):
            states[i] = BOXED if i in boxed else LEFT_OUT
    return states.astype(np.int8)


def compare(analytic: Any, numeric: NumericGradient, name: str = "the gradient") -> GradientReport:
    """Compare a gradient with a numeric one, in one array operation.

    An entry is wrong if it is off by more than six bars and the tolerance: relative to the entry 1e-6, in single
    precision 2e-3.

    Parameters
    ----------
    name : str
        What the message calls the gradient.
    """
    cost = numeric.evaluations, numeric.rounds
    try:
        found, notes = checked_gradient(analytic, numeric.shape, name)
    except ContractBreach as breach:
        return GradientReport("contract", str(breach), breach.place, None, *cost, numeric.notes)
    notes = numeric.notes + notes
    single = numeric.is_single or found.dtype.itemsize < 8
    flat = found.ravel().astype(np.float64)
    excess = _excess(flat, numeric, single)
    if flat.size and np.max(excess) > 1:
        wrong = int(np.count_nonzero(excess > 1))
        at = int(np.argmax(excess))
        worst, together = _worst(flat, numeric, at)
        message = wrong_entry(name, worst, f" in {wrong} of {flat.size} entries; the worst") + together
        return GradientReport("fail", message, f"{name}: {how_many(wrong, flat.size)}", worst, *cost, notes)
    undecided = numeric.states != RESOLVED_ENTRY
    for group in numeric.groups:
        undecided[group] = False
    is_hidden = bool(np.any(numeric.states == UNRESOLVED))  # a forward could be made noisy just where it is wrong
    if is_hidden or 2 * np.count_nonzero(undecided) > flat.size:
        message = _undecided(name, numeric)
        return GradientReport("inconclusive", message, f"{name}: undecided", None, *cost, notes)
    worst_of_all = entry_of(flat, numeric, int(np.argmax(excess))) if flat.size else None
    return GradientReport("pass", f"{name} is right", "", worst_of_all, *cost, notes)


def _excess(flat: Array, numeric: NumericGradient, single: bool) -> Array:
    """How far off each entry is, in multiples of what it may be off."""
    nearest = np.clip(flat, numeric.low, numeric.high)
    sizes = np.maximum(np.abs(numeric.low), np.abs(numeric.high))
    tolerance = RELATIVE_TOLERANCE[single] * sizes + FLOOR[single] * numeric.typical / numeric.scales
    with np.errstate(invalid="ignore", divide="ignore"):
        excess = _ratio(np.abs(flat - nearest), BARS * numeric.bars + tolerance)
    excess[(numeric.states == LEFT_OUT) | ~np.isfinite(numeric.bars)] = 0.0
    for group, value, bar in zip(numeric.groups, numeric.group_values, numeric.group_bars, strict=True):
        total = float(np.sum(flat[group] * numeric.scales[group]))
        size = float(np.sum(sizes[group] * numeric.scales[group]))
        allowed = BARS * bar + RELATIVE_TOLERANCE[single] * size + FLOOR[single] * numeric.typical
        excess[group] = np.maximum(excess[group], _ratio(np.array(abs(total - value)), np.array(allowed)))
    return excess


def _ratio(off: Array, allowed: Array) -> Array:
    """off / allowed, where nothing off is 0 whatever is allowed."""
    return np.where(off > 0, off / np.maximum(allowed, np.finfo(np.float64).tiny), 0.0)


def entry_of(flat: Array, numeric: NumericGradient, at: int) -> Entry:
    """One entry of both gradients."""
    index = tuple(int(i) for i in np.unravel_index(at, numeric.shape))
    return Entry(index, float(flat[at]), float(np.clip(flat[at], numeric.low[at], numeric.high[at])),
                 float(numeric.bars[at]))  # fmt: skip


def _worst(flat: Array, numeric: NumericGradient, at: int) -> tuple[Entry, str]:
    """The worst entry; where only its sum with tied entries is wrong, that sum, and the words for it."""
    entry = entry_of(flat, numeric, at)
    if entry.analytic != entry.numeric:
        return entry, ""
    group, value, bar = next(g for g in zip(numeric.groups, numeric.group_values, numeric.group_bars, strict=True)
                             if at in g[0])  # fmt: skip
    scale = float(numeric.scales[at])
    total = float(np.sum(flat[group]))
    words = f"\n  (of {len(group)} entries that are equal and meet in a maximum: their gradients added up)"
    return Entry(entry.index, total, float(value) / scale, float(bar) / scale), words


def _undecided(name: str, numeric: NumericGradient) -> str:
    kinked = int(np.count_nonzero(numeric.states >= BOXED))
    unresolved = int(np.count_nonzero(numeric.states == UNRESOLVED))
    return (
        f"{name} cannot be decided: of {numeric.values.size} entries the numeric gradient does not resolve "
        f"{unresolved}, and {kinked} lie on a kink; "
        "use inputs away from kinks at which the gradient is not zero, and a forward that neither rounds nor adds noise"
    )
