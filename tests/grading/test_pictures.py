"""Pictures of what tests attach: few numbers whatever comes, the same in words, and refusals in one sentence."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from autograder.grading.fixtures import MOST_PICTURES, PROVIDERS
from autograder.grading.pictures import MOST_NUMBERS, NotDrawableError, picture_of
from autograder.reports.pictures import MOST_CLASSES, MOST_CURVES, SIDE, drawing
from autograder.results import to_json


@pytest.mark.parametrize(
    ("shape", "kind", "expected"),
    [
        ((7,), None, "series"),
        ((2, 7), None, "heat_map"),
        ((2, 7), "series", "series"),
        ((3, 2, 5, 7), None, "heat_map"),
        ((5, 7, 3), "image", "image"),
        ((4, 5, 7), "image", "image"),
        ((7, 2), "points", "points"),
    ],
)
def test_small_content_is_kept_number_by_number(shape, kind, expected):
    content = np.arange(math.prod(shape)).reshape(shape) / 8

    picture = picture_of("x", content, kind)

    assert (picture.kind, tuple(picture.shape)) == (expected, shape)
    assert picture.values == content.ravel().tolist()
    assert drawing(picture) is not None


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        ((1_000_000,), "series"),
        ((6, 5000), "series"),
        ((3000, 2000), "heat_map"),
        ((1, 40_000), "heat_map"),
        ((64, 3, 11, 13), "heat_map"),
        ((70, 90, 2, 2), "heat_map"),
        ((500, 700, 3), "image"),
        ((40, 90, 90), "image"),
    ],
)
def test_large_content_is_bounded_and_says_so(shape, kind):
    picture = picture_of("x", np.ones(shape), kind)

    assert len(picture.values) == math.prod(picture.shape) <= MOST_NUMBERS[kind]
    assert set(picture.values) == {1.0}
    assert "drawn as" in picture.text
    assert drawing(picture) is not None


def test_points_are_told_with_their_classes_and_neighbours():
    corner, other = [[0.0, 0.0, 3], [0.1, 0.0, 3]], [[5.0, 2.0, 7], [4.9, 2.0, 7], [0.0, 0.2, 7]]

    picture = picture_of("x", [*corner, *other, [math.nan, 1.0, 7]], "points")

    assert picture.text == (
        "6 points of 2 classes, across from 0 to 5, up from 0 to 2, 1 nowhere, "
        "the nearest neighbour of 80% is of their own class"
    )
    assert picture.values[-3:] == [None, 1.0, 7.0]


@pytest.mark.parametrize("width", [2, 3])
def test_of_many_points_some_are_drawn(width):
    picture = picture_of("x", np.ones((40_000, width)), "points")

    assert MOST_NUMBERS["points"] // 2 < len(picture.values) <= MOST_NUMBERS["points"]
    assert f"{picture.shape[0]} of them drawn" in picture.text
    assert drawing(picture) is not None


def test_points_that_are_all_nowhere_are_words_alone():
    picture = picture_of("x", [[math.nan, math.inf, 1], [math.nan, 0.0, 2]], "points")

    assert picture.text == "2 points of 2 classes, 2 nowhere"
    assert drawing(picture) is None


def test_a_block_is_its_mean():
    steps = np.arange(2 * MOST_NUMBERS["series"] + 1, dtype=float)

    values = picture_of("x", steps).values

    # Halved twice: four steps each, and the last step alone.
    assert values[:2] == [1.5, 5.5]
    assert values[-1] == steps[-1]


def test_what_is_not_finite_is_missing_and_counted():
    picture = picture_of("x", [1.0, math.nan, -math.inf, 3.0])

    assert picture.values == [1.0, None, None, 3.0]
    assert picture.text == "4 points, from 1 to 3, the first 1, the last 3, 2 not finite"
    assert json.loads(to_json(picture))["values"] == [1.0, None, None, 3.0]


def test_of_a_curve_its_ends_are_said():
    assert picture_of("loss", [2.5, 0.5, 0.75]).text == "3 points, from 0.5 to 2.5, the first 2.5, the last 0.75"


def test_nothing_finite_is_said():
    assert picture_of("x", [[math.nan]]).text == "1 × 1 numbers, none of them finite"


def test_truth_values_and_lists_are_numbers():
    assert picture_of("x", [[True, False]]).values == [1.0, 0.0]


def test_a_long_name_is_cut():
    assert len(picture_of("x" * 10_000, [1.0]).name) == 80


@pytest.mark.parametrize(
    ("content", "kind", "sentence"),
    [
        (3.0, None, "has shape (), of which no heat_map can be drawn"),
        ([], None, "has shape (0,)"),
        (np.zeros((2, 2, 2, 2, 2)), None, "has shape (2, 2, 2, 2, 2)"),
        (np.zeros(4), "image", "has shape (4,), of which no image"),
        (np.zeros((7, 3)), "series", "has 7 curves; at most 6 can be told apart"),
        ("text", None, "is made of str"),
        (None, None, "is made of object, not of real numbers"),
        ([1j], None, "is made of complex128"),
        ([10**400], None, "is made of object"),
        ([[1.0], [1.0, 2.0]], None, "is not an array of numbers"),
        ({"a": 1}, None, "is made of object"),
        ([1.0], "pie", "has the kind 'pie'; there are heat_map, series, image, points"),
        (np.zeros((5, 4)), "points", "has shape (5, 4), of which no points can be drawn"),
        ([[0.0, 0.0, 0.5]], "points", "has classes that are not whole numbers"),
        ([[0.0, 0.0, math.nan]], "points", "has classes that are not whole numbers"),
        ([[0.0, 0.0, i] for i in range(11)], "points", "has 11 classes; at most 10 can be told apart"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(content, kind, sentence):
    with pytest.raises(NotDrawableError) as caught:
        picture_of("x", content, kind)

    assert str(caught.value).startswith(sentence)


def test_the_bounds_are_those_that_authors_read():
    text = " ".join((Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8").split())

    side, points, pixels = SIDE, MOST_NUMBERS["series"] // MOST_CURVES, math.isqrt(MOST_NUMBERS["image"])
    assert f"at most {MOST_PICTURES}; a heat map keeps {side} × {side} numbers" in text
    assert f"a series {MOST_CURVES} × {points}, an image {pixels} × {pixels}, and" in text
    assert f"Of more than {MOST_NUMBERS['points'] // 3} points ({MOST_NUMBERS['points'] // 2} without" in text
    assert f"{MOST_CLASSES} classes have a colour each" in text


def test_every_fixture_is_documented():
    text = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")

    assert [name for name in PROVIDERS if f"\n| `{name}" not in text] == []


@pytest.mark.parametrize("values", [[1.7e308] * 40_000, [-1.7e308, 1.7e308], [5e-324, 0.0]])
def test_extreme_numbers_are_drawn_without_a_warning(values):
    assert len(picture_of("x", values).values) >= 2


@pytest.mark.parametrize(
    "points",
    [
        [[1.7e308, -1.7e308], [-1.7e308, 1.7e308], [5e-324, 0.0]],
        [[0.0, 0.0], [5e-324, 0.0]],
        [[0.0, 1e-310]] * 2,
        [[0.0, 0.0], [1e-310, 1e-310]],
    ],
)
def test_extreme_points_are_drawn_without_a_warning(points):
    drawn = drawing(picture_of("x", points, "points"))

    assert drawn.clusters[0].path.count("M") == len(points)
