"""Images moved, turned and stretched, compared with the reference where every right answer is the same.

Half a pixel around the border is not judged: whether an image ends at the middle of its last pixel or beyond it is a
matter of taste (and libraries differ). Images are not square, and have an even and an odd side.
"""

import numpy as np
import pytest

from autograder import changed_arguments, feedback, question

SHAPE = (3, 2, 9, 12)


def turn(degrees):
    """The matrix that leads from a place in the turned image to where it was, both seen from the centre."""
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cos, sin], [-sin, cos]])


def judged(shape, matrix):
    """Which pixels are judged: those that were inside, and those that were outside by a pixel or more."""
    size = np.array(shape[2:]).reshape(2, 1, 1)
    places = np.tensordot(matrix, np.indices(shape[2:]) - (size - 1) / 2, axes=1) + (size - 1) / 2
    beyond = np.maximum(-places, places - (size - 1)).max(axis=0)  # how far outside; negative inside
    return (beyond < -1e-6) | (beyond > 1 + 1e-6)


def expect_image(expect_close, out, expected, matrix):
    """Compare images where they are judged."""
    expect_close(np.array(np.shape(out)), np.array(expected.shape), what="the shape")
    mask = judged(expected.shape, matrix)
    expect_close(np.where(mask, out, 0), np.where(mask, expected, 0))


@question("augmentation", points=0.25)
@feedback(
    "Which pixel of the old image does pixel (i, j) of the new one come from? What comes in from outside is 0. Try 0, "
    "negative numbers, and more than the image is large."
)
@pytest.mark.parametrize(("dy", "dx"), [(2, 0), (0, -3), (-1, 4), (0, 0), (-9, 1), (2, 20)])
def test_shifts(submission, rng, expect_close, dy, dx):
    x = rng.normal(size=SHAPE)

    out = submission.shift(x, dy, dx)

    wide = np.pad(x, ((0, 0), (0, 0), (20, 20), (20, 20)))
    expect_close(out, wide[:, :, 20 - dy : 29 - dy, 20 - dx : 32 - dx])


@question("augmentation", points=0.5)
@feedback("Left becomes right. Which axis of (N, C, H, W) is that?")
def test_mirrored(submission, rng, expect_close):
    x = rng.normal(size=SHAPE)

    out = submission.mirror(x)

    expect_close(out, np.flip(x, axis=3))


@question("augmentation", points=0.5)
@feedback(
    "A quarter of a turn, counter-clockwise: what was on the right is now at the top. The centre lies at row (H − 1)/2 "
    "and column (W − 1)/2, between pixels where a side is even; and the size stays."
)
@pytest.mark.parametrize("degrees", [90, 180])
def test_quarters_of_a_turn(submission, reference, rng, expect_close, degrees):
    x = rng.normal(size=SHAPE)

    out = submission.rotate(x, degrees)

    expect_image(expect_close, out, reference.rotate(x, degrees), turn(degrees))


@question("augmentation", points=0.5)
@feedback(
    "For each new pixel: go from the centre to it, turn that arrow back, and see where it points to in the old image. "
    "Between pixels the four around it share, the nearest most. Outside all is 0."
)
@pytest.mark.parametrize("degrees", [25, -130])
def test_turned(submission, reference, rng, expect_close, degrees):
    x = rng.normal(size=SHAPE)

    out = submission.rotate(x, degrees)

    expect_image(expect_close, out, reference.rotate(x, degrees), turn(degrees))


@question("augmentation", points=0.5)
@feedback(
    "Twice as large means that a new pixel twice as far from the centre shows the same old one. Between pixels the "
    "four around it share. What is there outside of the old image, when everything shrinks?"
)
@pytest.mark.parametrize("factor", [1.7, 0.45])
def test_rescaled(submission, reference, rng, expect_close, factor):
    x = rng.normal(size=SHAPE)

    out = submission.rescale(x, factor)

    expect_image(expect_close, out, reference.rescale(x, factor), np.eye(2) / factor)


@question("augmentation", points=1)
@feedback("The images belong to the caller, and must look the same afterwards. And do your functions take float32?")
def test_the_callers_images_stay(submission, reference, rng, expect_close):
    x = rng.normal(size=(2, 1, 5, 5)).astype(np.float32)

    still = np.eye(2)
    for name, arguments, matrix in [
        ("shift", (1, -1), still), ("mirror", (), still), ("rotate", (30,), turn(30)), ("rescale", (1.5,), still / 1.5)
    ]:  # fmt: skip
        out = getattr(submission, name)(x, *arguments)

        expect_image(expect_close, out, getattr(reference, name)(x, *arguments), matrix)
        assert changed_arguments(out) == ()
