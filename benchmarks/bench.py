"""One run of the benchmark: every tool over the same class, again and again."""

import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.figures import Figures, Runs, figures
from benchmarks.measure import measure
from benchmarks.members import Member
from benchmarks.own import Own, own_costs
from benchmarks.tool import Tool

JOBS: Final = (1, 2)  # submissions at once


@dataclass
class Entry:
    """A tool, how many submissions it is given, and what its runs used."""

    tool: Tool
    sizes: tuple[int, ...]  # two where part of the cost comes once for a class
    runs: Runs = field(default_factory=dict)
    passed: int = 0  # tests, of the largest number of submissions


@dataclass
class Bench:
    """The class, the tools and what was measured so far."""

    members: list[Member]
    sample: int
    entries: list[Entry]
    own: list[dict[str, Own]] = field(default_factory=list)  # one a turn
    bodies: list[dict[str, Own]] = field(default_factory=list)  # of the sample, nothing remembered

    def take_turn(self, title: str, tell: Callable[[str], None]) -> None:
        """Run everything once. Turns are repeated, so that a busy moment of the machine falls on all alike."""
        tell(f"{title}: the students' own functions")
        self.own.append(own_costs(self.members))
        self.bodies.append(own_costs(self.members[: self.sample], remember=False))
        for entry in self.entries:
            for jobs in (j for j in JOBS if j <= entry.tool.most_jobs):
                for size in entry.sizes:
                    tell(f"{title}: {entry.tool.name}, {size} submissions")
                    self._run(entry, size, jobs)

    def _run(self, entry: Entry, size: int, jobs: int) -> None:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            run = entry.tool.prepare(self.members[:size], Path(folder), jobs)
            entry.runs.setdefault((size, jobs), []).append(measure(run.commands, jobs))
            if size == max(entry.sizes):
                entry.passed = run.passed()

    def held_mib(self, size: int) -> float:
        """The most memory that coordinator and suite process of the first tool held, for a class of some size."""
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            run = self.entries[0].tool.prepare(self.members[:size], Path(folder), max(JOBS))
            return measure(run.commands, watch=True).trusted_mib

    def rows(self) -> list[Figures]:
        """A row for each tool, and one for the tests without any."""
        size = len(self.members)
        rows = [figures(e.tool.name, e.runs, {n: self._own_s(n) for n in e.sizes}, size) for e in self.entries]
        return [*rows, self._row_without_a_tool()]

    def disagreements(self) -> list[str]:
        """Tools that came to other verdicts than the tests called directly: they did other work."""
        lines = []
        for entry in self.entries:
            front = self.members[: max(entry.sizes)]
            expected = sum(self.own[0][member.made_from].passed for member in front)
            if entry.passed != expected:
                lines.append(f"{entry.tool.name}: {entry.passed} tests passed, called directly {expected}: other work")
        return lines

    def _row_without_a_tool(self) -> Figures:
        front = [member.made_from for member in self.members[: self.sample]]
        own_s = statistics.median(sum(costs[name].functions_s for name in front) for costs in self.bodies)
        total_s = statistics.median(sum(costs[name].bodies_s for name in front) for costs in self.bodies)
        return Figures(
            name="no tool, tests called",
            measured=self.sample,
            own_ms=1000 * own_s / self.sample,
            total_ms=1000 * total_s / self.sample,
            rates={},
            peak_mib=0.0,
        )

    def _own_s(self, size: int) -> list[float]:
        return [sum(costs[m.made_from].functions_s for m in self.members[:size]) for costs in self.own]
