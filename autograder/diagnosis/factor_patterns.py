"""A constant factor between what was found and what is right: sign, 2, ½, the batch size, a mean for a sum."""

from collections.abc import Iterator
from itertools import combinations
from math import prod
from typing import Any, Final

import numpy as np

from autograder.diagnosis.pattern import Pattern, on_numbers
from autograder.diagnosis.wrong_array import WrongArray

_EXACT: Final = 1e-5  # relative: a factor that is meant differs from the next one by percents
_EPSILON: Final = 1e-3  # relative: what a small number added to a variance changes of a deviation
_FEWEST: Final = 3  # entries that a factor of no special size must explain


def _is(wrong: WrongArray, ratio: float) -> bool:
    found = wrong.factor
    return found is not None and abs(found / ratio - 1) < _EXACT


def _lengths(wrong: WrongArray) -> set[int]:
    """The numbers of terms that a mean could have: products of some lengths of one array, but not the batch size."""
    arrays = [a for a in (wrong.expected, wrong.upstream, *wrong.arguments) if isinstance(a, np.ndarray)]
    found = {
        prod(chosen)
        for array in arrays
        for count in range(1, array.ndim + 1)
        for chosen in combinations(array.shape, count)
    }
    return found - {0, 1, wrong.batch}


def _is_of_batch(wrong: WrongArray, power: int) -> bool:
    return wrong.batch is not None and wrong.batch > 1 and _is(wrong, float(wrong.batch) ** power)


def _is_of_lengths(wrong: WrongArray, power: int) -> bool:
    return any(_is(wrong, float(length) ** power) for length in _lengths(wrong))


def _is_other(wrong: WrongArray) -> bool:
    return wrong.factor is not None and int(np.count_nonzero(wrong.expected)) >= _FEWEST


def _is_off_by_argument(wrong: WrongArray, *, twice: bool) -> bool:
    """Whether a factor that is an argument, broadcast along an axis, is missing or counts once too often."""
    less, more = (wrong.expected, wrong.array) if twice else (wrong.array, wrong.expected)
    for argument in wrong.arguments:
        for scale in _along_axes(argument, wrong.expected.shape):
            if np.ptp(argument) > 0 and wrong.close(less * scale, more) and not wrong.close(less, more):
                return True
    return False


def _along_axes(argument: Any, shape: tuple[int, ...]) -> Iterator[np.ndarray]:
    if isinstance(argument, np.ndarray) and argument.ndim == 1 and argument.dtype.kind == "f":
        for axis, length in enumerate(shape):
            if length == len(argument):
                yield argument.reshape([length if a == axis else 1 for a in range(len(shape))])


def _is_factor_by_line(wrong: WrongArray) -> bool:
    """One factor for each index along one axis, not the same for all: at least three entries tell each factor."""
    if wrong.expected.ndim == 1:
        return _is_off_by_deviation(wrong)
    for axis in range(wrong.expected.ndim):
        found = np.moveaxis(wrong.array, axis, 0).reshape(wrong.expected.shape[axis], -1)
        right = np.moveaxis(wrong.expected, axis, 0).reshape(found.shape)
        sizes = np.sum(right * right, axis=1)
        if found.shape[1] < _FEWEST or np.any(sizes == 0):
            continue
        factors = np.sum(found * right, axis=1) / sizes
        if np.all(factors != 0) and np.ptp(factors) > 1e-3 and wrong.close(found, factors[:, None] * right):
            return True
    return False


def _is_off_by_deviation(wrong: WrongArray) -> bool:
    """One number a column, off by the deviation of the column of an argument."""
    for argument in wrong.arguments:
        if isinstance(argument, np.ndarray) and argument.dtype.kind == "f" and (
            argument.ndim == 2 and argument.shape[1:] == wrong.expected.shape and len(wrong.expected) >= _FEWEST
        ):  # fmt: skip
            deviation = argument.std(axis=0)
            if np.ptp(deviation) <= 100 * _EPSILON * np.max(deviation):
                continue
            for ratio in (wrong.array / wrong.expected, wrong.expected / wrong.array):
                if np.all(np.abs(ratio / deviation - 1) < _EPSILON):
                    return True
    return False


FACTORS: Final = (
    Pattern(
        "sign", "the negative of what is right",
        "Every sign is the other way round. Which difference did you take, and in which order?",
        on_numbers(lambda wrong: _is(wrong, -1.0), fewest=1, plain=True),
    ),
    Pattern(
        "times_batch_size", "N times too large, N the batch size: a sum over the examples that should be a mean",
        "How does your result change if every example stands in the batch twice, and how should it?",
        on_numbers(lambda wrong: _is_of_batch(wrong, 1), fewest=1, plain=True), rivals="twice",
    ),
    Pattern(
        "divided_by_batch_size", "N times too small: averaged over the examples, or divided by N twice",
        "How often do you divide by the number of examples? Who has divided by it already, if anyone should?",
        on_numbers(lambda wrong: _is_of_batch(wrong, -1), fewest=1, plain=True), rivals="half",
    ),
    Pattern(
        "doubled", "twice what is right",
        "Compare with a tiny case on paper: you are off by a constant factor. Is something counted twice?",
        on_numbers(lambda wrong: _is(wrong, 2.0), fewest=1, plain=True), rivals="twice",
    ),
    Pattern(
        "halved", "half of what is right, such as a square whose derivative lost its 2",
        "Compare with a tiny case on paper: you are off by a constant factor. What is the derivative of a square?",
        on_numbers(lambda wrong: _is(wrong, 0.5), fewest=1, plain=True), rivals="half",
    ),
    Pattern(
        "argument_factor_missing", "a factor that is one of the arguments is left out, such as gamma",
        "A factor is missing that the forward pass multiplies with. Which of its arguments is that?",
        on_numbers(lambda wrong: _is_off_by_argument(wrong, twice=False)),
    ),
    Pattern(
        "argument_factor_twice", "a factor that is one of the arguments counts once too often, such as gamma",
        "A factor counts once too often. Which argument of the forward pass is that, and does it belong here?",
        on_numbers(lambda wrong: _is_off_by_argument(wrong, twice=True)),
    ),
    Pattern(
        "mean_for_sum", "divided by the number of terms (not the batch size) where a sum belongs",
        "Do you take a mean where the formula has a sum? Over how many terms?",
        on_numbers(lambda wrong: _is_of_lengths(wrong, -1), fewest=1, plain=True),
    ),
    Pattern(
        "sum_for_mean", "multiplied by the number of terms (not the batch size): a sum where a mean belongs",
        "Do you take a sum where the formula has a mean? Over how many terms does it go?",
        on_numbers(lambda wrong: _is_of_lengths(wrong, 1), fewest=1, plain=True),
    ),
)  # fmt: skip
OTHER_FACTOR: Final = (
    Pattern(
        "other_factor", "off by a constant factor that is none of the above",
        "All of your numbers are off by one and the same factor. Which constant does the formula have that you do not?",
        on_numbers(_is_other),
    ),
    Pattern(
        "factor_by_line", "off by one factor for each column, row or channel, such as a deviation missing or twice",
        "You are off by another factor in each column, row or channel. Which quantity has one value for each of them?",
        on_numbers(_is_factor_by_line),
    ),
)  # fmt: skip
