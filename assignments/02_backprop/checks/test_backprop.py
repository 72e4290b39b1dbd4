"""Public checks of 02 Backpropagation, run by `autograder check`. They are worth no points.

Small numbers that you can work out by hand, many of them the handout's. Passing them is a start: the hidden tests use
other functions, sizes and graphs. Gradients are compared with central differences of your own forward function.
"""

import numpy as np
import pytest

from autograder import feedback, question


@question("numeric_gradient")
@feedback("(x − y)² has the slope 2(x − y): 4 at x = 3 for y = 1. For a square, central differences are exact.")
def test_slope_of_a_square(submission, expect_close):
    gradient = submission.numeric_gradient(lambda x: (x - 1.0) ** 2, np.array(3.0))

    expect_close(gradient, 4.0, rtol=1e-6, what="the gradient")
