"""Public checks of 06, run by `autograder check`. They are worth no points.

Small numbers that you can work out by hand, most of them in the handout, and a short training on digits that you have.
Passing them is a start: the hidden tests use other sizes, and digits that are held back.
"""

from pathlib import Path

import numpy as np

from autograder import feedback, question

DIGITS = Path(__file__).parents[1] / "data" / "digits.npz"


@question("initialize")
@feedback("For kernels (90, 5, 3, 3) n is 45: 5 channels of 9 weights. The mean of w² should be 2 / 45.")
def test_spread_of_kernels(submission, rng, expect_close):
    weights = np.asarray(submission.he_init((90, 5, 3, 3), rng))

    assert weights.shape == (90, 5, 3, 3)
    expect_close(np.mean(weights**2), 2 / 45, rtol=0.2, what="the mean of w²")


@question("initialize")
@feedback("For a layer with 50 inputs and 20 outputs n is 50. The mean of w² should be 2 / 50.")
def test_spread_of_fully_connected_weights(submission, rng, expect_close):
    weights = np.asarray(submission.he_init((50, 20), rng))

    assert weights.shape == (50, 20)
    expect_close(np.mean(weights**2), 2 / 50, rtol=0.25, what="the mean of w²")


def tiny_network(submission, rng):
    """A network with few parameters, a batch of three images and its labels."""
    model = submission.SmallCNN((1, 4, 6), (2, 3), 4, 3, rng)
    return model, rng.normal(size=(3, 1, 4, 6)), np.array([2, 0, 1])


@question("cnn_loss")
@feedback("An image of 4 × 6 is 2 × 3 after one pool and 1 × 1 after two: W3 has 3·1·1 rows. See the table.")
def test_shapes_of_the_parameters(submission, rng):
    model, _, _ = tiny_network(submission, rng)

    shapes = {name: np.shape(model.params[name]) for name in ("W1", "b1", "W2", "b2", "W3", "b3", "W4", "b4")}
    assert shapes == {
        "W1": (2, 1, 3, 3), "b1": (2,), "W2": (3, 2, 3, 3), "b2": (3,),
        "W3": (3, 4), "b3": (4,), "W4": (4, 3), "b4": (3,),
    }  # fmt: skip


@question("cnn_loss")
@feedback("With all weights 0 all scores are the biases b4, here all alike: the loss is ln 3 whatever the image.")
def test_network_without_an_idea(submission, rng, expect_close):
    model, X, y = tiny_network(submission, rng)
    model.set_params({name: np.zeros(np.shape(model.params[name])) for name in model.params})

    loss, grads = model.loss(X, y)

    expect_close(loss, np.log(3), rtol=1e-5, what="the loss")
    expect_close(grads["b4"], np.zeros(3), atol=1e-9, what="the gradient of b4: each class comes once")


@question("cnn_loss")
@feedback(
    "Each parameter is moved along one direction, and the slope of your loss, with l2=0.1, compared with your grads. "
    "Arguments 1 to 8 are W4 b4 W3 b3 W2 b2 W1 b1: the way back. The first that is wrong is named: mend that."
)
def test_slopes_of_a_tiny_network(submission, rng, check_gradient):
    model, X, y = tiny_network(submission, rng)
    params = {name: np.array(model.params[name]) for name in ("W4", "b4", "W3", "b3", "W2", "b2", "W1", "b1")}
    directions = [rng.normal(size=np.shape(value)) for value in params.values()]

    def loss_along(*steps):
        moved = [value + (step - 1) * way for value, step, way in zip(params.values(), steps, directions, strict=True)]
        model.set_params(dict(zip(params, moved, strict=True)))
        return model.loss(X, y, l2=0.1)[0]

    _, grads = model.loss(X, y, l2=0.1)

    sizes = [np.size(grads[name]) for name in params]
    assert sizes == [way.size for way in directions], "every gradient has the shape of its parameter"
    slopes = [np.ravel(grads[name]) @ way.ravel() for name, way in zip(params, directions, strict=True)]
    check_gradient(loss_along, (1.0,) * len(slopes), tuple(slopes))


# From forty seeds the reference reads at least 75 of the 100.
@question("training")
@feedback(
    "A few epochs on 300 digits should be enough to read half of the others. Look at the pictures: does the loss "
    "fall? Have the kernels changed?"
)
def test_learning_a_few_digits(submission, rng, attach):
    with np.load(DIGITS) as digits:
        X, y = digits["images"][:, None] / 16, digits["labels"].astype(int)
    model = submission.SmallCNN((1, 8, 8), (8, 16), 64, 10, rng)
    kernels = np.array(model.params["W1"])

    history = submission.fit(
        model, X[:300], y[:300], rng, epochs=5, learning_rate=9e-3, validation=(X[1000:1100], y[1000:1100])
    )

    guesses = np.asarray(model.predict(X[1000:1100]))
    attach("kernels before and after", np.stack([kernels, model.params["W1"]])[:, :, 0])
    attach("loss of each epoch", history["loss"])
    attach("accuracy after each epoch", history["accuracy"])
    wrong = np.flatnonzero(guesses != y[1000:1100])[:16]
    if len(wrong):
        attach(f"misread as {' '.join(map(str, guesses[wrong]))}", X[1000 + wrong, 0])
    assert len(history["loss"]) == len(history["accuracy"]) == 5
    share = np.mean(guesses == y[1000:1100])
    assert share > 0.5, f"{share:.0%} of the others are read rightly, more than half should be"


@question("dropout")
@feedback("With p = 0.75 three of four numbers are dropped, and those that stay are four times as large.")
def test_three_of_four_dropped(submission, rng, expect_close):
    out = np.asarray(submission.dropout_forward(np.ones((20, 50)), 0.75, rng, True)[0])

    expect_close(np.unique(out), [0.0, 4.0], what="the numbers that occur in out")
    expect_close(np.mean(out == 0), 0.75, rtol=0, atol=0.07, what="the share of zeros")


@question("dropout")
@feedback("The slope of out with respect to x is 0 where the number was dropped, and its factor where it was not.")
def test_way_back_of_what_was_dropped(submission, rng, expect_close):
    out, cache = submission.dropout_forward(np.ones((4, 5)), 0.5, rng, True)

    dx = submission.dropout_backward(np.full((4, 5), 3.0), cache)

    expect_close(dx, 3 * np.asarray(out), what="dx")


IMAGE = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]]])


@question("augmentation")
@feedback("One down and one to the left: the 2 moves to the start of the second row. What comes in is 0.")
def test_shift_of_the_handout(submission, expect_close):
    out = submission.shift(IMAGE, 1, -1)

    expect_close(out, [[[[0.0, 0.0, 0.0], [2.0, 3.0, 0.0], [5.0, 6.0, 0.0]]]])


@question("augmentation")
@feedback("Left becomes right in every row.")
def test_mirror_of_the_handout(submission, expect_close):
    out = submission.mirror(IMAGE)

    expect_close(out, [[[[3.0, 2.0, 1.0], [6.0, 5.0, 4.0], [9.0, 8.0, 7.0]]]])


@question("augmentation")
@feedback("The cross in the middle: after a quarter of a turn counter-clockwise the 6, once on the right, is on top.")
def test_quarter_of_a_turn(submission, expect_close):
    wide = np.pad(IMAGE, ((0, 0), (0, 0), (1, 1), (1, 1)))

    out = np.asarray(submission.rotate(wide, 90))

    expect_close(out[:, :, 1:4, 1:4], [[[[3.0, 6.0, 9.0], [2.0, 5.0, 8.0], [1.0, 4.0, 7.0]]]], what="the middle")


@question("augmentation")
@feedback("Twice as large: the centre stays 5, and half of the way from 5 to 6 is where a whole way was before.")
def test_twice_as_large(submission, expect_close):
    out = submission.rescale(IMAGE, 2)

    expect_close(out, [[[[3.0, 3.5, 4.0], [4.5, 5.0, 5.5], [6.0, 6.5, 7.0]]]])


@question("fine_tuning")
@feedback("A new head for 5 classes: W4 is (hidden, 5), b4 is (5,). With W1 frozen a training leaves W1 as it is.")
def test_new_head_and_frozen_kernels(submission, rng):
    model, X, y = tiny_network(submission, rng)
    kernels = np.array(model.params["W1"])

    submission.replace_head(model, 5, rng)
    head = np.array(model.params["W4"])
    submission.fit(model, X, y + 2, rng, epochs=2, l2=0.1, frozen=("W1",))

    assert head.shape == (4, 5)
    assert np.shape(model.params["b4"]) == (5,)
    assert np.array_equal(model.params["W1"], kernels), "W1 is frozen"
    assert not np.array_equal(model.params["W4"], head), "W4 is not frozen and should have changed"
