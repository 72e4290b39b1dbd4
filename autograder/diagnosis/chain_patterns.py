"""Mistakes in the chain rule: the upstream gradient, the mask and the local derivative."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.pattern import Pattern, on_numbers
from autograder.diagnosis.wrong_array import CLOSE, DIFFERENT, WrongArray

Array = NDArray[Any]
_FEWEST: Final = 3  # entries on each side of a mask, and more than a fitted formula has coefficients by


def _sources(wrong: WrongArray) -> Iterator[Array]:
    """What an elementwise layer could have passed on: the upstream gradient, or an argument of its shape."""
    for source in (wrong.upstream, *wrong.arguments):
        if isinstance(source, np.ndarray) and source.shape == wrong.expected.shape and source.dtype.kind == "f":
            yield source


def _gated(wrong: WrongArray) -> Iterator[tuple[Array, NDArray[np.bool_]]]:
    """The sources that the right array passes on in some entries, and blocks in the others."""
    for source in _sources(wrong):
        is_open = np.abs(wrong.expected - source) <= wrong.margin
        is_shut = np.abs(wrong.expected) <= wrong.margin
        counts = np.count_nonzero(is_open & ~is_shut), np.count_nonzero(is_shut & ~is_open)
        if np.all(is_open | is_shut) and min(counts) >= _FEWEST:
            yield source, is_open


def _is_mask_missing(wrong: WrongArray) -> bool:
    """Right where the right array is not zero; elsewhere something comes through."""
    if any(wrong.is_predicted(source) for source, _ in _gated(wrong)):
        return True
    found, expected = _beside_labels(wrong)
    is_shut = np.abs(expected) <= wrong.margin
    comes_through = is_shut & (np.abs(found) > wrong.margin)
    is_open_right = wrong.close(found[~is_shut], expected[~is_shut])
    enough = np.count_nonzero(~is_shut) >= _FEWEST and 2 * np.count_nonzero(comes_through) > np.count_nonzero(is_shut)
    return bool(is_open_right and enough and comes_through.any())


def _beside_labels(wrong: WrongArray) -> tuple[Array, Array]:
    """Found and right array, of a loss whose rows add up to zero without the entries of the labels.

    There the label's entry follows from the others.
    """
    if wrong.labels is not None and all(
        np.all(np.abs(a.sum(axis=1)) <= wrong.margin * a.shape[1]) for a in (wrong.array, wrong.expected)
    ):
        return wrong.array[~wrong.labels], wrong.expected[~wrong.labels]
    return wrong.array, wrong.expected


def _is_mask_inverted(wrong: WrongArray) -> bool:
    """Nothing where all should pass, and all where nothing should; or each of two slopes in place of the other."""
    if any(wrong.is_predicted(np.where(is_open, 0.0, source)) for source, is_open in _gated(wrong)):
        return True
    slopes = _slopes(wrong)
    return slopes is not None and _choose_alike(*slopes) and bool(np.ptp(slopes[0] + slopes[1]) <= 1e-5)


def _has_wrong_mask(wrong: WrongArray) -> bool:
    """It passes on or blocks each entry, but others than it should."""
    for source, _ in _gated(wrong):
        is_open = np.abs(wrong.array - source) <= wrong.margin
        is_shut = np.abs(wrong.array) <= wrong.margin
        if np.all(is_open | is_shut) and min(np.count_nonzero(is_open), np.count_nonzero(is_shut)) >= _FEWEST:
            return True
    return _has_other_choice(wrong) or _has_other_margins(wrong)


def _has_other_choice(wrong: WrongArray) -> bool:
    """Each entry of the upstream gradient is multiplied with one of two slopes, but not everywhere with the right."""
    slopes = _slopes(wrong)
    return slopes is not None and _choose_alike(*slopes)


def _slopes(wrong: WrongArray) -> tuple[Array, Array] | None:
    """By what a layer that treats each entry alone should multiply its upstream gradient, and by what it does."""
    layer = _elementwise(wrong)
    if layer is None:
        return None
    upstream = layer[0]
    usable = np.abs(upstream) > 1e-3
    return wrong.expected[usable] / upstream[usable], wrong.array[usable] / upstream[usable]


def _has_other_margins(wrong: WrongArray) -> bool:
    """In a loss with labels each other class counts or not, but not those that should, in more than one row."""
    if wrong.labels is None or not wrong.labels.any():
        return False
    rows = np.any(np.abs(wrong.array - wrong.expected) > wrong.margin, axis=1)
    found, right = _beside_labels(wrong)
    is_beside = found.size < wrong.array.size
    return is_beside and int(np.count_nonzero(rows)) > 1 and _choose_alike(right, found)


def _choose_alike(right: Array, found: Array) -> bool:
    """Whether both hold the same two numbers and no others, each several times, and not at the same places."""
    low, high = np.min(right, initial=np.inf), np.max(right, initial=-np.inf)
    margin = 1e-5 * max(abs(low), abs(high))
    if not 0 < margin < high - low:
        return False
    are_high = []
    for array in (right, found):
        is_low, is_high = np.abs(array - low) <= margin, np.abs(array - high) <= margin
        if not np.all(is_low | is_high) or min(np.count_nonzero(is_low), np.count_nonzero(is_high)) < _FEWEST:
            return False
        are_high.append(is_high)
    return bool(np.any(are_high[0] != are_high[1]))


def _is_misrouted(wrong: WrongArray) -> bool:
    if not wrong.is_sparse or wrong.expected.size < 8 or wrong.close(wrong.array, wrong.expected):
        return False
    is_same = wrong.close(np.sort(wrong.array, axis=None), np.sort(wrong.expected, axis=None))
    return is_same or _arrives_elsewhere(wrong)


def _arrives_elsewhere(wrong: WrongArray) -> bool:
    """Where several gradients can meet in one entry: no more entries than gradients, and of each map the right sum."""
    upstream = wrong.upstream
    if (
        upstream is None
        or upstream.ndim != 4
        or wrong.expected.ndim != 4
        or upstream.shape[:2] != wrong.array.shape[:2]
    ):
        return False
    right = upstream.sum(axis=(2, 3))
    are_same = all(wrong.close(a.sum(axis=(2, 3)), right) for a in (wrong.array, wrong.expected))
    are_few = all(np.count_nonzero(a) <= upstream.size for a in (wrong.array, wrong.expected))
    return are_few and are_same and right.size >= 2


def _is_upstream(wrong: WrongArray) -> bool:
    return wrong.upstream is not None and wrong.is_predicted(wrong.upstream)


def _is_upstream_ignored(wrong: WrongArray) -> bool:
    return wrong.upstream is not None and wrong.pull is not None and wrong.is_predicted(
        wrong.pull(np.ones_like(wrong.upstream))
    )  # fmt: skip


def _is_diagonal(wrong: WrongArray) -> bool:
    """Each output as if it depended on its own input alone."""
    jacobian = wrong.jacobian() if wrong.upstream is not None and wrong.upstream.shape == wrong.expected.shape else None
    if jacobian is None or wrong.upstream is None:
        return False
    return wrong.is_predicted(np.diagonal(jacobian).reshape(wrong.expected.shape) * wrong.upstream)


def _is_times_output(wrong: WrongArray) -> bool:
    output = wrong.output
    return wrong.upstream is not None and output is not None and output.shape == wrong.expected.shape and (
        wrong.is_predicted(wrong.upstream * output)
    )  # fmt: skip


def _elementwise(wrong: WrongArray) -> tuple[Array, Array, Array] | None:
    """Upstream gradient, input and output of a layer that treats each entry alone; None for another layer."""
    upstream, given, output = wrong.upstream, wrong.given, wrong.output
    if upstream is None or given is None or output is None or not (upstream.shape == given.shape == output.shape):
        return None
    jacobian = wrong.jacobian()
    if jacobian is None or np.count_nonzero(jacobian) > len(jacobian):
        return None
    return upstream, given.astype(np.float64), output


def _is_formula_of(wrong: WrongArray, choose: Callable[[Array, Array], Array]) -> bool:
    """The derivative is a formula a + b·y + c·y² of the output y; was it given something else instead?"""
    found = _elementwise(wrong)
    if found is None or wrong.expected.size < 3 + _FEWEST:
        return False
    upstream, given, output = found
    usable = np.abs(upstream) > 1e-3
    slope = wrong.expected[usable] / upstream[usable]
    powers = np.vander(output[usable], 3)
    coefficients, *_ = np.linalg.lstsq(powers, slope, rcond=None)
    if np.max(np.abs(powers @ coefficients - slope), initial=0.0) > 1e-6:
        return False
    instead = np.vander(choose(given, output).ravel(), 3) @ coefficients
    return wrong.is_predicted(upstream * instead.reshape(upstream.shape))


def _columns(wrong: WrongArray) -> Iterator[tuple[int, Array, Array, Array]]:
    """The inputs of a normalisation over columns, then over rows, both as columns.

    Yields the axis, the upstream gradient, the upstream gradient less its mean, and the centred input.
    """
    upstream, given = wrong.upstream, wrong.given
    shape = wrong.expected.shape
    if upstream is None or given is None or not (upstream.shape == given.shape == shape) or len(shape) != 2:
        return
    if min(shape) <= _FEWEST:
        return
    for axis in (0, 1):
        g, x = np.moveaxis(upstream, axis, 0), np.moveaxis(given, axis, 0)
        yield axis, g, g - g.mean(axis=0), x - x.mean(axis=0)


def _is_spanned(wrong: WrongArray, columns: Array, *spans: Array) -> bool:
    """Whether each column is a combination of the same columns of other arrays, with coefficients that vary."""
    fitted, shares = np.empty(columns.shape), []
    for k in range(columns.shape[1]):
        basis = np.stack([span[:, k] for span in spans], axis=1)
        share, *_ = np.linalg.lstsq(basis, columns[:, k], rcond=None)
        fitted[:, k] = basis @ share
        shares.append(share[0])
    is_varied = np.ptp(shares) > DIFFERENT * CLOSE[wrong.is_single] * np.max(np.abs(shares))
    return wrong.close(fitted, columns) and bool(is_varied)


def _is_path_missing(choose: Callable[[Array, Array, Array], tuple[Array, ...]]) -> Callable[[WrongArray], bool]:
    """Whether each column (or row) that was found is made of what is left without a path, and the right one is not."""

    def fits(wrong: WrongArray) -> bool:
        for axis, *inputs in _columns(wrong):
            spans = choose(*inputs)
            found, right = np.moveaxis(wrong.array, axis, 0), np.moveaxis(wrong.expected, axis, 0)
            if _is_spanned(wrong, found, *spans) and not _is_spanned(wrong, right, *spans):
                return True
        return False

    return on_numbers(fits)


CHAIN: Final = (
    Pattern(
        "mask_inverted", "the mask lets through what it should block, and blocks what it should let through",
        "Which entries should receive a gradient: those that were passed on in the forward pass, or the others?",
        on_numbers(_is_mask_inverted),
    ),
    Pattern(
        "mask_missing", "gradient also where none belongs: the gate of ReLU, max, dropout or a margin left out",
        "Some entries should receive no gradient at all. On which of them did the output not depend?",
        on_numbers(_is_mask_missing),
    ),
    Pattern(
        "wrong_mask", "each entry is passed on or blocked, but by the wrong condition, such as the upstream's sign",
        "Which array decides whether an entry is passed on: what came in, what went out, or the gradient?",
        on_numbers(_has_wrong_mask),
    ),
    Pattern(
        "misrouted", "each gradient arrives, but at the wrong entry, such as another one than its window's maximum",
        "Your gradients have the right values and stand at the wrong entries. Which entry did each output come from?",
        on_numbers(_is_misrouted),
    ),
    Pattern(
        "upstream_returned", "the upstream gradient as it came: the layer's own derivative is missing",
        "You hand on the upstream gradient as it is. What is the derivative of this layer itself?",
        on_numbers(_is_upstream),
    ),
    Pattern(
        "upstream_ignored", "the gradient as if the upstream gradient were all ones",
        "Multiply dout by two. Does your gradient double?",
        on_numbers(_is_upstream_ignored),
    ),
    Pattern(
        "times_output", "the upstream gradient times the layer's output, in place of its derivative",
        "You multiply the upstream gradient with the layer's output. Is that its derivative? What is missing?",
        on_numbers(_is_times_output),
    ),
    Pattern(
        "input_for_output", "a derivative written in terms of the output, applied to the input",
        "Your formula for the derivative holds for the layer's output. To what do you apply it?",
        on_numbers(lambda wrong: _is_formula_of(wrong, lambda given, output: given)),
    ),
    Pattern(
        "output_twice", "the derivative is taken at the layer's output, so that the function is applied twice",
        "At which point do you take the derivative: at the layer's input, or at its output?",
        on_numbers(lambda wrong: _is_derivative_at_output(wrong)),
    ),
    Pattern(
        "cross_terms_missing", "only the Jacobian's diagonal: each output as if it depended on its own input alone",
        "Does an output depend on the other inputs of its row too? Where are those terms in your gradient?",
        on_numbers(_is_diagonal),
    ),
    Pattern(
        "statistics_held_constant", "mean, variance or length of a normalisation treated as constants",
        "The mean, the variance or the length depends on every entry as well. Where is that path in your gradient?",
        _is_path_missing(lambda g, centred, x: (g,)),
    ),
    Pattern(
        "variance_term_missing", "the path through the variance (or the length) of a normalisation is missing",
        "The input also acts through the variance. Where is that path in your gradient?",
        _is_path_missing(lambda g, centred, x: (centred,)),
    ),
    Pattern(
        "mean_term_missing", "the path through the mean of a normalisation is missing",
        "The input also acts through the mean. Where is that path in your gradient?",
        _is_path_missing(lambda g, centred, x: (g, x)),
    ),
)  # fmt: skip


def _is_derivative_at_output(wrong: WrongArray) -> bool:
    found = _elementwise(wrong)
    if found is None or wrong.forward is None:
        return False
    upstream, _, output = found
    step = 2.0**-17 * np.maximum(1.0, np.abs(output))
    slope = (np.asarray(wrong.forward(output + step)) - np.asarray(wrong.forward(output - step))) / (2 * step)
    return wrong.is_predicted(upstream * slope)
