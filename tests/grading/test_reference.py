"""The reference's functions are remembered by what they are given, and only where that says all."""

import numpy as np
import pytest

from autograder.grading.memory import Memory
from autograder.grading.reference import RememberedFunction


@pytest.fixture
def memory():
    memory = Memory()
    memory.filling = True
    return memory


def test_the_same_content_is_computed_once(memory):
    calls = []
    double = RememberedFunction(memory, "double", lambda x: calls.append(x) or 2 * x)

    results = [double(np.ones(2)) for _ in range(3)]

    np.testing.assert_array_equal(results, 2)
    assert len(calls) == 1


def test_functions_are_not_known_by_their_address(memory):
    """The second function stood in memory where the first one had been, and was given the first one's result."""
    apply = RememberedFunction(memory, "apply", lambda f, x: f(x))

    results = [apply(lambda x, power=power: x**power, 3.0) for power in (1, 2, 3)]

    assert results == [3.0, 9.0, 27.0]
