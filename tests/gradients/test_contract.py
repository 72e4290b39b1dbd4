"""What cannot be differentiated or compared is told in its own words, and nothing that is given is changed."""

import numpy as np
import pytest

from autograder.gradients import ContractBreach, examine_gradient
from autograder.gradients.contract import checked_gradient, fresh, output_of, upstream_for

X = np.array([1.0, -2.0, 0.5])


@pytest.mark.parametrize(
    ("gradient", "place"),
    [
        (None, "dx: its type"),
        ("abc", "dx: its type"),
        ([1, [2]], "dx: its type"),
        (np.ones(3, int), "dx: its type"),
        (np.ones(3, complex), "dx: its type"),
        (np.ones((3, 1)), "dx: its shape"),
        (np.array([1.0, np.nan, 0.0]), "dx: not finite"),
        (np.array([1.0, np.inf, 0.0]), "dx: not finite"),
    ],
)
def test_what_is_no_gradient_says_why(gradient, place):
    with pytest.raises(ContractBreach) as caught:
        checked_gradient(gradient, (3,), "dx")

    assert caught.value.place == place


def test_a_row_for_a_vector_is_only_noted():
    found, notes = checked_gradient(X[None], (3,), "db")

    np.testing.assert_array_equal(found, X)
    assert notes == ("db has shape (1, 3); (3,) is usual",)


@pytest.mark.parametrize("result", [None, "abc", [1, [2]], np.array([1j]), {}])
def test_a_result_that_is_no_array_is_refused(result):
    with pytest.raises(ContractBreach, match="not an array of numbers"):
        output_of(result)


def test_of_a_tuple_the_first_element_counts_and_is_copied():
    buffer = np.zeros(2)

    out = output_of((buffer, "cache"))
    buffer += 1

    np.testing.assert_array_equal(out, 0)


@pytest.mark.parametrize("upstream", [None, np.ones(2), np.ones((1, 3)), 1.0])
def test_an_upstream_gradient_that_would_broadcast_is_refused(upstream):
    with pytest.raises(ContractBreach, match=r"the forward's result has shape \(3,\)"):
        upstream_for(upstream, X)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_result_that_is_not_finite_is_a_breach(value):
    report = examine_gradient(lambda x: np.sum(x) + value, X, X)

    assert (report.verdict, report.place) == ("contract", "the result: not finite")


def test_a_forward_that_draws_random_numbers_is_a_breach():
    rng = np.random.default_rng(1)

    report = examine_gradient(lambda x: x * (rng.random(3) > 0.5), X, X, X)

    assert (report.verdict, report.place) == ("contract", "the result: not the same twice")
    assert "pass it the random numbers or the mask" in report.message


def test_a_result_whose_shape_depends_on_the_numbers_is_a_breach():
    report = examine_gradient(lambda x: np.sum(x) if x[0] <= 1 else x, X, np.ones(3))

    assert (report.verdict, report.place) == ("contract", "the result: its shape")


def test_a_generator_among_the_arguments_is_in_the_same_state_each_time():
    rng = np.random.default_rng(1)

    report = examine_gradient(
        lambda x, rng: x * fresh(rng).random(3), X, X * np.random.default_rng(1).random(3), X, rng=rng
    )

    assert report.verdict == "pass"


def test_arguments_changed_in_place_are_noted_and_cost_nothing():
    x = X.copy()

    def greedy(x):
        out = x**2
        x *= 0
        return out

    report = examine_gradient(greedy, x, 2 * X * X, X)

    assert (report.verdict, report.notes) == ("pass", ("the forward changes its argument 1 in place",))
    np.testing.assert_array_equal(x, X)


def test_a_reused_output_buffer_is_legal():
    buffer = np.zeros(3)

    def forward(x):
        np.multiply(x, x, out=buffer)
        return buffer

    assert examine_gradient(forward, X, 2 * X * X, X).verdict == "pass"


def test_what_the_forward_raises_escapes():
    with pytest.raises(ZeroDivisionError):
        examine_gradient(lambda x: 1 / 0, X, X)
