"""Windows as rows and back, and the layer without a loop over pixels.

The two large cases are for speed alone: the limit is a multiple of the reference's CPU time (see the manifest). The
second, a single large image, is there for loops over pixels that do all examples at once.
"""

import pytest

from autograder import feedback, question


@question("im2col", points=1)
@feedback("Number the pixels of a tiny image and lay out its windows by hand: which window comes second, which column?")
@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 1)])
def test_windows_become_rows_in_order(submission, reference, rng, expect_close, stride, padding):
    x = rng.normal(size=(3, 2, 5, 7))

    cols = submission.im2col(x, 3, 2, stride, padding)

    expect_close(cols, reference.im2col(x, 3, 2, stride, padding), what="cols")


@question("im2col", points=1)
@feedback(
    "Test that (im2col(x) * cols).sum() equals (x * col2im(cols)).sum() for random x and cols, at several strides and "
    "paddings. What does a pixel receive that stands in several rows?"
)
@pytest.mark.parametrize(("stride", "padding"), [(1, 2), (2, 0), (2, 1)])
def test_rows_return_to_their_pixels(submission, reference, rng, expect_close, stride, padding):
    rows = 3 * ((5 + 2 * padding - 3) // stride + 1) * ((7 + 2 * padding - 2) // stride + 1)
    cols = rng.normal(size=(rows, 12))

    x = submission.col2im(cols, (3, 2, 5, 7), 3, 2, stride, padding)

    expect_close(x, reference.col2im(cols, (3, 2, 5, 7), 3, 2, stride, padding), what="the images")


@question("conv2d_fast", points=1)
@feedback("Compare with your conv2d_forward for two examples, several filters and an image that is not square.")
@pytest.mark.parametrize(("stride", "padding"), [(2, 1), (3, 2)])
def test_fast_layer_agrees_with_the_plain_one(submission, reference, rng, expect_close, stride, padding):
    x, w, b = rng.normal(size=(3, 2, 7, 11)), rng.normal(size=(5, 2, 3, 2)), rng.normal(size=5)

    out = submission.conv2d_fast(x, w, b, stride=stride, padding=padding)

    expect_close(out, reference.conv2d_fast(x, w, b, stride=stride, padding=padding))


@question("conv2d_fast", points=1)
@feedback("If it is right but slow: a step of a Python loop takes some microseconds. How many steps does yours have?")
@pytest.mark.parametrize(("examples", "side", "filters"), [(16, 64, 16), (1, 256, 4)])
def test_large_images_are_quick(submission, reference, rng, expect_close, examples, side, filters):
    x, w, b = rng.normal(size=(examples, 3, side, side)), rng.normal(size=(filters, 3, 3, 3)), rng.normal(size=filters)

    submission.conv2d_fast(x[:1, :, :5, :5], w, b)  # warms up: the first matrix product costs more than its work
    out = submission.conv2d_fast(x, w, b)

    expect_close(out, reference.conv2d_fast(x, w, b))
