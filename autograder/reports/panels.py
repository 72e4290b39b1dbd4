"""Cut the numbers of a picture into panels that are few and small enough to be seen. Draws nothing.

A submission computed some of the numbers: a picture whose numbers do not fit its shape, or are too many, has no panels
and is shown in words alone.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.results import Picture

MOST_NUMBERS = 50_000  # of one picture: 128 × 128 pixels in colour
MOST_AXES = 4
_NEGLIGIBLE = 1e-3  # of the largest: rounding beside a real difference is shown as none

Number = float | None


@dataclass(frozen=True)
class Panel:
    """The last two axes of an array at one index of the others; None where there is no finite number."""

    label: str  # "[0, 1]"; empty if there are no other axes
    rows: list[list[Number]]

    @property
    def largest(self) -> float:
        """The largest absolute value; infinite if one is missing."""
        return max(math.inf if number is None else abs(number) for row in self.rows for number in row)


def panels_of(picture: Picture) -> list[Panel]:
    """All panels of a picture in the order of their indices, or none if it cannot be drawn."""
    numbers = numbers_of(picture)
    return cut(numbers, picture.shape) if numbers else []


def cut(numbers: list[Number], shape: list[int]) -> list[Panel]:
    """The panels of numbers that fit the shape."""
    *others, height, width = [1] * (2 - len(shape)) + shape
    rows = [numbers[start : start + width] for start in range(0, len(numbers), width)]
    indices = itertools.product(*map(range, others))
    return [
        Panel(str(list(index)) if index else "", rows[i * height : (i + 1) * height]) for i, index in enumerate(indices)
    ]


def numbers_of(picture: Picture) -> list[Number]:
    """The numbers of a picture, None for those that are not finite; empty if they do not fit its shape."""
    shape, values = picture.shape, picture.values
    fits = 1 <= len(shape) <= MOST_AXES and min(shape) >= 1 and math.prod(shape) == len(values) <= MOST_NUMBERS
    return [v if v is not None and math.isfinite(v) else None for v in values] if fits else []


def most_telling(panels: Sequence[Panel], most: int) -> list[Panel]:
    """The panels with the largest numbers, in the order of their indices."""
    if len(panels) <= most:
        return list(panels)
    kept = sorted(range(len(panels)), key=lambda i: -panels[i].largest)[:most]
    return [panels[i] for i in sorted(kept)]


def coarse(panel: Panel, height: int, width: int) -> Panel:
    """A panel of at most ``height`` × ``width`` cells: each the extreme of its block, or None if one is missing."""
    rows, columns = len(panel.rows), len(panel.rows[0])
    high, wide = math.ceil(rows / height), math.ceil(columns / width)
    if high == wide == 1:
        return panel
    blocks = [
        [_extreme(panel.rows[top : top + high], left, left + wide) for left in range(0, columns, wide)]
        for top in range(0, rows, high)
    ]
    return Panel(panel.label, blocks)


def _extreme(rows: list[list[Number]], left: int, right: int) -> Number:
    block = [number for row in rows for number in row[left:right]]
    finite = [number for number in block if number is not None]
    return max(finite, key=abs) if len(finite) == len(block) else None


def scale_of(panels: Sequence[Panel]) -> float:
    """The largest absolute value of all panels; 0 if there is no finite number."""
    return max((abs(n) for panel in panels for row in panel.rows for n in row if n is not None), default=0.0)


def level(number: float, scale: float, steps: int) -> int:
    """The strength of a signed number, from -steps to steps; 0 only for what is negligible beside the scale."""
    share = abs(number) / scale if scale else 0.0
    strength = math.ceil(share * steps) if share >= _NEGLIGIBLE else 0
    return strength if number > 0 else -strength
