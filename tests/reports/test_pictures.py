"""How pictures are drawn: the geometry, read back."""

import base64
import re
import struct
import zlib

import msgspec
import pytest

from autograder.reports.pictures import MOST_PANELS, SIDE, drawing
from autograder.results import Picture

from .samples import border_map, loss_curves, pictures, small_images


def cells(paths: list[tuple[str, str]]) -> dict[tuple[int, int], str]:
    """The shade of every cell that is not background."""
    return {
        (x, y): shade
        for shade, path in paths
        for start, y, length in [map(int, found) for found in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path)]
        for x in range(start, start + length)
    }


def pixels(png: str) -> list[list[tuple[int, ...]]]:
    """The RGBA pixels of a PNG as ours are: one IDAT, filter 0."""
    content = base64.b64decode(png)
    width, height = struct.unpack(">II", content[16:24])
    start = content.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", content[start - 8 : start - 4])
    raw = zlib.decompress(content[start : start + length])
    rows = [raw[i * (4 * width + 1) + 1 : (i + 1) * (4 * width + 1)] for i in range(height)]
    return [[tuple(row[i : i + 4]) for i in range(0, len(row), 4)] for row in rows]


def picture(kind: str, shape: list[int], values: list[float | None]) -> Picture:
    return msgspec.convert({"name": "x", "kind": kind, "shape": shape, "values": values, "text": "t"}, Picture)


def test_a_heat_map_shows_sign_strength_zero_and_gaps():
    drawn = drawing(picture("heat_map", [2, 3], [1.0, 0.4, 0.0, -1.0, None, -0.1]))

    [tile] = drawn.tiles
    assert cells(tile.paths) == {(0, 0): "over-5", (1, 0): "over-2", (0, 1): "under-5", (2, 1): "under-1"}
    assert [path for shade, path in tile.paths if shade == "gap"] == ["M1.2 1.2l.6 .6m0-.6l-.6 .6"]
    assert drawn.scale == "1"


def test_a_map_of_four_axes_has_a_tile_for_each_panel():
    drawn = drawing(border_map())

    assert [tile.label for tile in drawn.tiles] == ["[0, 0]", "[0, 1]", "[1, 0]", "[1, 1]", "[2, 0]", "[2, 1]"]
    assert {x for x, _ in cells(drawn.tiles[0].paths)} == set(range(7))
    assert (3, 2) not in cells(drawn.tiles[0].paths)


@pytest.mark.parametrize(
    ("shape", "note"),
    [
        ([2, 5000], "a cell shows the extreme of its block"),
        ([5000, 2], "a cell shows the extreme of its block"),
        ([100, 2, 2], f"{MOST_PANELS} of 100 panels, those with the largest numbers"),
    ],
)
def test_large_maps_are_bounded_and_say_so(shape, note):
    count = shape[0] * shape[1] * (shape[2] if len(shape) == 3 else 1)

    drawn = drawing(picture("heat_map", shape, [float(i % 7) for i in range(count)]))

    assert drawn.note == note
    assert len(drawn.tiles) <= MOST_PANELS
    assert max(tile.height for tile in drawn.tiles) <= SIDE
    assert max(tile.width for tile in drawn.tiles) <= SIDE


def test_a_curve_is_interrupted_where_a_number_is_missing():
    drawn = drawing(picture("series", [5], [0.0, 1.0, None, 1.0, None]))

    assert drawn.curves == ["M0 300L250 0M750 0h0"]
    assert (drawn.low, drawn.high, drawn.last, drawn.zero) == ("0", "1", 4, None)


def test_curves_share_their_axes():
    drawn = drawing(loss_curves())

    assert len(drawn.curves) == 2
    assert drawn.zero is not None
    assert all(0 <= int(y) <= 300 for curve in drawn.curves for y in re.findall(r"[ML]\d+ (-?\d+)", curve))


def test_huge_numbers_have_a_height():
    drawn = drawing(picture("series", [2], [-1.7e308, 1.7e308]))

    assert drawn.curves == ["M0 300L1000 0"]


def test_a_grey_image_keeps_its_range_and_its_holes():
    drawn = drawing(picture("image", [1, 3], [0.0, 1.0, None]))

    assert pixels(drawn.tiles[0].png) == [[(0, 0, 0, 255), (255, 255, 255, 255), (0, 0, 0, 0)]]


@pytest.mark.parametrize(("top", "shown"), [(1.0, 255), (255.0, 255), (200.0, 200)])
def test_a_coloured_image_is_read_in_ones_or_in_bytes(top, shown):
    drawn = drawing(picture("image", [2, 1, 3], [top, 0.0, 0.0, 0.0, top, 0.0]))

    assert pixels(drawn.tiles[0].png) == [[(shown, 0, 0, 255)], [(0, shown, 0, 255)]]


def test_other_ranges_are_stretched():
    drawn = drawing(picture("image", [1, 4], [-2.0, 0.0, 1.0, 2.0]))

    assert [pixel[0] for pixel in pixels(drawn.tiles[0].png)[0]] == [0, 128, 191, 255]


def test_several_images_are_tiles():
    assert [tile.label for tile in drawing(small_images()).tiles] == ["[0]", "[1]", "[2]"]


def test_points_share_one_scale_and_are_named_at_their_middle():
    drawn = drawing(picture("points", [4, 3], [0.0, 0.0, 7.0, 2.0, 1.0, 7.0, 1.0, 0.25, 7.0, 1.0, None, 5.0]))

    [cluster] = drawn.clusters
    # Twice as wide as high: 1000 across, 500 of the 640 up, in the middle.
    assert cluster.path == "M0 570h0M1000 70h0M500 445h0"
    assert (cluster.label, cluster.x, cluster.y) == ("7", 500, 445)


def test_each_class_of_points_has_a_path():
    drawn = drawing(picture("points", [3, 3], [0.0, 0.0, 9.0, 1.0, 0.0, 2.0, 0.0, 1.0, 9.0]))

    assert [(each.label, each.path.count("M")) for each in drawn.clusters] == [("2", 1), ("9", 2)]


def test_points_in_one_place_are_in_the_middle():
    drawn = drawing(picture("points", [2, 2], [3.0, 3.0, 3.0, 3.0]))

    assert [(each.label, each.path) for each in drawn.clusters] == [("", "M500 320h0M500 320h0")]


def test_more_classes_than_colours_are_words_alone():
    values = [number for i in range(11) for number in (float(i), 0.0, float(i))]

    assert drawing(picture("points", [11, 3], values)) is None


@pytest.mark.parametrize(
    ("kind", "shape", "count"),
    [
        ("image", [4], 4),
        ("image", [1] * 4, 1),
        ("series", [2, 2, 2], 8),
        ("series", [7, 1], 7),
        ("heat_map", [9], 1),
        ("points", [4], 4),
        ("points", [1, 4], 4),
    ],
)
def test_what_cannot_be_drawn_is_words_alone(kind, shape, count):
    assert drawing(picture(kind, shape, [1.0] * count)) is None


@pytest.mark.parametrize("kind", ["heat_map", "series", "image", "points"])
def test_nothing_finite_is_words_alone(kind):
    assert drawing(picture(kind, [1, 2], [None, None])) is None


def test_every_picture_of_the_samples_is_drawn():
    assert None not in [drawing(each) for each in pictures()]
