"""Mistakes of form: what came back is no array of numbers as it should be, whatever the numbers are."""

from typing import Final

import numpy as np

from autograder.diagnosis.pattern import Pattern
from autograder.diagnosis.wrong_array import WrongArray

_ROUNDED: Final = 2.0**-18  # of the largest entry: what some hundred sums in single precision leave


def _is_none(wrong: WrongArray) -> bool:
    return wrong.found is None or (isinstance(wrong.found, np.ndarray) and wrong.found.dtype == object)


def _is_empty(wrong: WrongArray) -> bool:
    return wrong.has_numbers and wrong.array.size == 0 < wrong.expected.size


def _is_not_finite(wrong: WrongArray) -> bool:
    return wrong.has_numbers and not wrong.is_finite and bool(np.all(np.isfinite(wrong.expected)))


def _is_zero(wrong: WrongArray) -> bool:
    return wrong.has_numbers and wrong.array.size > 0 and not wrong.array.any() and wrong.margin > 0


def _is_whole(wrong: WrongArray) -> bool:
    """Truncated, rounded down or rounded, entry by entry."""
    if not (wrong.has_numbers and wrong.same_shape and wrong.is_telling and wrong.is_finite):
        return False
    cut = (np.trunc(wrong.expected), np.floor(wrong.expected), np.round(wrong.expected))
    return bool(np.any(np.abs(wrong.array) >= 0.5)) and any(wrong.is_predicted(c) for c in cut)


def _is_rounded(wrong: WrongArray) -> bool:
    """Off by no more than single precision, where double precision was expected."""
    if not (wrong.has_numbers and wrong.same_shape and wrong.is_finite and wrong.expected.dtype.itemsize > 4):
        return False
    found = wrong.array.astype(np.float64)
    largest = float(np.max(np.abs(wrong.expected), initial=0.0))
    is_near = bool(np.all(np.abs(found - wrong.expected) <= _ROUNDED * largest))
    return is_near and (wrong.array.dtype.itemsize <= 4 or bool(np.all(found.astype(np.float32) == found)))


FORM: Final = (
    Pattern(
        "nothing_returned", "None in place of the array",
        "One of the results is None. Does every path through your function end in a return, with all of its results?",
        _is_none,
    ),
    Pattern(
        "empty", "an array without entries, such as a crop with pad:-pad at padding 0",
        "Your result has no entries at all. Which slice is empty for these sizes? What does x[0:-0] give?",
        _is_empty,
    ),
    Pattern(
        "not_finite", "NaN or infinity where numbers belong",
        "There are NaNs or infinities. Which step divides by zero, takes the logarithm of zero, or overflows?",
        _is_not_finite,
    ),
    Pattern(
        "all_zero", "all entries are zero: made with zeros and never filled, or multiplied by zero",
        "All entries are zero. Is the array ever filled, and with what?",
        _is_zero,
    ),
    Pattern(
        "whole_numbers", "truncated or rounded to whole numbers, as by an integer array or //",
        "Your numbers have lost their decimals. Which array has an integer dtype, or which division is //?",
        _is_whole,
    ),
    Pattern(
        "single_precision", "right but for rounding to float32 where double precision was given",
        "Your numbers are right to about seven digits. Where do you leave double precision?",
        _is_rounded,
    ),
)  # fmt: skip
