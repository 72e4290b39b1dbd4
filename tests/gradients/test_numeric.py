"""Numeric gradients, entry by entry, and their comparison with analytic ones."""

from dataclasses import asdict

import numpy as np
import pytest

from autograder.gradients import ContractBreach, NumericGradient, compare, differentiate, one_by_one

X = np.array([[1.0, -2.0, 0.5], [3.0, 0.25, -1.0]])
W = np.array([[1.0, 2.0], [-1.0, 0.5], [0.3, 4.0]])
DOUT = np.array([[0.7, -1.1], [2.0, 0.4]])
NUMERIC = differentiate(one_by_one(lambda x: x**2), (X,), 0, np.ones_like(X))


def product(x, w):
    return x @ w


@pytest.mark.parametrize(("position", "expected"), [(0, DOUT @ W.T), (1, X.T @ DOUT)])
def test_each_argument_of_a_product(position, expected):
    numeric = differentiate(one_by_one(product), (X, W), position, DOUT)

    np.testing.assert_allclose(numeric.values.reshape(numeric.shape), expected, rtol=1e-8)
    assert np.all(np.abs(numeric.values - expected.ravel()) <= 6 * numeric.bars)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_the_step_fits_the_size_of_the_argument(scale):
    x = scale * np.array([1.0, -2.0, 3.0])

    numeric = differentiate(one_by_one(lambda x: np.sum(x**2)), (x,), 0)

    np.testing.assert_allclose(numeric.values, 2 * x, rtol=1e-6)


def test_a_single_number_and_an_empty_array_have_gradients_too():
    assert differentiate(one_by_one(lambda x: x**3), (2.0,), 0).values == pytest.approx([12.0])
    assert differentiate(one_by_one(np.sum), (np.zeros((0, 3)),), 0).shape == (0, 3)
    assert compare(np.zeros((0, 3)), differentiate(one_by_one(np.sum), (np.zeros((0, 3)),), 0)).verdict == "pass"


def test_the_upstream_gradient_has_the_shape_of_the_result():
    with pytest.raises(ContractBreach, match="the upstream gradient has shape"):
        differentiate(one_by_one(product), (X, W), 0, np.ones(4))


def test_it_is_made_of_plain_values_and_can_be_made_again():
    kept = asdict(NUMERIC)

    assert {type(value) for value in kept.values()} <= {np.ndarray, tuple, float, int, bool}
    assert compare(2 * X, NumericGradient(**kept)).verdict == "pass"


def test_smooth_entries_cost_four_evaluations_each():
    assert (NUMERIC.evaluations, NUMERIC.rounds) == (11 + 4 * X.size, 2)


@pytest.mark.parametrize("dtype", ["f8", "f4"])
def test_rounding_passes(dtype):
    assert compare((2 * X * (1 + 1e-8)).astype(dtype), NUMERIC).verdict == "pass"


@pytest.mark.parametrize("at", [(0, 1), (1, 0), (1, 1)])
def test_a_wrong_entry_is_named(at):
    analytic = 2 * X
    analytic[at] *= 1 + 1e-4

    report = compare(analytic, NUMERIC, "dx")

    assert (report.verdict, report.place, report.worst.index) == ("fail", "dx: some entries", at)
    assert report.message.startswith(f"dx is wrong in 1 of 6 entries; the worst at {list(at)}\n  analytic: ")
    assert report.worst.analytic == analytic[at]
    assert abs(report.worst.numeric - 2 * X[at]) < 6 * report.worst.bar < 1e-4


def test_the_worst_entry_is_named_among_many():
    report = compare(2 * X * np.array([[1.1, 1.2, 1.3], [1.9, 1.2, 1.1]]), NUMERIC)

    assert (report.worst.index, report.place) == ((1, 0), "the gradient: every entry")


@pytest.mark.parametrize("analytic", [None, X[0], X.astype(int), np.full_like(X, np.nan)])
def test_what_is_no_gradient_is_a_breach(analytic):
    assert compare(analytic, NUMERIC).verdict == "contract"


def test_single_precision_does_not_excuse_a_mistake():
    assert compare((2 * X * 1.01).astype("f4"), NUMERIC).verdict == "fail"


def test_zeros_are_not_a_gradient():
    assert compare(0 * X, NUMERIC).verdict == "fail"


def test_where_all_gradients_vanish_it_stays_open():
    """With ones upstream the gradient of softmax is zero, and "return zeros" would pass."""

    def softmax(x):
        return np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)

    numeric = differentiate(one_by_one(softmax), (X,), 0, np.ones_like(X))

    assert compare(0 * X, numeric).verdict == "inconclusive"


def test_one_entry_that_noise_hides_leaves_it_open():
    def forward(x):
        out = np.tanh(x)
        out[0, 0] = np.round(out[0, 0], 3)
        return out

    right = 1 - np.tanh(X) ** 2

    assert compare(right, differentiate(one_by_one(forward), (X,), 0, np.ones_like(X))).verdict == "inconclusive"


def test_one_entry_that_no_step_resolves_leaves_it_open():
    """A ripple finer than every step, in one output alone: all other entries are clear."""

    def forward(x):
        out = np.tanh(x)
        out[0, 0] += 1e-4 * np.sin(1e10 * x[0, 0])
        return out

    numeric = differentiate(one_by_one(forward), (X,), 0, np.array([[1e-3, 1, 1], [1, 1, 1]]))
    values = numeric.values.copy()
    report = compare(values.reshape(X.shape), numeric)

    assert numeric.states.tolist() == [1, 0, 0, 0, 0, 0]
    assert report.verdict == "inconclusive"


def test_no_bar_is_far_below_the_others():
    """Two steps can agree by chance; their difference is then no measure."""
    x = np.random.default_rng(3).normal(size=40)

    bars = differentiate(one_by_one(np.tanh), (x,), 0, np.ones(40)).bars * np.maximum(
        np.abs(x), np.exp(np.mean(np.log(np.abs(x))))
    )

    assert np.min(bars) >= 0.49 * np.median(bars)
