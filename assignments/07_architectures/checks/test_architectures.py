"""Public checks of 07 Architectures, run by `autograder check`. They are worth no points.

The published counts of famous networks, the examples of the handout, most of them on images of a single pixel, and
gradients compared with central differences of your own forward functions. The hidden tests use other sizes.
"""

import numpy as np
import pytest

from autograder import feedback, question

LENET_5 = [
    ("conv", 6, 5, 1, 0, 1), ("relu",), ("pool", 2, 2, 0), ("conv", 16, 5, 1, 0, 1), ("relu",), ("pool", 2, 2, 0),
    ("conv", 120, 5, 1, 0, 1), ("relu",), ("flatten",), ("fc", 84), ("relu",), ("fc", 10),
]  # fmt: skip
ALEXNET = [
    ("conv", 96, 11, 4, 0, 1), ("relu",), ("pool", 3, 2, 0), ("conv", 256, 5, 1, 2, 2), ("relu",), ("pool", 3, 2, 0),
    ("conv", 384, 3, 1, 1, 1), ("relu",), ("conv", 384, 3, 1, 1, 2), ("relu",), ("conv", 256, 3, 1, 1, 2), ("relu",),
    ("pool", 3, 2, 0), ("flatten",), ("fc", 4096), ("relu",), ("fc", 4096), ("relu",), ("fc", 1000),
]  # fmt: skip
VGG_16 = [
    layer
    for filters, count in [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]
    for layer in [*[("conv", filters, 3, 1, 1, 1), ("relu",)] * count, ("pool", 2, 2, 0)]
] + [("flatten",), ("fc", 4096), ("relu",), ("fc", 4096), ("relu",), ("fc", 1000)]


def pixel(*channels):
    """An image of one pixel."""
    return np.array(channels, dtype=float).reshape(1, -1, 1, 1)


def kernels(size, *rows):
    """One row of numbers a filter, one number a channel, in the middle of kernels that are zero elsewhere."""
    w = np.zeros((len(rows), len(rows[0]), size, size))
    w[:, :, size // 2, size // 2] = rows
    return w


def check_block(expect_close, block, sizes, channels):
    """Compare all gradients of a block, (forward, backward), with central differences of its forward.

    To be quick, each array is moved as a whole, in one random direction. The numbers are always the same: no ReLU has
    its kink near them, so that the error of a difference, some h², is far below the tolerance.
    """
    rng, h = np.random.default_rng(7), 1e-5
    forward, backward = block
    arrays = {"x": rng.normal(size=(1, 1, 2, 2)), **{name: rng.normal(size=size) for name, size in sizes.items()}}
    dout = rng.normal(size=(1, channels, 2, 2))

    def loss(x, **params):
        return (forward(x, params)[0] * dout).sum()

    x, params = arrays["x"], {name: arrays[name] for name in sizes}
    _, cache = forward(x, params)
    dx, grads = backward(dout.copy(), cache)

    for name, array in arrays.items():
        what, gradient = ("dx", dx) if name == "x" else (f"grads[{name!r}]", grads[name])
        assert np.size(gradient) == array.size, f"{what} should have the shape of its array, {array.shape}"
        direction = rng.normal(size=array.shape)
        above, below = (loss(**{**arrays, name: array + step * direction}) for step in (h, -h))
        found = (gradient * direction).sum()
        expect_close(found, (above - below) / (2 * h), rtol=1e-6, what=f"the sum of {what} * direction")


def expect_shapes(found, expected):
    assert [np.ravel(shape).tolist() for shape in found] == [list(shape) for shape in expected]


@question("shapes")
@feedback("The table of LeNet-5 in the handout, line by line: one shape for each layer.")
def test_shapes_of_lenet_5(submission):
    shapes = submission.output_shapes(LENET_5, (1, 32, 32))

    images = [(6, 28, 28), (6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 10, 10), (16, 5, 5), (120, 1, 1), (120, 1, 1)]
    expect_shapes(shapes, [*images, (120,), (84,), (84,), (10,)])


@question("shapes")
@feedback(
    "Down, 7 + 2 − 3 = 6 is divided by 2; across, 10 + 2 − 3 = 9 is. What does the formula make of the remainder?"
)
def test_shape_of_the_handout_example(submission):
    shapes = submission.output_shapes([("conv", 4, 3, 2, 1, 1)], (3, 7, 10))

    expect_shapes(shapes, [(4, 4, 5)])


@question("parameters")
@feedback(
    "Count by hand: 5 filters of 3·3·2 weights, and a bias each. Then in two groups: each filter sees one channel."
)
@pytest.mark.parametrize(("groups", "count"), [(1, 5 * 18 + 5), (2, 6 * 9 + 6)])
def test_parameters_of_one_convolution(submission, groups, count):
    layer = ("conv", 5 if groups == 1 else 6, 3, 1, 1, groups)

    assert submission.count_parameters([layer], (2, 9, 9)) == count


@question("parameters")
@feedback("The lecture: 120,000 weights for each of the n neurons that see 200 × 200 pixels in colour. And one bias.")
def test_parameters_of_the_lectures_first_layer(submission):
    assert submission.count_parameters([("flatten",), ("fc", 100)], (3, 200, 200)) == 120_000 * 100 + 100


@question("parameters")
@feedback("Follow the shapes: how many inputs has the first fully connected layer? Which layers have groups?")
@pytest.mark.parametrize(
    ("layers", "image", "published"),
    [
        (LENET_5, (1, 32, 32), 61_706),
        (ALEXNET, (3, 227, 227), 60_965_224),
        (VGG_16, (3, 224, 224), 138_357_544),
    ],
    ids=["LeNet-5", "AlexNet", "VGG-16"],
)
def test_parameters_of_a_famous_network(submission, layers, image, published):
    assert submission.count_parameters(layers, image) == published


@question("residual_block")
@feedback("The example of the handout: 2 becomes 5, then −1; the skip adds 2. On the way back 2 receives −3 and 1.")
def test_residual_block_of_the_handout(submission, expect_close):
    params = {"W1": kernels(3, [3]), "b1": np.array([-1.0]), "W2": kernels(3, [-1]), "b2": np.array([4.0])}

    out, cache = submission.residual_forward(pixel(2), params)
    dx, grads = submission.residual_backward(pixel(1), cache)

    expect_close(out, pixel(1))
    expect_close(dx, pixel(-2), what="dx")
    expect_close(grads["W1"], kernels(3, [-2]), what="grads['W1']")
    expect_close(grads["W2"], kernels(3, [5]), what="grads['W2']")


@question("residual_block")
@feedback("Numeric gradients of your own forward disagree with your backward. Go back along each arrow of the picture.")
def test_gradients_of_a_residual_block(submission, expect_close):
    sizes = {"W1": (2, 1, 3, 3), "b1": 2, "W2": (2, 2, 3, 3), "b2": 2, "Ws": (2, 1, 1, 1), "bs": 2}

    block = submission.residual_forward, submission.residual_backward
    check_block(expect_close, block, sizes, channels=2)


@question("inception_block")
@feedback("The example of the handout: one pixel, −3. The pooled branch picks it, and not the padding.")
def test_inception_block_of_the_handout(submission, expect_close):
    params = {"W1": kernels(1, [2]), "W3": kernels(3, [1]), "W5": kernels(5, [-1]), "Wp": kernels(1, [10])}
    params |= {"b1": np.ones(1), "b3": np.zeros(1), "b5": np.zeros(1), "bp": np.zeros(1)}

    out, cache = submission.inception_forward(pixel(-3), params)
    dx, grads = submission.inception_backward(pixel(1, 10, 100, 1000), cache)

    expect_close(out, pixel(-5, -3, 3, -30))
    expect_close(dx, pixel(9912), what="dx")
    expect_close(grads["W5"], kernels(5, [-300]), what="grads['W5']")
    expect_close(grads["Wp"], kernels(1, [-3000]), what="grads['Wp']")


@question("inception_block")
@feedback("Numeric gradients of your own forward disagree with your backward. Set three of the four branches to zero.")
def test_gradients_of_an_inception_block(submission, expect_close):
    sizes = {"W1": (1, 1, 1, 1), "b1": 1, "W3": (2, 1, 3, 3), "b3": 2, "W5": (1, 1, 5, 5), "b5": 1, "Wp": (1, 1, 1, 1)}

    block = submission.inception_forward, submission.inception_backward
    check_block(expect_close, block, {**sizes, "bp": 1}, channels=5)


@question("inception_block")
@feedback("1.5 from the last classifier, and 0.3 times each of 2 and 3 from half way up.")
def test_loss_with_two_auxiliary_classifiers(submission, expect_close):
    expect_close(np.float64(submission.auxiliary_loss(1.5, [2.0, 3.0], 0.3)), 3.0, what="the loss")


@question("dense_block")
@feedback(
    "The example of the handout: 2 becomes (2, 5), then (2, 5, 1). On the way back, (101, −90) arrives in the middle."
)
def test_dense_block_of_the_handout(submission, expect_close):
    params = {"W1": kernels(3, [3]), "b1": np.array([-1.0]), "W2": kernels(3, [1, -1]), "b2": np.array([4.0])}

    out, cache = submission.dense_forward(pixel(2), params)
    dx, grads = submission.dense_backward(pixel(1, 10, 100), cache)

    expect_close(out, pixel(2, 5, 1))
    expect_close(dx, pixel(-169), what="dx")
    expect_close(grads["W1"], kernels(3, [-180]), what="grads['W1']")
    expect_close(grads["W2"], kernels(3, [200, 500]), what="grads['W2']")


@question("dense_block")
@feedback("Numeric gradients of your own forward disagree with your backward. Begin with a block of one layer.")
def test_gradients_of_a_dense_block(submission, expect_close):
    sizes = {"W1": (1, 1, 3, 3), "b1": 1, "W2": (2, 2, 3, 3), "b2": 2}

    block = submission.dense_forward, submission.dense_backward
    check_block(expect_close, block, sizes, channels=4)


@question("locally_connected")
@feedback("The example of the handout: (1, 2) meets (1, 10), and (2, 3) meets (100, 1000). The 2 is in both windows.")
def test_locally_connected_layer_of_the_handout(submission, expect_close):
    x, b = np.array([1.0, 2.0, 3.0]).reshape(1, 1, 1, 3), np.array([0.0, 5.0]).reshape(1, 2, 1)
    w = np.array([1.0, 10.0, 100.0, 1000.0]).reshape(1, 2, 1, 1, 1, 2)

    out, cache = submission.locally_connected_forward(x, w, b)
    dx, dw, db = submission.locally_connected_backward(np.array([1.0, 2.0]).reshape(1, 1, 1, 2), cache)

    expect_close(out, np.array([21.0, 3205.0]).reshape(1, 1, 1, 2))
    expect_close(dx, np.array([1.0, 210.0, 2000.0]).reshape(x.shape), what="dx")
    expect_close(dw, np.array([1.0, 2.0, 4.0, 6.0]).reshape(w.shape), what="dw")
    expect_close(db, np.array([1.0, 2.0]).reshape(b.shape), what="db")


@question("locally_connected")
@feedback(
    "Numeric gradients of your own forward disagree with your backward. In which outputs does each number take part?"
)
def test_gradients_of_a_locally_connected_layer(submission, rng, check_gradient):
    x, w, b = rng.normal(size=(2, 1, 3, 4)), rng.normal(size=(2, 3, 2, 1, 2, 2)), rng.normal(size=(2, 3, 2))
    dout = rng.normal(size=(2, 2, 2, 3))

    _, cache = submission.locally_connected_forward(x, w, b)
    gradients = tuple(map(np.asarray, submission.locally_connected_backward(dout, cache)))

    check_gradient(submission.locally_connected_forward, (x, w, b), gradients, dout)
