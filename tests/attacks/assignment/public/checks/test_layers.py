"""Public examples."""

import numpy as np

from autograder import question


@question("dense")
def test_zero_weights_leave_the_bias(submission, expect_close):
    out, _ = submission.dense_forward(np.ones((2, 3)), np.zeros((3, 2)), np.array([0.5, -0.5]))

    expect_close(out, np.array([[0.5, -0.5], [0.5, -0.5]]))


@question("softmax")
def test_equal_scores_share_equally(submission, expect_close, attach):
    shares = submission.softmax(np.zeros((1, 4)))

    attach("the shares", shares)
    expect_close(shares, np.full((1, 4), 0.25))
