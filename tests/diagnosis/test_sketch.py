"""A value is recognised by its sketch, whatever its size, and told from another."""

import numpy as np
import pytest

from autograder.diagnosis.sketch import MOST_ENTRIES, alike, sketch


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.array([1.0, 2.0]), [1.0, 2.0 + 1e-12]),  # another order of summing
        (np.array([1.0, np.nan]), np.array([1.0, np.nan])),
        (np.float32([1.0, 1 / 3]), np.array([1.0, 1 / 3])),
        ((np.ones(2), None), [np.ones(2), None]),
        ({"a": 1.0, "b": "x"}, {"b": "x", "a": 1.0}),
        (None, None),
    ],
)
def test_the_same_value_is_recognised(one, other):
    assert alike(sketch(one), sketch(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.array([1.0, 2.0]), np.array([1.0, 2.0 + 1e-5])),
        (np.ones(2), np.ones((1, 2))),
        (np.ones(2), None),
        ((1.0, "x"), (1.0, "y")),
        ({"a": 1.0}, {"b": 1.0}),
        ("1.0", 1.0),
    ],
)
def test_another_value_is_told_apart(one, other):
    assert not alike(sketch(one), sketch(other))


def test_a_large_array_is_kept_as_the_same_few_entries():
    large = np.random.default_rng(0).normal(size=(40, 50))

    kept = sketch(large)

    assert kept[1] == [40, 50]
    assert kept[3].size < MOST_ENTRIES
    assert alike(kept, sketch(large.copy()))
    assert not alike(kept, sketch(large + 1e-3))


def test_what_is_no_value_at_all_is_a_sketch_too():
    assert alike(sketch(np.array([None])), sketch(np.array([None])))
    assert alike(sketch([[1.0], [1.0, 2.0]]), sketch([[1.0], [1.0, 2.0]]))
