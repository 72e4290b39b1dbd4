"""Gradients of many entries: two directions instead of all of them, and the entry that is wrong all the same."""

import numpy as np
import pytest

from autograder.gradients import examine_gradient
from benchmarks.gradients import noise

RNG = np.random.default_rng(21)
X = RNG.normal(size=(7, 11, 13))
G = RNG.normal(size=X.shape)
RIGHT = G * (1 - np.tanh(X) ** 2)


def test_a_pass_takes_two_rounds_whatever_the_size():
    report = examine_gradient(np.tanh, X, RIGHT, G)

    assert (report.verdict, report.evaluations, report.rounds) == ("pass", 39, 2)


@pytest.mark.parametrize("off", [1e-4, 1e-2, -2.0])
def test_one_wrong_entry_is_found(off):
    for at in RNG.integers(0, X.size, size=5):
        gradient = RIGHT.copy()
        gradient.flat[at] *= 1 + off

        report = examine_gradient(np.tanh, X, gradient, G)

        assert report.verdict == "fail"
        assert report.worst.index == np.unravel_index(at, X.shape)
        assert report.evaluations < 160
        assert report.place == "the gradient: some entries"


def test_an_entry_that_should_not_be_zero_is_found():
    gradient = RIGHT.copy()
    gradient[3, 4, 5] = 0

    assert examine_gradient(np.tanh, X, gradient, G).worst.index == (3, 4, 5)


def test_errors_of_one_size_and_two_signs_do_not_cancel():
    gradient = RIGHT.copy()
    gradient.flat[[10, 500]] += [0.1, -0.1]

    assert examine_gradient(np.tanh, X, gradient, G).verdict == "fail"


@pytest.mark.parametrize("gradient", [0 * RIGHT, 2 * RIGHT, -RIGHT, G])
def test_what_is_wrong_everywhere_is_said_to_be(gradient):
    report = examine_gradient(np.tanh, X, gradient, G)

    assert (report.verdict, report.place) == ("fail", "the gradient: most entries")


def test_an_error_below_every_tolerance_passes():
    assert examine_gradient(np.tanh, X, RIGHT * (1 + 1e-8), G).verdict == "pass"


def test_entries_too_small_for_a_direction_are_read_on_their_own():
    is_small = np.arange(X.size).reshape(X.shape) % 7 == 0
    weights = np.where(is_small, 1e-8, 1.0)
    gradient = 3 * weights * X**2 * G
    at = np.unravel_index(np.argmax(np.abs(gradient * X) * is_small), X.shape)

    right = examine_gradient(lambda x: weights * x**3, X, gradient, G)
    gradient[at] *= 1.5
    wrong = examine_gradient(lambda x: weights * x**3, X, gradient, G)

    assert (right.verdict, right.evaluations) == ("pass", 47)
    assert (wrong.verdict, wrong.worst.index) == ("fail", at)


def test_ties_are_read_entry_by_entry():
    x = RNG.integers(0, 2, size=(60, 2)).astype(float)
    upstream = RNG.normal(size=60)
    first = np.eye(2)[x.argmax(axis=1)] * upstream[:, None]
    both = (x == x.max(axis=1, keepdims=True)) * upstream[:, None]

    assert examine_gradient(lambda x: x.max(axis=1), x, first, upstream).verdict == "pass"
    assert examine_gradient(lambda x: x.max(axis=1), x, both, upstream).verdict == "fail"


DISGUISES = {
    "rounded": lambda x: np.round(np.tanh(x), 3),
    "constant": lambda x: np.tanh(x) + 1e13,
    "half": lambda x: np.tanh(x).astype(np.float16),
    "noise": lambda x: np.tanh(x) + 1e-3 * noise(x),
}


@pytest.mark.parametrize("gradient", [RIGHT, 0 * RIGHT, 1.01 * RIGHT])
@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_forward_that_rounds_or_adds_noise_hides_nothing_and_costs_little(disguise, gradient):
    forward = DISGUISES[disguise]

    report = examine_gradient(forward, X, gradient, G)

    assert report.verdict in ("inconclusive", "fail")
    assert report.evaluations < 300


@pytest.mark.parametrize("shape", [(5, 7), (9, 11)])
def test_noise_in_a_few_outputs_hides_nothing_there(shape):
    x, upstream = RNG.normal(size=shape), RNG.normal(size=shape)

    def forward(x):
        out = np.tanh(x)
        out[0] += 1e-3 * noise(x[0])
        return out

    gradient = upstream * (1 - np.tanh(x) ** 2)
    gradient[0] *= 1.5

    assert examine_gradient(forward, x, gradient, upstream).verdict != "pass"


def test_calls_can_be_made_in_batches():
    asked = []

    def forward_many(calls):
        asked.append(len(calls))
        return [(np.tanh(x), "cache") for (x,) in calls]

    report = examine_gradient(None, X, RIGHT, G, forward_many=forward_many)

    assert (report.verdict, asked) == ("pass", [11, 28])


def test_a_verdict_can_be_repeated():
    wrong = RIGHT * (RNG.random(X.shape) > 0.01)

    assert examine_gradient(np.tanh, X, wrong, G) == examine_gradient(np.tanh, X, wrong, G)
