"""What was computed once is not computed again; two keys are the same only for the same content."""

import numpy as np
import pytest

from autograder.grading.memory import Memory, digest


@pytest.fixture
def filling():
    memory = Memory()
    memory.filling = True
    return memory


def test_a_value_is_computed_once(filling):
    computed = []

    for _ in range(3):
        value = filling.recall(b"key", lambda: computed.append(1) or np.ones(2))

    assert len(computed) == 1
    np.testing.assert_array_equal(value, 1)


def test_nothing_is_kept_once_the_memory_is_full():
    memory, computed = Memory(), []

    for _ in range(2):
        memory.recall(b"key", lambda: computed.append(1) or 1.0)

    assert len(computed) == 2


def test_arrays_are_read_only_since_all_tests_share_them(filling):
    value = filling.recall(b"key", lambda: {"a": [np.ones(2)], "b": (np.ones(2),)})

    assert not value["a"][0].flags.writeable
    assert not value["b"][0].flags.writeable


def test_what_is_not_plain_is_computed_each_time(filling):
    first = filling.recall(b"key", object)

    assert filling.recall(b"key", object) is not first


DIFFERENT = [
    None, True, False, 0, 1, 0.0, -0.0, 1.0, float("nan"), 1j, "1", "", b"1", [], (), {}, [1], (1,), [[1]], [1, [2]],
    [[1], 2], [1, 2], {"a": 1}, {1: "a"}, {"a": 1, "b": 2}, np.array(1.0), np.array([1.0]), np.array([[1.0]]),
    np.array([1]), np.array([1.0], "f4"), np.array([-0.0]), np.array([0.0]), np.float64(1), np.float32(1), "a;", "a",
    np.zeros((0, 2)), np.zeros((2, 0)),
]  # fmt: skip


def test_different_content_has_different_keys():
    keys = [digest(value) for value in DIFFERENT]

    assert len(set(keys)) == len(DIFFERENT)


def test_the_same_content_has_the_same_key_in_any_layout():
    x = np.arange(6.0).reshape(2, 3)

    assert digest(x.T) == digest(np.ascontiguousarray(x.T))
    assert digest("f", [x], {"stride": 1}) == digest("f", [x.copy()], {"stride": 1})


def test_a_generator_is_known_by_its_state():
    first, second = np.random.default_rng(1), np.random.default_rng(1)

    assert digest(first) == digest(second)
    second.normal()
    assert digest(first) != digest(second)


def test_arguments_do_not_run_together():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest([1], [2, 3]) != digest([1, 2], [3])
