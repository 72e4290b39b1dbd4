"""Work out how a picture is drawn on a page: paths for heat maps, curves and points, a small PNG for images.

Geometry only, made of our own digits: the templates write the elements, and the environment escapes every text.
"""

import base64
import math
import statistics
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from autograder.reports.panels import Number, Panel, coarse, cut, level, most_telling, numbers_of, scale_of
from autograder.results import Picture

STEPS = 5  # shades of each sign: more are not told apart
SIDE = 64  # cells along a panel: four pixels each in the width of a telephone
MOST_PANELS = 24
MOST_CURVES = 6  # each has a dash and a colour of its own
PLOT_WIDTH, PLOT_HEIGHT = 1000, 300
MOST_CLASSES = 10  # of points: each has a colour of its own
MAP_WIDTH, MAP_HEIGHT = 1000, 640
_PIXELS = 256  # of the longer side of a panel on the page
_LEAST_CELL, _MOST_CELL = 4, 18
_SHADES = {0: ""}  # classes by level: how far over or under zero, which is the background
for _step in range(1, STEPS + 1):
    _SHADES |= {_step: f"over-{_step}", -_step: f"under-{_step}"}


@dataclass(frozen=True)
class Tile:
    """One panel on the page: its size in cells and in pixels, and either its paths or a PNG."""

    label: str
    width: int
    height: int
    cell: int  # pixels
    paths: list[tuple[str, str]] = field(default_factory=list)  # class and geometry
    png: str = ""  # as base64


@dataclass(frozen=True)
class Cluster:
    """The points of one class: a path of lines without length, and where the number of the class stands."""

    label: str
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Drawing:
    """What a template draws: tiles, curves in one plot, or points on one map."""

    kind: str
    tiles: list[Tile] = field(default_factory=list)
    scale: str = ""  # what the strongest shade means
    note: str = ""
    curves: list[str] = field(default_factory=list)
    low: str = ""
    high: str = ""
    last: int = 0
    zero: int | None = None  # the height of the zero line
    clusters: list[Cluster] = field(default_factory=list)


def drawing(picture: Picture) -> Drawing | None:
    """How a picture is drawn, or None if it is shown in words alone."""
    numbers = numbers_of(picture)
    if not any(number is not None for number in numbers):
        return None
    match picture.kind, picture.shape:
        case "heat_map", _:
            return _heat_map(cut(numbers, picture.shape))
        case "series", [_] | [_, _]:
            return _series(picture.shape, numbers)
        case "points", [_, 2 | 3 as width]:
            return _points([numbers[start : start + width] for start in range(0, len(numbers), width)])
        case "image", [height, width, 3]:
            colours = [tuple(numbers[i : i + 3]) for i in range(0, len(numbers), 3)]
            return Drawing("image", [_image("", colours, height, width, _range_of(numbers), _PIXELS)])
        case "image", [_, _] | [_, _, _]:
            return _images(cut(numbers, picture.shape), _range_of(numbers))
    return None


def _heat_map(panels: list[Panel]) -> Drawing:
    shown = [coarse(panel, SIDE, SIDE) for panel in most_telling(panels, MOST_PANELS)]
    scale = scale_of(panels)
    return Drawing("heat-map", [_tile(panel, scale) for panel in shown], f"{scale:.3g}", _left_out(panels, shown))


def _left_out(panels: Sequence[Panel], shown: Sequence[Panel]) -> str:
    few = f"{len(shown)} of {len(panels)} panels, those with the largest numbers" if len(shown) < len(panels) else ""
    is_coarse = max(len(panels[0].rows), len(panels[0].rows[0])) > SIDE
    blocks = "a cell shows the extreme of its block" if is_coarse else ""
    return "; ".join(filter(None, [few, blocks]))


def _tile(panel: Panel, scale: float) -> Tile:
    """Runs of equal shade as rectangles, all of one shade in one path; a cross where there is no number."""
    shades: dict[str, list[str]] = {}
    for y, row in enumerate(panel.rows):
        x = 0
        for shade, run in groupby(["gap" if n is None else _SHADES[level(n, scale, STEPS)] for n in row]):
            length = len(list(run))
            if shade == "gap":
                shades.setdefault(shade, []).extend(f"M{i}.2 {y}.2l.6 .6m0-.6l-.6 .6" for i in range(x, x + length))
            elif shade:
                shades.setdefault(shade, []).append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    paths = [(shade, "".join(parts)) for shade, parts in sorted(shades.items())]
    height, width = len(panel.rows), len(panel.rows[0])
    return Tile(panel.label, width, height, _cell(height, width), paths)


def _cell(height: int, width: int) -> int:
    return max(_LEAST_CELL, min(_MOST_CELL, _PIXELS // max(height, width)))


def _series(shape: list[int], numbers: list[Number]) -> Drawing | None:
    length = shape[-1]
    curves = [numbers[start : start + length] for start in range(0, len(numbers), length)]
    if len(curves) > MOST_CURVES:
        return None
    finite = [number for number in numbers if number is not None]
    low, high = min(finite), max(finite)
    return Drawing(
        "series",
        curves=[_curve(curve, low, high) for curve in curves],
        low=f"{low:.3g}",
        high=f"{high:.3g}",
        last=length - 1,
        zero=_height_of(0.0, low, high) if low < 0 < high else None,
    )


def _curve(numbers: list[Number], low: float, high: float) -> str:
    """One path, interrupted where a number is missing; a point on its own is a line without length."""
    step = PLOT_WIDTH / max(1, len(numbers) - 1)
    parts: list[str] = []
    for i, number in enumerate(numbers):
        if number is not None:
            is_start = i == 0 or numbers[i - 1] is None
            is_alone = is_start and (i + 1 == len(numbers) or numbers[i + 1] is None)
            point = f"{round(i * step)} {_height_of(number, low, high)}"
            parts.append(f"{'M' if is_start else 'L'}{point}{'h0' if is_alone else ''}")
    return "".join(parts)


def _height_of(number: float, low: float, high: float) -> int:
    """From the top; halves, because the difference of two large floats may not be one."""
    span = high / 2 - low / 2
    return round(PLOT_HEIGHT * (1 - (number / 2 - low / 2) / span)) if span else PLOT_HEIGHT // 2


def _points(rows: list[list[Number]]) -> Drawing | None:
    """Points where they are, one scale for both directions; those that are nowhere are left out."""
    finite = [row for row in rows if None not in row]
    if not finite or len({row[2] for row in finite if len(row) == 3}) > MOST_CLASSES:
        return None
    across, up, *classes = ([n for n in column if n is not None] for column in zip(*finite, strict=True))
    x, y = _fitted(across, MAP_WIDTH, up, MAP_HEIGHT)
    places = list(zip(x, (MAP_HEIGHT - height for height in y), strict=True))
    if not classes:
        return Drawing("points", clusters=[_cluster("", places)])
    members = {
        name: [p for p, n in zip(places, classes[0], strict=True) if n == name] for name in sorted({*classes[0]})
    }
    return Drawing("points", clusters=[_cluster(f"{name:.6g}", found) for name, found in members.items()])


def _fitted(across: list[float], width: int, up: list[float], height: int) -> tuple[list[int], list[int]]:
    """Whole numbers from the left and from below, in the middle of a map; halves, as for heights."""
    spans = [(max(numbers) / 2 - min(numbers) / 2, room) for numbers, room in ((across, width), (up, height))]
    widest = max(span / room for span, room in spans)
    scale = 1 / widest if widest and math.isfinite(1 / widest) else 0.0

    def moved(numbers: list[float], room: int) -> list[int]:
        middle = max(numbers) / 2 + min(numbers) / 2
        return [round(room / 2 + (number / 2 - middle / 2) * scale) for number in numbers]

    return moved(across, width), moved(up, height)


def _cluster(label: str, places: list[tuple[int, int]]) -> Cluster:
    x, y = (round(statistics.median(numbers)) for numbers in zip(*places, strict=True))
    return Cluster(label, "".join(f"M{a} {b}h0" for a, b in places), x, y)


def _range_of(numbers: Sequence[Number]) -> tuple[float, float]:
    """What is black and what is white: the usual ranges of images where they fit, else the smallest and largest."""
    finite = [number for number in numbers if number is not None]
    low, high = min(finite), max(finite)
    usual = [(0.0, top) for top in (1.0, 255.0) if low >= 0 and high <= top]
    return usual[0] if usual else (low, high)


def _images(panels: list[Panel], limits: tuple[float, float]) -> Drawing:
    shown = panels[:MOST_PANELS]
    room = _PIXELS if len(shown) == 1 else _PIXELS // 2  # two in the width of a telephone
    tiles = []
    for panel in shown:
        pixels: list[tuple[Number, ...]] = [(number,) * 3 for row in panel.rows for number in row]
        tiles.append(_image(panel.label, pixels, len(panel.rows), len(panel.rows[0]), limits, room))
    note = f"the first {len(shown)} of {len(panels)}" if len(shown) < len(panels) else ""
    return Drawing("image", tiles, note=note)


def _image(
    label: str, pixels: Sequence[tuple[Number, ...]], height: int, width: int, limits: tuple[float, float], room: int
) -> Tile:
    low, high = limits[0] / 2, limits[1] / 2
    to_byte = 255 / (high - low) if high > low else 0.0
    colours = b"".join(
        bytes(4)  # transparent: the pattern behind the image shows
        if None in pixel
        else bytes([*(round((n / 2 - low) * to_byte) for n in pixel if n is not None), 255])
        for pixel in pixels
    )
    rows = [colours[start : start + 4 * width] for start in range(0, len(colours), 4 * width)]
    cell = max(1, min(_MOST_CELL, room // max(height, width)))
    return Tile(label, width, height, cell, png=base64.b64encode(_png(rows, width)).decode())


def _png(rows: Sequence[bytes], width: int) -> bytes:
    """Rows of RGBA bytes as a PNG. Source: PNG specification, third edition, sections 5 and 11."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, len(rows), 8, 6, 0, 0, 0)  # 8 bits, RGBA
    lines = b"".join(b"\x00" + row for row in rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
