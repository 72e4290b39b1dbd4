"""The Jacobian of small functions whose derivatives are known, and what can depend on what."""

import numpy as np

from autograder.diagnosis.jacobian import MOST_INPUTS, jacobian, reach

# Steps of 2⁻²² of the scale leave some 1e-9 by rounding; 1e-7 is far below any mistake.
TOLERANCE = 1e-7


def test_it_is_the_matrix_of_a_linear_function():
    matrix = np.random.default_rng(1).normal(size=(4, 3))

    np.testing.assert_allclose(jacobian(lambda x: matrix @ x, np.array([1.0, -2.0, 0.0])), matrix, atol=TOLERANCE)


def test_it_is_the_diagonal_of_slopes_of_an_elementwise_function():
    x = np.array([[0.3, -1.0], [1e-3, 2.0]])

    np.testing.assert_allclose(jacobian(np.tanh, x), np.diag(1 - np.tanh(x.ravel()) ** 2), atol=TOLERANCE)


def test_reach_sees_entries_that_lost_the_maximum():
    x = np.array([1.0, 5.0, 2.0])

    reached = reach(lambda x: np.array([max(x[0], x[1]), x[2]]), x)

    assert reached.tolist() == [[True, True, False], [False, False, True]]


def test_what_is_too_large_is_left_out():
    assert jacobian(np.tanh, np.ones(MOST_INPUTS + 1)) is None
    assert jacobian(lambda x: np.ones(1 << 21), np.ones(1)) is None
