"""The calls of a failed test as Python that runs."""

import numpy as np

from autograder.grading.evidence import Call
from autograder.grading.snippets import snippet


def test_small_arguments_are_written_out():
    calls = [Call("conv", (np.array([[1.0, 0.1]], np.float32), 2), {"mode": "full"})]

    assert snippet("layers", calls) == (
        "import numpy as np\nimport layers\n\n"
        "conv_result = layers.conv(np.array([[1.0, 0.10000000149011612]], np.float32), 2, mode='full')"
    )


def test_large_arrays_become_numbers_of_their_shape():
    text = snippet("layers", [Call("conv", (np.zeros((3, 5, 7)),), {})])

    assert text.endswith("layers.conv(np.random.default_rng(0).normal(size=(3, 5, 7)))")


def test_without_a_call_there_is_nothing_to_paste():
    assert snippet("layers", []) == ""
