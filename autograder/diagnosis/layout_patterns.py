"""The right numbers in the wrong place: transposed, flipped, shifted, in another order or shape, cut or not cut."""

from collections.abc import Iterator
from itertools import combinations, permutations, product
from math import prod
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.pattern import Pattern, on_numbers
from autograder.diagnosis.wrong_array import WrongArray

Array = NDArray[Any]
_MOST_AXES: Final = 5  # 120 permutations
_FEWEST_MOVED: Final = 8  # entries that must stand one place off, where what moves in is not known
_MOST_PLACES: Final = 1000  # at which a smaller array is looked for in a larger one


def _on_any_shape(wrong: WrongArray) -> bool:
    return (
        wrong.has_numbers and wrong.is_telling and wrong.is_finite and wrong.array.size > 0 and wrong.expected.size > 3
        and max(wrong.array.ndim, wrong.expected.ndim) <= _MOST_AXES
    )  # fmt: skip


def _is_transposed(wrong: WrongArray) -> bool:
    if not _on_any_shape(wrong) or wrong.array.ndim != wrong.expected.ndim:
        return False
    orders = list(permutations(range(wrong.expected.ndim)))[1:]
    return any(wrong.is_predicted(wrong.expected.transpose(order)) for order in orders)


def _is_flipped(wrong: WrongArray) -> bool:
    return any(
        wrong.is_predicted(np.flip(wrong.expected, axes))
        for count in range(1, wrong.expected.ndim + 1)
        for axes in combinations(range(wrong.expected.ndim), count)
    )


def _is_shifted(wrong: WrongArray) -> bool:
    for steps in _steps(wrong.expected.shape):
        if not _may_have_moved(wrong, steps):
            continue
        rolled, is_new = _moved(wrong.expected, steps)
        if any(wrong.is_predicted(moved) for moved in (rolled, np.where(is_new, 0, rolled))):
            return True
        # What moves in may be anything, such as a frame that was not cut off there: then the rest must say enough.
        moves = ~is_new & (np.abs(rolled - wrong.expected) > wrong.margin)
        enough = max(_FEWEST_MOVED, np.count_nonzero(wrong.expected) / 2)
        if np.count_nonzero(moves) >= enough and wrong.close(wrong.array[~is_new], rolled[~is_new]):
            return True
    return False


def _steps(shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Moves by one along one or two axes."""
    for steps in product((-1, 0, 1), repeat=len(shape)):
        is_flip = any(step and length <= 2 for step, length in zip(steps, shape, strict=True))
        if 0 < sum(map(abs, steps)) <= 2 and not is_flip:
            yield steps


def _may_have_moved(wrong: WrongArray, steps: tuple[int, ...]) -> bool:
    """A look at where the largest entry would be; it may also have left at one end."""
    largest = np.unravel_index(np.argmax(np.abs(wrong.expected)), wrong.expected.shape)
    goal = tuple(int(at) + step for at, step in zip(largest, steps, strict=True))
    if any(not 0 <= at < length for at, length in zip(goal, wrong.expected.shape, strict=True)):
        return True
    return bool(np.abs(wrong.array[goal] - wrong.expected[largest]) <= wrong.margin)


def _moved(array: Array, steps: tuple[int, ...]) -> tuple[Array, NDArray[np.bool_]]:
    """The array moved, what leaves at one end coming back at the other, and where it comes back."""
    axes = tuple(axis for axis, step in enumerate(steps) if step)
    rolled = np.roll(array, [steps[axis] for axis in axes], axes)
    is_new = np.zeros(array.shape, dtype=bool)
    for axis in axes:
        is_new[(*[slice(None)] * axis, 0 if steps[axis] > 0 else -1)] = True
    return rolled, is_new


def _has_other_shape(wrong: WrongArray) -> bool:
    return (
        _on_any_shape(wrong) and not wrong.same_shape and wrong.array.size == wrong.expected.size
        and wrong.close(wrong.array.ravel(), wrong.expected.ravel())
    )  # fmt: skip


def _has_other_order(wrong: WrongArray) -> bool:
    """The same entries, sorted; at least eight, so that no few coincide, and few zeros, so that none is misrouted."""
    return (
        _on_any_shape(wrong) and wrong.array.size == wrong.expected.size >= 8 and not wrong.is_sparse
        and wrong.close(np.sort(wrong.array, axis=None), np.sort(wrong.expected, axis=None))
        and not wrong.close(wrong.array.ravel(), wrong.expected.ravel())
    )  # fmt: skip


def _is_not_summed(wrong: WrongArray) -> bool:
    if not _on_any_shape(wrong) or wrong.array.ndim <= wrong.expected.ndim:
        return False
    return any(
        sums.shape == wrong.expected.shape and wrong.close(sums, wrong.expected)
        for count in range(1, wrong.array.ndim + 1)
        for axes in combinations(range(wrong.array.ndim), count)
        for sums in [wrong.array.sum(axis=axes)]
        if wrong.array.size > wrong.expected.size
    )


def _is_summed_too_far(wrong: WrongArray) -> bool:
    if not _on_any_shape(wrong) or wrong.array.size >= wrong.expected.size:
        return False
    return any(
        wrong.is_predicted(wrong.expected.sum(axis=axes, keepdims=keep))
        for count in range(1, wrong.expected.ndim + 1)
        for axes in combinations(range(wrong.expected.ndim), count)
        for keep in (False, True)
    )


def _is_sum_over_wrong_axis(wrong: WrongArray) -> bool:
    """A sum over some axes of an array it was given, where the right one is over others of the same array."""
    if not _on_any_shape(wrong):
        return False
    for source in (wrong.upstream, *wrong.arguments):
        if isinstance(source, np.ndarray) and source.dtype.kind == "f" and 2 <= source.ndim <= _MOST_AXES:
            sums = [
                source.sum(axis=axes)
                for count in range(1, source.ndim + 1)
                for axes in combinations(range(source.ndim), count)
            ]
            is_right = any(s.shape == wrong.expected.shape and wrong.close(s, wrong.expected) for s in sums)
            if is_right and any(wrong.is_predicted(s) for s in sums):
                return True
    return False


def _offsets_of(small: Array, large: Array, wrong: WrongArray) -> Iterator[tuple[int, ...]]:
    """Where in the large array the small one stands."""
    if small.ndim != large.ndim or small.size == 0 or any(s > n for s, n in zip(small.shape, large.shape, strict=True)):
        return
    rooms = [range(n - s + 1) for s, n in zip(small.shape, large.shape, strict=True)]
    if prod(map(len, rooms)) > _MOST_PLACES:
        return
    for offsets in product(*rooms):
        part = large[tuple(slice(o, o + s) for o, s in zip(offsets, small.shape, strict=True))]
        if wrong.close(part, small):
            yield offsets


def _larger(wrong: WrongArray, *, at_end: bool) -> bool:
    if not _on_any_shape(wrong) or wrong.same_shape:
        return False
    found = next(_offsets_of(wrong.expected, wrong.array, wrong), None)
    return found is not None and (not any(found)) is at_end


def _smaller(wrong: WrongArray, *, at_end: bool) -> bool:
    if not _on_any_shape(wrong) or wrong.same_shape:
        return False
    found = next(_offsets_of(wrong.array, wrong.expected, wrong), None)
    return found is not None and (not any(found)) is at_end


LAYOUT: Final = (
    Pattern(
        "transposed", "the right entries with two or more axes exchanged",
        "Your result is a transpose of the right one. Which axis comes first in each array, and in your formula?",
        _is_transposed, rivals="layout",
    ),
    Pattern(
        "flipped", "the right entries in reverse order along one or more axes",
        "Your result is right, but reversed along an axis. Where do you flip, or forget to flip, and which way do your"
        " indices run?",
        on_numbers(_is_flipped, fewest=4), rivals="layout",
    ),
    Pattern(
        "shifted", "the right entries one place off along one or two axes",
        "Your result is right, but one place off. Where does your first index begin, and where does it end?",
        on_numbers(_is_shifted, fewest=4), rivals="layout",
    ),
    Pattern(
        "other_shape", "the right numbers in the right order, in another shape",
        "The numbers are right, the shape is not. What shape does the handout ask for?",
        _has_other_shape,
    ),
    Pattern(
        "not_summed", "right once it is summed over an axis that should be gone, such as one row for each example",
        "Your result has an axis too many. What does that axis count, and what should happen to its entries?",
        _is_not_summed,
    ),
    Pattern(
        "summed_too_far", "the right array, summed over an axis that should have stayed",
        "Your result has fewer entries than the array it belongs to. Which sum goes too far?",
        _is_summed_too_far,
    ),
    Pattern(
        "wrong_axis", "a sum over other axes of an array than the right ones",
        "Over which axes do you sum? Write down the shape before and after, and what each axis counts.",
        _is_sum_over_wrong_axis,
    ),
    Pattern(
        "not_cropped", "the right array with a border around it that should be cut off",
        "Compare the shapes: your result still has a border that somebody added. Who cuts it off?",
        lambda wrong: _larger(wrong, at_end=False),
    ),
    Pattern(
        "cropped_too_far", "the inside of the right array: too much was cut off at the border",
        "Compare the shapes: you cut off more than was added. How much was added on each side?",
        lambda wrong: _smaller(wrong, at_end=False),
    ),
    Pattern(
        "too_many_at_end", "the right array with entries after its end",
        "Your result goes on after its end. How many windows, steps or rows are there, and do you round up or down?",
        lambda wrong: _larger(wrong, at_end=True),
    ),
    Pattern(
        "too_few_at_end", "the right array without its last entries along an axis",
        "Your result stops too early. How many windows, steps or rows are there, and where does your loop end?",
        lambda wrong: _smaller(wrong, at_end=True),
    ),
)  # fmt: skip
OTHER_ORDER: Final = (
    Pattern(
        "other_order", "the right entries in another order, as after a reshape that mixes axes",
        "All the right numbers are there, in the wrong order. Which reshape mixes axes that a transpose should move?",
        _has_other_order,
    ),
)  # fmt: skip
