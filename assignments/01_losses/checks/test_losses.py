"""Public checks of 01 Losses, run by `autograder check`. They are worth no points.

Small numbers that you can work out by hand, many of them from the handout. Passing them is a start: the hidden tests
use other sizes, and numbers far from zero. Gradients are compared with central differences of your own loss.
"""

import numpy as np

from autograder import feedback, question


@question("linear_scores")
@feedback("The example of the handout: the second score is 1·0 + 2·1 + 20.")
def test_scores_of_the_handout(submission, expect_close):
    X, W = np.array([[1.0, 2.0]]), np.array([[1.0, 0.0, -1.0], [0.0, 1.0, 2.0]])

    scores = submission.linear_scores(X, W, np.array([10.0, 20.0, 30.0]))

    expect_close(scores, [[11.0, 22.0, 33.0]], what="the scores")


@question("activations")
@feedback("σ(0) is 1/2, and σ(log 3) is 1 / (1 + 1/3).")
def test_sigmoid_by_hand(submission, expect_close):
    expect_close(submission.sigmoid(np.array([0.0, np.log(3.0)])), [0.5, 0.75], what="sigmoid(a)")


@question("activations")
@feedback(
    "The lecture: the derivative of f = sigmoid is (1 − f(x)) f(x). At x = 0, f is 1/2: the derivative is 1/4. "
    "sigmoid_grad gets x, not f(x)."
)
def test_derivative_of_the_sigmoid_in_the_lecture(submission, expect_close):
    expect_close(submission.sigmoid_grad(np.array([0.0, np.log(3.0)])), [0.25, 0.1875], what="sigmoid_grad(a)")


@question("activations")
@feedback("tanh(log 2) is (2 − 1/2) / (2 + 1/2).")
def test_tanh_by_hand(submission, expect_close):
    expect_close(submission.tanh(np.array([-np.log(2.0), 0.0, np.log(2.0)])), [-0.6, 0.0, 0.6], what="tanh(a)")


@question("activations")
@feedback("Numeric derivatives of your own tanh disagree with your tanh_grad, which gets a, not tanh(a).")
def test_derivative_of_your_own_tanh(submission, rng, check_gradient):
    a = rng.uniform(-2, 2, size=(2, 3))

    derivative = submission.tanh_grad(a)

    check_gradient(submission.tanh, a, derivative, np.ones_like(a))


@question("activations")
@feedback("ReLU keeps what is positive and makes 0 of the rest, entry by entry.")
def test_relu_by_hand(submission, expect_close):
    expect_close(submission.relu(np.array([-2.0, 0.0, 0.5, 3.0])), [0.0, 0.0, 0.5, 3.0], what="relu(a)")


@question("activations")
@feedback("ReLU rises with slope 1 on the right of 0 and is flat on the left of it.")
def test_derivative_of_relu_by_hand(submission, expect_close):
    slope = submission.relu_grad(np.array([-2.0, -0.5, 0.5, 3.0]))

    expect_close(1.0 * slope, [0.0, 0.0, 1.0, 1.0], what="relu_grad(a)")


@question("activations")
@feedback("log(1 + e⁰) is log 2, and e to the power of log 3 is 3.")
def test_softplus_by_hand(submission, expect_close):
    expect_close(submission.softplus(np.log(np.array([1.0, 3.0]))), np.log([2.0, 4.0]), what="softplus(a)")


@question("activations")
@feedback("Numeric derivatives of your own softplus disagree with your softplus_grad.")
def test_derivative_of_your_own_softplus(submission, rng, check_gradient):
    a = rng.uniform(-2, 2, size=(2, 3))

    derivative = submission.softplus_grad(a)

    check_gradient(submission.softplus, a, derivative, np.ones_like(a))


@question("activations")
@feedback("The line with slope 3 and intercept 1 is at −5 for a = −2. Without an intercept it is at 0 for a = 0.")
def test_linear_by_hand(submission, expect_close):
    a = np.array([-2.0, 0.0])

    expect_close(submission.linear(a, 3.0, intercept=1.0), [-5.0, 1.0], what="linear(a, 3, intercept=1)")
    expect_close(submission.linear(a, 3.0), [-6.0, 0.0], what="linear(a, 3)")


@question("activations")
@feedback("One derivative for each entry of a: what is the slope of a straight line?")
def test_derivative_of_linear_by_hand(submission, expect_close):
    expect_close(1.0 * submission.linear_grad(np.array([-2.0, 0.0]), 3.0), [3.0, 3.0], what="linear_grad(a, 3)")


@question("activations")
@feedback("NaN comes from infinity divided by infinity. Which exponential overflows, and do you need it?")
def test_sigmoid_far_to_the_right(submission, expect_close):
    expect_close(submission.sigmoid(np.array([0.0, 1000.0])), [0.5, 1.0], what="sigmoid(a)")


@question("softmax")
@feedback(
    "The exponentials of the first row are 6, 3 and 1, those of the second 1, 1 and 2: divide each row by its sum."
)
def test_probabilities_of_the_handout(submission, expect_close):
    scores = np.log(np.array([[6.0, 3.0, 1.0], [1.0, 1.0, 2.0]]))

    expect_close(submission.softmax(scores), [[0.6, 0.3, 0.1], [0.25, 0.25, 0.5]], what="the probabilities")


@question("softmax")
@feedback("The same row as above with 1000 added to all scores has the same probabilities.")
def test_probabilities_of_large_scores(submission, expect_close):
    scores = np.log(np.array([[6.0, 3.0, 1.0]])) + 1000

    expect_close(submission.softmax(scores), [[0.6, 0.3, 0.1]], what="the probabilities")


@question("logistic_loss")
@feedback("The example of the handout: the true classes have probability 1/2 and 1/4, and the loss is a mean.")
def test_logistic_loss_of_the_handout(submission, expect_close):
    loss, df = submission.logistic_loss(np.array([0.0, np.log(3.0)]), np.array([1, 0]))

    expect_close(loss, (np.log(2.0) + np.log(4.0)) / 2, what="the loss")
    expect_close(df, [-0.25, 0.375], what="df")


@question("logistic_loss")
@feedback("Numeric derivatives of your own loss disagree with the gradient that you return.")
def test_gradient_of_your_own_logistic_loss(submission, rng, check_gradient):
    f, y = rng.normal(size=3), np.array([1, 0, 1])

    _, df = submission.logistic_loss(f, y)

    check_gradient(submission.logistic_loss, (f, y), (df, None))


@question("cross_entropy_loss")
@feedback("The example of the handout: −log 0.3 and −log 0.5, and their mean.")
def test_cross_entropy_of_the_handout(submission, expect_close):
    scores = np.log(np.array([[6.0, 3.0, 1.0], [1.0, 1.0, 2.0]]))

    loss, _ = submission.cross_entropy_loss(scores, np.array([1, 2]))

    expect_close(loss, -(np.log(0.3) + np.log(0.5)) / 2, what="the loss")


@question("cross_entropy_loss")
@feedback("Numeric derivatives of your own loss disagree with the gradient that you return.")
def test_gradient_of_your_own_cross_entropy(submission, rng, check_gradient):
    scores, y = rng.normal(size=(3, 4)), np.array([2, 0, 3])

    _, dscores = submission.cross_entropy_loss(scores, y)

    check_gradient(submission.cross_entropy_loss, (scores, y), (dscores, None))


@question("hinge_loss")
@feedback("The example of the handout: 5 is too close to 3 and costs max(0, 5 − 3 + 1) = 3, and −2 costs nothing.")
def test_hinge_loss_of_the_handout(submission, expect_close):
    loss, dscores = submission.hinge_loss(np.array([[3.0, 5.0, -2.0]]), np.array([0]))

    expect_close(loss, 3.0, what="the loss")
    expect_close(dscores, [[-1.0, 1.0, 0.0]], what="dscores")


@question("hinge_loss")
@feedback("Numeric derivatives of your own loss disagree with the gradient that you return.")
def test_gradient_of_your_own_hinge_loss(submission, check_gradient):
    scores, y = np.array([[0.3, 0.7, -0.4, 2.2], [1.1, -0.6, 0.9, 0.2], [-1.0, 0.5, 1.4, 0.6]]), np.array([1, 0, 3])

    _, dscores = submission.hinge_loss(scores, y)

    check_gradient(submission.hinge_loss, (scores, y), (dscores, None))


@question("euclidean_loss")
@feedback(
    "The example of the handout: squared distances 5 and 4. The lecture has 2(x − y) for the derivative of (x − y)²."
)
def test_euclidean_loss_of_the_handout(submission, expect_close):
    prediction, target = np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([[0.0, 0.0], [3.0, 2.0]])

    loss, dprediction = submission.euclidean_loss(prediction, target)

    expect_close(loss, 4.5, what="the loss")
    expect_close(dprediction, [[1.0, 2.0], [0.0, -2.0]], what="dprediction")
