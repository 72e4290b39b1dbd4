"""From what runs used to figures for each submission: medians, and the cost that comes once for a class.

Arithmetic only.
"""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.measure import Usage

Runs = dict[tuple[int, int], list[Usage]]  # by the number of submissions and of jobs


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A row of the table. Times are CPU milliseconds for each submission."""

    name: str
    measured: int  # submissions that were graded
    own_ms: float
    total_ms: float
    rates: dict[int, float]  # submissions a second, by jobs
    peak_mib: float

    @property
    def overhead_ms(self) -> float:
        """What the tool adds to the student's own functions."""
        return self.total_ms - self.own_ms


def for_each(few: Sequence[float], many: Sequence[float], sizes: tuple[int, int], class_size: int) -> float:
    """What each submission of a class costs, from runs over a few and over many.

    Starting costs the same for any class: it is told apart by the two sizes, and shared by the whole class.

    Parameters
    ----------
    few, many : sequences of numbers
        What whole runs cost, in any unit; the medians count.
    sizes : tuple of two int
        How many submissions these runs had.
    class_size : int
        How many submissions share what comes once.

    Returns
    -------
    float in the same unit.
    """
    less, more = statistics.median(few), statistics.median(many)
    each = (more - less) / (sizes[1] - sizes[0])
    once = max(0.0, less - each * sizes[0])
    return each + once / class_size


def figures(name: str, runs: Runs, own_s: dict[int, list[float]], class_size: int) -> Figures:
    """The row of a tool.

    Parameters
    ----------
    runs : Runs
        Of one size, or of two if part of the cost comes once.
    own_s : dict of lists
        CPU seconds of the students' own functions, all submissions together, by their number; one for each run.
    """
    few, many = min(own_s), max(own_s)
    jobs = sorted({jobs for _, jobs in runs})

    def each(costs: Mapping[int, Sequence[float]]) -> float:
        if few == many:
            return statistics.median(costs[many]) / many
        return for_each(costs[few], costs[many], (few, many), class_size)

    return Figures(
        name=name,
        measured=many,
        own_ms=1000 * each(own_s),
        total_ms=1000 * each({n: [usage.cpu_s for usage in runs[n, 1]] for n in own_s}),
        rates={j: 1 / each({n: [usage.wall_s for usage in runs[n, j]] for n in own_s}) for j in jobs},
        peak_mib=max(usage.peak_mib for usage in runs[many, 1]),
    )
