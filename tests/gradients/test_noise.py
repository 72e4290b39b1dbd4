"""The noise of outputs: rounding of any kind, and what a function adds."""

import numpy as np
import pytest

from autograder.gradients.noise import ecnoise, loss_noise, rounding

RNG = np.random.default_rng(5)
POINTS = np.arange(1.0, 8.0)


def test_the_noise_of_a_smooth_function_is_its_rounding():
    values = np.sin(1.0 + 1e-9 * POINTS)

    assert ecnoise(values) < 1e-15


@pytest.mark.parametrize("size", [1e-12, 1e-6, 1.0])
def test_added_noise_is_found_within_a_factor(size):
    values = np.exp(1e-9 * POINTS)[:, None] + size * RNG.normal(size=(7, 200))

    found = ecnoise(values)

    assert 0.8 * size < np.sqrt(np.mean(found**2)) < 1.3 * size


@pytest.mark.parametrize(("kind", "least"), [(np.float16, 1e-4), (np.float32, 1e-8)])
def test_outputs_that_all_fit_a_narrower_type_carry_its_rounding(kind, least):
    outputs, *moved = RNG.normal(size=(3, 20)).astype(kind).astype(float)

    found, is_coarse = rounding(outputs, np.stack(moved))

    assert is_coarse
    assert np.median(found) > least


def test_double_precision_is_what_it_is():
    outputs, *moved = RNG.normal(size=(3, 20))

    found, is_coarse = rounding(outputs, np.stack(moved))

    assert not is_coarse
    assert np.max(found) < 1e-14


@pytest.mark.parametrize("decimals", [0, 2, 6])
def test_rounded_outputs_carry_their_unit(decimals):
    outputs, *moved = np.round(RNG.normal(size=(3, 20)) * 300, decimals)

    found, _ = rounding(outputs, np.stack(moved))

    np.testing.assert_allclose(found, 10.0**-decimals)


def test_one_rounded_output_among_others_is_found():
    outputs, *moved = RNG.normal(size=(3, 20))
    for values in (outputs, *moved):
        values[7] = np.round(values[7], 3)

    found, is_coarse = rounding(outputs, np.stack(moved))

    assert found[7] == 1e-3
    assert np.max(np.delete(found, 7)) < 1e-14
    assert not is_coarse


def test_whole_numbers_that_an_author_chose_are_not_taken_for_rounding():
    outputs = np.array([1.0, 2.0, 3.0])

    found, is_coarse = rounding(outputs, outputs + RNG.normal(size=(2, 3)))

    assert not is_coarse
    assert np.max(found) < 1e-14


def test_noise_that_all_outputs_share_counts_in_full():
    near = np.repeat(RNG.normal(size=(7, 1)) * 1e-6, 100, axis=1)

    _, of_the_loss = loss_noise(near, np.ones(100), np.zeros(100))

    assert of_the_loss > 1e-4
