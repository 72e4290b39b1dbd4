"""Right for some examples, channels or windows only: the others are missing, overwritten or left at zero.

Where the Jacobian is known, a part is taken of the upstream gradient and pulled back, so that sums over examples or
windows are seen as well; else a part is taken of the array itself.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.pattern import Pattern, on_numbers
from autograder.diagnosis.wrong_array import WrongArray

Array = NDArray[Any]
Part = tuple[slice | int, ...]

_AXES: Final = {"example": 0, "channel": 1}
_ENDS: Final = {"last": -1, "first": 0}
_MOST_BORDER: Final = 3
_FEWEST_INSIDE: Final = 8  # entries that must be right, for "right in the interior" to mean anything
_BY_CHANCE: Final = 0.01  # as likely may it be that wrong entries anywhere all stand at the border


def _line(axis: int, end: int) -> tuple[slice | int, ...]:
    """The index of the first or last line along an axis."""
    return (*[slice(None)] * axis, end)


def _only(array: Array, axis: int, end: int) -> Array:
    kept = np.zeros_like(array)
    kept[_line(axis, end)] = array[_line(axis, end)]
    return kept


def _without(array: Array, axis: int, end: int) -> Array:
    kept = np.array(array)
    kept[_line(axis, end)] = 0
    return kept


def _is_part(take: Callable[[Array, int, int], Array], what: str, end: int) -> Callable[[WrongArray], bool]:
    """Whether only (or all but) the first or last example or channel counts."""
    axis = _AXES[what]

    def fits(wrong: WrongArray) -> bool:
        return any(wrong.is_predicted(p) for p in _pulled(wrong, lambda g: take(g, axis, end), axis)) or any(
            wrong.is_predicted(take(wrong.expected, a, end)) for a in _own_axes(wrong, what)
        )

    return on_numbers(fits)


def _pulled(wrong: WrongArray, part: Callable[[Array], Array], axis: int) -> Iterator[Array]:
    """The gradients that a part of the upstream gradient gives."""
    if wrong.upstream is not None and wrong.upstream.ndim > max(axis, 1) and wrong.pull is not None:
        yield wrong.pull(part(wrong.upstream))


def _own_axes(wrong: WrongArray, what: str) -> list[int]:
    """The axes of the array itself that count examples, or channels."""
    if wrong.expected.ndim < 2:
        return []
    is_batched = wrong.batch is not None and len(wrong.expected) == wrong.batch
    return [0] if what == "example" and is_batched else [1] if what == "channel" else []


def _windows(take: Callable[[Array, int, int], Array], end: int) -> Callable[[WrongArray], bool]:
    """Only, or all but, the first or last row of windows, column of windows, or both."""

    def fits(wrong: WrongArray) -> bool:
        parts: list[Callable[[Array], Array]] = [
            lambda g: take(g, 2, end),
            lambda g: take(g, 3, end),
            lambda g: take(take(g, 2, end), 3, end),
            lambda g: take(take(take(g, 2, end), 3, end), 0, end),  # one window of one example
        ]
        return any(wrong.is_predicted(p) for part in parts for p in _pulled(wrong, part, 3)) or any(
            wrong.is_predicted(take(wrong.expected, axis, end)) for axis in range(2, wrong.expected.ndim)
        )

    return on_numbers(fits)


def _is_overwritten(wrong: WrongArray) -> bool:
    """Where windows overlap, the last one that reaches an entry counts alone: of all channels together, or of each."""
    if wrong.upstream is None or wrong.upstream.ndim != 4 or wrong.expected.ndim != 4 or wrong.pull is None:
        return False
    jacobian, reach = wrong.jacobian(), wrong.reach()
    if jacobian is None or reach is None:
        return False
    n, channels, rows, columns = wrong.upstream.shape
    shape = (n, channels, rows * columns, wrong.expected.size)
    flow = (wrong.upstream.ravel()[:, None] * jacobian).reshape(shape).sum(axis=0)
    reached = np.asarray(reach.reshape(shape).any(axis=0))
    at_once = _last(flow.sum(axis=0), np.any(reached, axis=0))
    one_by_one = _last(flow.reshape(-1, shape[3]), reached.reshape(-1, shape[3]))
    where_it_flows = _last(flow.reshape(-1, shape[3]), flow.reshape(-1, shape[3]) != 0)  # as to a window's maximum
    kept = (at_once, one_by_one, where_it_flows)
    return any(wrong.is_predicted(flows.reshape(wrong.expected.shape)) for flows in kept)


def _last(flow: Array, reached: Any) -> Array:
    """Of the flows to each entry, one a row, the last that reaches it."""
    order = np.arange(len(flow))[:, None]
    last = np.where(reached, order, -1).max(axis=0)
    return np.asarray(np.where(order == last, flow, 0).sum(axis=0))


def _is_wrong_at_border(wrong: WrongArray) -> bool:
    """Right inside, wrong somewhere within a few entries of the end of the last two axes.

    The smaller the inside, the more entries must be wrong, or they all stand at the border by chance.
    """
    if wrong.expected.ndim < 2:
        return False
    is_wrong = np.abs(wrong.array - wrong.expected) > wrong.margin
    for width in range(1, _MOST_BORDER + 1):
        inside = (..., slice(width, -width), slice(width, -width))
        count = wrong.expected[inside].size
        share = count / wrong.expected.size
        if count < _FEWEST_INSIDE:
            return False
        if not is_wrong[inside].any():
            return bool((1 - share) ** np.count_nonzero(is_wrong) < _BY_CHANCE)
    return False


def _part_patterns() -> Iterator[Pattern]:
    for what, plural in {"example": "examples", "channel": "channels, filters or units"}.items():
        for end, index in _ENDS.items():
            yield Pattern(
                f"{end}_{what}_only", f"only the {end} of the {plural} counts: the others are overwritten or never met",
                f"Only one of the {plural} shows in your result. What happens to what the others have put there?",
                _is_part(_only, what, index),
            )  # fmt: skip
    for end, index in _ENDS.items():
        yield Pattern(
            f"{end}_windows_only", f"only the {end} row or column of windows counts, or a single window",
            "Only the windows at one end show in your result. What happens to what the others have put there?",
            _windows(_only, index),
        )  # fmt: skip
    for what, plural in {"example": "examples", "channel": "channels, filters or units"}.items():
        for end, index in _ENDS.items():
            yield Pattern(
                f"{end}_{what}_left_out", f"the {end} of the {plural} is left out",
                f"One of the {plural} is missing in your result. Where does your loop begin and end?",
                _is_part(_without, what, index),
            )  # fmt: skip
    for end, index in _ENDS.items():
        yield Pattern(
            f"{end}_windows_left_out", f"the {end} row or column of windows is left out",
            "Some windows at an end are missing in your result. Where do your loops begin and end?",
            _windows(_without, index),
        )  # fmt: skip


PARTS: Final = (
    *_part_patterns(),
    Pattern(
        "overlaps_overwritten", "where windows overlap the last one overwrites what the others gave, = for +=",
        "Two windows can share an entry. What should happen to the gradients that both send to it?",
        on_numbers(_is_overwritten),
    ),
)  # fmt: skip
BORDER: Final = (
    Pattern(
        "wrong_at_border", "right in the interior, wrong along the border of the last two axes",
        "Your result is right in the middle and wrong at the border. What is different there: padding, fewer windows,"
        " the end of a loop?",
        on_numbers(_is_wrong_at_border),
    ),
)  # fmt: skip
