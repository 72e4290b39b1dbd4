"""The four losses and their gradients.

Five examples and three classes (two primes: a factor 2 is none of them), labels of which one comes twice. Gradients are
compared with numeric ones of the reference's loss. Stability is tested by adding one number to all scores and by gaps
below 700, where log(softmax) is still finite.
"""

import numpy as np
import pytest

from autograder import feedback, question


def labels(rng):
    """Five labels of three classes, every class among them, in any order."""
    return rng.permutation([0, 0, 1, 2, 2])


def binary_labels(rng):
    """Seven labels of two classes, both among them, in any order."""
    return rng.permutation([0, 0, 0, 1, 1, 1, 1])


@question("logistic_loss", points=1)
@feedback(
    "What is the probability of the true class if y is 1, and what if y is 0? At f = 0 the loss is log 2 for both."
)
def test_logistic_loss(submission, reference, rng, expect_close):
    f, y = 2 * rng.normal(size=7), binary_labels(rng)

    loss, _ = submission.logistic_loss(f, y)

    expect_close(loss, reference.logistic_loss(f, y)[0], what="the loss")


@question("logistic_loss", points=1)
@feedback("Differentiate the loss of one example for y = 1 and for y = 0, and simplify. Then remember the mean.")
def test_gradient_of_the_logistic_loss(submission, reference, rng, check_gradient):
    f, y = 2 * rng.normal(size=7), binary_labels(rng)

    _, df = submission.logistic_loss(f, y)

    check_gradient(reference.logistic_loss, (f, y), (df, None))


def confident(rng):
    """Scores far on either side of 0 for seven labels; with their negatives, each is once right and once wrong."""
    f = rng.permutation([-650.0, -50.0, -38.0, 0.5, 38.0, 50.0, 650.0])
    return f, binary_labels(rng)


@question("logistic_loss", points=1)
@feedback("At f = 50 with y = 0 the loss is 50, and at f = 650 it is 650. Where does your formula take the log of 0?")
def test_logistic_loss_of_a_confident_classifier(submission, reference, rng, expect_close):
    f, y = confident(rng)

    results = submission.logistic_loss.many([(f, y), (-f, y)])

    for score, (loss, _) in zip([f, -f], results, strict=True):
        expect_close(loss, reference.logistic_loss(score, y)[0], what="the loss")


@question("logistic_loss", points=1)
@feedback("How steep is the loss when the classifier is sure, and right or wrong? Nothing in it needs to divide by 0.")
def test_gradient_of_the_logistic_loss_of_a_confident_classifier(submission, reference, rng, expect_close):
    f, y = confident(rng)

    results = submission.logistic_loss.many([(f, y), (-f, y)])

    for score, (_, df) in zip([f, -f], results, strict=True):
        expect_close(df, reference.logistic_loss(score, y)[1], what="df")


# A mean does not notice that every example is there twice, and each copy has half as much to say.
# And single precision must be accepted; a wider result costs nothing.
TWICE = (
    "Put every example into the batch twice. What should happen to the loss, and what to each entry of the gradient?"
)


@question("logistic_loss", points=1)
@feedback(TWICE)
def test_logistic_loss_of_a_batch_twice_over(submission, reference, rng, expect_close):
    f, y = (2 * rng.normal(size=7)).astype(np.float32), binary_labels(rng)

    loss, df = submission.logistic_loss(np.tile(f, 2), np.tile(y, 2))

    loss_once, df_once = reference.logistic_loss(f, y)
    expect_close(loss, loss_once, what="the loss")
    expect_close(df, np.tile(df_once / 2, 2), what="df")


@question("cross_entropy_loss", points=1)
@feedback("Take two classes with equal scores: what is the probability of the true one, and what is minus its log?")
def test_cross_entropy_loss(submission, reference, rng, expect_close):
    scores, y = 2 * rng.normal(size=(5, 3)), labels(rng)

    loss, _ = submission.cross_entropy_loss(scores, y)

    expect_close(loss, reference.cross_entropy_loss(scores, y)[0], what="the loss")


@question("cross_entropy_loss", points=1)
@feedback(
    "Work out the gradient of one example with three classes: for the true class, and for the others. Each row has a "
    "true class of its own, the entries of a row add up to 0, and the loss is a mean."
)
def test_gradient_of_the_cross_entropy(submission, reference, rng, check_gradient):
    scores, y = 2 * rng.normal(size=(5, 3)), labels(rng)

    _, dscores = submission.cross_entropy_loss(scores, y)

    check_gradient(reference.cross_entropy_loss, (scores, y), (dscores, None))


@question("cross_entropy_loss", points=1)
@feedback("Add 1000, or −1000, to all scores: neither the loss nor the gradient may change. What is np.exp(1000)?")
def test_cross_entropy_of_scores_far_from_zero(submission, reference, rng, expect_close):
    scores, y = 2 * rng.normal(size=(5, 3)), labels(rng)

    results = submission.cross_entropy_loss.many([(scores + 1000, y), (scores - 1000, y)])

    expected = reference.cross_entropy_loss(scores, y)
    for loss, dscores in results:
        expect_close(loss, expected[0], what="the loss")
        expect_close(dscores, expected[1], what="dscores")


@question("cross_entropy_loss", points=1)
@feedback(
    "If the true class is 50 below another, the loss is 50. Is yours smaller, or infinite? Follow one such example."
)
def test_cross_entropy_of_confident_mistakes(submission, reference, rng, expect_close):
    scores, y = 2 * rng.normal(size=(5, 3)), labels(rng)
    scores[np.arange(5), y] -= rng.permutation([50.0, 100.0, 200.0, 400.0, 650.0])

    loss, dscores = submission.cross_entropy_loss(scores, y)

    expected = reference.cross_entropy_loss(scores, y)
    expect_close(loss, expected[0], what="the loss")
    expect_close(dscores, expected[1], what="dscores")


@question("cross_entropy_loss", points=1)
@feedback(TWICE)
def test_cross_entropy_of_a_batch_twice_over(submission, reference, rng, expect_close):
    scores, y = (2 * rng.normal(size=(5, 3))).astype(np.float32), labels(rng)

    loss, dscores = submission.cross_entropy_loss(np.tile(scores, (2, 1)), np.tile(y, 2))

    loss_once, dscores_once = reference.cross_entropy_loss(scores, y)
    expect_close(loss, loss_once, what="the loss")
    expect_close(dscores, np.tile(dscores_once / 2, (2, 1)), what="dscores")


def far_from_kinks(rng):
    """Scores for three classes whose differences are multiples of 0.3: no margin below is closer to 0 than 0.05.

    The true class is, in this order before the examples are shuffled, the worst, the worst, second, second and best.
    """
    rows = np.array([[-0.6, 0.9, 2.4], [0.0, 0.6, 0.3], [-2.1, 0.3, 0.6], [-0.3, 0.0, 1.8], [-3.0, -1.5, 2.7]])
    ranks = np.array([0, 0, 1, 1, 2])
    order = rng.permutation(5)
    places = np.stack([rng.permutation(3) for _ in range(5)])
    scores = np.take_along_axis(rows[order], places, axis=1) + rng.normal(size=(5, 1))
    return scores, np.argmax(places == ranks[order][:, None], axis=1)


@question("hinge_loss", points=1)
@feedback("Take one example with three classes. Which classes take part in the sum, and what is each term at least?")
def test_hinge_loss(submission, reference, rng, expect_close):
    scores, y = far_from_kinks(rng)

    loss, _ = submission.hinge_loss(scores, y)

    expect_close(loss, reference.hinge_loss(scores, y)[0], what="the loss")


@question("hinge_loss", points=1)
@feedback(
    "Move one score of a wrong class a little, then the score of the true class: how much does the loss change? "
    "How many terms does each of them stand in?"
)
def test_gradient_of_the_hinge_loss(submission, reference, rng, check_gradient):
    scores, y = far_from_kinks(rng)

    _, dscores = submission.hinge_loss(scores, y)

    check_gradient(reference.hinge_loss, (scores, y), (dscores, None))


# In single precision, which must be accepted; a wider result costs nothing.
@question("hinge_loss", points=1)
@feedback("Try a margin of 0.25 and one of 4 on one example with three classes. Which terms are 0 now?")
@pytest.mark.parametrize("delta", [0.25, 4.0])
def test_hinge_loss_with_another_margin(submission, reference, rng, expect_close, delta):
    scores, y = far_from_kinks(rng)
    scores = scores.astype(np.float32)

    loss, dscores = submission.hinge_loss(scores, y, delta=delta)

    expected = reference.hinge_loss(scores, y, delta=delta)
    expect_close(loss, expected[0], what="the loss")
    expect_close(dscores, expected[1], what="dscores")


@question("hinge_loss", points=1)
@feedback("If the true class leads by more than the margin everywhere, there is nothing left to learn. Is your loss 0?")
def test_examples_beyond_the_margin_cost_nothing(submission, rng, expect_close):
    scores, y = rng.uniform(-1, 1, size=(5, 3)), labels(rng)
    scores[np.arange(5), y] += 4  # at least 2 more than any other

    loss, dscores = submission.hinge_loss(scores, y, delta=1.5)

    expect_close(loss, 0.0, what="the loss")
    expect_close(dscores, np.zeros((5, 3)), what="dscores")


@question("euclidean_loss", points=1)
@feedback("Work out the loss of one prediction (1, 2) with target (0, 0), then of a batch of two.")
def test_euclidean_loss(submission, reference, rng, expect_close):
    prediction, target = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))

    loss, _ = submission.euclidean_loss(prediction, target)

    expect_close(loss, reference.euclidean_loss(prediction, target)[0], what="the loss")


@question("euclidean_loss", points=1)
@feedback("The lecture differentiates (x − y)². What is left of the other terms of the sum, and of the mean?")
def test_gradient_of_the_euclidean_loss(submission, reference, rng, check_gradient):
    prediction, target = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))

    _, dprediction = submission.euclidean_loss(prediction, target)

    check_gradient(reference.euclidean_loss, (prediction, target), (dprediction, None))


@question("euclidean_loss", points=1)
@feedback(TWICE)
def test_euclidean_loss_of_a_batch_twice_over(submission, reference, rng, expect_close):
    prediction, target = (rng.normal(size=(5, 3)).astype(np.float32) for _ in range(2))

    loss, dprediction = submission.euclidean_loss(np.tile(prediction, (2, 1)), np.tile(target, (2, 1)))

    loss_once, dprediction_once = reference.euclidean_loss(prediction, target)
    expect_close(loss, loss_once, what="the loss")
    expect_close(dprediction, np.tile(dprediction_once / 2, (2, 1)), what="dprediction")
