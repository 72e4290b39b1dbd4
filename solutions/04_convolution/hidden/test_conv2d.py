"""The convolution layer, forward and backward.

All sizes differ: N=3, C=2, F=5 or 4, H and W, KH=3 and KW=2, and the strides leave rows and columns over.
"""

import numpy as np
import pytest

from autograder import feedback, question


def layer(rng, height=7, width=11, filters=5):
    """Images, kernels and biases whose axes all differ in length."""
    return rng.normal(size=(3, 2, height, width)), rng.normal(size=(filters, 2, 3, 2)), rng.normal(size=filters)


@question("conv2d_forward", points=2)
@feedback(
    "Take one output and write down the sum that makes it: one window, all channels, one kernel, one bias. "
    "Use an image that is not square and a kernel that is not symmetric."
)
def test_layer_without_padding_or_stride(submission, reference, rng, expect_close):
    x, w, b = layer(rng)

    out, _ = submission.conv2d_forward(x, w, b)

    expect_close(out, reference.conv2d_forward(x, w, b)[0])


@question("conv2d_forward", points=1)
@feedback("Compute OH and OW with the padding, and look at the border: is every window there, also the last ones?")
@pytest.mark.parametrize("padding", [1, 2])
def test_layer_with_padding(submission, reference, rng, expect_close, padding):
    x, w, b = layer(rng)

    out, _ = submission.conv2d_forward(x, w, b, padding=padding)

    expect_close(out, reference.conv2d_forward(x, w, b, padding=padding)[0])


@question("conv2d_forward", points=1)
@feedback("Where does window (i, j) begin? How many windows lie wholly on the image, down and across?")
@pytest.mark.parametrize("stride", [2, 3])
def test_layer_with_stride(submission, reference, rng, expect_close, stride):
    x, w, b = layer(rng)

    out, _ = submission.conv2d_forward(x, w, b, stride=stride)

    expect_close(out, reference.conv2d_forward(x, w, b, stride=stride)[0])


@question("conv2d_forward", points=1)
@feedback("Padding comes first, then the window moves by the stride over the padded image. Count the windows again.")
@pytest.mark.parametrize(("stride", "padding"), [(2, 1), (3, 2)])
def test_layer_with_stride_and_padding(submission, reference, rng, expect_close, stride, padding):
    x, w, b = layer(rng)

    out, _ = submission.conv2d_forward(x, w, b, stride=stride, padding=padding)

    expect_close(out, reference.conv2d_forward(x, w, b, stride=stride, padding=padding)[0])


# Everything square: whoever turned rows into columns has the right shape here, so that the values must tell.
# And single precision must be accepted; a wider result costs nothing.
@question("conv2d_forward", points=1)
@feedback("Compare the output with its transpose, entry by entry; and try it with images of dtype float32.")
def test_square_images_in_single_precision(submission, reference, rng, expect_close):
    x, w, b = (rng.normal(size=size).astype(np.float32) for size in [(3, 2, 5, 5), (4, 2, 3, 3), 4])

    out, _ = submission.conv2d_forward(x, w, b, padding=1)

    expect_close(out, reference.conv2d_forward(x, w, b, padding=1)[0])


# Gradients go through np.asarray below: a submission that returns None must not have its gradient passed over.
def backward(submission, reference, rng, stride, padding):
    """Run the submission forward and backward: (x, w, b), an upstream gradient, the submission's three gradients."""
    x, w, b = layer(rng, height=5, width=7, filters=4)
    _, cache = submission.conv2d_forward(x, w, b, stride=stride, padding=padding)
    dout = rng.normal(size=reference.conv2d_forward(x, w, b, stride=stride, padding=padding)[0].shape)
    dx, dw, db = submission.conv2d_backward(dout, cache)
    return (x, w, b), dout, (dx, dw, db)


@question("conv2d_backward", points=1)
@feedback("A bias is added to every entry of its filter's response map, in every example. What adds up?")
def test_gradient_of_the_bias(submission, reference, rng, check_gradient):
    arguments, dout, (_, _, db) = backward(submission, reference, rng, stride=1, padding=1)

    check_gradient(reference.conv2d_forward, arguments, (None, None, np.asarray(db)), dout, stride=1, padding=1)


@question("conv2d_backward", points=1)
@feedback(
    "A kernel's weight takes part in every window of every example. Which pixel of the padded image does it meet in "
    "window (i, j), and what does dout say about that window?"
)
@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 1), (3, 2)])
def test_gradient_of_the_kernels(submission, reference, rng, check_gradient, stride, padding):
    arguments, dout, (_, dw, _) = backward(submission, reference, rng, stride, padding)

    check_gradient(
        reference.conv2d_forward, arguments, (None, np.asarray(dw), None), dout, stride=stride, padding=padding
    )


@question("conv2d_backward", points=1)
@feedback(
    "A pixel takes part in several windows, and in the output of every filter: list them for one pixel in the middle "
    "and one in the corner. Compare shapes at padding 0, 1 and 2, and try a stride that leaves columns over."
)
@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (1, 1), (1, 2), (2, 0), (3, 1)])
def test_gradient_of_the_images(submission, reference, rng, check_gradient, stride, padding):
    arguments, dout, (dx, _, _) = backward(submission, reference, rng, stride, padding)

    check_gradient(
        reference.conv2d_forward, arguments, (np.asarray(dx), None, None), dout, stride=stride, padding=padding
    )


# Square and in single precision, for the reasons given above.
@question("conv2d_backward", points=1)
@feedback("Each gradient has the shape of its array. Transpose yours: does it fit better? Does it work with float32?")
def test_gradients_for_square_images_in_single_precision(submission, reference, rng, expect_close):
    x, w, b = (rng.normal(size=size).astype(np.float32) for size in [(3, 2, 5, 5), (4, 2, 3, 3), 4])
    dout = rng.normal(size=(3, 4, 5, 5)).astype(np.float32)

    _, cache = submission.conv2d_forward(x, w, b, padding=1)
    dx, dw, db = submission.conv2d_backward(dout, cache)

    expected = reference.conv2d_backward(dout, reference.conv2d_forward(x, w, b, padding=1)[1])
    expect_close(dx, expected[0], what="dx")
    expect_close(dw, expected[1], what="dw")
    expect_close(db, expected[2], what="db")
