"""Shapes and parameters of networks: the published counts, and small networks in which nothing divides evenly.

Numbers are compared as numbers, and shapes entry by entry: a list for a tuple costs nothing.
"""

import numpy as np
import pytest

from autograder import feedback, question

LENET_5 = [
    ("conv", 6, 5, 1, 0, 1), ("relu",), ("pool", 2, 2, 0), ("conv", 16, 5, 1, 0, 1), ("relu",), ("pool", 2, 2, 0),
    ("conv", 120, 5, 1, 0, 1), ("relu",), ("flatten",), ("fc", 84), ("relu",), ("fc", 10),
]  # fmt: skip
VGG_16 = [
    layer
    for filters, count in [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]
    for layer in [*[("conv", filters, 3, 1, 1, 1), ("relu",)] * count, ("pool", 2, 2, 0)]
] + [("flatten",), ("fc", 4096), ("relu",), ("fc", 4096), ("relu",), ("fc", 1000)]


def alexnet(groups):
    """AlexNet with its three divided layers in so many groups."""
    return [
        ("conv", 96, 11, 4, 0, 1), ("relu",), ("pool", 3, 2, 0), ("conv", 256, 5, 1, 2, groups), ("relu",),
        ("pool", 3, 2, 0), ("conv", 384, 3, 1, 1, 1), ("relu",), ("conv", 384, 3, 1, 1, groups), ("relu",),
        ("conv", 256, 3, 1, 1, groups), ("relu",), ("pool", 3, 2, 0),
        ("flatten",), ("fc", 4096), ("relu",), ("fc", 4096), ("relu",), ("fc", 1000),
    ]  # fmt: skip


def expect_shapes(found, expected):
    assert [np.ravel(shape).tolist() for shape in found] == [list(shape) for shape in expected]


@question("shapes", points=0.5)
@feedback(
    "How many windows fit, down and across, without padding and with it? Draw a row of pixels and lay windows on it; "
    "one that hangs over the end does not count."
)
@pytest.mark.parametrize("layer", [("conv", 5, 3, 2, 0, 1), ("conv", 5, 4, 3, 1, 1), ("conv", 6, 5, 1, 2, 3)])
def test_shape_behind_a_convolution(submission, reference, layer):
    shapes = submission.output_shapes([layer], (3, 24, 38))

    expect_shapes(shapes, reference.output_shapes([layer], (3, 24, 38)))


@question("shapes", points=0.5)
@feedback("A pool has a size, a stride and a padding, each of its own. Which axes does it change, and which one not?")
@pytest.mark.parametrize("layer", [("pool", 3, 2, 0), ("pool", 2, 3, 0), ("pool", 3, 2, 1)])
def test_shape_behind_a_pool(submission, reference, layer):
    shapes = submission.output_shapes([layer], (5, 24, 38))

    expect_shapes(shapes, reference.output_shapes([layer], (5, 24, 38)))


@question("shapes", points=1)
@feedback("There is one shape for each layer of the list, also for layers that learn nothing and change nothing.")
def test_a_network_whose_sizes_do_not_divide(submission, reference):
    layers = [
        ("conv", 6, 5, 2, 1, 1), ("relu",), ("pool", 3, 2, 0), ("conv", 8, 3, 2, 1, 2), ("relu",), ("pool", 2, 2, 1),
        ("flatten",), ("fc", 11), ("relu",), ("fc", 3),
    ]  # fmt: skip

    shapes = submission.output_shapes(layers, (1, 57, 82))

    expect_shapes(shapes, reference.output_shapes(layers, (1, 57, 82)))


@question("shapes", points=1)
@feedback("A network without convolutions starts from a shape of a single number, and ends with one.")
def test_a_network_of_connected_layers(submission):
    shapes = submission.output_shapes([("fc", 7), ("relu",), ("fc", 3)], (20,))

    expect_shapes(shapes, [(7,), (7,), (3,)])


@question("parameters", points=0.5)
@feedback(
    "Count layer by layer and compare with the table in the handout. Which layers learn something? How many inputs has "
    "the first fully connected layer?"
)
@pytest.mark.parametrize(
    ("layers", "image", "published"),
    [
        (LENET_5, (1, 32, 32), 61_706),
        (alexnet(2), (3, 227, 227), 60_965_224),
        (alexnet(1), (3, 227, 227), 62_378_344),
        (VGG_16, (3, 224, 224), 138_357_544),
    ],
    ids=["LeNet-5", "AlexNet", "AlexNet ungrouped", "VGG-16"],
)
def test_published_number_of_parameters(submission, layers, image, published):
    assert float(submission.count_parameters(layers, image)) == published


@question("parameters", points=1)
@feedback("How many numbers does one filter have? It looks through all channels of its input, and adds one bias.")
def test_parameters_of_two_convolutions(submission, reference):
    layers = [("conv", 5, 3, 1, 1, 1), ("relu",), ("pool", 2, 2, 0), ("conv", 7, 2, 1, 0, 1)]

    assert float(submission.count_parameters(layers, (3, 13, 17))) == reference.count_parameters(layers, (3, 13, 17))


@question("parameters", points=1)
@feedback("With g groups, how many channels does one filter see? How many filters are there in all, and biases?")
@pytest.mark.parametrize("groups", [2, 3])
def test_parameters_of_a_convolution_in_groups(submission, reference, groups):
    layers = [("conv", 18, 5, 2, 1, groups)]

    assert float(submission.count_parameters(layers, (6, 13, 17))) == reference.count_parameters(layers, (6, 13, 17))


@question("parameters", points=1)
@feedback("How many numbers come out of the flattening? Follow the image with sizes that do not divide evenly.")
def test_parameters_behind_uneven_sizes(submission, reference):
    layers = [("conv", 4, 3, 2, 0, 1), ("pool", 3, 2, 0), ("flatten",), ("fc", 5), ("relu",), ("fc", 3)]

    assert float(submission.count_parameters(layers, (2, 30, 24))) == reference.count_parameters(layers, (2, 30, 24))
