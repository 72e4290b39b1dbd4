"""Wrong arrays are named for the mistake that predicts them, and get no name where none does.

The wrong gradients are those of the stress set of the gradient check: they were written before these rules.
"""

import numpy as np
import pytest

from autograder.diagnosis.patterns import fitting_patterns
from autograder.diagnosis.vote import vote
from autograder.diagnosis.wrong_array import WrongArray
from autograder.model import Status, Visibility
from autograder.results import TestResult
from tests.diagnosis.experiment.judging import failures
from tests.gradients.variants import WRONG

# By family and variant; those of these families that are not named here must get no name.
NAMES = {
    "dense": {
        "db mean": "divided_by_batch_size", "db first example": "first_example_only", "db of ones": "upstream_ignored",
        "dw per example": "divided_by_batch_size", "dw doubled": "doubled", "dw last example": "last_example_only",
        "dw without upstream": "upstream_ignored", "dx negative": "sign", "dx zero": "all_zero",
        "dx without upstream": "upstream_ignored", "dx one column": "first_channel_left_out",
    },
    "activation": {
        "relu not masked": "mask_missing", "relu masked by upstream": "wrong_mask",
        "relu mask inverted": "mask_inverted", "relu without upstream": "upstream_ignored",
        "relu of the input": "times_output", "relu squared halved": "halved", "leaky slope inverted": "mask_inverted",
    },
    "saturating activation": {
        "sigmoid of the input": "input_for_output", "sigmoid not squared": "times_output",
        "sigmoid twice": "output_twice", "tanh of the input": "input_for_output", "tanh halved": "halved",
        "sine negative": "sign",
    },
    "softmax": {
        "diagonal only": "cross_terms_missing", "without the sum": "times_output", "sign": "sign",
        "of ones": "upstream_ignored",
    },
    "cross entropy": {
        "not averaged": "times_batch_size", "averaged over all": "mean_for_sum",
        "without the one-hot": "one_hot_missing", "one-hot alone": "label_entry_alone", "sign": "sign",
        "only the label": "label_entry_alone", "last example only": "last_example_only",
        "labels shifted": "one_hot_misplaced", "softmax over examples": "normalised_over_wrong_axis",
    },
    "distance": {
        "squares not doubled": "halved", "squares per example": "sum_for_mean", "squares sign": "sign",
        "squares not averaged": "sum_for_mean", "both sides alike": "sign",
    },
    "batch norm": {
        "mean and variance fixed": "statistics_held_constant", "mean fixed": "mean_term_missing",
        "variance fixed": "variance_term_missing", "gamma forgotten": "argument_factor_missing",
        "not divided": "factor_by_line", "divided twice": "factor_by_line", "dgamma averaged": "divided_by_batch_size",
        "dgamma with gamma": "argument_factor_twice", "dbeta averaged": "divided_by_batch_size",
        "dbeta with gamma": "argument_factor_twice",
    },
    "regularised net": {
        "regularisation missing": "regularisation_missing", "regularisation halved": "regularisation_halved",
        "regularisation doubled": "regularisation_doubled", "regularisation of one layer": "regularisation_missing",
        "regularisation of the last": "regularisation_missing", "regularisation averaged": "parameter_multiple",
        "not averaged": "times_batch_size", "bias 1 averaged": "divided_by_batch_size", "bias 1 zero": "all_zero",
        "bias 1 regularised": "regularisation_added", "first layer sign": "sign",
    },
}  # fmt: skip
LARGE = ("dx scrambled", "relu of many, last example 0", "relu of many, one entry", "tanh of many, off by 1e-4")


@pytest.mark.parametrize("variant", [v for v in WRONG if v.family in NAMES and v.name not in LARGE], ids=str)
def test_a_wrong_gradient_is_named_for_its_mistake_or_not_at_all(variant):
    results = []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        arguments = variant.arguments("plain", rng)
        dout, gradients = variant.gradients(arguments, rng)
        results += failures(variant.forward, arguments, gradients, dout, seed)

    label = NAMES[variant.family].get(variant.name)

    assert [mistake.name for mistake in vote(results, [])] == ([label] if label else [])


# Arrays of which nothing is known but what is right


RNG = np.random.default_rng(5)
RIGHT = RNG.normal(size=(3, 4, 5, 7))
ROWS = RNG.uniform(0.1, 1, size=(5, 3))
PROBABILITIES = ROWS / ROWS.sum(axis=1, keepdims=True)


def names_of(found, expected=RIGHT, *given):
    """What fits, by the vote over one case."""
    result = TestResult(
        id="t", title="", question="q", status=Status.FAILED, score=0.0, max_score=1.0, visibility=Visibility.HIDDEN,
        fits=fitting_patterns(WrongArray(found, np.asarray(expected), arguments=given)),
    )  # fmt: skip
    return [mistake.name for mistake in vote([result], [])]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("nothing_returned", None),
        ("empty", RIGHT[:, :, :0]),
        ("not_finite", np.where(RIGHT > 1, np.nan, RIGHT)),
        ("all_zero", np.zeros(RIGHT.shape)),
        ("single_precision", RIGHT.astype(np.float32)),
        ("sign", -RIGHT),
        ("other_factor", 0.7 * RIGHT),
        ("transposed", RIGHT.transpose(0, 1, 3, 2)),
        ("flipped", RIGHT[:, :, ::-1]),
        ("shifted", np.roll(RIGHT, 1, axis=3)),
        ("shifted", np.concatenate([3 * RIGHT[..., :1], RIGHT[..., :-1]], axis=3)),  # whatever moves in
        ("other_shape", RIGHT.reshape(3, -1)),
        ("other_order", RIGHT.transpose(0, 3, 1, 2).reshape(RIGHT.shape)),
        ("not_cropped", np.pad(RIGHT, ((0, 0), (0, 0), (1, 1), (1, 1)))),
        ("cropped_too_far", RIGHT[:, :, 1:-1, 1:-1]),
        ("too_many_at_end", np.pad(RIGHT, ((0, 0), (0, 0), (0, 1), (0, 0)))),
        ("too_few_at_end", RIGHT[..., :-1]),
        ("wrong_at_border", np.pad(RIGHT[:, :, 1:-1, 1:-1], ((0, 0), (0, 0), (1, 1), (1, 1)), mode="edge")),
        ("some_signs", np.abs(RIGHT)),
        ("square_root_missing", RIGHT**2),
    ],
)
def test_an_array_alone_tells(name, found):
    assert names_of(found) == [name]


def test_integers_for_decimals():
    right = RIGHT * 10

    assert names_of(right.astype(int), right) == ["whole_numbers"]


def test_sums_that_go_too_far_not_far_enough_or_the_wrong_way():
    dout = RNG.normal(size=(3, 5, 5))

    assert names_of(dout, dout.sum(axis=0), dout) == ["not_summed"]
    assert names_of(dout[0].sum(axis=0), dout[0]) == ["summed_too_far"]
    assert names_of(dout.sum(axis=(0, 1)), dout.sum(axis=(0, 2)), dout) == ["wrong_axis"]


def test_examples_channels_and_windows_are_told_by_their_axes():
    last = np.zeros_like(RIGHT)
    last[-1] = RIGHT[-1]

    assert names_of(last, RIGHT, RIGHT + 1) == ["last_example_only"]
    assert names_of(np.where(np.arange(4)[:, None, None] < 3, RIGHT, 0)) == ["last_channel_left_out"]
    assert names_of(np.where(np.arange(7) < 6, RIGHT, 0)) == ["last_windows_left_out"]


def test_a_bias_that_is_missing_or_counts_twice():
    b = RNG.normal(size=4)
    added = b[:, None, None]

    assert names_of(RIGHT - added, RIGHT, b) == ["bias_missing"]
    assert names_of(RIGHT + added, RIGHT, b) == ["bias_twice"]


def test_rows_of_a_matrix_are_no_examples():
    matrix = RNG.normal(size=(8, 5))

    assert names_of(matrix.mean(axis=0), matrix.sum(axis=0), matrix) == ["mean_for_sum"]


def test_normalisations():
    assert names_of(ROWS, PROBABILITIES) == ["not_normalised"]
    assert names_of(ROWS / ROWS.sum(axis=0), PROBABILITIES) == ["normalised_over_wrong_axis"]


def test_gradients_that_arrive_at_the_wrong_entries_are_no_reshape():
    right = np.where(RIGHT > 1, RIGHT, 0)

    assert names_of(np.roll(right, (2, 3), axis=(2, 3)), right) == ["misrouted"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([-1.0, 1.0], [1.0, -1.0]),  # the sign, or flipped: two numbers cannot tell
        ([4, 12], [12, 4]),  # shapes
        ([2.0, 2.0, 2.0], [1.0, 1.0, 1.0]),
        (RIGHT + RNG.normal(size=RIGHT.shape), RIGHT),
        (np.array(["a"]), RIGHT),
        (RIGHT + (np.arange(RIGHT.size).reshape(RIGHT.shape) < 2), RIGHT),  # two entries are at the border by chance
        (RIGHT, RIGHT),
        (RIGHT * (1 + 1e-9), RIGHT),
    ],
)
def test_what_is_too_plain_or_like_nothing_known_gets_no_name(found, expected):
    assert names_of(np.asarray(found), expected) == []
