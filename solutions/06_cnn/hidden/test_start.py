"""Weights to start from, and dropout: random numbers judged by what they have in common, never one by one.

Each bound is five standard deviations of what it bounds, so that one right submission in a million misses it; the
mistakes miss it by far more.
"""

import numpy as np
import pytest

from autograder import changed_arguments, feedback, question

SIGMAS = 5


def expect_variance(weights, fan_in):
    """Judge the variance of many weights; uniform ones spread less around it than normal ones do."""
    assert np.mean(np.square(weights)) == pytest.approx(2 / fan_in, rel=SIGMAS * np.sqrt(2 / np.size(weights)))


@question("initialize", points=1)
@feedback(
    "Write down one number of a response map as a sum. How many weights take part in it? Draw thousands of weights, "
    "and compare the mean of their squares with 2 divided by that number."
)
def test_kernels(submission, rng):
    weights = submission.he_init((61, 17, 3, 5), rng)

    assert np.shape(weights) == (61, 17, 3, 5)
    expect_variance(weights, 17 * 3 * 5)


@question("initialize", points=1)
@feedback(
    "In X @ W each output adds up one product for every input. Draw thousands of weights, and compare the mean of "
    "their squares with 2 divided by the number of inputs."
)
def test_fully_connected_weights(submission, rng):
    weights = submission.he_init((151, 103), rng)

    assert np.shape(weights) == (151, 103)
    expect_variance(weights, 151)


@question("initialize", points=1)
@feedback("As many weights should pull down as pull up. What is the mean of yours?")
def test_weights_of_both_signs(submission, rng):
    weights = np.asarray(submission.he_init((151, 103), rng))

    assert abs(weights.mean()) <= SIGMAS * weights.std() / np.sqrt(weights.size)


@question("initialize", points=1)
@feedback("The generator decides, and nothing else: the same one gives the same weights, another one gives others.")
def test_the_generator_decides_on_the_weights(submission, rng):
    other = np.random.default_rng(rng.integers(1 << 30))

    first, again, different = (
        np.asarray(submission.he_init((7, 5, 3, 3), generator)) for generator in (rng, rng, other)
    )

    assert np.array_equal(first, again)
    assert not np.array_equal(first, different)
    assert len(np.unique(first)) == first.size, "all weights should differ"


SHAPE = (47, 3, 13, 11)  # 20,163 numbers


def numbers(rng, shape=SHAPE):
    """Numbers far from 0, so that one that was dropped can be told."""
    return rng.uniform(1, 2, size=shape) * rng.choice([-1, 1], size=shape)


def dropped(out):
    """Which numbers were dropped."""
    return np.asarray(out) == 0


@question("dropout", points=0.5)
@feedback("p is the probability with which a number is dropped. Count the zeros among many: which share are they?")
@pytest.mark.parametrize("p", [0.3, 0.6])
def test_share_that_is_dropped(submission, rng, p):
    out, _ = submission.dropout_forward(numbers(rng), p, rng, True)

    assert dropped(out).mean() == pytest.approx(p, abs=SIGMAS * np.sqrt(p * (1 - p) / np.prod(SHAPE)))


@question("dropout", points=1)
@feedback(
    "A number comes through with probability 1 − p, and is 0 otherwise. By what must it be multiplied, for its "
    "expected value to stay what it is?"
)
def test_numbers_that_stay(submission, rng, expect_close):
    x = numbers(rng)

    out, _ = submission.dropout_forward(x, 0.3, rng, True)

    expect_close(out, np.where(dropped(out), 0, x / 0.7))


# Of two numbers that are dropped independently, both or neither are with probability p² + (1 − p)² = 0.58.
@question("dropout", points=1)
@feedback(
    "Every number of every example takes its own chance. Compare the zeros of two examples, of two channels, of two "
    "rows: are they the same ones?"
)
def test_every_number_takes_its_own_chance(submission, rng):
    out, _ = submission.dropout_forward(numbers(rng), 0.3, rng, True)

    zeros = dropped(out)
    assert zeros.shape == SHAPE
    for axis, length in enumerate(SHAPE):
        pairs = np.take(zeros, range(length - 1), axis) == np.take(zeros, range(1, length), axis)
        assert pairs.mean() == pytest.approx(0.58, abs=2 * SIGMAS * np.sqrt(0.58 * 0.42 / pairs.size))


@question("dropout", points=1)
@feedback(
    "How much does the loss change with a number that was dropped on the way forward, and with one that was not? "
    "What has the way back to know about the way forward?"
)
def test_backward(submission, rng, expect_close):
    x, dout = numbers(rng, (5, 3, 7, 11)), rng.normal(size=(5, 3, 7, 11))

    out, cache = submission.dropout_forward(x, 0.3, rng, True)
    dx = submission.dropout_backward(dout, cache)

    expect_close(dx, dout * np.asarray(out) / x, what="dx")  # each output is its input times a constant


@question("dropout", points=0.5)
@feedback("When nothing is to be dropped, at test time or because p is 0, nothing changes: neither forward nor back.")
@pytest.mark.parametrize(("p", "training"), [(0.3, False), (0.0, True)])
def test_nothing_to_drop(submission, rng, expect_close, p, training):
    x, dout = numbers(rng, (5, 3, 7, 11)), rng.normal(size=(5, 3, 7, 11))

    out, cache = submission.dropout_forward(x, p, rng, training)
    dx = submission.dropout_backward(dout, cache)

    expect_close(out, x)
    expect_close(dx, dout, what="dx")


@question("dropout", points=0.5)
@feedback("The generator decides, and nothing else, which numbers are dropped.")
def test_the_generator_decides_on_what_is_dropped(submission, rng):
    x, other = numbers(rng, (5, 31)), np.random.default_rng(rng.integers(1 << 30))

    first, again, different = (
        dropped(submission.dropout_forward(x, 0.5, generator, True)[0]) for generator in (rng, rng, other)
    )

    assert np.array_equal(first, again)
    assert not np.array_equal(first, different)


@question("dropout", points=0.5)
@feedback("x belongs to the caller, and must look the same afterwards. And does it work with float32?")
def test_the_callers_numbers_stay(submission, rng, expect_close):
    x = numbers(rng, (5, 31)).astype(np.float32)

    result = submission.dropout_forward(x, 0.5, rng, True)

    assert changed_arguments(result) == ()
    expect_close(result[0], np.where(dropped(result[0]), np.float32(0), 2 * x))
