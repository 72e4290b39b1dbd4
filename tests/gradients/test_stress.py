"""The stress set: no right implementation is refused, no wrong one passes. A share here; all of it in acceptance."""

import os

import pytest

from benchmarks.gradients import measure, run_of, table, verdict_of
from tests.gradients.variants import RIGHT, VARIANTS, WRONG
from tests.gradients.variants.variant import MODES


def test_the_set_is_large_enough_and_its_names_differ():
    assert len(RIGHT) >= 55
    assert len(WRONG) >= 100
    assert len({str(variant) for variant in VARIANTS}) == len(VARIANTS)


@pytest.mark.parametrize("mode", MODES)
def test_right_implementations_pass(mode):
    found = {str(variant): verdict_of(run_of(variant, mode, 0).reports()) for variant in RIGHT}

    assert {name: verdict for name, verdict in found.items() if verdict != "pass"} == {}


def test_wrong_implementations_fail():
    found = {str(variant): verdict_of(run_of(variant, "plain", 0).reports()) for variant in WRONG}

    assert {name: verdict for name, verdict in found.items() if verdict != "fail"} == {}


@pytest.mark.acceptance
def test_the_figures_that_are_promised():
    found = measure(max(2, round(10 * float(os.environ.get("AUTOGRADER_SHARE", "1")))), peer_seeds=0)
    ours, shares = found.tallies["autograder"], {}
    for what, caught in found.sensitivity.items():
        shares[what] = caught[True] / caught.total()

    print(table(found))
    assert ours.right["fail"] + ours.right["contract"] == 0
    assert ours.right["inconclusive"] <= 0.005 * ours.right.total()
    assert ours.wrong.total() == ours.wrong["fail"]
    assert all(share >= (0.9 if "single" in what else 0.99) for what, share in shares.items())
    assert all(is_found and evaluations <= 250 for is_found, evaluations in found.located)
    assert found.hidden["pass"] == 0
    assert sorted(e for n, e, _ in found.costs if n > 48)[len([0 for n, *_ in found.costs if n > 48]) // 2] <= 45
