"""Where an array is wrong, in words and as a picture."""

import numpy as np
import pytest

from autograder.diagnosis.places import picture, where
from autograder.diagnosis.wrong_array import WrongArray

RIGHT = np.random.default_rng(3).normal(size=(3, 4, 5, 7))


def changed(*places):
    found = RIGHT.copy()
    for place in places:
        found[place] += 1
    return WrongArray(found, RIGHT)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (changed(-1), "only at the last index of axis 0"),
        (changed((slice(None), 0)), "only at the first index of axis 1"),
        (changed((..., 0, 2), (..., 3, -1)), "only along the border"),
        (changed((1, 1, 2, 2)), ""),
        (changed(()), ""),
        (WrongArray(RIGHT[0], RIGHT), ""),
        (WrongArray("text", RIGHT), ""),
    ],
)
def test_words_name_an_end_of_an_axis_or_the_border(wrong, words):
    assert where(wrong) == words


def test_a_picture_holds_the_differences():
    wrong = changed((1, 1, 2, 2))
    wrong.found[0, 0, 0, 0] = np.nan

    shown = picture(wrong, "dx", "dx: some entries")

    values = np.array([np.nan if v is None else v for v in shown.values]).reshape(shown.shape)
    assert (shown.name, shown.kind) == ("dx", "heat_map")
    assert np.isnan(values[0, 0, 0, 0])
    assert values[1, 1, 2, 2] == pytest.approx(1)  # but for the rounding of RIGHT + 1
    assert np.count_nonzero(values) == 2
    assert shown.text == "found minus expected; wrong in some entries"


def test_a_large_picture_keeps_the_largest_difference_of_each_block():
    found, right = np.zeros((300, 200)), np.zeros((300, 200))
    found[7, 9] = -2.0
    found[150, 100] = 1.0

    shown = picture(WrongArray(found, right), "out", "out: some entries")

    assert len(shown.values) == np.prod(shown.shape) <= 4096
    assert sorted(shown.values)[0] == -2.0
    assert sorted(shown.values)[-1] == 1.0
    assert "the largest difference in each block" in shown.text


@pytest.mark.parametrize(("found", "right"), [(1.0, np.array(2.0)), (None, RIGHT), (RIGHT[0], RIGHT)])
def test_what_has_no_axes_or_another_shape_has_no_picture(found, right):
    assert picture(WrongArray(found, right), "out", "out: its shape") is None
