"""A wrong array beside the right one, with what is known of how it came about.

Plain arrays only. ``close`` is the one meaning of "equal" for all patterns.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

# What patterns call equal, relative to the largest entry that is expected. Numeric gradients have bars far below 1e-6
# of it, sums in another order differ by 1e-12; in single precision by 1e-5. A mistake that differs by less is not told.
CLOSE: Final = {False: 1e-6, True: 1e-4}
# A predicted array must differ from the right one by clearly more than that, or it explains nothing.
DIFFERENT: Final = 10.0

MOST_ENTRIES: Final = 1 << 20
_LONG: Final = 12
_SPARSE: Final = 0.2  # of the entries
_FAR: Final = 1e8  # times the argument: what grows in proportion then counts 1e-8 of what grows as the square
_LEAST_RATE: Final = 1e-6  # of a regularisation


@dataclass
class WrongArray:
    """One array that failed a comparison.

    Attributes
    ----------
    found : what the submission gave; not an array of numbers if it gave something else
    expected : the right array
    upstream : the upstream gradient, where ``found`` is a gradient
    arguments : the arrays that the submission's function was given, or that the forward was
    given : the argument to which ``found`` belongs, where it is a gradient
    jacobian : a function that gives d forward / d argument as (entries of the result, entries of ``found``), or None
    reach : a function that gives, in the same form, which outputs can depend on which entries at all, or None
    forward : the forward as a function of ``given`` alone, or None
    """

    found: Any
    expected: Array
    upstream: Array | None = None
    arguments: tuple[Any, ...] = ()
    given: Array | None = None
    jacobian: Callable[[], Array | None] = field(default=lambda: None)
    reach: Callable[[], Array | None] = field(default=lambda: None)
    forward: Callable[[Any], Any] | None = None

    @cached_property
    def array(self) -> Array:
        """``found`` as an array of numbers."""
        return np.asarray(self.found)

    @cached_property
    def has_numbers(self) -> bool:
        """Whether both are arrays of real numbers."""
        try:
            kind = self.array.dtype.kind
        except (ValueError, TypeError):
            return False
        return kind in "biuf" and self.expected.dtype.kind in "biuf" and self.array.size <= MOST_ENTRIES

    @cached_property
    def is_finite(self) -> bool:
        """Whether every number that was found is finite."""
        return bool(np.all(np.isfinite(self.array)))

    @cached_property
    def same_shape(self) -> bool:
        """Whether the shapes agree."""
        return bool(self.array.shape == self.expected.shape)

    @cached_property
    def is_single(self) -> bool:
        """Whether either side carries no more than seven digits."""
        return any(a.dtype.kind == "f" and a.dtype.itemsize <= 4 for a in (self.array, self.expected))

    @cached_property
    def margin(self) -> float:
        """By how much two entries may differ and count as equal."""
        finite = np.abs(self.expected[np.isfinite(self.expected)])
        return CLOSE[self.is_single] * float(np.max(finite, initial=0.0))

    @cached_property
    def is_telling(self) -> bool:
        """Whether the right array is rich enough for a coincidence to be unlikely: it has several sizes of entries."""
        if self.expected.dtype.kind != "f":  # such as a shape, or a count
            return False
        sizes = np.unique(np.round(np.abs(self.expected.astype(np.float64)), 6))
        return int(np.count_nonzero(sizes)) >= min(3, self.expected.size) and self.margin > 0

    @cached_property
    def is_sparse(self) -> bool:
        """Whether many entries ought to be zero, as behind max pooling."""
        return bool(np.mean(np.abs(self.expected) <= self.margin) > _SPARSE)

    @cached_property
    def is_long(self) -> bool:
        """Whether the right array has many entries, and not all alike: then it may be of few different sizes."""
        return self.expected.size >= _LONG and bool(np.ptp(self.expected) > 0)

    @cached_property
    def is_right(self) -> bool:
        """Whether it is wrong by less than any pattern tells."""
        return self.close(self.array, self.expected)

    @cached_property
    def factor(self) -> float | None:
        """The factor between found and right array, if there is one; a regularisation may be as it should be."""
        for found, expected in self._without_regularisation():
            at = int(np.argmax(np.abs(expected)))
            right = float(expected.flat[at])
            if right == 0:
                continue
            ratio = float(found.flat[at]) / right
            is_change = abs(ratio - 1) > 100 * self.margin / abs(right)
            near = self.margin * max(1.0, abs(ratio))
            if is_change and ratio != 0 and np.all(np.abs(found - ratio * expected) <= near):
                return ratio
        return None

    def _without_regularisation(self) -> list[tuple[Array, Array]]:
        """Both arrays as they are, and without the part of a regularisation if there is one."""
        found, expected = self.array.astype(np.float64), self.expected.astype(np.float64)
        pairs = [(found, expected)]
        if self.penalty is not None and self.penalty.any():
            pairs.append((found - self.penalty, expected - self.penalty))
        return pairs

    def close(self, one: Any, other: Any) -> bool:
        """Whether two arrays are equal within the margin, in shape and in every entry."""
        one, other = np.asarray(one), np.asarray(other)
        return one.shape == other.shape and bool(np.all(np.abs(one - other) <= self.margin))

    def is_predicted(self, prediction: Any) -> bool:
        """Whether what was found is what a mistake would give, and a right result would not be."""
        prediction = np.asarray(prediction)
        if prediction.shape != self.array.shape or not self._agrees_where_most_is_wrong(prediction):
            return False
        if not self.close(self.array, prediction):
            return False
        if prediction.shape != self.expected.shape:
            return True
        return bool(np.any(np.abs(prediction - self.expected) > DIFFERENT * self.margin))

    def _agrees_where_most_is_wrong(self, prediction: Array) -> bool:
        """A look at one entry, which nearly every prediction that does not fit has wrong."""
        if not self.same_shape or prediction.size == 0:
            return True
        return bool(np.abs(prediction.flat[self._worst] - self.array.flat[self._worst]) <= self.margin)

    @cached_property
    def _worst(self) -> int:
        return int(np.argmax(np.abs(self.array - self.expected)))

    @cached_property
    def batch(self) -> int | None:
        """The number of examples, if it can be told: the leading length of result and argument, or of the labels."""
        labels = [a for a in self.arguments if isinstance(a, np.ndarray) and a.dtype.kind in "iu" and a.ndim == 1]
        if labels:
            return len(labels[0])
        # Of a loss, numbers in a row are examples. Where nothing is known of a forward, only images surely are.
        least = 4 if self.given is None else 1 if self.upstream is None else 2
        first = next((a for a in self.arguments if isinstance(a, np.ndarray) and a.ndim >= least), None)
        if first is None or (self.upstream is not None and self.upstream.shape[:1] != first.shape[:1]):
            return None
        return len(first)

    @cached_property
    def labels(self) -> Array | None:
        """Which entry of each row is the one of its label, where the arguments of a loss have labels; else None."""
        if self.upstream is not None or self.expected.ndim != 2:
            return None
        rows, classes = self.expected.shape
        for labels in self.arguments:
            if isinstance(labels, np.ndarray) and labels.dtype.kind in "iu" and labels.shape == (rows,):
                return np.asarray(labels[:, None] == np.arange(classes))
        return None

    @cached_property
    def pull(self) -> Callable[[Array], Array] | None:
        """The right gradient as a function of the upstream gradient, where the Jacobian is known."""
        jacobian = self.jacobian() if self.upstream is not None else None
        if jacobian is None:
            return None
        known: Array = jacobian

        def pulled(upstream: Array) -> Array:
            return np.asarray((np.ravel(upstream) @ known).reshape(self.expected.shape))

        return pulled

    @cached_property
    def output(self) -> Array | None:
        """The right result of the forward, where it is known."""
        return None if self.forward is None else np.asarray(self.forward(self.given))

    @cached_property
    def penalty(self) -> Array | None:
        """What a quadratic regularisation of ``given`` gives to its gradient; None if ``found`` belongs to no loss.

        Far out a loss that grows no faster than its argument is outgrown by a square of it: what is left there of
        L(t·w) + L(−t·w) − 2 L(0), over t², is the regularisation of w.
        """
        if self.forward is None or self.given is None or self.upstream is not None:
            return None
        far = _FAR * self.given.astype(np.float64)
        rise = float(self.forward(far)) + float(self.forward(-far)) - 2 * float(self.forward(0 * far))
        size = float(np.sum(far * far))
        if not (size and np.isfinite(rise)):
            return None
        return np.asarray(rise / size * self.given) if rise / size > _LEAST_RATE else np.zeros_like(self.given)
