"""Make a picture of what a test attaches: its kind, few enough numbers, and the same in words.

Arithmetic only. What holds no numbers, or not of this kind, is refused with a sentence; who is to blame is the caller's
to say.
"""

from typing import Any, Final, Literal, get_args

import numpy as np

from autograder.reports.pictures import MOST_CLASSES, MOST_CURVES, SIDE
from autograder.results import Picture

Kind = Literal["heat_map", "series", "image", "points"]
KINDS: Final = get_args(Kind)

# What is drawn of a heat map; a plot is less than a thousand pixels wide; an image needs a pixel a number, or for
# three in colour; a point has two and a class. With six digits each, the largest picture is some 150 kB of JSON.
MOST_NUMBERS: Final[dict[Kind, int]] = {
    "heat_map": SIDE * SIDE,
    "series": MOST_CURVES * 512,
    "image": 128 * 128,
    "points": 3 * 1000,
}
MOST_NAME: Final = 80  # characters
_DIGITS: Final = 6


class NotDrawableError(ValueError):
    """Something that no picture can be made of."""


def picture_of(name: str, content: Any, kind: Kind | None = None) -> Picture:
    """Make a picture of a plain value.

    Parameters
    ----------
    content : number array of one to four axes, or nested lists of numbers
    kind : "series", "heat_map", "image" or "points"
        By default a series for one axis, else a heat map.

    Raises
    ------
    NotDrawableError
        If it holds anything but numbers, or has a shape that this kind does not draw.
    """
    if not isinstance(name, str):
        raise NotDrawableError("has no text for a name")
    if kind not in (None, *KINDS):
        raise NotDrawableError(f"has the kind {kind!r:.40}; there are {', '.join(KINDS)}")
    numbers = _as_numbers(content)
    chosen: Kind = kind or ("series" if numbers.ndim == 1 else "heat_map")
    is_colour = chosen == "image" and numbers.ndim == 3 and numbers.shape[-1] == 3
    _require_shape(chosen, numbers.shape)
    if chosen == "points":
        _require_classes(numbers)
        drawn = numbers[:: -(-numbers.size // MOST_NUMBERS[chosen])]
        text = _points_in_words(drawn, len(numbers))
    else:
        drawn = _block_means(numbers, chosen, is_colour)
        text = _in_words(numbers, chosen, drawn.shape, is_colour)
    values = [float(f"{v:.{_DIGITS}g}") if np.isfinite(v) else None for v in drawn.ravel().tolist()]
    return Picture(name=name[:MOST_NAME], kind=chosen, shape=list(drawn.shape), values=values, text=text)


def _as_numbers(content: Any) -> Any:
    try:
        numbers = np.asarray(content)
    except (ValueError, TypeError, OverflowError):
        raise NotDrawableError("is not an array of numbers") from None
    if numbers.dtype.kind not in "biuf":
        raise NotDrawableError(f"is made of {numbers.dtype.name}, not of real numbers")
    with np.errstate(over="ignore"):
        return numbers.astype(np.float64)


def _require_shape(kind: Kind, shape: tuple[int, ...]) -> None:
    axes = {"series": (1, 2), "heat_map": (1, 2, 3, 4), "image": (2, 3), "points": (2,)}[kind]
    if len(shape) not in axes or 0 in shape or (kind == "points" and shape[1] not in (2, 3)):
        raise NotDrawableError(f"has shape {shape}, of which no {kind} can be drawn")
    if kind == "series" and len(shape) == 2 and shape[0] > MOST_CURVES:
        raise NotDrawableError(f"has {shape[0]} curves; at most {MOST_CURVES} can be told apart")


def _require_classes(points: Any) -> None:
    classes = np.unique(points[:, 2:])
    if not np.isfinite(classes).all() or (classes != np.round(classes)).any():
        raise NotDrawableError("has classes that are not whole numbers")
    if len(classes) > MOST_CLASSES:
        raise NotDrawableError(f"has {len(classes)} classes; at most {MOST_CLASSES} can be told apart")


def _block_means(numbers: Any, kind: Kind, is_colour: bool) -> Any:
    """The numbers, or means of blocks along the axes that are drawn, so that there are few enough.

    If there are too many panels even of one number each, the first ones.
    """
    drawn = [0, 1] if is_colour else [numbers.ndim - 1] if kind == "series" else [*range(numbers.ndim)][-2:]
    others = [axis for axis in range(numbers.ndim) if axis not in drawn]
    panels = 1 if is_colour else int(np.prod([numbers.shape[axis] for axis in others]))
    most = MOST_NUMBERS[kind] // (3 if is_colour else 1)
    if panels > most:
        numbers, panels = numbers.reshape(panels, *(numbers.shape[axis] for axis in drawn))[:most], most
        drawn = [axis - drawn[0] + 1 for axis in drawn]
    while panels * np.prod([numbers.shape[axis] for axis in drawn]) > most:
        numbers = _halved(numbers, max(drawn, key=lambda axis: numbers.shape[axis]))
    return numbers


def _halved(numbers: Any, axis: int) -> Any:
    """Means of pairs along an axis; of an odd number of entries the last stays alone."""
    starts = np.arange(0, numbers.shape[axis], 2)
    counts = np.minimum(2, numbers.shape[axis] - starts)
    shape = [-1 if i == axis else 1 for i in range(numbers.ndim)]
    with np.errstate(over="ignore", invalid="ignore"):
        return np.add.reduceat(numbers, starts, axis=axis) / counts.reshape(shape)


def _in_words(numbers: Any, kind: Kind, drawn: tuple[int, ...], is_colour: bool) -> str:
    finite = numbers[np.isfinite(numbers)]
    before, after = (" × ".join(map(str, shape[:2] if is_colour else shape)) for shape in (numbers.shape, drawn))
    noun = {"series": "points", "image": "pixels in colour" if is_colour else "pixels", "heat_map": "numbers"}[kind]
    extent = f"from {finite.min():.4g} to {finite.max():.4g}" if finite.size else "none of them finite"
    missing = f"{numbers.size - finite.size} not finite" if 0 < finite.size < numbers.size else ""
    ends = f"the first {numbers[0]:.4g}, the last {numbers[-1]:.4g}" if kind == "series" and numbers.ndim == 1 else ""
    means = f"drawn as means, {after}" if drawn != numbers.shape else ""
    return ", ".join(filter(None, [f"{before} {noun}", extent, ends, missing, means]))


def _points_in_words(points: Any, before: int) -> str:
    """How many there are, where, and whether those of one class lie together."""
    places = points[np.isfinite(points[:, :2]).all(axis=1)]
    few = f"{len(points)} of them drawn" if len(points) < before else ""
    missing = f"{len(points) - len(places)} nowhere" if len(places) < len(points) else ""
    classes = f" of {len(np.unique(points[:, 2]))} classes" if points.shape[1] == 3 else ""
    extent = ", ".join(
        f"{axis} from {place.min():.4g} to {place.max():.4g}"
        for axis, place in zip(("across", "up"), places[:, :2].T, strict=True)
        if len(places)
    )
    together = _share_with_own_neighbour(places) if classes and len(places) > 1 else ""
    return ", ".join(filter(None, [f"{before} points{classes}", few, extent, missing, together]))


def _share_with_own_neighbour(points: Any) -> str:
    with np.errstate(over="ignore", invalid="ignore"):
        x, y = (column[:, None] - column for column in points[:, :2].T)
        distances = np.hypot(x, y)
    np.fill_diagonal(distances, np.inf)
    share = np.mean(points[distances.argmin(axis=1), 2] == points[:, 2])
    return f"the nearest neighbour of {share:.0%} is of their own class"
