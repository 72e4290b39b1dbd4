"""The grid of a terminal: signs and digits, few of them."""

from autograder.reports.grid import COLUMNS, ROWS, heat_grid
from autograder.results import Picture

from .samples import border_map, loss_curves


def heat_map(shape: list[int], values: list[float | None]) -> Picture:
    return Picture(name="dx", kind="heat_map", shape=shape, values=values, text="a map")


def test_each_cell_has_a_sign_and_a_digit_without_colour():
    lines = heat_grid(heat_map([2, 3], [1.0, 0.34, 0.0, -1.0, None, -0.1]))

    assert [line.plain for line in lines] == ["+9 +4  .", "-9 ?? -1", "9 is 1; . is 0; ?? is not finite"]


def test_where_nothing_is_finite_no_digit_is_explained():
    lines = heat_grid(heat_map([1, 2], [None, None]))

    assert [line.plain for line in lines] == ["?? ??", ". is 0; ?? is not finite"]


def test_one_panel_is_shown_and_named():
    lines = [line.plain for line in heat_grid(border_map())]

    assert len(lines) == 6
    assert lines[0].startswith("?? +")
    assert lines[-1].endswith("at [0, 0], one of 6")


def test_a_large_map_keeps_within_the_terminal():
    lines = heat_grid(heat_map([200, 150], [float(i) for i in range(30_000)]))

    assert len(lines) - 1 <= ROWS
    assert max(len(line.plain.split()) for line in lines[:-1]) <= COLUMNS


def test_other_pictures_have_no_grid():
    assert heat_grid(loss_curves()) == []
    assert heat_grid(heat_map([2, 2], [1.0])) == []
