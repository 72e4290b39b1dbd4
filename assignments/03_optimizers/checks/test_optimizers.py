"""Public checks of 03 Optimizers, run by `autograder check`. They are worth no points.

Small numbers that you can work out by hand, most of them in the handout. Passing them is a start: the hidden tests take
more steps, with more parameters, and look at what must stay unchanged.
"""

import numpy as np
import pytest

from autograder import changed_arguments, feedback, question


@question("gradient_descent")
@feedback(
    "x² has the gradient 2x: with step size ¼ every step halves x. The start is the first point, then three steps."
)
def test_walk_on_a_parabola(submission, expect_close):
    trajectory = submission.gradient_descent(lambda x: 2 * x, np.array([1.0]), 0.25, 3)

    expect_close(trajectory, [[1.0], [0.5], [0.25], [0.125]], what="the trajectory")
    assert changed_arguments(trajectory) == (), "x0 belongs to the caller and must stay what it was"


@question("gradient_descent")
@feedback("At x = 0.25 the gradient is 0.5, no more than the tolerance of 0.6: the walk ends there.")
def test_walk_that_ends_early(submission, expect_close):
    trajectory = submission.gradient_descent(lambda x: 2 * x, np.array([1.0]), 0.25, 100, tolerance=0.6)

    expect_close(trajectory, [[1.0], [0.5], [0.25]], what="the trajectory")


@question("gradient_descent")
@feedback("This bowl has the eigenvalues 1 and 4, along its diagonals. 1 − 4ε must not go below −1.")
def test_step_for_a_turned_bowl(submission, expect_close):
    step = submission.largest_stable_step(np.array([[2.5, 1.5], [1.5, 2.5]]))

    expect_close(step, 0.5, what="the step")


@question("random_search")
@feedback("The result is a point, not its value, and never worse than the start. Is f asked about every neighbour?")
def test_search_never_makes_it_worse(submission, rng):
    start, asked = np.array([1.0, -2.0]), []

    best = submission.random_search(lambda x: asked.append(1) or (x**2).sum(), start, 0.1, 30, rng)

    assert np.shape(best) == (2,)
    assert (best**2).sum() <= 5.0
    assert len(asked) >= 30


@question("learning_rate")
@feedback("From 1.0 to 0.2 in four iterations: 0.2 less with each, and then no more.")
def test_rate_that_falls_in_four_iterations(submission, expect_close):
    rates = [submission.linear_decay(k, 1.0, 0.2, 4) for k in (0, 1, 3, 4, 9)]

    expect_close(np.array(rates), np.array([1.0, 0.8, 0.4, 0.2, 0.2]), what="the learning rates")


@question("minibatches")
@feedback(
    "Five examples in twos are batches of 2, 2 and 1. Example [10·i, 10·i + 1] has the label i, wherever it goes."
)
def test_five_examples_in_twos(submission, rng, expect_close):
    y = np.arange(5)
    X = np.stack([10.0 * y, 10.0 * y + 1], axis=1)

    batches = [(np.asarray(Xb), np.asarray(yb)) for Xb, yb in submission.minibatches(X, y, 2, rng)]

    assert [len(yb) for _, yb in batches] == [2, 2, 1]
    expect_close(np.sort(np.concatenate([yb for _, yb in batches])), y, what="all labels, sorted")
    for Xb, yb in batches:
        expect_close(Xb, X[yb], what="the examples of a batch")


def weight_after_each_step(optimizer, gradients):
    """Follow one weight, from 0, through steps with the given gradients."""
    params, weights = {"w": np.zeros(1)}, []
    for gradient in gradients:
        params = optimizer.step(params, {"w": np.array([gradient])})
        weights.append(params["w"][0])
    return np.array(weights)


@question("sgd_momentum")
@feedback("The table of the handout: velocities −0.1, −0.15 and 0.125 (or the same with another sign, times 1/ε).")
def test_three_steps_with_momentum(submission, expect_close):
    weights = weight_after_each_step(submission.SGD(lr=0.1, momentum=0.5), [1.0, 1.0, -2.0])

    expect_close(weights, np.array([-0.1, -0.25, -0.125]), what="the weight after each step")


@question("sgd_momentum")
@feedback("The table of the handout, its last column: Nesterov moves by μv − εg, with the velocity just renewed.")
def test_three_steps_with_nesterovs_momentum(submission, expect_close):
    weights = weight_after_each_step(submission.SGD(lr=0.1, momentum=0.5, nesterov=True), [1.0, 1.0, -2.0])

    expect_close(weights, np.array([-0.15, -0.325, -0.0625]), what="the weight after each step")


@question("adagrad")
@feedback("3² = 9 and 3² + 4² = 25: the first step is 3/3, the second 4/5.")
def test_adagrad_with_gradients_3_and_4(submission, expect_close):
    weights = weight_after_each_step(submission.AdaGrad(lr=1.0), [3.0, 4.0])

    expect_close(weights, np.array([-1.0, -1.8]), rtol=1e-5, what="the weight after each step")


@question("rmsprop")
@feedback("With ρ = ¾ the mean of squares is ¼ · 2² = 1 after the first gradient, and ¾ · 1 + ¼ · 1² after the second.")
def test_rmsprop_with_gradients_2_and_1(submission, expect_close):
    weights = weight_after_each_step(submission.RMSProp(lr=0.1, decay=0.75), [2.0, 1.0])

    expect_close(weights, np.array([-0.2, -0.3]), rtol=1e-5, what="the weight after each step")


@question("adam")
@feedback("The example of the handout: m̂ = 1 and v̂ = 1 at the first step, m̂ = −1 and v̂ = 3 at the second.")
def test_adam_with_gradients_1_and_minus_2(submission, expect_close):
    weights = weight_after_each_step(submission.Adam(lr=0.1, beta1=0.5, beta2=0.5), [1.0, -2.0])

    expect_close(weights, np.array([-0.1, -0.1 + 0.1 / 3**0.5]), rtol=1e-5, what="the weight after each step")


@question("adam")
@feedback("After one step m̂ is g and v̂ is g², so that the move is the learning rate, against the sign of the gradient.")
@pytest.mark.parametrize("size", [1000.0, 0.01])
def test_the_first_step_of_adam_is_the_learning_rate(submission, expect_close, size):
    weights = weight_after_each_step(submission.Adam(lr=0.1), [size])

    expect_close(weights, np.array([-0.1]), rtol=1e-4, what="the weight after the step")


@question("newton")
@feedback("½ xᵀHx has the gradient Hx and its minimum at 0, one step away from everywhere.")
def test_one_step_to_the_bottom(submission, expect_close):
    hessian, x = np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([1.0, 2.0])

    moved = submission.newton_step(x, np.array([4.0, 7.0]), hessian)

    expect_close(moved, np.zeros(2), atol=1e-12, what="the point after the step")


@question("quasi_newton")
@feedback("The example of the handout: the curvature along the first axis is 2, so that the inverse has ½ there.")
def test_one_pair_along_an_axis(submission, expect_close):
    mended = submission.bfgs_update(np.eye(2), np.array([1.0, 0.0]), np.array([2.0, 0.0]))

    expect_close(mended, [[0.5, 0.0], [0.0, 1.0]], what="the next guess")


@question("quasi_newton")
@feedback("With this single pair γ is ½, and the update changes nothing any more: the direction is −g/2.")
def test_direction_from_one_pair(submission, expect_close):
    direction = submission.lbfgs_direction(np.array([3.0, 4.0]), [np.array([1.0, 0.0])], [np.array([2.0, 0.0])])

    expect_close(direction, np.array([-1.5, -2.0]), what="the direction")


@question("train")
@feedback("The example of the handout: half the mean squared distance of w from 1 and 3, in two epochs of one batch.")
def test_two_epochs_of_one_batch(submission, rng, expect_close):
    X, y = np.zeros((2, 1)), np.array([1.0, 3.0])

    def distance(params, Xb, yb):
        error = params["w"] - yb
        return (error**2).sum() / 4, {"w": error.sum(keepdims=True) / 2}

    params, losses = submission.train(distance, {"w": np.zeros(1)}, X, y, submission.SGD(lr=0.5), 2, 2, rng)

    expect_close(np.array(losses), np.array([2.5, 1.0]), what="the losses")
    expect_close(params["w"], np.array([1.5]), what="w at the end")
