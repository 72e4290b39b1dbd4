"""What the attacks must neither pass nor learn."""

import numpy as np

from autograder import feedback, question


@question("dense", points=1)
@feedback("Compare with the sum that the handout writes out.")
def test_forward_on_random_arrays(submission, reference, rng, expect_close, attach):
    x, w, b = rng.normal(size=(5, 4)), rng.normal(size=(4, 3)), rng.normal(size=3)

    out, _ = submission.dense_forward(x, w, b)

    attach("the input", x)
    attach("the result", out)
    expect_close(out, reference.dense_forward(x, w, b)[0])


@question("dense", points=1)
@feedback("Compare with the sum that the handout writes out.")
def test_forward_on_written_numbers(submission, expect_close):
    x, w, b = (
        np.array([[1.7320508075, 2.2360679775]]),
        np.array([[1.4142135623], [2.6457513111]]),
        np.array([3.3166247]),
    )

    out, _ = submission.dense_forward(x, w, b)

    expect_close(out, np.array([[11.68219423]]), rtol=1e-6)


@question("dense", points=2)
@feedback("Which entries of x does an entry of the result depend on?")
def test_gradients(submission, reference, rng, expect_close, check_gradient):
    x, w, b, dout = rng.normal(size=(3, 4)), rng.normal(size=(4, 2)), rng.normal(size=2), rng.normal(size=(3, 2))

    out, cache = submission.dense_forward(x, w, b)
    gradients = submission.dense_backward(dout, cache)

    expect_close(out, reference.dense_forward(x, w, b)[0])
    check_gradient(reference.dense_forward, (x, w, b), gradients, dout)


@question("softmax", points=2)
@feedback("The rows add up to 1, whatever is added to all scores of a row.")
def test_rows_are_shares(submission, reference, rng, expect_close):
    x = rng.normal(size=(4, 6))

    shares = submission.softmax(x)

    expect_close(shares, reference.softmax(x))
    expect_close(submission.softmax(x + 5.0), shares)


@question("softmax", points=1)
@feedback("What is the exponential of a thousand?")
def test_large_scores_do_not_overflow(submission, reference, rng, expect_close):
    x = 1000.0 * rng.normal(size=(2, 3))

    expect_close(submission.softmax(x), reference.softmax(x))


@question("trapezoid", points=3)
@feedback("The first and the last height count half.")
def test_area_below_a_polynomial(submission, rng, expect_close):
    a, b, c = rng.normal(size=3)
    heights = a + b * np.linspace(0.25, 1.75, 9) + c * np.linspace(0.25, 1.75, 9) ** 2

    area = submission.trapezoid(lambda x: float(a + b * x + c * x**2), 0.25, 1.75, 8)

    expect_close(area, float(1.5 / 8 * (heights.sum() - (heights[0] + heights[-1]) / 2)), what="the area")
