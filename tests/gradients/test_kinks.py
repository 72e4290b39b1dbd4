"""Kinks are told from curvature, bounded output by output, and closed where tied entries move together."""

import numpy as np
import pytest

from autograder.gradients import differentiate, examine_gradient, one_by_one
from autograder.gradients.kinks import Step, kinked_outputs
from autograder.gradients.numeric import BOXED, LEFT_OUT

G = np.array([0.7, -1.3, 0.4])


def relu(x):
    return np.maximum(x, 0)


def steps(f, x=0.0):
    return (Step(f(np.array([x + h])), f(np.array([x - h])), 2 * h) for h in (2.0**-13, 2.0**-16))


@pytest.mark.parametrize("f", [np.exp, lambda x: 1e3 * x**2, lambda x: np.sin(100 * x)])
def test_curvature_is_no_kink(f):
    _, kinked, _ = kinked_outputs(*steps(f), f(np.zeros(1)), np.full(1, 1e-12))

    assert not kinked.any()


@pytest.mark.parametrize(
    ("f", "is_clear"), [(relu, True), (np.abs, True), (lambda x: 100 * x**2 + 0.01 * relu(x), False)]
)
def test_a_kink_at_the_point_is_seen_behind_curvature(f, is_clear):
    size, kinked, is_here = kinked_outputs(*steps(f), f(np.zeros(1)), np.full(1, 1e-15))

    assert kinked.all()
    assert is_here == is_clear  # where curvature is larger than the kink, a second pair of steps has to tell
    assert size[0] == pytest.approx(float(f(np.ones(1) * 1e-9)[0] + f(np.ones(1) * -1e-9)[0]) / 2e-9, rel=1e-3)


def test_a_kink_nearby_is_not_at_the_point():
    _, kinked, is_here = kinked_outputs(*steps(relu, 5e-6), relu(np.full(1, 5e-6)), np.full(1, 1e-15))

    assert kinked.all()
    assert not is_here


@pytest.mark.parametrize("at_zero", [0.0, 0.5, 1.0])
def test_relu_at_zero_may_have_any_slope_between_its_two(at_zero):
    x = np.array([0.0, 1.0, -1.0])

    assert examine_gradient(relu, x, G * np.array([at_zero, 1, 0]), G).verdict == "pass"


@pytest.mark.parametrize("at_zero", [-0.1, 1.1])
def test_relu_at_zero_may_not_have_any_other(at_zero):
    x = np.array([0.0, 1.0, -1.0])

    report = examine_gradient(relu, x, G * np.array([at_zero, 1, 0]), G)

    assert (report.verdict, report.worst.index) == ("fail", (0,))


@pytest.mark.parametrize(("share", "verdict"), [((1, 0), "pass"), ((0, 1), "pass"), ((0.5, 0.5), "pass"),
                                                ((1, 1), "fail"), ((0, 0), "fail"), ((0.9, 0), "fail")])  # fmt: skip
def test_tied_winners_share_one_gradient(share, verdict):
    x = np.array([[2.0, 2.0, 1.0], [0.0, 3.0, 1.0]])
    upstream = np.array([0.8, -0.6])
    gradient = np.array([[*share, 0], [0, 1, 0]]) * upstream[:, None]

    assert examine_gradient(lambda x: x.max(axis=1), x, gradient, upstream).verdict == verdict


def test_tied_winners_are_told_by_their_sum():
    report = examine_gradient(lambda x: x.max(axis=1), np.full((2, 2), 3.0), np.ones((2, 2)), np.ones(2))

    assert report.worst.analytic == pytest.approx(2.0)
    assert report.worst.numeric == pytest.approx(1.0)
    assert "their gradients added up" in report.message


def test_of_a_single_number_kinked_entries_are_left_out():
    x = np.array([0.0, 1.0, -2.0, 3.0])

    numeric = differentiate(one_by_one(lambda x: np.sum(np.abs(x))), (x,), 0)

    assert numeric.states.tolist() == [LEFT_OUT, 0, 0, 0]
    assert examine_gradient(lambda x: np.sum(np.abs(x)), x, np.sign(x)).verdict == "pass"


def test_of_many_outputs_the_kinked_entries_have_a_box():
    numeric = differentiate(one_by_one(relu), (np.array([0.0, 1.0, -2.0]),), 0, G)

    assert numeric.states.tolist() == [BOXED, 0, 0]
    np.testing.assert_allclose([numeric.low[0], numeric.high[0]], [0, 0.7], atol=1e-6)


def test_kinks_nearly_everywhere_leave_it_open():
    x = np.array([0.0, 0.0, 0.0, 1.0])

    report = examine_gradient(relu, x, np.array([0.0, 0, 0, 1]), np.ones(4))

    assert report.verdict == "inconclusive"
    assert "3 lie on a kink" in report.message


def test_a_kink_at_the_point_is_not_taken_for_noise():
    """Close points on both sides of a kink would differ as if by noise, and widen every bar."""
    x = np.concatenate([np.zeros(20), np.ones(10)])

    numeric = differentiate(one_by_one(relu), (x,), 0, np.ones(30))

    assert np.max(numeric.bars[20:]) < 1e-8
    assert numeric.evaluations == 11 + 4 * 30
