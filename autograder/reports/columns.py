"""Lay rows of short texts out in columns of a terminal, one line a row.

Text only, made plain and of one line by the caller. A table of rich measures each cell several times over.
"""

from collections.abc import Sequence

from rich.cells import cell_len, chop_cells, set_cell_size

_GAP = "  "
_NARROWEST = 3  # a heading folded below that is no word any more


def shortened(text: str, width: int) -> str:
    """A text of at most that width, with an ellipsis for what is cut off."""
    return text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def in_columns(
    headings: Sequence[str], rows: Sequence[Sequence[str]], width: int, *, left: int, whole: int
) -> tuple[list[str], list[str]]:
    """The lines of the headings, and a line for each row.

    Parameters
    ----------
    width : of the terminal
    left : how many columns are aligned to the left; the others are to the right
    whole : how many columns are there at any width, with headings of one line. The other headings are folded as far as
        the width asks for; where that does not help, their columns are left out.
    """
    widths = _widths(headings, rows, width, whole)
    folded = [chop_cells(heading, size) for heading, size in zip(headings, widths, strict=False)]
    height = max(map(len, folded))
    above = zip(*([""] * (height - len(lines)) + lines for lines in folded), strict=True)
    return [_line(line, widths, left) for line in above], [_line(row, widths, left) for row in rows]


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int, whole: int) -> list[int]:
    columns = list(zip(*rows, strict=True)) or [()] * len(headings)
    least = [max([_NARROWEST, *map(cell_len, column)]) for column in columns]
    natural = [max(cell_len(heading), cells) for heading, cells in zip(headings, least, strict=True)]
    for most in range(max(natural), _NARROWEST - 1, -1):
        folded = [min(size, max(cells, most)) for size, cells in zip(natural, least, strict=True)]
        widths = natural[:whole] + folded[whole:]
        if sum(widths) + len(_GAP) * (len(widths) - 1) <= width:
            return widths
    return natural[:whole]


def _line(cells: Sequence[str], widths: Sequence[int], left: int) -> str:
    """One line; a row may have more cells than there are columns."""
    padded = []
    for i, (cell, width) in enumerate(zip(cells, widths, strict=False)):
        space = " " * (width - cell_len(cell))
        padded.append(cell + space if i < left else space + cell)
    return _GAP.join(padded).rstrip()
