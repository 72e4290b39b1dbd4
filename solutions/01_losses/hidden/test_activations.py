"""Activations and their derivatives: ordinary numbers first, then far from zero.

Derivatives are compared with numeric ones of the reference's activation, so that a wrong activation and its right
derivative are told apart. A derivative made of integers or truth values is as good as one made of floats.
"""

import numpy as np

from autograder import changed_arguments, feedback, question

FAR = np.array([-1000.0, -750.0, -50.0, 0.0, 50.0, 750.0, 1000.0])


def around_zero(rng):
    """Numbers of both signs, none of them near the kink of ReLU."""
    return rng.uniform(0.2, 3.0, size=(5, 7)) * rng.choice([-1.0, 1.0], size=(5, 7))


@question("activations", points=1)
@feedback("At 0 it is ½; for large a it goes to 1. Evaluate the formula at a = 1 with a pocket calculator.")
def test_sigmoid(submission, reference, rng, expect_close):
    a = around_zero(rng)

    out = submission.sigmoid(a)

    expect_close(out, reference.sigmoid(a), what="sigmoid(a)")


@question("activations", points=1)
@feedback("It is odd: tanh(−a) = −tanh(a), and near 0 it rises with slope 1. Does yours?")
def test_tanh(submission, reference, rng, expect_close):
    a = around_zero(rng)

    out = submission.tanh(a)

    expect_close(out, reference.tanh(a), what="tanh(a)")


@question("activations", points=1)
@feedback("What should come out for 2, for 3, for −3?")
def test_relu(submission, reference, rng, expect_close):
    a = around_zero(rng)

    out = submission.relu(a)

    expect_close(out, reference.relu(a), what="relu(a)")


@question("activations", points=1)
@feedback("At 0 it is log 2. It resembles ReLU far from 0, but near 0 it is smooth and positive.")
def test_softplus(submission, reference, rng, expect_close):
    a = around_zero(rng)

    out = submission.softplus(a)

    expect_close(out, reference.softplus(a), what="softplus(a)")


@question("activations", points=1)
@feedback("A straight line has a slope and an intercept, and the intercept need not be given. What is its value at 0?")
def test_linear(submission, reference, rng, expect_close):
    a = around_zero(rng)

    plain, raised = submission.linear(a, -1.75), submission.linear(a, -1.75, intercept=0.6)

    expect_close(plain, reference.linear(a, -1.75), what="linear(a, slope)")
    expect_close(raised, reference.linear(a, -1.75, intercept=0.6), what="linear(a, slope, intercept)")


def check_derivative(check_gradient, activation, a, derivative, **options):
    """Compare a derivative with numeric ones: each output depends on one input, so that ones as upstream select it."""
    check_gradient(activation, a, np.asarray(1.0 * derivative), np.ones_like(a), **options)


@question("activations", points=1)
@feedback("Move a by 10⁻⁵ up and down and see how your sigmoid changes. Which number does sigmoid_grad receive?")
def test_derivative_of_sigmoid(submission, reference, rng, check_gradient):
    a = around_zero(rng)

    derivative = submission.sigmoid_grad(a)

    check_derivative(check_gradient, reference.sigmoid, a, derivative)


@question("activations", points=1)
@feedback("Move a by 10⁻⁵ up and down and see how your tanh changes. At 0 its slope is 1, and nowhere is it larger.")
def test_derivative_of_tanh(submission, reference, rng, check_gradient):
    a = around_zero(rng)

    derivative = submission.tanh_grad(a)

    check_derivative(check_gradient, reference.tanh, a, derivative)


@question("activations", points=1)
@feedback("Draw ReLU. How steep is it at 3, at 0.5, at −2?")
def test_derivative_of_relu(submission, reference, rng, check_gradient):
    a = around_zero(rng)

    derivative = submission.relu_grad(a)

    check_derivative(check_gradient, reference.relu, a, derivative)


@question("activations", points=1)
@feedback("Differentiate log(1 + eᵃ) on paper and simplify: you have met the result before. At 0 it is ½.")
def test_derivative_of_softplus(submission, reference, rng, check_gradient):
    a = around_zero(rng)

    derivative = submission.softplus_grad(a)

    check_derivative(check_gradient, reference.softplus, a, derivative)


@question("activations", points=1)
@feedback("How steep is a straight line, and does that depend on where you are? One number for each entry of a.")
def test_derivative_of_linear(submission, reference, rng, check_gradient):
    a = around_zero(rng)

    derivative = submission.linear_grad(a, -1.75)

    check_derivative(check_gradient, reference.linear, a, derivative, slope=-1.75)


@question("activations", points=1)
@feedback(
    "Evaluate sigmoid, tanh and softplus at 1000 and at −1000. Where NaN or infinity appears, look for the exponential "
    "that overflows, and for an equal formula in which it does not."
)
def test_values_far_from_zero(submission, reference, expect_close):
    values = [submission.sigmoid(FAR), submission.tanh(FAR), submission.softplus(FAR)]

    expected = [reference.sigmoid(FAR), reference.tanh(FAR), reference.softplus(FAR)]
    for name, value, right in zip(["sigmoid", "tanh", "softplus"], values, expected, strict=True):
        expect_close(value, right, what=f"{name} far from zero")


@question("activations", points=1)
@feedback(
    "Evaluate the derivatives of sigmoid, tanh and softplus at 1000 and at −1000. Infinity divided by infinity is NaN: "
    "can you write them with functions that are already safe?"
)
def test_derivatives_far_from_zero(submission, reference, expect_close):
    slopes = [submission.sigmoid_grad(FAR), submission.tanh_grad(FAR), submission.softplus_grad(FAR)]

    expected = [reference.sigmoid_grad(FAR), reference.tanh_grad(FAR), reference.softplus_grad(FAR)]
    for name, slope, right in zip(["sigmoid", "tanh", "softplus"], slopes, expected, strict=True):
        expect_close(slope, right, what=f"the derivative of {name} far from zero")


@question("activations", points=1)
@feedback("Print a before and after each call, also for an a of dtype float32. Who else may still need that array?")
def test_activations_leave_their_argument_alone(submission, reference, rng, expect_close):
    a = around_zero(rng).astype(np.float32)

    values = {
        "sigmoid": submission.sigmoid(a),
        "tanh": submission.tanh(a),
        "relu": submission.relu(a),
        "softplus": submission.softplus(a),
        "linear": submission.linear(a, -1.75),
    }

    expected = {name: getattr(reference, name)(a) for name in ["sigmoid", "tanh", "relu", "softplus"]}
    expected["linear"] = reference.linear(a, -1.75)
    for name, value in values.items():
        expect_close(value, expected[name], what=f"{name} in single precision")
        assert changed_arguments(value) == ()
