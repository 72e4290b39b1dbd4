"""Mini-batches, and the training loop around them.

The label of example i is i, so that every batch says where it came from. Random orders are judged by what they must
have in common, never by equality with the reference's.
"""

import numpy as np
import pytest

from autograder import changed_arguments, feedback, question


def examples(rng, count):
    """Examples that all differ, and their numbers as labels."""
    return rng.normal(size=(count, 3)), np.arange(count)


@question("minibatches", points=1)
@feedback("Count the batches and their examples: everyone exactly once, and no batch is empty. What if N/B is whole?")
@pytest.mark.parametrize(("count", "sizes"), [(23, [5, 5, 5, 5, 3]), (21, [7, 7, 7])])
def test_every_example_comes_exactly_once(submission, rng, expect_close, count, sizes):
    X, y = examples(rng, count)

    batches = list(submission.minibatches(X, y, sizes[0], rng))

    assert [len(Xb) for Xb, _ in batches] == sizes
    expect_close(np.sort([i for _, yb in batches for i in yb]), y, what="the labels of all batches, sorted")
    rows = np.concatenate([Xb for Xb, _ in batches])
    expect_close(rows[np.argsort(rows[:, 0])], X[np.argsort(X[:, 0])], what="the examples of all batches, sorted")


@question("minibatches", points=1)
@feedback("Take one example out of a batch and look it up in X. Is its label still the one that it had in y?")
def test_labels_stay_with_their_examples(submission, rng, expect_close):
    X, y = examples(rng, 23)

    batches = list(submission.minibatches(X, y, 5, rng))

    for Xb, yb in batches:
        expect_close(Xb, X[np.asarray(yb)], what="the examples of a batch")


# A batch is told by the set of its labels: batches that are shuffled as a whole, or inside, are the same sets always.
@question("minibatches", points=1)
@feedback(
    "The generator decides, and nothing else, which examples meet in a batch: another generator, other batches; the "
    "same one, the same."
)
def test_the_generator_decides_who_meets_in_a_batch(submission, rng):
    X, y = examples(rng, 23)
    other = np.random.default_rng(rng.integers(2**32))

    first, again, another = (
        {frozenset(map(int, yb)) for _, yb in submission.minibatches(X, y, 5, generator)}
        for generator in (rng, rng, other)
    )

    assert again == first
    assert another != first


@question("minibatches", points=1)
@feedback("X and y belong to the caller and must look the same afterwards. Shuffle something else.")
def test_the_callers_arrays_keep_their_order(submission, rng):
    X, y = examples(rng, 23)

    batches = submission.minibatches(X, y, 5, rng)
    assert len(list(batches)) == 5

    assert changed_arguments(batches) == ()


def linear_model(params, X, y):
    """Half the mean squared error of a linear model, and its gradients; nothing of an empty batch."""
    error, count = X @ params["w"] + params["b"] - y, max(len(y), 1)
    return (error**2).sum() / 2 / count, {"w": X.T @ error / count, "b": error.sum(keepdims=True) / count}


@question("train", points=1)
@feedback(
    "With a single batch you can follow the training by hand: loss and gradient of all examples, one step, again. The "
    "loss of an epoch is the one that came with the gradient, before the step."
)
def test_training_with_one_batch_an_epoch(submission, rng, expect_close):
    X, y = rng.normal(size=(11, 3)), rng.normal(size=11)
    params = {"w": rng.normal(size=3), "b": rng.normal(size=1)}

    trained, losses = submission.train(linear_model, params, X, y, submission.SGD(lr=0.2), 11, 5, rng)

    expected = []
    for _ in range(5):
        loss, grads = linear_model(params, X, y)
        params = {name: params[name] - 0.2 * grads[name] for name in params}
        expected.append(loss)
    expect_close(np.array(losses), np.array(expected), what="the losses")
    expect_close(trained, params, what="the parameters")


# Without a gradient the parameters stay, so that the loss of an epoch is a mean that can be known in any order.
@question("train", points=1)
@feedback("The last batch is smaller than the others. How much should each of its examples count for the epoch?")
def test_every_example_counts_alike_for_the_loss(submission, rng, expect_close):
    X, y = rng.normal(size=(11, 2)), rng.uniform(1, 5, size=11) ** 2

    def mean_label(params, Xb, yb):
        return sum(yb) / max(len(yb), 1), {"w": np.zeros(2)}

    _, losses = submission.train(mean_label, {"w": np.ones(2)}, X, y, submission.SGD(lr=0.2), 4, 3, rng)

    expect_close(np.array(losses), np.full(3, y.mean()), what="the losses")


class Log:
    """A loss that writes down which batches it is asked about, and with which weights.

    Each label has a gradient of its own. To ask the same twice in a row, for the loss and for the gradient, is fair.
    """

    def __init__(self, gradients):
        self.gradients = gradients
        self.batches, self.weights = [], []

    def __call__(self, params, Xb, yb):
        batch, w = [int(i) for i in yb], np.array(params["w"])
        if not self.batches or batch != self.batches[-1] or (w != self.weights[-1]).any():
            self.batches.append(batch)
            self.weights.append(w)
        return 1.0, {"w": self.gradients[batch].sum(axis=0)}


@question("train", points=1)
@feedback("Print the parameters with which loss_and_grads is called each time: every batch is followed by a step.")
def test_every_batch_is_followed_by_a_step(submission, rng, expect_close):
    X, y = examples(rng, 11)
    log, w = Log(rng.normal(size=(11, 2))), rng.normal(size=2)

    trained, _ = submission.train(log, {"w": w}, X, y, submission.SGD(lr=0.1), 4, 3, rng)

    assert len(log.batches) == 9
    steps = [-0.1 * log.gradients[batch].sum(axis=0) for batch in log.batches]
    expected = np.cumsum([w, *steps], axis=0)
    expect_close(np.array(log.weights), expected[:-1], what="the parameters of each call")
    expect_close(trained["w"], expected[-1], what="the parameters at the end")


@question("train", points=1)
@feedback(
    "Each epoch goes through all examples, in an order of its own; and the parameters that the caller gave must look "
    "the same afterwards."
)
def test_every_epoch_has_an_order_of_its_own(submission, rng):
    X, y = examples(rng, 11)
    log, params = Log(rng.normal(size=(11, 2))), {"w": rng.normal(size=2)}

    result = submission.train(log, params, X, y, submission.SGD(lr=0.1), 1, 2, rng)

    seen = [i for batch in log.batches for i in batch]
    assert sorted(seen[:11]) == sorted(seen[11:]) == list(range(11))
    assert seen[:11] != seen[11:]
    assert changed_arguments(result) == ()
