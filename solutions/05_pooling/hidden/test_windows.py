"""Max pooling and average pooling, forward and backward.

All sizes differ: N=3, C=2, H and W. Windows overlap, leave pixels out between them, and leave rows and columns over at
the end. Upstream gradients have mixed signs.
"""

import numpy as np
import pytest

from autograder import feedback, question

SIZES_AND_STRIDES = [(2, 2), (3, 2), (2, 3), (3, 1)]


@question("max_pool", points=1)
@feedback(
    "Window (i, j) begins at row i·stride and column j·stride, and is size × size. How many fit wholly, down and "
    "across, if the image is not square?"
)
@pytest.mark.parametrize(("size", "stride"), SIZES_AND_STRIDES)
def test_largest_of_each_window(submission, reference, rng, expect_close, size, stride):
    x = rng.normal(size=(3, 2, 7, 11))

    out, _ = submission.max_pool_forward(x, size, stride)

    expect_close(out, reference.max_pool_forward(x, size, stride)[0])


@question("max_pool", points=1)
@feedback("What is the largest of −3, −1 and −2? With what does your search begin?")
def test_images_that_are_negative_everywhere(submission, reference, rng, expect_close):
    x = -1 - rng.uniform(size=(3, 2, 5, 7))

    out, _ = submission.max_pool_forward(x, 2, 2)

    expect_close(out, reference.max_pool_forward(x, 2, 2)[0])


@question("max_pool", points=1.5)
@feedback(
    "Mark the pixel that each window picked. It gets that output's gradient, of every window that picked it; a pixel "
    "that nobody picked gets nothing. Try windows that overlap, and windows that leave pixels out."
)
@pytest.mark.parametrize(("size", "stride"), SIZES_AND_STRIDES)
def test_gradient_goes_to_the_pixels_picked(submission, reference, rng, check_gradient, size, stride):
    x = rng.normal(size=(3, 2, 5, 7))
    dout = rng.normal(size=(3, 2, (5 - size) // stride + 1, (7 - size) // stride + 1))

    _, cache = submission.max_pool_forward(x, size, stride)
    dx = submission.max_pool_backward(dout, cache)

    check_gradient(reference.max_pool_forward, x, dx, dout, size=size, stride=stride)


# Each window has its own level and a few winners above it. Who of them gets how much is the submission's affair.
@question("max_pool", points=2)
@feedback(
    "Some windows have two largest pixels, or four. Raise all of them by a little: by how much does the output grow? "
    "That is what their gradients must add up to."
)
def test_winners_that_tie_share_one_gradient(submission, rng, expect_close):
    is_winner = rng.permuted(np.arange(3 * 2 * 2 * 3 * 4).reshape(3, 2, 2, 3, 4) % 4, axis=-1)
    is_winner = is_winner < rng.permuted(np.arange(36) % 4 + 1).reshape(3, 2, 2, 3, 1)  # one to four in each window
    windows = rng.integers(-3, 4, size=(3, 2, 2, 3, 1)) + is_winner
    x = windows.reshape(3, 2, 2, 3, 2, 2).swapaxes(3, 4).reshape(3, 2, 4, 6).astype(float)
    dout = rng.normal(size=(3, 2, 2, 3))

    _, cache = submission.max_pool_forward(x, 2, 2)
    dx = submission.max_pool_backward(dout, cache)

    shares = np.asarray(dx).reshape(3, 2, 2, 2, 3, 2).swapaxes(3, 4).reshape(3, 2, 2, 3, 4)
    expect_close((shares * is_winner).sum(axis=-1), dout, what="the sum of each window's winners")
    expect_close(shares * ~is_winner, np.zeros(shares.shape), what="the gradient of the others")


# A layer that remembers its last call only is right until a network uses it twice.
@question("max_pool", points=1)
@feedback("Pool two images, then go back through both. Where do you keep what was picked, and who overwrites it?")
def test_each_cache_belongs_to_its_own_call(submission, reference, rng, expect_close):
    first, second = rng.normal(size=(3, 2, 5, 7)), rng.normal(size=(3, 2, 5, 7))
    dout = rng.normal(size=(3, 2, 2, 3))

    _, cache = submission.max_pool_forward(first, 2, 2)
    submission.max_pool_forward(second, 2, 2)
    dx = submission.max_pool_backward(dout, cache)

    _, right = reference.max_pool_forward(first, 2, 2)
    expect_close(dx, reference.max_pool_backward(dout, right), what="dx")


# Everything square: whoever turned rows into columns has the right shape here, so that the values must tell.
# And single precision must be accepted; a wider result costs nothing.
@question("max_pool", points=2)
@feedback("Compare out and dx with their transposes, entry by entry; and try it with images of dtype float32.")
def test_square_images_in_single_precision(submission, reference, rng, expect_close):
    x, dout = (rng.normal(size=size).astype(np.float32) for size in [(3, 2, 5, 5), (3, 2, 2, 2)])

    out, cache = submission.max_pool_forward(x, 3, 2)
    dx = submission.max_pool_backward(dout, cache)

    right, right_cache = reference.max_pool_forward(x, 3, 2)
    expect_close(out, right)
    expect_close(dx, reference.max_pool_backward(dout, right_cache), what="dx")


@question("average_pool", points=1)
@feedback("Pool an image of ones: what should every output be? Then check where each window begins and ends.")
@pytest.mark.parametrize(("size", "stride"), [(2, 2), (3, 2), (2, 3)])
def test_mean_of_each_window(submission, reference, rng, expect_close, size, stride):
    x = rng.normal(size=(3, 2, 7, 11))

    out, _ = submission.average_pool_forward(x, size, stride)

    expect_close(out, reference.average_pool_forward(x, size, stride)[0])


@question("average_pool", points=1)
@feedback(
    "Raise one pixel by a little: in how many windows is it, and how much does each of their outputs grow? What about "
    "a pixel that is in no window?"
)
@pytest.mark.parametrize(("size", "stride"), [(2, 2), (3, 2), (2, 3)])
def test_every_pixel_gets_its_share(submission, reference, rng, check_gradient, size, stride):
    x = rng.normal(size=(3, 2, 5, 7))
    dout = rng.normal(size=(3, 2, (5 - size) // stride + 1, (7 - size) // stride + 1))

    _, cache = submission.average_pool_forward(x, size, stride)
    dx = submission.average_pool_backward(dout, cache)

    check_gradient(reference.average_pool_forward, x, dx, dout, size=size, stride=stride)


@question("average_pool", points=1)
@feedback("Compare out and dx with their transposes, entry by entry; and try it with images of dtype float32.")
def test_means_of_square_images_in_single_precision(submission, reference, rng, expect_close):
    x, dout = (rng.normal(size=size).astype(np.float32) for size in [(3, 2, 5, 5), (3, 2, 2, 2)])

    out, cache = submission.average_pool_forward(x, 3, 2)
    dx = submission.average_pool_backward(dout, cache)

    right, right_cache = reference.average_pool_forward(x, 3, 2)
    expect_close(out, right)
    expect_close(dx, reference.average_pool_backward(dout, right_cache), what="dx")


@question("global_average_pool", points=2)
@feedback("One number for each map: which axes of (N, C, H, W) go, which stay, and how many numbers make one mean?")
def test_mean_of_each_map(submission, reference, rng, expect_close):
    x = rng.normal(size=(3, 2, 5, 7))

    out, _ = submission.global_average_pool_forward(x)

    expect_close(out, reference.global_average_pool_forward(x)[0])


@question("global_average_pool", points=2)
@feedback("Raise one pixel by a little: how much does its map's mean grow? dx has one number for each pixel.")
def test_every_pixel_of_a_map_gets_the_same(submission, reference, rng, check_gradient):
    x, dout = rng.normal(size=(3, 2, 5, 7)), rng.normal(size=(3, 2))

    _, cache = submission.global_average_pool_forward(x)
    dx = submission.global_average_pool_backward(dout, cache)

    check_gradient(reference.global_average_pool_forward, x, dx, dout)


# As many examples as channels, so that what is transposed has the right shape and only its values tell.
@question("global_average_pool", points=1)
@feedback("With as many examples as channels: is out[n, c] the mean of map c of example n? Does float32 work?")
def test_as_many_maps_as_examples_in_single_precision(submission, reference, rng, expect_close):
    x, dout = (rng.normal(size=size).astype(np.float32) for size in [(3, 3, 5, 5), (3, 3)])

    out, cache = submission.global_average_pool_forward(x)
    dx = submission.global_average_pool_backward(dout, cache)

    right, right_cache = reference.global_average_pool_forward(x)
    expect_close(out, right)
    expect_close(dx, reference.global_average_pool_backward(dout, right_cache), what="dx")
