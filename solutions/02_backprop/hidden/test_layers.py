"""The linear layer and the activations, forward and backward.

N=3, D=5, K=7: all sizes differ. Upstream gradients have mixed signs. Gradients are compared with numeric ones of the
reference's forward.
"""

import numpy as np
import pytest

from autograder import changed_arguments, feedback, question


def layer(rng):
    """Inputs, weights, biases and an upstream gradient of a linear layer."""
    return (rng.normal(size=(3, 5)), rng.normal(size=(5, 7)), rng.normal(size=7)), rng.normal(size=(3, 7))


@question("linear_layer", points=1)
@feedback("Write down one output as a sum: which inputs, which weights, which bias?")
def test_outputs_of_a_linear_layer(submission, reference, rng, expect_close):
    arguments, _ = layer(rng)

    out, _ = submission.linear_forward(*arguments)

    expect_close(out, reference.linear_forward(*arguments)[0])


# A gradient that is None stays a handle when it is one of several results: it is never passed over.
@question("linear_layer", points=1)
@feedback("An input takes part in all K outputs of its own example, each time with another weight.")
def test_gradient_of_the_inputs(submission, reference, rng, check_gradient):
    arguments, dout = layer(rng)

    _, cache = submission.linear_forward(*arguments)
    dx, _, _ = submission.linear_backward(dout, cache)

    check_gradient(reference.linear_forward, arguments, (dx, None, None), dout)


@question("linear_layer", points=1)
@feedback("A weight meets one input in every example, and dout says for each example what that is worth. They add.")
def test_gradient_of_the_weights(submission, reference, rng, check_gradient):
    arguments, dout = layer(rng)

    _, cache = submission.linear_forward(*arguments)
    _, dW, _ = submission.linear_backward(dout, cache)

    check_gradient(reference.linear_forward, arguments, (None, dW, None), dout)


@question("linear_layer", points=1)
@feedback("The same bias is added in every example. How does the loss change if it grows a little?")
def test_gradient_of_the_bias(submission, reference, rng, check_gradient):
    arguments, dout = layer(rng)

    _, cache = submission.linear_forward(*arguments)
    _, _, db = submission.linear_backward(dout, cache)

    check_gradient(reference.linear_forward, arguments, (None, None, db), dout)


# Everything square, so that what is transposed has the right shape and only its values tell.
@question("linear_layer", points=1)
@feedback("With as many examples as features and outputs a transposed matrix still fits. Compare entry by entry.")
def test_square_layer_in_single_precision(submission, reference, rng, expect_close):
    x, W, b, dout = (rng.normal(size=size).astype(np.float32) for size in [(4, 4), (4, 4), 4, (4, 4)])

    out, cache = submission.linear_forward(x, W, b)
    gradients = submission.linear_backward(dout, cache)

    right, right_cache = reference.linear_forward(x, W, b)
    expect_close(out, right)
    for found, expected, name in zip(gradients, reference.linear_backward(dout, right_cache), ["dx", "dW", "db"],
                                     strict=True):  # fmt: skip
        expect_close(found, expected, what=name)


ACTIVATIONS = ["relu", "sigmoid", "tanh"]


def functions(module, name):
    """The forward and the backward of an activation."""
    return getattr(module, f"{name}_forward"), getattr(module, f"{name}_backward")


@question("activation_layers", points=1)
@feedback(
    "Take one entry: how does it change its own output, and what is that worth by dout? Is your derivative taken at "
    "the input, or is it a formula in terms of the output?"
)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_value_and_gradient(submission, reference, rng, expect_close, check_gradient, name):
    x, dout = rng.normal(size=(2, 3, 5)), rng.normal(size=(2, 3, 5))
    forward, backward = functions(submission, name)
    right_forward, _ = functions(reference, name)

    out, cache = forward(x)
    dx = backward(dout, cache)

    expect_close(out, right_forward(x)[0])
    check_gradient(right_forward, x, dx, dout)


@question("activation_layers", points=1)
@feedback(
    "Try entries of ±1000. Which part of your formula overflows, and which form of the function, or of its "
    "derivative, goes without it?"
)
def test_large_inputs(submission, rng, expect_close):
    x, dout = np.array([-1000.0, -800.0, 0.0, 800.0, 1000.0]), rng.normal(size=5)
    expected = {"sigmoid": ([0.0, 0.0, 0.5, 1.0, 1.0], 0.25), "tanh": ([-1.0, -1.0, 0.0, 1.0, 1.0], 1.0)}

    for name, (values, slope) in expected.items():
        forward, backward = functions(submission, name)
        out, cache = forward(x)
        expect_close(out, values, what=f"{name}_forward")
        expect_close(backward(dout, cache), [0.0, 0.0, slope * dout[2], 0.0, 0.0], what=f"{name}_backward")


# The array between two layers is the first one's output, which its cache may hold, and the second one's input: passed
# on as it is, it is the same array in the submission. What the second layer writes into it, the first one gets to see.
@question("activation_layers", points=0.5)
@feedback(
    "Each layer is right alone, and wrong behind another that holds the same array. Does yours write into an array "
    "that it was given, or into its cache?"
)
@pytest.mark.parametrize(
    ("first", "second"), [("tanh", "relu"), ("tanh", "sigmoid"), ("sigmoid", "relu"), ("sigmoid", "tanh")]
)
def test_two_layers_share_the_array_between_them(submission, reference, rng, expect_close, first, second):
    x, dout = rng.normal(size=(3, 5)), rng.normal(size=(3, 5))

    between, first_cache = functions(submission, first)[0](x)
    result = functions(submission, second)[0](between)
    _, second_cache = result
    dbetween = functions(submission, second)[1](dout, second_cache)
    dx = functions(submission, first)[1](dbetween, first_cache)

    right, right_first = functions(reference, first)[0](x)
    _, right_second = functions(reference, second)[0](right)
    expected = functions(reference, first)[1](functions(reference, second)[1](dout, right_second), right_first)
    assert changed_arguments(result) == (), "the layer changed its input in place"
    expect_close(dx, expected, what="dx")
