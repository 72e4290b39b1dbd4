"""Public checks of 04 Convolution, run by `autograder check`. They are worth no points.

Small numbers that you can work out by hand, many of them the lecture's. Passing them is a start: the hidden tests use
other sizes, strides and paddings. Gradients are compared with central differences of your own forward function.
"""

import numpy as np
import pytest

from autograder import feedback, question


@question("conv1d")
@feedback("With [1, 2, 1] and [1, -1] the lecture has [1, -1]. A result of [-1, 1] comes from a kernel not flipped.")
def test_lecture_example(submission, expect_close):
    out = submission.conv1d(np.array([1.0, 2.0, 1.0]), np.array([1.0, -1.0]))

    expect_close(out, [1.0, -1.0])


@question("conv1d")
@feedback("Padding is two zeros at each end here. N + 2·padding − K + 1 is 6.")
def test_lecture_example_with_padding(submission, expect_close):
    out = submission.conv1d(np.array([1.0, 2.0, 1.0]), np.array([1.0, -1.0]), padding=2)

    expect_close(out, [0.0, 1.0, 1.0, -1.0, -1.0, 0.0])


@question("conv1d")
@feedback(
    "Keep every second output, the first included. (The slide prints a fourth output: that needs one more zero at the "
    "end of the signal.)"
)
def test_lecture_example_with_stride_2(submission, expect_close):
    out = submission.conv1d(np.array([0.0, 0.0, 1.0, 2.0, 1.0, 0.0, 0.0]), np.array([1.0, -1.0]), stride=2)

    expect_close(out, [0.0, 1.0, -1.0])


@question("conv1d")
@feedback("The full convolution has N + K − 1 = 7 outputs: the kernel may hang over either end.")
def test_lecture_example_in_full(submission, expect_close):
    out = submission.conv1d(np.array([0.0, 1.0, 1.0, 1.0, 0.0, 0.0]), np.array([1.0, -1.0]), mode="full")

    expect_close(out, [0.0, 1.0, 0.0, 0.0, -1.0, 0.0, 0.0])


@question("conv1d_as_matrix")
@feedback("W @ signal must be what conv1d gives: compute both by hand for the signal [1, 2, 1].")
def test_matrix_of_a_kernel_of_two_weights(submission, expect_close):
    matrix = submission.convolution_matrix(np.array([1.0, -1.0]), 3)

    expect_close(matrix, [[-1.0, 1.0, 0.0], [0.0, -1.0, 1.0]], what="the matrix")


@question("conv1d_as_matrix")
@feedback("The kernel [k0, k1] makes the matrix [[k1, k0, 0], [0, k1, k0]]. Where does k0 stand? Where does k1?")
def test_gradient_of_two_shared_weights(submission, expect_close):
    gradient = submission.shared_weight_gradient(np.array([[1.0, 20.0, 300.0], [4000.0, 50.0, 6.0]]), 2)

    expect_close(gradient, [26.0, 51.0], what="the kernel's gradient")


@question("conv2d_forward")
@feedback("This is the example of the handout, with 10 for a bias. The layer does not flip its kernel.")
def test_example_of_the_handout(submission, expect_close):
    image = np.array([[[[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]]])
    kernel = np.array([[[[1.0, 0.0], [2.0, -1.0]]]])

    out, _ = submission.conv2d_forward(image, kernel, np.array([10.0]))

    expect_close(out, [[[[10.0, 11.0], [14.0, 10.0]]]])


@question("conv2d_forward")
@feedback("OH = ⌊(H + 2·padding − KH) / stride⌋ + 1, and OW likewise with W and KW.")
@pytest.mark.parametrize(("stride", "padding", "height", "width"), [(1, 0, 3, 8), (2, 1, 3, 5)])
def test_shape_of_the_output(submission, rng, expect_close, stride, padding, height, width):
    x, w, b = rng.normal(size=(2, 1, 4, 9)), rng.normal(size=(3, 1, 2, 2)), rng.normal(size=3)

    out, _ = submission.conv2d_forward(x, w, b, stride=stride, padding=padding)

    expect_close(np.array(np.shape(out)), np.array([2, 3, height, width]), what="the shape of out")


@question("conv2d_backward")
@feedback("The example of the handout: find for each pixel and weight the outputs in which it takes part, and add up.")
def test_gradients_of_the_handout_example(submission, expect_close):
    image = np.array([[[[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]]])
    kernel = np.array([[[[1.0, 0.0], [2.0, -1.0]]]])

    _, cache = submission.conv2d_forward(image, kernel, np.array([10.0]))
    dx, dw, db = submission.conv2d_backward(np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), cache)

    expect_close(dx, [[[[1.0, 2.0, 0.0], [5.0, 7.0, -2.0], [6.0, 5.0, -4.0]]]], what="dx")
    expect_close(dw, [[[[9.0, 17.0], [8.0, 11.0]]]], what="dw")
    expect_close(db, [10.0], what="db")


@question("conv2d_backward")
@feedback(
    "Numeric gradients of your own forward disagree with your backward. Begin with one image, one channel, one filter, "
    "and write down in which outputs each pixel and each weight takes part."
)
def test_gradients_of_a_tiny_layer(submission, rng, check_gradient):
    x, w, b = rng.normal(size=(2, 1, 1, 3)), rng.normal(size=(2, 1, 2, 2)), rng.normal(size=2)
    dout = rng.normal(size=(2, 2, 2, 4))

    _, cache = submission.conv2d_forward(x, w, b, padding=1)
    dx, dw, db = submission.conv2d_backward(dout, cache)

    gradients = tuple(map(np.asarray, (dx, dw, db)))  # None would be passed over
    check_gradient(submission.conv2d_forward, (x, w, b), gradients, dout, padding=1)


@question("im2col")
@feedback("One row a window; in a row, first all of channel 0, then all of channel 1.")
def test_windows_of_a_tiny_image_with_two_channels(submission, expect_close):
    image = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[10.0, 20.0, 30.0], [40.0, 50.0, 60.0]]]])

    cols = submission.im2col(image, 2, 2, 1, 0)

    expected = [[1.0, 2.0, 4.0, 5.0, 10.0, 20.0, 40.0, 50.0], [2.0, 3.0, 5.0, 6.0, 20.0, 30.0, 50.0, 60.0]]
    expect_close(cols, expected, what="cols")


@question("im2col")
@feedback("(im2col(x) * cols).sum() must equal (x * col2im(cols)).sum(), whatever x and cols are.")
def test_col2im_is_the_adjoint_of_im2col(submission, rng, expect_close):
    x, cols = rng.normal(size=(1, 1, 4, 5)), rng.normal(size=(12, 4))

    there = submission.im2col(x, 2, 2, 1, 0)
    back = submission.col2im(cols, x.shape, 2, 2, 1, 0)

    expect_close(np.array(np.shape(there)), np.array(cols.shape), what="the shape of im2col(x)")
    expect_close(np.array(np.shape(back)), np.array(x.shape), what="the shape of col2im(cols)")
    expect_close((x * back).sum(), (there * cols).sum(), what="(x * col2im(cols)).sum()")


@question("conv2d_fast")
@feedback("The example of the handout again, now for two images at once.")
def test_example_of_the_handout_fast(submission, expect_close):
    images = np.array([[[[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]], [[[0.0, 0.0, 0.0]] * 3]])
    kernel = np.array([[[[1.0, 0.0], [2.0, -1.0]]]])

    out = submission.conv2d_fast(images, kernel, np.array([10.0]))

    expect_close(out, [[[[10.0, 11.0], [14.0, 10.0]]], [[[10.0, 10.0], [10.0, 10.0]]]])
