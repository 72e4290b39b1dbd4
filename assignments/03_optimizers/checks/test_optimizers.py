"""Public checks of 03 Optimizers."""

import numpy as np

from autograder import feedback, question


@question("gradient_descent")
@feedback("f(x) = x² has the gradient 2x.")
def test_example_of_the_handout(submission, expect_close):
    trajectory = submission.gradient_descent(lambda x: 2 * x, np.array([1.0]), 0.25, 3)

    expect_close(trajectory, [[1.0], [0.5], [0.25], [0.125]], what="the trajectory")
