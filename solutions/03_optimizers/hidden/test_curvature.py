"""Steps that know the curvature, or guess it from the steps before."""

import numpy as np
import pytest

from autograder import feedback, question


def quadratic(rng, eigenvalues):
    """A symmetric matrix with these eigenvalues, its axes turned at random."""
    axes, _ = np.linalg.qr(rng.normal(size=(len(eigenvalues),) * 2))
    return axes * eigenvalues @ axes.T


@question("newton", points=1)
@feedback("The gradient of the parabola at x + d is g + H d. For which step d is it zero? Then where does x go?")
@pytest.mark.parametrize(
    "eigenvalues", [(0.3, 1.1, 2.0, 3.7, 4.1), (-2.9, -0.4, 0.3, 1.7, 3.1)], ids=["bowl", "saddle"]
)
def test_a_step_reaches_the_flat_point_of_a_quadratic(submission, rng, expect_close, eigenvalues):
    hessian, flat, x = quadratic(rng, eigenvalues), rng.normal(size=5), rng.normal(size=5)

    moved = submission.newton_step(x, hessian @ (x - flat), hessian)

    expect_close(moved, flat, what="the point after the step")


@question("quasi_newton", points=1)
@feedback(
    "Multiply your matrix with y: is it s? Is it symmetric? Then compare entry by entry with the formula; s yᵀ and "
    "y sᵀ are two different matrices."
)
def test_the_guess_is_mended_by_one_pair(submission, reference, rng, expect_close):
    H, s = quadratic(rng, [0.3, 0.9, 1.4, 2.2, 2.9]), rng.normal(size=5)
    y = quadratic(rng, [0.5, 0.8, 1.9, 2.1, 3.3]) @ s

    mended = submission.bfgs_update(H, s, y)

    expect_close(mended, reference.bfgs_update(H, s, y), what="the next guess")


# The expected direction is made of dense matrices, as the definition has it.
@question("quasi_newton", points=1)
@feedback(
    "Build the matrix H with bfgs_update, beginning with γI, the oldest pair first: −H g is what your loops must give. "
    "With one pair the order cannot matter; does that case fit?"
)
@pytest.mark.parametrize("count", [1, 4])
def test_direction_from_the_last_pairs(submission, reference, rng, expect_close, count):
    hessian, gradient = quadratic(rng, [0.3, 0.7, 1.1, 1.9, 2.3, 3.1, 4.7]), rng.normal(size=7)
    s_list = list(rng.normal(size=(count, 7)))
    y_list = [hessian @ s for s in s_list]

    direction = submission.lbfgs_direction(gradient, s_list, y_list)

    H = np.eye(7) * (s_list[-1] @ y_list[-1]) / (y_list[-1] @ y_list[-1])
    for s, y in zip(s_list, y_list, strict=True):
        H = reference.bfgs_update(H, s, y)
    expect_close(direction, -H @ gradient, what="the direction")


@question("quasi_newton", points=1)
@feedback("Before the first step there is no pair. What is then the best guess of the direction?")
def test_direction_without_a_history(submission, rng, expect_close):
    gradient = rng.normal(size=7)

    direction = submission.lbfgs_direction(gradient, [], [])

    expect_close(direction, -gradient, what="the direction")
