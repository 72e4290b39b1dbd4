"""Scores of a linear classifier, and softmax.

Sizes are different primes, N=5, D=7, K=3, and once all equal, so that a transpose shows in the values.
"""

import numpy as np

from autograder import changed_arguments, feedback, question


@question("linear_scores", points=1)
@feedback("Leave the biases at 0 and take one example: its score for class k is a sum over features. Which weights?")
def test_scores_are_weighted_sums_of_the_features(submission, reference, rng, expect_close):
    X, W, b = rng.normal(size=(5, 7)), rng.normal(size=(7, 3)), np.zeros(3)

    scores = submission.linear_scores(X, W, b)

    expect_close(scores, reference.linear_scores(X, W, b), what="the scores")


@question("linear_scores", points=1)
@feedback("What are the scores of an example whose features are all 0? They differ from class to class.")
def test_each_class_has_a_bias_of_its_own(submission, reference, rng, expect_close):
    X, W, b = rng.normal(size=(5, 7)), rng.normal(size=(7, 3)), rng.normal(size=3)

    scores = submission.linear_scores(X, W, b)

    expect_close(scores, reference.linear_scores(X, W, b), what="the scores")


# As many examples as features as classes: no shape can tell rows from columns here, the values must.
# And single precision must be accepted; a wider result costs nothing.
@question("linear_scores", points=1)
@feedback(
    "Take as many examples as features and classes: then numpy accepts every product, right or wrong. "
    "Compare one score with the sum worked out by hand."
)
def test_as_many_features_as_classes_in_single_precision(submission, reference, rng, expect_close):
    X, W, b = (rng.normal(size=size).astype(np.float32) for size in [(5, 5), (5, 5), 5])

    scores = submission.linear_scores(X, W, b)

    expect_close(scores, reference.linear_scores(X, W, b), what="the scores")


@question("softmax", points=1)
@feedback("Take one row with two scores, 0 and log 3. What must its probabilities be, and what are yours?")
def test_probabilities_of_a_batch(submission, reference, rng, expect_close):
    scores = 2 * rng.normal(size=(5, 3))

    probabilities = submission.softmax(scores)

    expect_close(probabilities, reference.softmax(scores), what="the probabilities")


@question("softmax", points=1)
@feedback("Call it with two examples, then with the first of them alone. Should its probabilities change?")
def test_an_example_has_the_same_probabilities_alone_or_in_company(submission, reference, rng, expect_close):
    scores = 2 * rng.normal(size=(5, 3))

    alone = submission.softmax.many([scores[i : i + 1] for i in range(5)])

    expected = reference.softmax(scores)
    for i in range(5):
        expect_close(alone[i], expected[i : i + 1], what="the probabilities of one example")


@question("softmax", points=1)
@feedback(
    "Add the same number to every score: nothing may change, not even if it is 1000 or −1000. What is np.exp(1000)?"
)
def test_a_number_added_to_all_scores_changes_nothing(submission, reference, rng, expect_close):
    scores = 2 * rng.normal(size=(5, 3))

    up, down = submission.softmax.many([scores + 1000, scores - 1000])

    expect_close(up, reference.softmax(scores), what="the probabilities of scores + 1000")
    expect_close(down, reference.softmax(scores), what="the probabilities of scores − 1000")


@question("softmax", points=1)
@feedback("One example's scores may be near 1000 while another's are near −1000. Neither should feel the other.")
def test_examples_at_very_different_heights(submission, reference, rng, expect_close):
    scores = 2 * rng.normal(size=(5, 3))
    heights = rng.permutation([-1000.0, -1000.0, 0.0, 1000.0, 1000.0])[:, None]

    probabilities = submission.softmax(scores + heights)

    expect_close(probabilities, reference.softmax(scores), what="the probabilities")


@question("softmax", points=1)
@feedback("Take as many examples as classes, and add up a row and a column of the result. Which sum should be 1?")
def test_as_many_examples_as_classes_in_single_precision(submission, reference, rng, expect_close):
    scores = rng.normal(size=(5, 5)).astype(np.float32)

    probabilities = submission.softmax(scores)

    expect_close(probabilities, reference.softmax(scores), what="the probabilities")


@question("softmax", points=1)
@feedback("Print the scores before and after the call. An in-place operation reaches the caller's array.")
def test_softmax_leaves_the_scores_alone(submission, reference, rng, expect_close):
    scores = 2 * rng.normal(size=(5, 3))

    probabilities = submission.softmax(scores)

    expect_close(probabilities, reference.softmax(scores), what="the probabilities")
    assert changed_arguments(probabilities) == ()
