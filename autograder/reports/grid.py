"""Show a heat map in a terminal: a small grid of signs and digits that needs neither colour nor Unicode.

One panel, the one with the largest numbers: a terminal has no room for more.
"""

from rich.text import Text

from autograder.reports.panels import Number, coarse, level, most_telling, panels_of, scale_of
from autograder.results import Picture

ROWS, COLUMNS = 10, 20
_STEPS = 9  # one digit
_OVER, _UNDER, _GAP = "dark_orange", "dodger_blue1", "bold"


def heat_grid(picture: Picture) -> list[Text]:
    """The lines of a grid: the sign and the strength of each cell, ``+9`` for the largest; none for another picture."""
    panels = panels_of(picture) if picture.kind == "heat_map" else []
    if not panels:
        return []
    [chosen] = most_telling(panels, 1)
    scale = scale_of(panels)
    grid = [Text(" ").join(_cell(number, scale) for number in row) for row in coarse(chosen, ROWS, COLUMNS).rows]
    where = f", at {chosen.label}, one of {len(panels)}" if chosen.label else ""
    strongest = f"9 is {scale:.3g}; " if scale else ""
    return [*grid, Text(f"{strongest}. is 0; ?? is not finite{where}", style="dim")]


def _cell(number: Number, scale: float) -> Text:
    if number is None:
        return Text("??", style=_GAP)
    strength = level(number, scale, _STEPS)
    if not strength:
        return Text(" .", style="dim")
    return Text(f"{strength:+d}", style=_OVER if strength > 0 else _UNDER)
