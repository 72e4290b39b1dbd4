"""Gradients and Jacobians by differences.

Steps of 0.1 show how a difference is taken. Central differences of the cubics below have an error that is known, and
every entry is multiplied with others, so that an entry which was not put back changes all that follow. A result for
another formula is off by far more than rounding, which stays below 1e-13 here.
"""

import numpy as np
import pytest

from autograder import feedback, question

STEP = 0.1


def coupled_cubic(rng, size):
    """A cubic function of arrays with this many entries, in which each entry meets all others."""
    A, B = rng.normal(size=size), rng.normal(size=(size, size))

    def f(x):
        entries = np.ravel(x)
        return A @ entries**3 + entries**2 @ B @ entries

    return f


@question("numeric_gradient", points=1)
@feedback(
    "Take h = 0.1 and a function of two entries that are multiplied, and write down the two points for the second "
    "entry. Where is the first entry at that time? By what is the difference divided?"
)
def test_central_differences(submission, reference, rng, expect_close):
    f, x = coupled_cubic(rng, 5), rng.normal(size=5)

    gradient = submission.numeric_gradient(f, x, h=STEP)

    expect_close(gradient, reference.numeric_gradient(f, x, h=STEP), what="the gradient")


@question("numeric_gradient", points=1)
@feedback("A forward difference looks from x to x + h, and divides by the distance between the two.")
def test_forward_differences(submission, reference, rng, expect_close):
    f, x = coupled_cubic(rng, 5), rng.normal(size=5)

    gradient = submission.numeric_gradient(f, x, h=STEP, method="forward")

    expect_close(gradient, reference.numeric_gradient(f, x, h=STEP, method="forward"), what="the gradient")


@question("numeric_gradient", points=1)
@feedback("x may have any number of axes. Which loop visits every entry of an array, whatever its shape?")
@pytest.mark.parametrize("shape", [(), (2, 1, 3)], ids=["no axes", "three axes"])
def test_arrays_of_any_shape(submission, reference, rng, expect_close, shape):
    f, x = coupled_cubic(rng, int(np.prod(shape))), rng.normal(size=shape)

    gradient = submission.numeric_gradient(f, x, h=STEP)

    expect_close(gradient, reference.numeric_gradient(f, x, h=STEP), what="the gradient")


# With the usual h a step in single precision is off by percents, and one in integers is lost. Central differences
# at 1e-5 are good to 1e-9 here: 1e-10 for the cubic term, and rounding divided by 2h.
@question("numeric_gradient", points=1)
@feedback("What is 2 + 0.00001 once it is stored in an array of x's dtype? In which precision should you work?")
def test_the_work_is_done_in_double_precision(submission, reference, rng, expect_close):
    f, whole = coupled_cubic(rng, 5), rng.integers(-4, 5, size=5)
    single = rng.normal(size=5).astype(np.float32)

    of_integers = submission.numeric_gradient(f, whole)
    of_single = submission.numeric_gradient(f, single)

    expect_close(of_integers, reference.numeric_gradient(f, whole), rtol=1e-6, atol=1e-6, what="for whole numbers")
    expect_close(of_single, reference.numeric_gradient(f, single), rtol=1e-6, atol=1e-6, what="for single precision")


# The inner gradient is asked of the submission while the outer one is at work, and for another point.
@question("numeric_gradient", points=1)
@feedback(
    "A gradient is a function too. What does yours keep, and does a second call in the middle of the first disturb it?"
)
def test_the_slope_of_a_slope(submission, reference, rng, expect_close):
    f, x, direction = coupled_cubic(rng, 3), rng.normal(size=3), rng.normal(size=3)

    def slope(at):
        return direction @ submission.numeric_gradient(f, at + direction, h=STEP)

    def right_slope(at):
        return direction @ reference.numeric_gradient(f, at + direction, h=STEP)

    curvature = submission.numeric_gradient(slope, x, h=STEP)

    expect_close(curvature, reference.numeric_gradient(right_slope, x, h=STEP), what="the gradient of a slope")


def coupled_map(rng, inputs, outputs):
    """A cubic map in which each output depends on all inputs."""
    A, B = rng.normal(size=(outputs, inputs)), rng.normal(size=(outputs, inputs, inputs))

    def f(x):
        return A @ x**3 + B @ x @ x**2

    return f


@question("numeric_jacobian", points=1)
@feedback("Each input that moves changes all outputs at once: is that a row of the Jacobian, or a column?")
@pytest.mark.parametrize("outputs", [5, 3])
def test_one_row_for_each_output(submission, reference, rng, expect_close, outputs):
    f, x = coupled_map(rng, 3, outputs), rng.normal(size=3)

    J = submission.numeric_jacobian(f, x, h=STEP)

    expect_close(J, reference.numeric_jacobian(f, x, h=STEP), what="the Jacobian")


@question("numeric_jacobian", points=1)
@feedback("An input takes part in every output: add up what each output says. The shapes must fit, too.")
def test_gradients_go_back_through_a_jacobian(submission, rng, expect_close):
    J, square, upstream = rng.normal(size=(5, 3)), rng.normal(size=(5, 5)), rng.normal(size=5)

    expect_close(submission.vector_jacobian_product(square, upstream), upstream @ square, what="for a square Jacobian")
    expect_close(submission.vector_jacobian_product(J, upstream), upstream @ J, what="for five outputs of three inputs")
