"""Shape, kind of number, then value: a message names the worst entry, a place holds no value."""

import numpy as np
import pytest

from autograder.grading.comparing import Mismatch, compare

X = np.array([[1.0, -2.0, 3.0], [0.5, 0.0, 1e-12]])


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (X * (1 + 1e-9), X),
        (X + 1e-11, X),
        (X.tolist(), X),
        (2, 2),
        (2.0, 2.0),
        (np.float64(2), 2.0),
        (np.array(2.0), 2.0),
        (np.float32(0.1), 0.1),
        (True, True),
        (np.array([True, False]), [True, False]),
        (np.array([2**60 + 1]), [2**60 + 1]),
        ([1, 2], (1, 2)),
        (np.arange(3), [0, 1, 2]),
        (np.uint8(3), 3),
        (1j, 1j),
        ("abc", "abc"),
        (None, None),
        (np.inf, np.inf),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        ((X, [X, None]), (X, [X, None])),
        ({"w": X, "b": 1.0}, {"b": 1.0, "w": X}),
    ],
)
def test_what_is_equal_passes_without_a_warning(actual, expected):
    assert compare(actual, expected) == []


@pytest.mark.parametrize(
    ("actual", "expected", "message"),
    [
        (X + np.eye(2, 3) * [1e-5, 0, 0], X, r"the result is wrong in 1 of 6 entries; the worst at \[0, 0\]"),
        (X + 1e-4, X, r"in 6 of 6 entries"),
        (2.0, 2.1, r"the result is wrong\n  found:    2.0\n  expected: 2.1"),
        (X.T, X, r"has shape \(3, 2\), expected \(2, 3\)"),
        (1.0, np.ones(3), r"has shape \(\), expected \(3,\)"),
        (np.ones(1), 1.0, r"has shape \(1,\), expected \(\)"),
        (np.ones((3, 1)), np.ones(3), r"has shape \(3, 1\), expected \(3,\)"),
        (np.nan, np.nan, "is wrong"),
        (np.array([1.0, np.nan]), np.array([1.0, np.nan]), r"1 of 2 entries; the worst at \[1\]"),
        (np.array([np.inf, 0.0]), np.array([0.0, 0.0]), r"1 of 2 entries; the worst at \[0\]"),
        (-np.inf, np.inf, "is wrong"),
        (1, 1.0, r"holds integers \(int64\), expected floats \(float64\)"),
        (1.0, 1, r"holds floats \(float64\), expected integers"),
        (1, True, "holds integers .* expected truth values"),
        (True, 1, "holds truth values .* expected integers"),
        (1 + 0j, 1.0, "holds complex numbers"),
        (np.array([2**53 + 1]), np.array([2**53]), r"is wrong"),
        (np.array([2**60 + 1], "u8"), np.array([2**60], "u8"), r"is wrong"),
        (3, 4, "is wrong"),
        (False, True, "is wrong"),
        (None, X, "is None, expected numbers"),
        ("1.0", 1.0, "is '1.0', expected numbers"),
        (np.array([None]), 1.0, "expected numbers"),
        ([[1.0], [1.0, 2.0]], X, "is a list, expected numbers"),
        ({"a": 1}, 1.0, "is a dict, expected numbers"),
        (10**400, 1, "expected numbers"),
        (b"abc", "abc", "is a bytes, expected 'abc'"),
        (0, None, "is 0, expected None"),
        ((X,), (X, "a"), "should have 2 parts, not a tuple"),
        (X, (X, "a"), r"should have 2 parts, not an array of shape \(2, 3\)"),
        ((X, X), (X, [X, "a"]), r"the result\[1\] should have 2 parts"),
        ({"w": X}, {"w": X, "b": 1.0}, r"should have the keys \['b', 'w'\], not \['w'\]"),
        ([1], {"w": X}, "should have the keys"),
        ({"w": X + 1}, {"w": X}, r"the result\['w'\] is wrong in 6 of 6"),
    ],
    ids=str,
)
def test_what_differs_is_told(actual, expected, message):
    with pytest.raises(Mismatch, match=message):
        compare(actual, expected)


def test_single_precision_is_compared_by_its_own_digits():
    rounded = X.astype("f4") * np.float32(1 + 2e-6)

    assert compare(rounded, X) == []
    assert compare(X * (1 + 2e-6), X.astype("f4")) == ["the result is float64; float32 is usual here"]
    with pytest.raises(Mismatch):
        compare(X * (1 + 2e-6), X)


def test_a_row_for_a_vector_is_only_a_warning():
    assert compare(np.ones((1, 3)), np.ones(3), what="db") == ["db has shape (1, 3); (3,) is usual"]


def test_tolerances_are_as_given():
    compare(1.05, 1.0, rtol=0.1)
    compare(np.array([0.0, 1.05]), np.array([0.0, 1.0]), atol=0.1)
    compare(5, 6, atol=1)
    with pytest.raises(Mismatch):
        compare(1.0 + 1e-8, 1.0, rtol=0, atol=0)
    with pytest.raises(Mismatch):
        compare(1.05, 1.0, rtol=0, atol=0.01)


def test_the_default_tolerance_grows_with_the_largest_entry():
    compare(np.array([1e6, 1e-4]), np.array([1e6, 0.0]))
    with pytest.raises(Mismatch):
        compare(np.array([1.0, 1e-4]), np.array([1.0, 0.0]))


def test_a_place_holds_no_value():
    with pytest.raises(Mismatch) as caught:
        compare(np.array([3.14, 2.0]), np.array([2.71, 2.0]), what="out")

    assert caught.value.place == "out: some entries"


def test_every_worst_entry_can_be_told():
    """bool − bool is an error of numpy's, and so would be the message."""
    with pytest.raises(Mismatch, match="found:    True\n  expected: False"):
        compare(np.array([True, True]), np.array([True, False]))
    with pytest.raises(Mismatch, match=r"the worst at \[0\]"):
        compare(np.array([200, 1], "u1"), np.array([3, 1], "u1"))


class Everything:
    """Equal to everything, if anybody asked."""

    def __eq__(self, other):
        return True

    __hash__ = None


def test_an_object_that_is_equal_to_everything_is_not_asked():
    for expected in (1.0, X, "abc", None, (X, "a"), {"a": 1}):
        with pytest.raises(Mismatch):
            compare(Everything(), expected)
