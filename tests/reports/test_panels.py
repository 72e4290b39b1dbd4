"""Numbers cut into panels: whatever a worker made of them, what is drawn is bounded and says what is missing."""

import math

import pytest

from autograder.reports.panels import MOST_NUMBERS, coarse, level, most_telling, numbers_of, panels_of, scale_of
from autograder.results import Picture


def heat_map(shape: list[int], values: list[float | None]) -> Picture:
    return Picture(name="dx", kind="heat_map", shape=shape, values=values, text="a map")


def test_the_last_two_axes_are_a_panel():
    panels = panels_of(heat_map([2, 1, 2, 3], [float(i) for i in range(12)]))

    assert [panel.label for panel in panels] == ["[0, 0]", "[1, 0]"]
    assert panels[1].rows == [[6.0, 7.0, 8.0], [9.0, 10.0, 11.0]]


def test_one_axis_is_one_row():
    [panel] = panels_of(heat_map([3], [1.0, 2.0, 3.0]))

    assert (panel.label, panel.rows) == ("", [[1.0, 2.0, 3.0]])


@pytest.mark.parametrize(
    ("shape", "count"),
    [([], 1), ([2, 2], 3), ([0, 3], 0), ([-1, -1], 1), ([1] * 5, 1), ([MOST_NUMBERS + 1], MOST_NUMBERS + 1)],
)
def test_numbers_that_do_not_fit_have_no_panels(shape, count):
    assert panels_of(heat_map(shape, [1.0] * count)) == []


def test_what_is_not_finite_is_missing():
    assert numbers_of(heat_map([4], [math.nan, math.inf, None, 1.0])) == [None, None, None, 1.0]


def test_the_panels_that_tell_most_are_kept_in_order():
    panels = panels_of(heat_map([4, 1, 1], [3.0, 0.0, None, -5.0]))

    assert [panel.label for panel in most_telling(panels, 2)] == ["[2]", "[3]"]


def test_a_block_shows_its_extreme_or_that_one_is_missing():
    [panel] = panels_of(heat_map([2, 5], [1.0, -4.0, 0.0, 2.0, 9.0, 3.0, 0.0, None, 0.0, -9.5]))

    assert coarse(panel, 1, 3).rows == [[-4.0, None, -9.5]]
    assert coarse(panel, 2, 5) is panel


@pytest.mark.parametrize(
    ("number", "scale", "expected"),
    [
        (1.0, 1.0, 5),
        (-1.0, 1.0, -5),
        (0.21, 1.0, 2),
        (0.002, 1.0, 1),
        (-0.002, 1.0, -1),
        (1e-17, 1.0, 0),
        (0.0, 0.0, 0),
    ],
)
def test_a_level_keeps_the_sign_and_drops_only_the_negligible(number, scale, expected):
    assert level(number, scale, 5) == expected


@pytest.mark.parametrize("largest", [5e-324, 1e308])
def test_extreme_numbers_have_levels(largest):
    panels = panels_of(heat_map([2], [largest, -largest]))

    assert [level(n, scale_of(panels), 5) for n in panels[0].rows[0] if n is not None] == [5, -5]
