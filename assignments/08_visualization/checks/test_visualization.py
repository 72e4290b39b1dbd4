"""Public checks of 08, run by `autograder check`. They are worth no points.

Small numbers that you can work out by hand, most of them in the handout, and pictures of the network's digits. Passing
them is a start: the hidden tests use other sizes and other numbers.
"""

from pathlib import Path

import numpy as np

from autograder import feedback, question

DATA = Path(__file__).parents[1] / "data"


def load(name):
    """The arrays of a file in the folder data."""
    with np.load(DATA / name) as arrays:
        return {key: arrays[key] for key in arrays}


def digits():
    """The 300 digits: images (300, 8, 8) from 0 for paper to 1 for ink, and labels."""
    arrays = load("digits.npz")
    return arrays["images"] / 16, arrays["labels"].astype(int)


def tiny_network():
    """The network of the handout, and its image."""
    W1, W2 = np.zeros((1, 1, 3, 3)), np.zeros((2, 1, 3, 3))
    W1[0, 0, 1, 1:] = 1, -1
    W2[0, 0, 1, 1], W2[1, 0, 1, 2] = 2, 1
    params = {"W1": W1, "b1": np.zeros(1), "W2": W2, "b2": np.array([-9.0, 0.0])}
    return params, np.array([[[1.0, 3.0, 0.0, 2.0], [4.0, 0.0, 1.0, 5.0]]])


@question("response_maps")
@feedback("Each place of the map is a pixel less its right neighbour, or 0 where that would be negative.")
def test_first_layer_of_the_handout(submission, expect_close):
    maps = submission.response_maps(*tiny_network(), 1)

    expect_close(maps, [[[0.0, 3.0, 0.0, 2.0], [4.0, 0.0, 0.0, 5.0]]], what="layer 1")


@question("response_maps")
@feedback("Max-pooling leaves 4 and 5 of the first layer's map. What do the two kernels of the second make of these?")
def test_second_layer_of_the_handout(submission, expect_close):
    maps = submission.response_maps(*tiny_network(), 2)

    expect_close(maps, [[[0.0, 1.0]], [[5.0, 0.0]]], what="layer 2")


@question("response_maps")
@feedback("Layer 2 of the trained network for a 3. Look at the pictures: do the maps of layer 1 look like the digit?")
def test_maps_of_a_digit(submission, expect_close, attach):
    params, explained = load("network.npz"), load("explained.npz")
    digit = digits()[0][explained["which"][3], None].astype(np.float32)

    first, second = submission.response_maps(params, digit, 1), submission.response_maps(params, digit, 2)

    attach("a 3", 1 - digit[0], kind="image")
    attach("what layer 1 answers to it", first)
    attach("what layer 2 answers", second)
    # Single precision: sums of up to 72 products, each rounded to 6e-8 of itself.
    expect_close(second, explained["maps"][3], rtol=1e-4, atol=1e-5, what="layer 2")


@question("response_maps")
@feedback(
    "Three kernels of one row need two columns and two rows; count the lines of zeros, also the outermost ones. Each "
    "kernel has a 0 and a 1 of its own, and what is all alike is 0."
)
def test_grid_of_the_handout(submission, expect_close):
    w = np.array([[[[1.0, 3.0]]], [[[5.0, 5.0]]], [[[-2.0, -6.0]]]])

    grid = submission.kernel_grid(w)

    expected = np.zeros((5, 7))
    expected[1, 2] = expected[3, 1] = 1
    expect_close(grid, expected, what="the grid")


@question("response_maps")
@feedback("Eight kernels of 3 × 3 make a grid of 13 × 13. Can you make out each kernel on the picture?")
def test_kernels_of_the_network(submission, expect_close, attach):
    params = load("network.npz")

    first, second = submission.kernel_grid(params["W1"]), submission.kernel_grid(params["W2"])

    attach("the kernels of layer 1", first, kind="image")
    attach("the kernels of layer 2", second, kind="image")
    expect_close(np.array(np.shape(first)), np.array([13, 13]), what="the shape of the grid of W1")
    expect_close(np.array(np.shape(second)), np.array([17, 17]), what="the shape of the grid of W2")


MAPS = np.array([[[1.0, 0.0], [2.0, 3.0]], [[0.0, 4.0], [1.0, 1.0]]])


@question("cam")
@feedback(
    "For class 0 the weights are 1 and −1: the first map less the second, also where that is negative. Which axis of w "
    "holds the classes?"
)
def test_class_of_the_handout(submission, expect_close):
    seen = submission.class_activation_map(MAPS, np.array([[1.0, 0.5, 7.0], [-1.0, 2.0, 7.0]]), 0)

    expect_close(seen, [[1.0, -4.0], [1.0, 2.0]], what="the map of class 0")


@question("grad_cam")
@feedback("The means of the two gradients are 1 and −1. The sum is then the map of the CAM example. And the ReLU?")
def test_gradients_of_the_handout(submission, expect_close):
    dA = np.array([[[4.0, 0.0], [0.0, 0.0]], [[-1.0, -1.0], [-1.0, -1.0]]])

    seen = submission.grad_cam(MAPS, dA)

    expect_close(seen, [[1.0, 0.0], [1.0, 2.0]], what="the map")


@question("grad_cam")
@feedback("One number for each of the 4 × 4 places, none negative. Look at the picture: what does the network look at?")
def test_what_speaks_for_ten_digits(submission, expect_close, attach):
    explained, (images, _) = load("explained.npz"), digits()

    found = [submission.grad_cam(A, dA) for A, dA in zip(explained["maps"], explained["slopes"], strict=True)]

    seen = np.array([np.asarray(each) for each in found])
    expect_close(np.array(seen.shape), np.array([10, 4, 4]), what="the shape of ten maps")
    attach("in red what speaks for 0 1 2 3 4, and for 5 6 7 8 9", overlays(images[explained["which"]], seen), "image")
    assert (seen >= 0).all(), "a number is negative"
    assert (seen > 0).any(), "nothing speaks for any digit"


def overlays(images, seen):
    """Ten digits in two rows, dark on white, and redder where a map is large."""
    red = np.clip(seen / np.maximum(seen.max(axis=(1, 2), keepdims=True), 1e-9), 0, 1)
    red = red.repeat(2, axis=1).repeat(2, axis=2)[..., None]
    colours = (1 - 0.85 * images[..., None]) * (1 - red * [0.05, 0.75, 0.75])
    framed = np.pad(colours, ((0, 0), (1, 1), (1, 1), (0, 0)), constant_values=1)
    return framed.reshape(2, 5, 10, 10, 3).transpose(0, 2, 1, 3, 4).reshape(20, 50, 3)


THREE_QUARTERS = 4 / 3**0.75  # the perplexity of the probabilities ¾ and ¼


@question("tsne")
@feedback("With two others, each point gives ¾ to the nearer and ¼ to the farther one, whatever the distances are.")
def test_affinities_of_the_handout(submission, expect_close):
    C = submission.conditional_affinities(np.array([[0.0], [1.0], [3.0]]), THREE_QUARTERS)

    # A perplexity that is off by 1e-3 moves the probabilities by 5e-4.
    expect_close(C, [[0.0, 0.75, 0.25], [0.75, 0.0, 0.25], [0.25, 0.75, 0.0]], atol=1e-3, what="C")


@question("tsne")
@feedback("Row i of C and column i of C, added up; then all of it sums to 1.")
def test_joint_affinities_of_the_handout(submission, expect_close):
    P = submission.joint_affinities(np.array([[0.0, 0.75, 0.25], [0.75, 0.0, 0.25], [0.25, 0.75, 0.0]]))

    expect_close(P, np.array([[0.0, 3.0, 1.0], [3.0, 0.0, 2.0], [1.0, 2.0, 0.0]]) / 12, what="P")


@question("tsne")
@feedback("The map of the handout, three points. Compare Q first: 3/16, 3/16 and 1/8, each twice.")
def test_gradient_of_the_handout(submission, expect_close):
    P = np.array([[0.0, 3.0, 1.0], [3.0, 0.0, 2.0], [1.0, 2.0, 0.0]]) / 12

    kl, dY = submission.tsne_gradient(P, np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))

    expect_close(kl, (5 * np.log(4 / 3) + np.log(4 / 9)) / 6, what="kl")
    expect_close(dY, np.array([[-9.0, 15.0], [13.0, -4.0], [-4.0, -11.0]]) / 72, what="dY")


@question("tsne")
@feedback("Numeric gradients of your own kl disagree with your dY. Is it the kl or the dY? The handout has both.")
def test_gradient_of_a_few_points(submission, rng, check_gradient):
    weights = rng.random((5, 5)) * (1 - np.eye(5))
    P = (weights + weights.T) / (2 * weights.sum())
    Y = rng.normal(size=(5, 2))

    _, dY = submission.tsne_gradient(P, Y)

    check_gradient(submission.tsne_gradient, (P, Y), (None, np.asarray(dY)))


@question("tsne")
@feedback("A hundred digits. On the map the nearest neighbour of most should be the same digit: look at the picture.")
def test_map_of_a_hundred_digits(submission, rng, attach):
    images, labels = digits()

    Y = np.asarray(submission.tsne(images[:100].reshape(100, 64), 10, 250, rng))

    assert Y.shape == (100, 2)
    assert np.isfinite(Y).all()
    attach("your map of a hundred digits", np.column_stack([Y, labels[:100]]), kind="points")
    share = share_with_own_neighbour(Y, labels[:100])
    assert share >= 0.75, f"the nearest neighbour of {share:.0%} is the same digit, 75% at least should be"


def share_with_own_neighbour(Y, labels):
    """For how many points of a map the nearest other one has the same label."""
    distances = np.linalg.norm(Y[:, None] - Y, axis=-1) + np.diag(np.full(len(Y), np.inf))
    return np.mean(labels[distances.argmin(axis=1)] == labels)
