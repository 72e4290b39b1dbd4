"""Response maps, kernels in a grid, and what speaks for a class.

All sizes differ: C=2, 3 and 5 kernels, images of 7 × 11, so that half of 7 has to be rounded down.
"""

import numpy as np
import pytest

from autograder import changed_arguments, feedback, question


def network(rng, channels=2, filters=(3, 5)):
    """Two convolutions, with all that comes above in a network of 06."""
    f1, f2 = filters
    return {
        "W1": rng.normal(size=(f1, channels, 3, 3)), "b1": rng.normal(size=f1),
        "W2": rng.normal(size=(f2, f1, 3, 3)), "b2": rng.normal(size=f2),
        "W3": rng.normal(size=(f2 * 2, 13)), "b3": rng.normal(size=13),
        "W4": rng.normal(size=(13, 4)), "b4": rng.normal(size=4),
    }  # fmt: skip


@question("response_maps", points=2)
@feedback(
    "Compute one place of one map by hand: the window, padded with zeros, times the kernel, with its bias. What does "
    "the ReLU leave of it? And an image is (C, H, W): what does the layer of 04 want, and what do you return?"
)
def test_maps_of_the_first_layer(submission, reference, rng, expect_close):
    params, image = network(rng), rng.normal(size=(2, 7, 11))

    maps = submission.response_maps(params, image, 1)

    expect_close(maps, reference.response_maps(params, image, 1), what="layer 1")
    assert not changed_arguments(maps)


@question("response_maps", points=3)
@feedback(
    "Follow the image through the network, up to layer 2: what stands between the two convolutions, in which order, "
    "and is anything done after the second one's ReLU? Compare the shape with (f2, H // 2, W // 2)."
)
def test_maps_of_the_second_layer(submission, reference, rng, expect_close):
    params, image = network(rng), rng.normal(size=(2, 7, 11))

    maps = submission.response_maps(params, image, 2)

    expect_close(maps, reference.response_maps(params, image, 2), what="layer 2")


# The last odd rows and columns are in no window, and everything is square: values alone must tell.
@question("response_maps", points=1)
@feedback("Compare a map with its transpose, place by place. And try it with parameters and an image of dtype float32.")
def test_square_image_in_single_precision(submission, reference, rng, expect_close):
    params = {name: array.astype(np.float32) for name, array in network(rng, 3, (3, 3)).items()}
    image = rng.normal(size=(3, 9, 9)).astype(np.float32)

    maps = submission.response_maps(params, image, 2)

    expect_close(maps, reference.response_maps(params, image, 2), what="layer 2")


@question("response_maps", points=1)
@feedback(
    "Nine kernels make three rows of three. Number them: where does the second kernel go? And the lines of zeros?"
)
def test_grid_that_is_full(submission, reference, rng, expect_close):
    w = rng.normal(size=(9, 1, 3, 2))

    grid = submission.kernel_grid(w)

    expect_close(grid, reference.kernel_grid(w), what="the grid")


@question("response_maps", points=1)
@feedback("⌈√F⌉ columns, and how many rows do F kernels need then? What is left over at the end stays 0.")
@pytest.mark.parametrize("count", [2, 5, 7])
def test_grid_with_places_left_over(submission, reference, rng, expect_close, count):
    w = rng.normal(size=(count, 1, 2, 3))

    grid = submission.kernel_grid(w)

    expect_close(grid, reference.kernel_grid(w), what="the grid")


@question("response_maps", points=2)
@feedback("A kernel of many channels is shown as their mean. What comes first, the mean or the scale, and whose scale?")
def test_kernels_with_channels_of_different_strength(submission, reference, rng, expect_close):
    w = rng.normal(size=(5, 4, 3, 2)) * np.array([0.1, 1, 2, 5]).reshape(4, 1, 1)

    grid = submission.kernel_grid(w)

    expect_close(grid, reference.kernel_grid(w), what="the grid")


@question("response_maps", points=1)
@feedback(
    "A kernel whose numbers are all alike has nothing to show: 0 everywhere. What does your scale divide by here?"
)
def test_kernel_that_is_constant(submission, reference, rng, expect_close):
    w = rng.normal(size=(4, 1, 3, 2))
    w[1], w[2] = -0.75, 0.5

    grid = submission.kernel_grid(w)

    expect_close(grid, reference.kernel_grid(w), what="the grid")


@question("cam", points=2)
@feedback(
    "One weight for each map, those of class c, and a sum over the maps. What speaks against the class stays too."
)
def test_class_maps(submission, reference, rng, expect_close):
    A, w = rng.normal(size=(5, 7, 11)), rng.normal(size=(5, 3))

    for c in range(3):
        seen = submission.class_activation_map(A, w, c)
        expect_close(seen, reference.class_activation_map(A, w, c), what=f"the map of class {c}")


@question("cam", points=1)
@feedback("w has a row for each map and a column for each class. With as many classes as maps no shape warns you.")
def test_as_many_classes_as_maps(submission, reference, rng, expect_close):
    A, w = rng.normal(size=(4, 3, 5)).astype(np.float32), rng.normal(size=(4, 4)).astype(np.float32)

    seen = submission.class_activation_map(A, w, 1)

    expect_close(seen, reference.class_activation_map(A, w, 1), what="the map of class 1")


# The score is a sum over the maps of w times the mean over places; in the other order it is the mean of the map.
@question("cam", points=1)
@feedback("The mean of your map over all places should be the score of its class: Σ_k w[k, c] · (mean of A[k]).")
def test_mean_of_the_map_is_the_score(submission, rng, expect_close):
    A, w = rng.normal(size=(6, 5, 3)), rng.normal(size=(6, 4))

    means = np.array([np.mean(submission.class_activation_map(A, w, c)) for c in range(4)])

    expect_close(means, A.mean(axis=(1, 2)) @ w, what="the scores")


@question("cam", points=1)
@feedback("Compare the map with its transpose, place by place. And A and w belong to the caller: are they as before?")
def test_square_maps_that_stay_as_they_are(submission, reference, rng, expect_close):
    A, w = rng.normal(size=(3, 5, 5)), rng.normal(size=(3, 2))

    seen = submission.class_activation_map(A, w, 1)

    expect_close(seen, reference.class_activation_map(A, w, 1), what="the map of class 1")
    assert not changed_arguments(seen)


@question("grad_cam", points=2)
@feedback(
    "Write down α for each map first: the mean of its gradient over all places. Then the sum, and only then the ReLU."
)
def test_maps_and_gradients_of_both_signs(submission, reference, rng, expect_close):
    A, dA = rng.normal(size=(5, 7, 11)), rng.normal(size=(5, 7, 11))

    seen = submission.grad_cam(A, dA)

    expect_close(seen, reference.grad_cam(A, dA), what="the map")


# As after a ReLU, with gradients that are large in few places, as behind a max-pooling.
@question("grad_cam", points=2)
@feedback(
    "Gradients are often zero in most places: what does the mean over a map make of that? A map with a negative weight "
    "takes away from the others where it is strong. Is it still there when yours are added up?"
)
def test_maps_after_a_relu(submission, reference, rng, expect_close):
    A = np.maximum(rng.normal(size=(7, 5, 3)), 0)
    dA = rng.normal(size=(7, 5, 3)) * (rng.random((7, 5, 3)) < 0.3) + rng.normal(scale=0.2, size=(7, 1, 1))

    seen = submission.grad_cam(A, dA)

    expect_close(seen, reference.grad_cam(A, dA), what="the map")


@question("grad_cam", points=1)
@feedback("If the score is a sum of the maps' means, Grad-CAM is the ReLU of the class activation map over H·W.")
def test_network_that_ends_in_means(submission, rng, expect_close):
    A, w = rng.normal(size=(5, 3, 4)), rng.normal(size=5)
    dA = np.broadcast_to(w[:, None, None] / 12, (5, 3, 4)).copy()

    seen = submission.grad_cam(A, dA)

    expect_close(seen, np.maximum(np.tensordot(w, A, axes=1), 0) / 12, what="the map")


@question("grad_cam", points=1)
@feedback(
    "Where every map speaks against the class, nothing speaks for it: zeros. Does anything in yours divide by these?"
)
def test_nothing_that_speaks_for_the_class(submission, rng, expect_close):
    A, dA = rng.random((3, 4, 5)), -rng.random((3, 4, 5))

    seen = submission.grad_cam(A, dA)

    expect_close(seen, np.zeros((4, 5)), what="the map")


@question("grad_cam", points=1)
@feedback(
    "A and dA belong to the caller, who wants to look at them afterwards. Does a line of yours change one of them?"
)
def test_square_maps_that_stay_as_they_were(submission, reference, rng, expect_close):
    A, dA = (rng.normal(size=(4, 5, 5)).astype(np.float32) for _ in range(2))

    seen = submission.grad_cam(A, dA)

    expect_close(seen, reference.grad_cam(A, dA), what="the map")
    assert not changed_arguments(seen)
