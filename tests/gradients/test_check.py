"""A gradient that is wrong in one entry is named with that entry; one that is right within rounding passes."""

import numpy as np
import pytest

from autograder.gradients import GradientMismatch, compare_gradient

NUMERIC = np.array([[1.0, -2.0, 0.5], [0.0, 1e-3, 3.0]])


@pytest.mark.parametrize("dtype", ["f8", "f4"])
def test_rounding_passes(dtype):
    compare_gradient((NUMERIC * (1 + 1e-8)).astype(dtype), NUMERIC)


@pytest.mark.parametrize("at", [(0, 1), (1, 0), (1, 1)])
def test_a_wrong_entry_is_named(at):
    analytic = NUMERIC.copy()
    analytic[at] += 1e-4

    with pytest.raises(GradientMismatch) as caught:
        compare_gradient(analytic, NUMERIC, "dx")

    assert str(caught.value).startswith(f"dx is wrong in 1 of 6 entries; the worst at {list(at)}\n  analytic: ")
    assert caught.value.place == "dx: some entries"


def test_the_worst_entry_is_named_among_many():
    analytic = NUMERIC + np.array([[0.1, 0.2, 0.3], [0.9, 0.2, 0.1]])

    with pytest.raises(GradientMismatch, match=r"in 6 of 6 entries; the worst at \[1, 0\]"):
        compare_gradient(analytic, NUMERIC)


def test_a_shape_that_would_broadcast_is_wrong():
    with pytest.raises(GradientMismatch, match=r"has shape \(3,\); the argument it belongs to has shape \(2, 3\)"):
        compare_gradient(NUMERIC[0], NUMERIC)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_wrong_and_never_equal(value):
    analytic = NUMERIC.copy()
    analytic[1, 2] = value

    with pytest.raises(GradientMismatch, match="which is not finite") as caught:
        compare_gradient(analytic, NUMERIC)

    assert caught.value.place == "the gradient: not finite"


@pytest.mark.parametrize("analytic", [None, "abc", np.array([None]), np.ones((2, 3), complex), np.ones((2, 3), bool)])
def test_what_is_no_array_of_real_numbers_is_wrong(analytic):
    with pytest.raises(GradientMismatch, match="not an array of numbers"):
        compare_gradient(analytic, NUMERIC)


def test_zero_against_zero_passes_and_zero_against_a_gradient_does_not():
    compare_gradient(np.zeros(3), np.zeros(3))
    compare_gradient(np.zeros((0, 2)), np.zeros((0, 2)))
    with pytest.raises(GradientMismatch):
        compare_gradient(np.zeros_like(NUMERIC), NUMERIC)


def test_single_precision_does_not_excuse_a_mistake():
    with pytest.raises(GradientMismatch):
        compare_gradient((NUMERIC * 1.01).astype("f4"), NUMERIC)
