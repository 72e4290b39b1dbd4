"""From runs to figures, with numbers worked out by hand."""

import pytest

from benchmarks.figures import figures, for_each
from benchmarks.measure import Usage


def usage(cpu_s, wall_s=1.0, peak_mib=50.0):
    return Usage(cpu_s=cpu_s, wall_s=wall_s, peak_mib=peak_mib)


def test_a_start_is_told_apart_and_shared_by_the_class():
    # 2 s to start and 0.5 s each: 5 s for six, 8 s for twelve. Shared by 200, the start is 0.01 s each.
    each = for_each([5.0], [8.0], (6, 12), 200)

    assert each == pytest.approx(0.51)


def test_without_a_start_nothing_is_added():
    # The larger run was busier: a start below zero is noise, not a gift.
    each = for_each([2.9], [6.0], (6, 12), 200)

    assert each == pytest.approx(3.1 / 6)


def test_the_median_of_the_runs_counts():
    runs = {(10, 1): [usage(2.0), usage(9.0), usage(3.0)]}

    row = figures("a tool", runs, {10: [1.0, 1.1, 5.0]}, 200)

    assert (row.total_ms, row.own_ms) == pytest.approx((300.0, 110.0))
    assert row.overhead_ms == pytest.approx(190.0)


def test_rates_are_submissions_a_second_by_jobs():
    runs = {(10, 1): [usage(2.0, wall_s=5.0)], (10, 2): [usage(2.0, wall_s=2.5)]}

    row = figures("a tool", runs, {10: [1.0]}, 200)

    assert row.rates == pytest.approx({1: 2.0, 2: 4.0})


def test_the_largest_process_of_any_run_is_the_peak():
    runs = {(10, 1): [usage(2.0, peak_mib=51.0), usage(2.0, peak_mib=53.0)]}

    row = figures("a tool", runs, {10: [1.0, 1.0]}, 200)

    assert row.peak_mib == 53.0
