"""The locally connected layer, forward and backward, against the reference. All axes differ in length."""

import numpy as np
import pytest

from autograder import feedback, question


def draw(rng, stride):
    """Images, kernels and biases for each place, and an upstream gradient. Stride 2 leaves a row and a column over."""
    oh, ow = (6 - 3) // stride + 1, (9 - 2) // stride + 1
    x, w, b = rng.normal(size=(3, 2, 6, 9)), rng.normal(size=(oh, ow, 5, 2, 3, 2)), rng.normal(size=(oh, ow, 5))
    return x, w, b, rng.normal(size=(3, 5, oh, ow))


@question("locally_connected", points=1)
@feedback("Take one output: which window made it, which kernel, which bias? Then take its neighbour.")
@pytest.mark.parametrize("stride", [1, 2])
def test_layer_without_shared_weights(submission, reference, rng, expect_close, stride):
    x, w, b, _ = draw(rng, stride)

    out, _ = submission.locally_connected_forward(x, w, b, stride=stride)

    expect_close(out, reference.locally_connected_forward(x, w, b, stride=stride)[0])


@question("locally_connected", points=0.5)
@feedback("A pixel lies in several windows, and meets another kernel in each of them. What adds up?")
@pytest.mark.parametrize("stride", [1, 2])
def test_gradient_of_the_images(submission, reference, rng, check_gradient, stride):
    x, w, b, dout = draw(rng, stride)

    _, cache = submission.locally_connected_forward(x, w, b, stride=stride)
    dx, _, _ = submission.locally_connected_backward(dout, cache)

    check_gradient(reference.locally_connected_forward, (x, w, b), (np.asarray(dx), None, None), dout, stride=stride)


@question("locally_connected", points=1)
@feedback("A weight stands in one place only, and meets one pixel of each example there. What adds up, and what not?")
def test_gradient_of_the_kernels(submission, reference, rng, check_gradient):
    x, w, b, dout = draw(rng, stride=2)

    _, cache = submission.locally_connected_forward(x, w, b, stride=2)
    _, dw, _ = submission.locally_connected_backward(dout, cache)

    check_gradient(reference.locally_connected_forward, (x, w, b), (None, np.asarray(dw), None), dout, stride=2)


@question("locally_connected", points=0.5)
@feedback("There is a bias for each place and filter. In how many outputs does one of them take part?")
def test_gradient_of_the_biases(submission, reference, rng, check_gradient):
    x, w, b, dout = draw(rng, stride=1)

    _, cache = submission.locally_connected_forward(x, w, b)
    _, _, db = submission.locally_connected_backward(dout, cache)

    check_gradient(reference.locally_connected_forward, (x, w, b), (None, None, np.asarray(db)), dout)


# As many places down as across, as many filters as channels: here shapes tell nothing.
@question("locally_connected", points=0.5)
@feedback("Compare with the transpose of your result. And does the layer accept images and weights of dtype float32?")
def test_square_images_in_single_precision(submission, reference, rng, expect_close):
    sizes = [(3, 2, 5, 5), (3, 3, 2, 2, 3, 3), (3, 3, 2), (3, 2, 3, 3)]
    x, w, b, dout = (rng.normal(size=size).astype(np.float32) for size in sizes)

    out, cache = submission.locally_connected_forward(x, w, b)
    gradients = submission.locally_connected_backward(dout, cache)

    expected, expected_cache = reference.locally_connected_forward(x, w, b)
    expect_close(out, expected)
    expected_gradients = reference.locally_connected_backward(dout, expected_cache)
    for name, found, right in zip(("dx", "dw", "db"), gradients, expected_gradients, strict=True):
        expect_close(found, right, what=name)
