"""Rows in columns: one line each, as wide as the terminal allows."""

import pytest
from rich.cells import cell_len

from autograder.reports.columns import in_columns, shortened

HEADINGS = ["status", "name", "conv2d_forward", "im2col"]
ROWS = [["✓ graded", "ada", "9", "5"], ["! ungraded", "Zoë 李", "–", "10"]]


def laid_out(width, rows=ROWS):
    return in_columns(HEADINGS, rows, width, left=2, whole=2)


def test_a_row_is_a_line_and_numbers_stand_below_each_other():
    assert laid_out(80) == (
        ["status      name    conv2d_forward  im2col"],
        ["✓ graded    ada                  9       5", "! ungraded  Zoë 李               –      10"],
    )


def test_headings_are_folded_where_the_terminal_is_narrow():
    above, lines = laid_out(28)

    assert above == [
        "                    con",
        "                    v2d",
        "                    _fo",
        "                    rwa  im2",
        "status      name     rd  col",
    ]
    assert lines == ["✓ graded    ada       9    5", "! ungraded  Zoë 李    –   10"]


@pytest.mark.parametrize("width", range(28, 60))
def test_no_line_is_wider_than_the_terminal(width):
    above, lines = laid_out(width)

    assert max(map(cell_len, [*above, *lines])) <= width


def test_columns_are_left_out_where_folding_does_not_help():
    assert laid_out(27) == (["status      name"], ["✓ graded    ada", "! ungraded  Zoë 李"])


def test_a_cell_that_a_row_holds_is_never_cut():
    _, [line] = laid_out(30, [["✓ graded", "ada", "123456.25", "5"]])

    assert line == "✓ graded  ada   123456.25    5"


def test_headings_alone():
    assert laid_out(80, []) == (["status  name  conv2d_forward  im2col"], [])


def test_what_is_too_long_ends_with_an_ellipsis():
    assert shortened("a" * 32, 32) == "a" * 32
    assert shortened("a" * 33, 32) == "a" * 31 + "…"
    assert cell_len(shortened("李" * 20, 32)) <= 32
