"""A term too many or too few: regularisation, a bias, a one-hot, a normalisation, an elementary function."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.pattern import Pattern, on_numbers
from autograder.diagnosis.wrong_array import WrongArray

Array = NDArray[Any]
_FEWEST: Final = 3  # entries by which a factor is told


def _share_of_parameter(wrong: WrongArray) -> float | None:
    """c, if found and right array differ by c times the parameter."""
    given = wrong.given
    if given is None or given.shape != wrong.expected.shape or given.size < _FEWEST:
        return None
    off = wrong.array - wrong.expected
    size = float(np.sum(given * given))
    share = float(np.sum(off * given)) / size if size else 0.0
    return share if share and wrong.is_predicted(wrong.expected + share * given) else None


def _penalty_times(wrong: WrongArray, times: float) -> bool:
    """Whether the regularisation counts so many times in place of once."""
    share, given, penalty = _share_of_parameter(wrong), wrong.given, wrong.penalty
    if share is None or given is None or penalty is None or not penalty.any():
        return False
    rate = float(np.sum(penalty * given)) / float(np.sum(given * given))
    return abs(share / rate - (times - 1)) < 1e-4  # the rate is read off the loss, to about six digits


def _is_penalty_added(wrong: WrongArray) -> bool:
    """A multiple of the parameter where the loss has no such term."""
    is_free = wrong.penalty is not None and not wrong.penalty.any()
    return is_free and _share_of_parameter(wrong) is not None


def _is_bias_times(wrong: WrongArray, times: int) -> bool:
    for bias in wrong.arguments:
        if isinstance(bias, np.ndarray) and bias.ndim == 1 and bias.dtype.kind == "f" and wrong.expected.ndim >= 2:
            for axis in range(wrong.expected.ndim):
                if wrong.expected.shape[axis] == len(bias):
                    shape = [len(bias) if a == axis else 1 for a in range(wrong.expected.ndim)]
                    if wrong.is_predicted(wrong.expected + (times - 1) * bias.reshape(shape)):
                        return True
    return False


def _one_a_row(array: Array, margin: float) -> bool:
    """Whether each row has exactly one entry that is not zero."""
    if array.ndim != 2 or min(array.shape) < 3:
        return False
    return bool(np.all((np.abs(array) > margin).sum(axis=1) == 1))


def _is_one_hot_missing(wrong: WrongArray) -> bool:
    off = wrong.array - wrong.expected
    if not _one_a_row(off, wrong.margin):
        return False
    return bool(np.ptp(off[np.abs(off) > wrong.margin]) <= 2 * wrong.margin)


def _is_one_hot_elsewhere(wrong: WrongArray) -> bool:
    """Some rows, at least three, have one entry too large by an amount and one too small by the same amount."""
    off = wrong.array - wrong.expected
    if off.ndim != 2 or off.shape[1] < 3:
        return False
    rows = off[np.any(np.abs(off) > wrong.margin, axis=1)]
    above, below = rows > wrong.margin, rows < -wrong.margin
    is_moved = len(rows) >= _FEWEST and bool(np.all((above.sum(axis=1) == 1) & (below.sum(axis=1) == 1)))
    return is_moved and bool(np.ptp(np.abs(rows[above | below])) <= 2 * wrong.margin)


def _is_label_wrong(wrong: WrongArray) -> bool:
    """Where the labels are known, some rows may be right."""
    off = wrong.array - wrong.expected
    if wrong.labels is None:
        return _one_a_row(off, wrong.margin)
    is_wrong = np.abs(off) > wrong.margin
    is_enough = off.shape[1] >= 3 and int(np.count_nonzero(is_wrong)) >= _FEWEST
    return is_enough and not bool(np.any(is_wrong & ~wrong.labels))


def _is_label_alone(wrong: WrongArray) -> bool:
    return _one_a_row(wrong.array, wrong.margin) and not _one_a_row(wrong.expected, wrong.margin)


def _sums_to_one(array: Array, axis: int | None) -> bool:
    return bool(np.allclose(array.sum(axis=axis), 1, rtol=1e-6))  # a normalisation is exact but for rounding


def _is_normal(array: Array) -> bool:
    return array.ndim == 2 and min(array.shape) > 1 and bool(np.all(array >= 0)) and _sums_to_one(array, -1)


def _is_not_normalised(wrong: WrongArray) -> bool:
    if not _is_normal(wrong.expected) or _sums_to_one(wrong.array, -1):
        return False
    sums = wrong.array.sum(axis=-1, keepdims=True)
    return bool(np.all(sums != 0)) and not _sums_to_one(wrong.array, 0) and not _sums_to_one(wrong.array, None) and (
        wrong.close(wrong.array / np.where(sums == 0, 1, sums), wrong.expected)
    )  # fmt: skip


def _is_normalised_elsewhere(wrong: WrongArray) -> bool:
    found, expected = wrong.array, wrong.expected
    if wrong.labels is not None:  # the gradient of a cross entropy holds the probabilities
        found, expected = (len(a) * a + wrong.labels for a in (found, expected))
    return _is_normal(expected) and bool(np.all(found >= 0)) and (_sums_to_one(found, 0) or _sums_to_one(found, None))


def _is_function_of(wrong: WrongArray, function: Any) -> bool:
    with np.errstate(all="ignore"):
        prediction = function(wrong.expected)
    return bool(np.all(np.isfinite(prediction))) and wrong.is_predicted(prediction)


def _is_an_argument(wrong: WrongArray) -> bool:
    arrays = [a for a in wrong.arguments if isinstance(a, np.ndarray) and a.shape == wrong.expected.shape]
    return any(wrong.is_predicted(array) for array in arrays)


def _have_signs_changed(wrong: WrongArray) -> bool:
    return wrong.close(np.abs(wrong.array), np.abs(wrong.expected)) and wrong.expected.size >= _FEWEST


_PENALTY: Final = "Your gradient is off by a multiple of the parameter itself."

TERMS: Final = (
    Pattern(
        "regularisation_missing", "the gradient without the regularisation's part",
        f"{_PENALTY} Which term of the loss has that derivative?",
        on_numbers(lambda wrong: _penalty_times(wrong, 0.0)),
    ),
    Pattern(
        "regularisation_halved", "half of the regularisation's part, such as reg·W for a loss with reg·ΣW²",
        f"{_PENALTY} Differentiate the regularisation as the loss has it, with its factor.",
        on_numbers(lambda wrong: _penalty_times(wrong, 0.5)),
    ),
    Pattern(
        "regularisation_doubled", "twice the regularisation's part",
        f"{_PENALTY} Differentiate the regularisation as the loss has it, with its factor.",
        on_numbers(lambda wrong: _penalty_times(wrong, 2.0)),
    ),
    Pattern(
        "regularisation_subtracted", "the regularisation's part with the wrong sign",
        f"{_PENALTY} Does the regularisation raise or lower the loss?",
        on_numbers(lambda wrong: _penalty_times(wrong, -1.0)),
    ),
    Pattern(
        "regularisation_added", "a multiple of the parameter, such as a bias, where the loss does not regularise it",
        f"{_PENALTY} Does the loss regularise this parameter?",
        on_numbers(_is_penalty_added),
    ),
    Pattern(
        "parameter_multiple", "off by another multiple of the parameter: the regularisation with another strength",
        f"{_PENALTY} Which term of the loss has that derivative, and with which factor?",
        on_numbers(lambda wrong: _share_of_parameter(wrong) is not None),
    ),
    Pattern(
        "bias_missing", "the result without the bias",
        "Set the weights to zero. What should be left of the result, and what is?",
        on_numbers(lambda wrong: _is_bias_times(wrong, 0)),
    ),
    Pattern(
        "bias_twice", "the bias is added twice",
        "Set the weights to zero. What should be left of the result, and what is?",
        on_numbers(lambda wrong: _is_bias_times(wrong, 2)),
    ),
    Pattern(
        "one_hot_missing", "off by the same amount in one entry a row: the one-hot of the label is left out",
        "One entry of each row is off: the one of the label. What does the label change in the loss's derivative?",
        on_numbers(_is_one_hot_missing, plain=True),
    ),
    Pattern(
        "one_hot_misplaced", "the one-hot of the labels stands at a wrong class",
        "In each row two entries are off. Which class does your one-hot mark, and do labels count from 0?",
        on_numbers(_is_one_hot_elsewhere, plain=True),
    ),
    Pattern(
        "label_entry_alone", "only one entry a row is filled, the label's: the term of all classes is missing",
        "Only the label's entry of each row is filled. On which other entries does the loss depend?",
        on_numbers(_is_label_alone, plain=True),
    ),
    Pattern(
        "label_entry_wrong", "right but for one entry a row, the label's",
        "Only the label's entry of each row is off. In which terms of the loss does the score of the label stand?",
        on_numbers(_is_label_wrong, plain=True),
    ),
    Pattern(
        "normalised_over_wrong_axis", "sums to one over the wrong axis, or over the whole array",
        "Add up each row of your result, and each column. Which should give one?",
        on_numbers(_is_normalised_elsewhere),
    ),
    Pattern(
        "not_normalised", "right but for the division by the sum of each row",
        "Add up each row of your result. What should that give?",
        on_numbers(_is_not_normalised),
    ),
    Pattern(
        "logarithm_missing", "the exponential of what is right",
        "Between your result and the right one lies one elementary function. Which step of the formula is missing?",
        on_numbers(lambda wrong: _is_function_of(wrong, np.exp)),
    ),
    Pattern(
        "square_root_missing", "the square of what is right",
        "Between your result and the right one lies one elementary function. Which step of the formula is missing?",
        on_numbers(lambda wrong: _is_function_of(wrong, np.square)),
    ),
    Pattern(
        "argument_returned", "one of the arguments, as it came",
        "Your function returns one of its arguments unchanged. Which line should have changed it?",
        on_numbers(_is_an_argument),
    ),
)  # fmt: skip
SIGNS: Final = (
    Pattern(
        "some_signs", "right in size, with the wrong sign in some entries",
        "The sizes are right and some signs are not. Which of the entries should be negative?",
        on_numbers(_have_signs_changed),
    ),
)  # fmt: skip
