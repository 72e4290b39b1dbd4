"""The smooth maximum, and what a shift leaves of a pooled map."""

import numpy as np
import pytest

from autograder import feedback, question

SETTINGS = [(3, 2, 1.7), (2, 3, 0.6)]  # size, stride, beta


@question("smooth_max_pool", points=1)
@feedback("Work out one window by hand: where does β stand in the formula, twice, and by what is the sum divided?")
@pytest.mark.parametrize(("size", "stride", "beta"), SETTINGS)
def test_smooth_maximum_of_each_window(submission, reference, rng, expect_close, size, stride, beta):
    x = rng.normal(size=(3, 2, 7, 11))

    out, _ = submission.smooth_max_pool_forward(x, size, stride, beta)

    expect_close(out, reference.smooth_max_pool_forward(x, size, stride, beta)[0])


@question("smooth_max_pool", points=1)
@feedback(
    "Differentiate the formula by one x of the window: the chain rule brings a β from inside, and there is a 1/β in "
    "front. Add up the shares of one window: what should they give?"
)
@pytest.mark.parametrize(("size", "stride", "beta"), SETTINGS)
def test_gradient_is_shared_by_weight(submission, reference, rng, check_gradient, size, stride, beta):
    x = rng.normal(size=(3, 2, 5, 7))
    dout = rng.normal(size=(3, 2, (5 - size) // stride + 1, (7 - size) // stride + 1))

    _, cache = submission.smooth_max_pool_forward(x, size, stride, beta)
    dx = submission.smooth_max_pool_backward(dout, cache)

    check_gradient(reference.smooth_max_pool_forward, x, dx, dout, size=size, stride=stride, beta=beta)


# Adding a number to a whole image adds it to every result and leaves the gradient alone. Each example has a number of
# its own, so that one maximum for all of them does not do.
@question("smooth_max_pool", points=1)
@feedback(
    "Add 1000 to every pixel: every result should grow by 1000. Which step overflows, or underflows for −1000, and "
    "what could you take out of the logarithm first? Of each window, or of all at once?"
)
@pytest.mark.parametrize("direction", ["forward", "backward"])
def test_bright_and_dark_images(submission, reference, rng, expect_close, direction):
    x = rng.normal(size=(3, 2, 5, 7))
    level = np.array([-1000.0, 0.0, 1000.0]).reshape(3, 1, 1, 1)
    dout = rng.normal(size=(3, 2, 2, 3))

    out, cache = submission.smooth_max_pool_forward(x + level, 3, 2, 1.3)
    right, right_cache = reference.smooth_max_pool_forward(x + level, 3, 2, 1.3)
    if direction == "forward":
        expect_close(out, right)
    else:
        dx = submission.smooth_max_pool_backward(dout, cache)
        expect_close(dx, reference.smooth_max_pool_backward(dout, right_cache), what="dx")


# The largest number of each window stands out by 1 or more: at β = 1000 all others have no weight left, and the result
# is the maximum less log(size²)/β. At β = 1e-6 it is the mean, to the second order of β.
@question("smooth_max_pool", points=1)
@feedback("A large β gives (nearly) the maximum, a small one (nearly) the mean. Try 1000 and 0.000001 on one window.")
def test_from_the_mean_to_the_maximum(submission, rng, expect_close):
    order = rng.permuted(np.tile(np.arange(4.0), (3, 2, 2, 3, 1)), axis=-1)  # 0, 1, 2, 3 in each window
    x = order.reshape(3, 2, 2, 3, 2, 2).swapaxes(3, 4).reshape(3, 2, 4, 6)

    nearly_largest, _ = submission.smooth_max_pool_forward(x, 2, 2, 1000.0)
    nearly_mean, _ = submission.smooth_max_pool_forward(x, 2, 2, 1e-6)

    expect_close(nearly_largest, np.full((3, 2, 2, 3), 3 - np.log(4) / 1000))
    # β/2 times the variance 1.25 is 6e-7 above the mean; rounding the exponentials costs 1e-16/β.
    expect_close(nearly_mean, np.full((3, 2, 2, 3), 1.5), rtol=1e-5)


@question("smooth_max_pool", points=1)
@feedback("Compare out and dx with their transposes, entry by entry; and try it with images of dtype float32.")
def test_square_images_smoothly_in_single_precision(submission, reference, rng, expect_close):
    x, dout = (rng.normal(size=size).astype(np.float32) for size in [(3, 2, 5, 5), (3, 2, 2, 2)])

    out, cache = submission.smooth_max_pool_forward(x, 3, 2, 2.0)
    dx = submission.smooth_max_pool_backward(dout, cache)

    right, right_cache = reference.smooth_max_pool_forward(x, 3, 2, 2.0)
    expect_close(out, right)
    expect_close(dx, reference.smooth_max_pool_backward(dout, right_cache), what="dx")


# The outermost rows and columns are the brightest: where they are let in again on the other side, they win. There are
# 180 outputs, and windows share pixels before and after each shift, so that a wrong shift hardly has the right share.
@question("invariance", points=1)
@feedback(
    "Move a small image by hand, down and to the right. What comes in at the top and at the left? And what does a "
    "negative shift do, or one of 0?"
)
@pytest.mark.parametrize(("dy", "dx"), [(2, -1), (0, 1), (-1, 0)])
def test_share_of_outputs_that_a_shift_leaves_alone(submission, reference, rng, expect_close, dy, dx):
    x = rng.normal(size=(3, 2, 11, 13))
    x[:, :, [0, -1]] += 5
    x[..., [0, -1]] += 5

    share = submission.shift_agreement(x, (dy, dx), 3, 2)

    expect_close(share, reference.shift_agreement(x, (dy, dx), 3, 2), what="the share")


@question("invariance", points=1)
@feedback("Exactly equal is not nearly equal: try an image whose pixels are all tiny.")
def test_tiny_differences_count(submission, reference, rng, expect_close):
    x = 1e-9 * rng.normal(size=(3, 2, 7, 11))

    share = submission.shift_agreement(x, (1, 1), 2, 2)

    expect_close(share, reference.shift_agreement(x, (1, 1), 2, 2), what="the share")
