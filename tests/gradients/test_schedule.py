"""Which steps are tried, and how honest the bars are."""

import numpy as np
import pytest

from autograder.gradients.residual import Direction, Loss
from autograder.gradients.schedule import BARS, settle, typical_size

RNG = np.random.default_rng(8)


def estimate(f, x):
    loss = Loss(lambda calls: [f(*call) for call in calls], (np.array([x]),), 0, np.ones(1))
    return settle(loss, [Direction.of_one(0)])[0], loss


@pytest.mark.parametrize(
    ("f", "slope"),
    [(np.sin, np.cos), (np.exp, np.exp), (lambda x: x**3, lambda x: 3 * x**2), (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
     (lambda x: np.sin(300 * x), lambda x: 300 * np.cos(300 * x)), (lambda x: 1e6 + x, lambda x: 1.0),
     (lambda x: np.tanh(1e5 * (x - 1)), lambda x: 1e5 * (1 - np.tanh(1e5 * (x - 1)) ** 2))],
)  # fmt: skip
def test_the_slope_lies_within_six_bars(f, slope):
    for x in RNG.uniform(0.9999, 1.0001, size=20):
        found, loss = estimate(f, x)

        assert abs(found.slope - slope(x) * loss.scales[0]) <= BARS * found.bar


def test_a_smooth_function_takes_one_pair_of_steps():
    found, _ = estimate(np.sin, 1.0)

    assert [r.exponents for r in found.readings] == [(13, 16)]


def test_what_noise_limits_is_read_with_coarser_steps():
    found, _ = estimate(lambda x: 1e8 + x, 1.0)

    assert [r.exponents for r in found.readings] == [(13, 16), (7, 10), (1, 4)]


def test_what_the_step_cuts_off_is_read_with_finer_steps():
    found, _ = estimate(lambda x: np.sin(3e4 * x), 1.0)

    assert [r.exponents for r in found.readings][:2] == [(13, 16), (19, 22)]


@pytest.mark.parametrize("distance", [1e-3, 1e-4, 1e-5, 2e-6])
def test_a_kink_nearby_is_stepped_under(distance):
    found, _ = estimate(lambda x: np.maximum(x - 1, 0), 1 + distance)

    assert not found.is_kinked
    assert found.slope == pytest.approx(1 + distance, rel=1e-5)


def test_a_kink_at_the_point_is_known_after_one_pair():
    found, _ = estimate(lambda x: np.maximum(x - 1, 0), 1.0)

    assert found.is_kinked
    assert len(found.readings) == 1


def test_the_typical_slope_is_never_noise():
    assert typical_size(np.array([1.0, -3.0, 2.0, 50.0]), np.array([0, 0, 0, 10.0])) == 2.0
    assert typical_size(np.array([1.0]), np.array([1.0])) == 0.0
    assert typical_size(np.zeros(0), np.zeros(0)) == 0.0
