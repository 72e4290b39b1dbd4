"""What a notebook calls: right gradients pass in silence, wrong ones raise with the entry and its bar."""

import pickle

import numpy as np
import pytest

from autograder.errors import Inconclusive, InputError
from autograder.gradients import GradientMismatch, check_gradient

X, W = np.array([[1.0, -2.0, 0.5]]), np.array([[1.0, 2.0], [-1.0, 0.5], [0.3, 4.0]])
DOUT = np.array([[0.7, -1.1]])


def power(x, w, exponent=1):
    return (x @ w) ** exponent, "cache"


def test_right_gradients_pass():
    check_gradient(power, (X, W), (DOUT @ W.T, X.T @ DOUT), DOUT)
    check_gradient(np.sum, X, np.ones_like(X))


def test_options_go_to_the_forward_and_none_passes_an_argument_over():
    check_gradient(power, (X, W), (None, X.T @ (2 * DOUT * (X @ W))), DOUT, exponent=2)


def test_a_wrong_gradient_is_an_assertion_with_place_and_report():
    with pytest.raises(GradientMismatch, match="the gradient of argument 2 is wrong in 6 of 6 entries") as caught:
        check_gradient(power, (X, W), (DOUT @ W.T, 2 * X.T @ DOUT), DOUT)

    assert isinstance(caught.value, AssertionError)
    assert caught.value.place == "the gradient of argument 2: every entry"
    assert caught.value.report.verdict == "fail"
    assert caught.value.hint == ""
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_breach_is_a_mismatch_too():
    with pytest.raises(GradientMismatch, match="is None, not an array of floats"):
        check_gradient(np.sum, X, None)


def test_what_cannot_be_decided_is_inconclusive():
    with pytest.raises(Inconclusive, match="cannot be decided"):
        check_gradient(lambda x: np.sum(np.round(x, 1)), X, np.ones_like(X))


def test_every_argument_needs_a_gradient():
    with pytest.raises(InputError, match="2 arguments and 1 gradients; give one"):
        check_gradient(power, (X, W), (DOUT @ W.T,), DOUT)
