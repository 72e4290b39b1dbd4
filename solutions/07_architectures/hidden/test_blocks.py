"""Residual, inception and dense blocks, against a plain evaluation of the same formulas.

All sizes differ. The formulas take weights one by one, in the order in which the tests draw them; the submission gets
a dict, whose order says nothing.
"""

import numpy as np
import pytest

from autograder import changed_arguments, feedback, question

EXAMPLES, CHANNELS, HEIGHT, WIDTH = 3, 2, 3, 5
IDENTITY = {"W1": (2, 2, 3, 3), "b1": 2, "W2": (2, 2, 3, 3), "b2": 2}
PROJECTION = {"W1": (4, 2, 3, 3), "b1": 4, "W2": (4, 4, 3, 3), "b2": 4, "Ws": (4, 2, 1, 1), "bs": 4}
PROJECTION_OF_EQUAL_WIDTH = {**IDENTITY, "Ws": (2, 2, 1, 1), "bs": 2}
SKIPS = {"as it is": IDENTITY, "projected": PROJECTION, "projected to equal width": PROJECTION_OF_EQUAL_WIDTH}
INCEPTION = {
    "W1": (4, 2, 1, 1), "b1": 4, "W3": (3, 2, 3, 3), "b3": 3, "W5": (1, 2, 5, 5), "b5": 1, "Wp": (2, 2, 1, 1), "bp": 2
}  # fmt: skip
DENSE = {"W1": (3, 2, 3, 3), "b1": 3, "W2": (1, 5, 3, 3), "b2": 1, "W3": (2, 6, 3, 3), "b3": 2}


def draw(rng, sizes):
    """An image batch and parameters of these sizes."""
    x = rng.normal(size=(EXAMPLES, CHANNELS, HEIGHT, WIDTH))
    return x, {name: 0.5 * rng.normal(size=size) for name, size in sizes.items()}


def reverse(params):
    """The same dict, the other way round."""
    return dict(reversed(params.items()))


def windows(x, size, beyond=0.0):
    """Every window around a pixel: (N, C, H, W) → (N, C, H, W, size, size)."""
    half = size // 2
    padded = np.pad(x, ((0, 0), (0, 0), (half, half), (half, half)), constant_values=beyond)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(2, 3))


def convolve(x, w, b):
    """A convolution that keeps the size."""
    return np.moveaxis(np.tensordot(windows(x, w.shape[2]), w, axes=((1, 4, 5), (1, 2, 3))), 3, 1) + b[:, None, None]


def relu(x):
    return np.maximum(x, 0)


def residual(x, W1, b1, W2, b2, Ws=None, bs=None):
    skip = x if Ws is None else convolve(x, Ws, bs)
    return relu(convolve(relu(convolve(x, W1, b1)), W2, b2) + skip)


def inception(x, W1, b1, W3, b3, W5, b5, Wp, bp):
    pooled = windows(x, 3, beyond=-np.inf).max(axis=(4, 5))
    return np.concatenate(
        [convolve(x, W1, b1), convolve(x, W3, b3), convolve(x, W5, b5), convolve(pooled, Wp, bp)], axis=1
    )


def dense(x, *weights):
    for w, b in zip(weights[::2], weights[1::2], strict=True):
        x = np.concatenate([x, relu(convolve(x, w, b))], axis=1)
    return x


@question("residual_block", points=1)
@feedback(
    "Follow the picture of the block: where does each ReLU stand, and where is the sum? What does the skip do if there "
    "is a Ws, and what if there is none?"
)
@pytest.mark.parametrize("skip", SKIPS)
def test_residual_block(submission, rng, expect_close, skip):
    x, params = draw(rng, SKIPS[skip])

    out, _ = submission.residual_forward(x, params)

    expect_close(out, residual(x, *params.values()))


@question("residual_block", points=1)
@feedback(
    "The image goes two ways, and both join in front of the last ReLU. Go back both of them: what arrives at the "
    "image, and from where?"
)
@pytest.mark.parametrize("skip", ["as it is", "projected"])
def test_residual_gradient_of_the_images(submission, rng, check_gradient, skip):
    x, params = draw(rng, SKIPS[skip])
    dout = rng.normal(size=(EXAMPLES, len(params["b2"]), HEIGHT, WIDTH))

    _, cache = submission.residual_forward(x, params)
    dx, _ = submission.residual_backward(dout, cache)

    weights = tuple(params.values())
    check_gradient(residual, (x, *weights), (np.asarray(dx), *(None for _ in weights)), dout)


@question("residual_block", points=1)
@feedback(
    "Go back from the output, part by part. A ReLU stops the gradient where its input was negative: where do the two "
    "of this block stand, and which gradients have passed through them? Each entry of params has one of its own."
)
@pytest.mark.parametrize("skip", ["as it is", "projected"])
def test_residual_gradients_of_the_weights(submission, rng, check_gradient, skip):
    x, params = draw(rng, SKIPS[skip])
    dout = rng.normal(size=(EXAMPLES, len(params["b2"]), HEIGHT, WIDTH))

    _, cache = submission.residual_forward(x, params)
    _, grads = submission.residual_backward(dout, cache)

    assert sorted(grads) == sorted(params)
    found = (np.asarray(grads[name]) for name in params)
    check_gradient(residual, (x, *params.values()), (None, *found), dout)


@question("residual_block", points=1)
@feedback(
    "The image that goes in belongs to the caller, and is needed again by whoever called you. Who writes into it?"
)
def test_residual_block_leaves_the_image_alone(submission, rng, expect_close):
    x, params = draw(rng, IDENTITY)

    result = submission.residual_forward(x, params)

    expect_close(result[0], residual(x, *params.values()))
    assert changed_arguments(result) == ()


# Square images, in single precision: who turned rows into columns has the right shapes here, and the values must tell.
@question("residual_block", points=1)
@feedback("Compare with the transpose of your result. And does the block accept images and weights of dtype float32?")
def test_residual_block_in_single_precision(submission, reference, rng, expect_close):
    _, params = draw(rng, PROJECTION)
    params = {name: values.astype(np.float32) for name, values in params.items()}
    x, dout = (rng.normal(size=(EXAMPLES, channels, 5, 5)).astype(np.float32) for channels in (CHANNELS, 4))

    out, cache = submission.residual_forward(x, params)
    dx, grads = submission.residual_backward(dout, cache)

    expected, expected_cache = reference.residual_forward(x, params)
    expected_dx, expected_grads = reference.residual_backward(dout, expected_cache)
    expect_close(out, expected)
    expect_close(dx, expected_dx, what="dx")
    for name in params:
        expect_close(grads[name], expected_grads[name], what=f"grads[{name!r}]")


def inception_inputs(rng, is_dark):
    """A batch, of negative pixels alone if it is dark, parameters, and an upstream gradient."""
    x, params = draw(rng, INCEPTION)
    dout = rng.normal(size=(EXAMPLES, 10, HEIGHT, WIDTH))
    return (-np.abs(x) - 1 if is_dark else x), params, dout


@question("inception_block", points=1)
@feedback(
    "Give the four branches very different weights, one at a time: behind which channels does each begin? Then look at "
    "the border of the pooled branch, where all pixels are negative."
)
@pytest.mark.parametrize("is_dark", [False, True], ids=["mixed", "negative"])
def test_inception_block(submission, rng, expect_close, is_dark):
    x, params, _ = inception_inputs(rng, is_dark)

    out, _ = submission.inception_forward(x, params)

    expect_close(out, inception(x, *params.values()))


@question("inception_block", points=1)
@feedback(
    "All four branches look at the same image. Which channels of dout belong to which branch, and what does each send "
    "back? In the pooled branch, who was picked?"
)
@pytest.mark.parametrize("is_dark", [False, True], ids=["mixed", "negative"])
def test_inception_gradient_of_the_images(submission, rng, check_gradient, is_dark):
    x, params, dout = inception_inputs(rng, is_dark)

    _, cache = submission.inception_forward(x, params)
    dx, _ = submission.inception_backward(dout, cache)

    check_gradient(inception, (x, *params.values()), (np.asarray(dx), *(None for _ in params)), dout)


@question("inception_block", points=2)
@feedback(
    "Each branch is a convolution, and has its own part of dout. How many channels has each? The four need not be "
    "equal."
)
def test_inception_gradients_of_the_weights(submission, rng, check_gradient):
    x, params, dout = inception_inputs(rng, is_dark=False)

    _, cache = submission.inception_forward(x, params)
    _, grads = submission.inception_backward(dout, cache)

    assert sorted(grads) == sorted(params)
    found = (np.asarray(grads[name]) for name in params)
    check_gradient(inception, (x, *params.values()), (None, *found), dout)


@question("inception_block", points=1)
@feedback("A dict is asked by name. In which order do your branches stand if params was filled in another order?")
def test_inception_weights_are_found_by_name(submission, rng, expect_close):
    x, params, _ = inception_inputs(rng, is_dark=False)

    out, _ = submission.inception_forward(x, reverse(params))

    expect_close(out, inception(x, *params.values()))


@question("inception_block", points=0.5)
@feedback("The loss of the last classifier counts in full; each auxiliary one, however many there are, by the weight.")
@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_auxiliary_losses(submission, rng, expect_close, count):
    main, *auxiliary = rng.uniform(1, 5, size=count + 1).tolist()

    loss = submission.auxiliary_loss(main, auxiliary, 0.3)

    expect_close(np.float64(loss), main + 0.3 * np.sum(auxiliary), what="the loss")


def dense_inputs(rng):
    """A batch, parameters of three layers of different width, and an upstream gradient."""
    return *draw(rng, DENSE), rng.normal(size=(EXAMPLES, 8, HEIGHT, WIDTH))


@question("dense_block", points=1)
@feedback(
    "Write down which maps there are after each layer, and in which order. To which of them was the ReLU applied?"
)
def test_dense_block(submission, rng, expect_close):
    x, params, _ = dense_inputs(rng)

    out, _ = submission.dense_forward(x, params)

    expect_close(out, dense(x, *params.values()))


@question("dense_block", points=2)
@feedback(
    "A map is used by every later layer, and is part of the result too. How many gradients arrive at it, and what "
    "becomes of them?"
)
def test_dense_gradient_of_the_images(submission, rng, check_gradient):
    x, params, dout = dense_inputs(rng)

    _, cache = submission.dense_forward(x, params)
    dx, _ = submission.dense_backward(dout, cache)

    check_gradient(dense, (x, *params.values()), (np.asarray(dx), *(None for _ in params)), dout)


@question("dense_block", points=2)
@feedback(
    "Begin with the last layer: only its own maps depend on its weights. For the layer before, what has arrived at its "
    "maps by then? Where did the ReLU let something through?"
)
def test_dense_gradients_of_the_weights(submission, rng, check_gradient):
    x, params, dout = dense_inputs(rng)

    _, cache = submission.dense_forward(x, params)
    _, grads = submission.dense_backward(dout, cache)

    assert sorted(grads) == sorted(params)
    found = (np.asarray(grads[name]) for name in params)
    check_gradient(dense, (x, *params.values()), (None, *found), dout)


@question("dense_block", points=1)
@feedback("W2 comes after W1, and W10 after W9, wherever they stand in the dict. How do you find the next layer?")
def test_eleven_layers_in_any_order(submission, rng, expect_close):
    sizes = {}
    for i in range(1, 12):
        sizes |= {f"W{i}": (1, i + 1, 3, 3), f"b{i}": 1}
    x, params = draw(rng, sizes)

    out, _ = submission.dense_forward(x, reverse(params))

    expect_close(out, dense(x, *params.values()))
