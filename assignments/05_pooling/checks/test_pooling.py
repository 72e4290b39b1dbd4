"""Public checks of 05 Pooling, run by `autograder check`. They are worth no points.

Small numbers that you can work out by hand, most of them the handout's. Passing them is a start: the hidden tests use
other images, sizes and strides. Gradients are compared with central differences of your own forward function.
"""

import numpy as np
import pytest

from autograder import feedback, question

IMAGE = np.array([[[[1.0, 5.0, 2.0, 0.0], [3.0, 4.0, 7.0, 1.0], [6.0, 0.0, 2.0, 3.0]]]])
TWO_CHANNELS = np.concatenate([IMAGE, IMAGE + 10], axis=1)
UPSTREAM = np.array([[[[1.0, 2.0, -1.0], [3.0, 4.0, 5.0]]]])
MAPS = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 9.0]], [[0.0, 0.0, 0.0], [0.0, 0.0, 60.0]]]])


@question("max_pool")
@feedback("The example of the handout. Stride 1: 2 × 3 windows. Stride 2: the third row is in no window.")
@pytest.mark.parametrize(
    ("stride", "largest"), [(1, [[5.0, 7.0, 7.0], [6.0, 7.0, 7.0]]), (2, [[5.0, 7.0]])], ids=["stride 1", "stride 2"]
)
def test_largest_numbers_of_the_handout_example(submission, expect_close, stride, largest):
    out, _ = submission.max_pool_forward(IMAGE, 2, stride)

    expect_close(out, [[largest]])


@question("max_pool")
@feedback("The handout example, and beside it the same 10 brighter, as a second channel: each is pooled by itself.")
def test_largest_numbers_of_two_channels(submission, expect_close):
    out, _ = submission.max_pool_forward(TWO_CHANNELS, 2, 2)

    expect_close(out, [[[[5.0, 7.0]], [[15.0, 17.0]]]])


@question("max_pool")
@feedback("The 7 was picked by four windows, the 5 and the 6 by one each. What does dout say about those windows?")
def test_gradient_of_the_handout_example(submission, expect_close):
    _, cache = submission.max_pool_forward(IMAGE, 2, 1)
    dx = submission.max_pool_backward(UPSTREAM, cache)

    expect_close(dx, [[[[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 10.0, 0.0], [3.0, 0.0, 0.0, 0.0]]]], what="dx")


@question("max_pool")
@feedback(
    "Numeric gradients of your own forward disagree with your backward. Print x, mark what each window picked, and "
    "follow one number of dout back."
)
def test_gradient_of_a_small_max_pool(submission, rng, check_gradient):
    x, dout = rng.normal(size=(2, 1, 3, 5)), rng.normal(size=(2, 1, 1, 2))

    _, cache = submission.max_pool_forward(x, 3, 2)
    dx = submission.max_pool_backward(dout, cache)

    check_gradient(submission.max_pool_forward, x, dx, dout, size=3, stride=2)


@question("average_pool")
@feedback("The first window holds 1, 5, 3 and 4. Stride 2: the third row is in no window.")
@pytest.mark.parametrize(
    ("stride", "means"),
    [(1, [[3.25, 4.5, 2.5], [3.25, 3.25, 3.25]]), (2, [[3.25, 2.5]])],
    ids=["stride 1", "stride 2"],
)
def test_means_of_the_handout_example(submission, expect_close, stride, means):
    out, _ = submission.average_pool_forward(IMAGE, 2, stride)

    expect_close(out, [[means]])


@question("average_pool")
@feedback("The handout example, and beside it the same 10 brighter, as a second channel: each is pooled by itself.")
def test_means_of_two_channels(submission, expect_close):
    out, _ = submission.average_pool_forward(TWO_CHANNELS, 2, 2)

    expect_close(out, [[[[3.25, 2.5]], [[13.25, 12.5]]]])


@question("average_pool")
@feedback("A pixel in the corner is in one window, one in the middle in four. What is its share in each?")
def test_gradient_of_the_means_of_the_handout_example(submission, expect_close):
    _, cache = submission.average_pool_forward(IMAGE, 2, 1)
    dx = submission.average_pool_backward(UPSTREAM, cache)

    expect_close(dx, [[[[0.25, 0.75, 0.25, -0.25], [1.0, 2.5, 2.5, 1.0], [0.75, 1.75, 2.25, 1.25]]]], what="dx")


@question("global_average_pool")
@feedback("One mean for each channel of each image: out has the shape (1, 2) here.")
def test_means_of_two_small_maps(submission, expect_close):
    out, _ = submission.global_average_pool_forward(MAPS)

    expect_close(out, [[4.0, 10.0]])


@question("global_average_pool")
@feedback("Each map has six pixels, and each of them has the same share in its mean.")
def test_gradient_of_the_means_of_two_small_maps(submission, expect_close):
    _, cache = submission.global_average_pool_forward(MAPS)
    dx = submission.global_average_pool_backward(np.array([[12.0, -6.0]]), cache)

    expect_close(dx, [[[[2.0] * 3] * 2, [[-1.0] * 3] * 2]], what="dx")


@question("smooth_max_pool")
@feedback("The window of the handout: with β = 1 it gives log 2, with β = 2 and half the numbers half of that.")
@pytest.mark.parametrize("beta", [1.0, 2.0], ids=["beta 1", "beta 2"])
def test_smooth_maximum_of_the_handout_window(submission, expect_close, beta):
    x = np.array([[[[0.0, 0.0], [0.0, np.log(5.0)]]]]) / beta

    out, _ = submission.smooth_max_pool_forward(x, 2, 2, beta)

    expect_close(out, [[[[np.log(2.0) / beta]]]])


@question("smooth_max_pool")
@feedback("Numeric gradients of your own forward disagree with your backward. Begin with a single window.")
def test_gradient_of_a_small_smooth_max_pool(submission, rng, check_gradient):
    x, dout = rng.normal(size=(2, 1, 3, 5)), rng.normal(size=(2, 1, 1, 2))

    _, cache = submission.smooth_max_pool_forward(x, 3, 2, 1.5)
    dx = submission.smooth_max_pool_backward(dout, cache)

    check_gradient(submission.smooth_max_pool_forward, x, dx, dout, size=3, stride=2, beta=1.5)


@question("invariance")
@feedback("A single 1 in the corner of 4 × 4 zeros, as in the handout. Draw where it goes, then pool.")
@pytest.mark.parametrize(
    ("shift", "share"),
    [((0, 1), 1.0), ((0, 2), 0.5), ((-1, 0), 0.75)],
    ids=["one column right", "two columns right", "one row up"],
)
def test_a_single_bright_pixel(submission, expect_close, shift, share):
    x = np.zeros((1, 1, 4, 4))
    x[0, 0, 0, 0] = 1.0

    expect_close(submission.shift_agreement(x, shift, 2, 2), share, what="the share")
