"""Convolution in one dimension: the sum itself, and the same as a matrix of shared weights.

The signal has 11 samples and the kernel 4: strides 2 and 3 leave samples over, so that rounding shows.
"""

import pytest

from autograder import feedback, question


@question("conv1d", points=2)
@feedback(
    "Write the sum for one output of a kernel of two different numbers. In g[n − m] the kernel's index falls while the "
    "signal's rises: which sample meets which weight?"
)
def test_valid_convolution_of_a_signal(submission, reference, rng, expect_close):
    signal, kernel = rng.normal(size=11), rng.normal(size=4)

    out = submission.conv1d(signal, kernel)

    expect_close(out, reference.conv1d(signal, kernel))


@question("conv1d", points=1)
@feedback("Padding lengthens the signal before it is convolved. Count its samples, then the outputs.")
def test_padding_adds_zeros_at_both_ends(submission, reference, rng, expect_close):
    signal, kernel = rng.normal(size=11), rng.normal(size=4)

    out = submission.conv1d(signal, kernel, padding=2)

    expect_close(out, reference.conv1d(signal, kernel, padding=2))


@question("conv1d", points=1)
@feedback(
    "The stride says which outputs are kept, not which samples are looked at: each kept output still sees K neighbours."
)
@pytest.mark.parametrize("stride", [2, 3])
def test_stride_keeps_every_so_many_outputs(submission, reference, rng, expect_close, stride):
    signal, kernel = rng.normal(size=11), rng.normal(size=4)

    out = submission.conv1d(signal, kernel, stride=stride)

    expect_close(out, reference.conv1d(signal, kernel, stride=stride))


@question("conv1d", points=1)
@feedback("The full convolution has N + K − 1 outputs. What does the signal look like beyond its ends?")
def test_full_convolution_keeps_every_overlap(submission, reference, rng, expect_close):
    signal, kernel = rng.normal(size=11), rng.normal(size=4)

    out = submission.conv1d(signal, kernel, mode="full")

    expect_close(out, reference.conv1d(signal, kernel, mode="full"))


@question("conv1d_as_matrix", points=3)
@feedback("Row i of the matrix makes output i. Write down the sum for that output: which sample has which weight?")
def test_each_row_holds_the_weights_of_one_output(submission, reference, rng, expect_close):
    kernel = rng.normal(size=4)

    matrix = submission.convolution_matrix(kernel, 11)

    expect_close(matrix, reference.convolution_matrix(kernel, 11), what="the matrix")


@question("conv1d_as_matrix", points=3)
@feedback(
    "Find every place in the matrix where one weight of the kernel stands. If that weight grows a little, all of these "
    "entries grow: what does the loss do?"
)
def test_gradient_of_a_shared_weight(submission, reference, rng, expect_close):
    dW = rng.normal(size=(8, 11))

    gradient = submission.shared_weight_gradient(dW, 4)

    expect_close(gradient, reference.shared_weight_gradient(dW, 4), what="the kernel's gradient")
