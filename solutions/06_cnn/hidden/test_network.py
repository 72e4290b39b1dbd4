"""The network, against a plain evaluation of its table.

All sizes differ: N=11, C=2, H=7, W=11, f1=3, f2=5, 7 hidden, 4 classes. Both pools leave rows over. Parameters are
given, so that the values do not depend on how the weights are drawn.
"""

import numpy as np
import pytest

from autograder import feedback, question

IMAGE, FILTERS, HIDDEN, CLASSES, EXAMPLES = (2, 7, 11), (3, 5), 7, 4, 11


def shapes_of(image):
    """The parameters' shapes, in the order of the layers."""
    channels, height, width = image
    flat = FILTERS[1] * (height // 4) * (width // 4)
    first, second = FILTERS
    return {
        "W1": (first, channels, 3, 3), "b1": (first,), "W2": (second, first, 3, 3), "b2": (second,),
        "W3": (flat, HIDDEN), "b3": (HIDDEN,), "W4": (HIDDEN, CLASSES), "b4": (CLASSES,),
    }  # fmt: skip


def draw(rng, image=IMAGE):
    """Parameters, a batch and its labels. Weights of this size leave no class without a chance."""
    params = {name: 0.3 * rng.normal(size=shape) for name, shape in shapes_of(image).items()}
    return params, rng.normal(size=(EXAMPLES, *image)), rng.integers(CLASSES, size=EXAMPLES)


def block(x, w, b):
    """Convolution with padding 1, ReLU, and the maximum of each whole 2 × 2 window."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1))), (3, 3), axis=(2, 3))
    out = np.maximum(np.einsum("nchwij,fcij->nfhw", windows, w, optimize=True) + b[:, None, None], 0)
    n, f, h, w = out.shape
    return out[:, :, : h // 2 * 2, : w // 2 * 2].reshape(n, f, h // 2, 2, w // 2, 2).max(axis=(3, 5))


def scores_of(W1, b1, W2, b2, W3, b3, W4, b4, X):
    """The scores, layer by layer."""
    flat = block(block(X, W1, b1), W2, b2).reshape(len(X), -1)
    return np.maximum(flat @ W3 + b3, 0) @ W4 + b4


def loss_of(*params, X, y):
    """The mean softmax cross-entropy."""
    scores = scores_of(*params, X)
    return np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(len(y)), y])


def network(submission, rng, image=IMAGE):
    """A network of the submission with given parameters, these, a batch and its labels."""
    params, X, y = draw(rng, image)
    model = submission.SmallCNN(image, FILTERS, HIDDEN, CLASSES, rng)
    model.set_params(params)
    return model, params, X, y


@question("cnn_loss", points=1)
@feedback(
    "Follow one image through the table, layer by layer, and print the shape after each: where is there a ReLU, where "
    "is there none, and in which order does flatten lay out channels, rows and columns?"
)
@pytest.mark.parametrize("image", [IMAGE, (1, 8, 8)], ids=["not square", "square"])
def test_loss(submission, rng, expect_close, image):
    model, params, X, y = network(submission, rng, image)

    loss, _ = model.loss(X, y)

    # An epsilon inside the logarithm, up to 1e-8, is judged in 01.
    expect_close(loss, loss_of(*params.values(), X=X, y=y), rtol=1e-5, what="the loss")


@question("cnn_loss", points=2)
@feedback(
    "Go through the table from below: each layer has a step back of its own, the ReLUs too. Compare each array of "
    "grads with differences of your own loss, and begin with W4 and b4."
)
def test_gradients(submission, rng, check_gradient):
    model, params, X, y = network(submission, rng)

    _, grads = model.loss(X, y)

    assert sorted(grads) == sorted(params)
    check_gradient(loss_of, tuple(params.values()), tuple(np.asarray(grads[name]) for name in params), X=X, y=y)


@question("cnn_loss", points=1)
@feedback("Does it work with images and parameters of dtype float32? Is anything rounded that should not be?")
def test_single_precision(submission, reference, rng, expect_close):
    model, params, X, y = network(submission, rng, (1, 8, 8))
    params, X = {name: array.astype(np.float32) for name, array in params.items()}, X.astype(np.float32)
    model.set_params(params)

    loss, grads = model.loss(X, y)

    expected = reference.SmallCNN((1, 8, 8), FILTERS, HIDDEN, CLASSES, rng)
    expected.set_params(params)
    expected_loss, expected_grads = expected.loss(X, y)
    expect_close(loss, expected_loss, rtol=1e-4, what="the loss")
    expect_close(grads, expected_grads, what="the gradients")


@question("cnn_loss", points=2)
@feedback(
    "The price of large weights is ½ λ Σ W², for four arrays and no others. Compare loss and gradients with and "
    "without it: what is the derivative of ½ λ w² with respect to w?"
)
def test_price_of_large_weights(submission, rng, expect_close):
    model, params, X, y = network(submission, rng)

    loss, grads = model.loss(X, y)
    priced_loss, priced_grads = model.loss(X, y, l2=0.3)

    weights = {name: array for name, array in params.items() if name.startswith("W")}
    price = 0.15 * sum((array**2).sum() for array in weights.values())
    expect_close(priced_loss - loss, price, what="what the price adds to the loss")
    for name, array in params.items():
        slope = 0.3 * array if name in weights else np.zeros(array.shape)
        # A difference of two gradients, each rounded; both are of order 1.
        expect_close(priced_grads[name] - grads[name], slope, atol=1e-9, what=f"what the price adds to grads[{name!r}]")


@question("cnn_loss", points=1)
@feedback("To ask for the loss is not to learn. What is different when loss is called a second time?")
def test_asking_for_the_loss_changes_nothing(submission, rng, expect_close):
    model, params, X, y = network(submission, rng)

    first = model.loss(X, y, l2=0.3)
    second = model.loss(X, y, l2=0.3)

    expect_close(model.params, params, what="the parameters afterwards")
    expect_close(second, first, what="the second loss and its gradients")


@question("cnn_loss", points=1)
@feedback("Two networks that share an array learn together. What does set_params keep: the arrays, or copies of them?")
def test_parameters_are_copied(submission, rng, expect_close):
    model, params, X, y = network(submission, rng)
    other = submission.SmallCNN(IMAGE, FILTERS, HIDDEN, CLASSES, rng)

    shared = model.params
    other.set_params(shared)
    shared["b4"] = np.arange(CLASSES) / 2

    expect_close(other.loss(X, y)[0], loss_of(*params.values(), X=X, y=y), rtol=1e-5, what="the other network's loss")


@question("cnn_loss", points=1)
@feedback("Softmax is the same when all scores of an example grow by one number. Which number keeps exp small?")
def test_scores_shifted_by_a_thousand(submission, rng, expect_close):
    model, params, X, y = network(submission, rng)
    loss, grads = model.loss(X, y)
    model.set_params({**params, "b4": params["b4"] + 1000})

    shifted_loss, shifted_grads = model.loss(X, y)

    # Scores near 1000 keep 13 decimals.
    expect_close(shifted_loss, loss, rtol=1e-6, what="the loss")
    expect_close(shifted_grads, grads, rtol=1e-6, atol=1e-9, what="the gradients")


@question("cnn_loss", points=1)
@feedback("For each image, which class has the highest score? Labels are integers, one for each image.")
def test_predictions(submission, rng, expect_close):
    model, params, X, _ = network(submission, rng)

    labels = model.predict(X)

    expect_close(labels, scores_of(*params.values(), X).argmax(axis=1), what="the labels")


@question("cnn_loss", points=1)
@feedback(
    "Two filters with equal weights get equal gradients, and stay equal for ever. What do you draw, and from which "
    "generator? Which shape has each parameter for an image that is not square?"
)
def test_the_start(submission, rng):
    other = np.random.default_rng(rng.integers(1 << 30))

    params, again, different = (
        submission.SmallCNN(IMAGE, FILTERS, HIDDEN, CLASSES, generator).params for generator in (rng, rng, other)
    )

    assert {name: np.shape(params[name]) for name in sorted(params)} == dict(sorted(shapes_of(IMAGE).items()))
    for name in ("W1", "W2", "W3", "W4"):
        W = np.asarray(params[name])
        assert len(np.unique(W)) == W.size, "the weights of a layer should all differ"
        assert np.array_equal(W, again[name]), "the same generator should give the same weights"
        assert not np.array_equal(W, different[name]), "another generator should give other weights"
