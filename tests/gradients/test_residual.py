"""The loss along sparse directions: what is asked for, and what residuals are."""

import numpy as np
import pytest

from autograder.gradients.residual import Direction, Loss

X = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.0]])
G = np.array([[0.5, -1.0, 2.0], [1.0, 0.3, -0.7]])


def loss_of(forward, x=X, upstream=G):
    return Loss(lambda calls: [forward(*call) for call in calls], (x,), 0, upstream)


def test_the_first_round_measures_the_forward():
    loss = loss_of(np.tanh)

    assert (loss.rounds, loss.evaluations) == (1, 11)


def test_slopes_are_in_units_of_the_scale():
    loss = loss_of(lambda x: 3 * x)

    (reading,) = loss.read([(Direction.of_one(1), (13, 16))])

    np.testing.assert_allclose(reading.slopes, 3 * -1.0 * 2.0, rtol=1e-10)


def test_a_zero_has_the_scale_of_its_neighbours():
    loss = loss_of(np.tanh)

    assert loss.scales[4] == pytest.approx(3 ** (1 / 5))
    np.testing.assert_array_equal(loss_of(np.tanh, np.zeros((2, 3))).scales, 1)


def test_the_residual_of_the_right_gradient_is_noise_and_of_a_wrong_one_its_error():
    loss, direction = loss_of(lambda x: x**2), Direction(np.array([0, 2, 3]), np.array([1.0, -0.5, 1.4]))
    right = (2 * X * G).ravel()
    wrong = right + np.array([0, 0, 0.1, 0, 0, 0])

    clean, off = (loss.read([(direction, (13, 16))], g)[0] for g in (right, wrong))

    assert np.max(np.abs(clean.slopes)) < 6 * max(clean.noise)
    np.testing.assert_allclose(off.slopes, 0.1 * 0.5 * loss.scales[2], rtol=1e-6)


def test_a_huge_sum_does_not_drown_the_residual():
    """Two large sums, subtracted at the end, would differ by their rounding: more than the error that is looked for."""
    x = np.concatenate([np.linspace(1, 2, 5000), [1.0]])
    upstream = np.concatenate([np.full(5000, 1e8), [1.0]])
    loss = Loss(lambda calls: [call[0] * 1.0 for call in calls], (x,), 0, upstream)
    gradient = upstream.copy()
    gradient[-1] = 1.5

    (reading,) = loss.read([(Direction(np.arange(5001), np.ones(5001)), (3, 4))], gradient)

    np.testing.assert_allclose(reading.slopes, -0.5 * loss.scales[-1] / np.mean(1.0), rtol=1e-9)


def test_all_requests_of_a_round_are_asked_at_once_unless_they_are_too_large(monkeypatch):
    asked = []

    def forward_many(calls):
        asked.append(len(calls))
        return [x for (x,) in calls]

    loss = Loss(forward_many, (X,), 0, G)
    requests = [(Direction.of_one(i), (13, 16)) for i in range(6)]
    loss.read(requests)
    monkeypatch.setattr("autograder.gradients.residual._ROUND_BYTES", 9 * X.nbytes)
    loss.read(requests)

    assert asked == [11, 24, *[8] * 3]
    assert loss.rounds == 3


def test_other_arguments_are_fresh_and_in_double_precision():
    seen = []

    def forward(x, w, table):
        seen.append((w.dtype, w[0], table["k"][0]))
        w[0], table["k"][0] = 9, 9
        return x

    w, table = np.ones(2, np.float32), {"k": [1]}
    loss = Loss(lambda calls: [forward(*call) for call in calls], (X, w, table), 0, G)
    loss.read([(Direction.of_one(0), (13,))])

    assert set(seen) == {(np.dtype(float), 1.0, 1)}
    assert (w[0], table["k"]) == (1, [1])


@pytest.mark.parametrize("forward", [lambda x: x.astype("f4"), lambda x: x.astype("f2").astype(float)])
def test_a_forward_in_single_precision_is_recognised(forward):
    assert loss_of(forward).is_coarse
    assert not loss_of(lambda x: x * 1.1).is_coarse


def test_single_precision_inputs_are_differentiated_in_double():
    loss = loss_of(lambda x: x**2, X.astype("f4"))

    assert loss.is_single
    assert not loss.is_coarse
