"""Central differences against derivatives that are known on paper."""

import numpy as np
import pytest

from autograder.gradients import numeric_gradient, one_by_one

RNG = np.random.default_rng(3)
X = RNG.normal(size=(3, 2))
W = RNG.normal(size=(2, 4))
DOUT = RNG.normal(size=(3, 4))


def test_the_gradient_of_a_product_is_that_of_the_book():
    forward = one_by_one(lambda x, w: x @ w)

    np.testing.assert_allclose(numeric_gradient(forward, (X, W), 0, DOUT), DOUT @ W.T, rtol=1e-8)
    np.testing.assert_allclose(numeric_gradient(forward, (X, W), 1, DOUT), X.T @ DOUT, rtol=1e-8)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_the_step_fits_the_size_of_the_argument(scale):
    x = scale * np.array([1.0, -2.0, 3.0])

    found = numeric_gradient(one_by_one(lambda x: np.sum(x**2)), (x,), 0)

    np.testing.assert_allclose(found, 2 * x, rtol=1e-6, atol=1e-9)


def test_a_single_number_is_differentiated_too():
    assert numeric_gradient(one_by_one(lambda x: x**3), (2.0,), 0).shape == ()
    assert numeric_gradient(one_by_one(lambda x: x**3), (2.0,), 0) == pytest.approx(12.0)


def test_an_empty_array_has_an_empty_gradient():
    assert numeric_gradient(one_by_one(np.sum), (np.zeros((0, 3)),), 0).shape == (0, 3)


def test_the_first_element_of_a_tuple_counts_and_options_are_passed_on():
    forward = one_by_one(lambda x, *, power: (x**power, "cache"), power=2)

    np.testing.assert_allclose(numeric_gradient(forward, (X,), 0, np.ones_like(X)), 2 * X, rtol=1e-8)


def test_arguments_are_not_changed_and_evaluations_do_not_share():
    x, other = X.copy(), np.ones(2)

    def greedy(x, other):
        x *= 0
        other += 1
        return np.sum(other)

    found = numeric_gradient(one_by_one(greedy), (x, other), 0)

    np.testing.assert_array_equal(found, 0)
    np.testing.assert_array_equal(x, X)
    np.testing.assert_array_equal(other, 1)


def test_single_precision_is_differentiated_in_double():
    found = numeric_gradient(one_by_one(lambda x, w: x @ w), (X.astype("f4"), W.astype("f4")), 0, DOUT)

    np.testing.assert_allclose(found, DOUT @ W.astype("f4").astype("f8").T, rtol=1e-8)


def test_all_evaluations_are_asked_for_at_once():
    asked = []

    def forward_many(calls):
        asked.append(len(calls))
        return [float(np.sum(x)) for (x,) in calls]

    numeric_gradient(forward_many, (X,), 0)

    assert asked == [2 * X.size]


@pytest.mark.parametrize("upstream", [None, np.ones(4), np.ones((1, 4)), 1.0])
def test_an_upstream_gradient_of_another_shape_is_refused(upstream):
    with pytest.raises(ValueError, match="the upstream gradient has shape"):
        numeric_gradient(one_by_one(lambda x, w: x @ w), (X, W), 0, upstream)
