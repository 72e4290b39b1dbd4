"""What grading costs: this project at each rung of isolation beside other tools, in one run. ``make bench``.

The best rung grades the whole class. What costs more is measured on the front of the class, where the mix is the same;
of tools that start once for a class two sizes are run, so that the start can be shared by the whole class.
"""

import json
import os
import platform
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.table import Table

from autograder.model import Isolation
from benchmarks.bench import JOBS, Bench, Entry
from benchmarks.members import COURSE, members, the_assignment
from benchmarks.ours import Autograder
from benchmarks.own import own_costs
from benchmarks.peers.gradescope import Gradescope
from benchmarks.peers.nbgrader import Nbgrader
from benchmarks.peers.otter import Otter
from benchmarks.peers.plain_pytest import PlainPytest
from benchmarks.peers.suite import cases
from benchmarks.tool import Tool

_SMALL: Final = 20  # the class whose memory is compared with that of the whole class
_LEGEND: Final = """
own, total, overhead: ms of CPU for each of {size} submissions; medians of {turns}
pytest÷: how many times smaller the overhead is than plain pytest's in this run
1 job, 2 jobs: submissions a second; MiB: the largest process"""


@click.command()
@click.option(
    "--size", default=200, show_default=True, type=click.IntRange(min=_SMALL), help="Submissions in the class."
)
@click.option("--sample", default=12, show_default=True, type=click.IntRange(min=12),
              help="How many of them the slow tools are given.")  # fmt: skip
@click.option("--repeats", default=5, show_default=True, type=click.IntRange(min=1), help="Runs whose median counts.")
@click.option("--peers", is_flag=True, help="Install the other tools first, each in an environment of its own.")
@click.option("--envs", default=COURSE / ".bench-envs", type=click.Path(path_type=Path), help="Where these are.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures here too.")
def main(size: int, sample: int, repeats: int, peers: bool, envs: Path, json_file: Path | None) -> None:
    """Measure the CPU time of grading a class, for each submission, beside other tools."""
    console = Console(highlight=False)
    tools, left_out = _tools(envs, install=peers, console=console)
    bench = Bench(members(size), sample, _entries(tools, size, sample))
    if own_costs(bench.members[:1])["reference"].passed != len(cases(the_assignment())):
        sys.exit("the reference does not pass every test when called directly: mend benchmarks/peers/adapter.py first")
    with console.status("") as status:
        for turn in range(1, repeats + 1):
            bench.take_turn(f"turn {turn} of {repeats}", status.update)
        status.update("memory")
        held_mib = {n: bench.held_mib(n) for n in (_SMALL, size)}
    _show(bench, held_mib, left_out, console)
    if json_file:
        json_file.write_text(json.dumps(_as_dict(bench, held_mib, left_out), indent=2) + "\n", encoding="utf-8")


def _tools(envs: Path, *, install: bool, console: Console) -> tuple[list[Tool], dict[str, str]]:
    """The tools that can run here, this project's best rung first; and why the others cannot."""
    peers = (PlainPytest(envs), Gradescope(envs), Nbgrader(envs), Otter(envs))
    for peer in peers if install else ():
        with console.status(f"installing what {peer.name} needs"):
            peer.environment.install()
    tools: list[Tool] = [*(Autograder(rung) for rung in Isolation), *peers]
    missing = {tool.name: tool.missing() for tool in tools}
    return [tool for tool in tools if not missing[tool.name]], {name: why for name, why in missing.items() if why}


def _entries(tools: list[Tool], size: int, sample: int) -> list[Entry]:
    """How many submissions each is given: all to the first, a front of the class to the others."""
    entries = [Entry(tools[0], (size,))]
    for tool in tools[1:]:
        many = (
            min(size, 3 * sample) if isinstance(tool, Autograder) else sample
        )  # a start weighs more if the rest is quick
        entries.append(Entry(tool, (sample // 2, many) if tool.starts_once else (many,)))
    return entries


def _show(bench: Bench, held_mib: dict[int, float], left_out: dict[str, str], console: Console) -> None:
    rows = bench.rows()
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    for heading in ("graded", "own", "total", "overhead", "pytest÷", "1 job", "2 jobs", "MiB"):
        table.add_column(heading, justify="right", no_wrap=True)
    plain_ms = next(row.overhead_ms for row in rows if row.name.startswith("plain pytest"))
    for row in rows:
        rates = [f"{row.rates[jobs]:.1f}" if jobs in row.rates else "–" for jobs in JOBS]
        table.add_row(
            row.name, str(row.measured), f"{row.own_ms:.1f}", f"{row.total_ms:.1f}", f"{row.overhead_ms:.1f}",
            f"{plain_ms / row.overhead_ms:.1f}", *rates, f"{row.peak_mib:.0f}" if row.peak_mib else "–",
        )  # fmt: skip
    console.print(table)
    console.print(_LEGEND.format(size=len(bench.members), turns=len(bench.own)), soft_wrap=True)
    held = ", ".join(f"{mib:.0f} MiB for a class of {n}" for n, mib in held_mib.items())
    console.print(f"memory of coordinator and suite process, at most: {held}", soft_wrap=True)
    for line in [*(f"{name}: {why}" for name, why in left_out.items()), *bench.disagreements()]:
        console.print(line, soft_wrap=True)


def _as_dict(bench: Bench, held_mib: dict[int, float], left_out: dict[str, str]) -> dict[str, object]:
    return {
        "schema": "autograder/bench/1",
        "size": len(bench.members),
        "repeats": len(bench.own),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "tools": [asdict(row) | {"overhead_ms": row.overhead_ms} for row in bench.rows()],
        "memory_mib": held_mib,
        "left_out": left_out,
        "disagreements": bench.disagreements(),
    }


if __name__ == "__main__":
    main()
