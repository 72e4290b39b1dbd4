"""The multi-layer perceptron, against a plain evaluation of the same formula.

Networks without, with one and with two hidden layers; all sizes differ. Parameters are given, so that the values do
not depend on how the weights are drawn.
"""

import numpy as np
import pytest

from autograder import feedback, question

FUNCTIONS = {"relu": lambda a: np.maximum(a, 0), "sigmoid": lambda a: 1 / (1 + np.exp(-a)), "tanh": np.tanh}
NETWORKS = [("sigmoid", [5, 3]), ("relu", [5, 7, 3]), ("tanh", [5, 7, 2, 3])]
EXAMPLES = 11


def draw(rng, sizes):
    """Parameters, a batch and its labels. Weights of this size leave no class without a chance."""
    params = {}
    for i in range(1, len(sizes)):
        params[f"W{i}"] = 0.5 * rng.normal(size=(sizes[i - 1], sizes[i]))
        params[f"b{i}"] = 0.5 * rng.normal(size=sizes[i])
    return params, rng.normal(size=(EXAMPLES, sizes[0])), rng.integers(sizes[-1], size=EXAMPLES)


def scores_of(params, X, activation):
    """The scores, layer by layer; params are W1, b1, W2, b2, … in this order."""
    *hidden, last = zip(params[::2], params[1::2], strict=True)
    for W, b in hidden:
        X = FUNCTIONS[activation](X @ W + b)
    return X @ last[0] + last[1]


def loss_of(*params, X, y, activation):
    """The mean softmax cross-entropy."""
    scores = scores_of(params, X, activation)
    return np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(len(y)), y])


def network(submission, rng, activation, sizes):
    """A network of the submission with given parameters, these, a batch and its labels."""
    params, X, y = draw(rng, sizes)
    model = submission.MLP(sizes, activation, rng)
    model.set_params(params)
    return model, params, X, y


@question("mlp", points=0.5)
@feedback("Compute the scores by hand for one example: which layers have an activation, and which one has none?")
@pytest.mark.parametrize(("activation", "sizes"), NETWORKS, ids=["one layer", "two layers", "three layers"])
def test_scores(submission, rng, expect_close, activation, sizes):
    model, params, X, _ = network(submission, rng, activation, sizes)

    scores = model.forward(X)

    expect_close(scores, scores_of(list(params.values()), X, activation), what="the scores")


@question("mlp", points=0.5)
@feedback(
    "Go backward layer by layer: the gradient of a W needs what went into that layer, and the slope of an activation "
    "belongs between two layers. Compare each entry of grads with your numeric_gradient, beginning with the last layer."
)
@pytest.mark.parametrize(("activation", "sizes"), NETWORKS, ids=["one layer", "two layers", "three layers"])
def test_loss_and_gradients(submission, rng, expect_close, check_gradient, activation, sizes):
    model, params, X, y = network(submission, rng, activation, sizes)

    loss, grads = model.loss(X, y)

    # An epsilon inside the logarithm, up to 1e-8, is judged in 01.
    expect_close(loss, loss_of(*params.values(), X=X, y=y, activation=activation), rtol=1e-5, what="the loss")
    assert sorted(grads) == sorted(params)
    found = tuple(grads[name] for name in params)
    check_gradient(loss_of, tuple(params.values()), found, X=X, y=y, activation=activation)


@question("mlp", points=0.5)
@feedback("To ask for the loss is not to learn. What is different when loss is called a second time?")
def test_asking_for_the_loss_changes_nothing(submission, rng, expect_close):
    model, params, X, y = network(submission, rng, "tanh", [5, 7, 3])

    first = model.loss(X, y)
    second = model.loss(X, y)

    expect_close(model.params, params, what="the parameters afterwards")
    expect_close(second, first, what="the second loss and its gradients")


@question("mlp", points=0.5)
@feedback("Two networks that share an array learn together. What does set_params keep: the arrays, or copies of them?")
def test_parameters_are_copied(submission, rng, expect_close):
    params, X, _ = draw(rng, [5, 7, 3])
    model, other = submission.MLP([5, 7, 3], "tanh", rng), submission.MLP([5, 7, 3], "tanh", rng)
    model.set_params(params)

    shared = model.params
    other.set_params(shared)
    shared["b2"] = np.zeros(3)

    expect_close(other.forward(X), scores_of(list(params.values()), X, "tanh"), what="the scores of the other network")


@question("mlp", points=1)
@feedback(
    "Two hidden neurons with equal weights get equal gradients, and stay equal for ever. What do you draw, and from "
    "which generator?"
)
def test_the_start(submission, rng):
    state, other = np.random.default_rng(rng.integers(1 << 30)), np.random.default_rng(rng.integers(1 << 30))

    params = submission.MLP([5, 7, 3], "relu", state).params
    again = submission.MLP([5, 7, 3], "relu", state).params
    different = submission.MLP([5, 7, 3], "relu", other).params

    assert sorted(params) == ["W1", "W2", "b1", "b2"]
    for name, shape in {"W1": (5, 7), "W2": (7, 3)}.items():
        W = np.asarray(params[name])
        assert W.shape == shape
        assert len(np.unique(W)) == W.size, "the weights of a layer should all differ"
        assert np.array_equal(W, again[name]), "the same generator should give the same weights"
        assert not np.array_equal(W, different[name]), "another generator should give other weights"


@question("mlp", points=0.5)
@feedback("Softmax is the same when all scores of an example grow by one number. Which number keeps exp small?")
def test_scores_shifted_by_a_thousand(submission, rng, expect_close):
    model, params, X, y = network(submission, rng, "tanh", [5, 7, 3])
    loss, grads = model.loss(X, y)
    model.set_params({**params, "b2": params["b2"] + 1000})

    shifted_loss, shifted_grads = model.loss(X, y)

    # Scores near 1000 keep 13 decimals.
    expect_close(shifted_loss, loss, rtol=1e-6, what="the loss")
    expect_close(shifted_grads, grads, rtol=1e-6, atol=1e-9, what="the gradients")


@question("mlp", points=0.5)
@feedback("For each example, which class has the highest score?")
def test_predictions(submission, rng, expect_close):
    model, params, X, _ = network(submission, rng, "relu", [5, 7, 3])

    labels = model.predict(X)

    expect_close(labels, scores_of(list(params.values()), X, "relu").argmax(axis=1), what="the labels")
