"""What ``verify`` found, in the terminal: a table of tests against misconceptions, and what does not hold.

Shows only; whether an assignment holds is decided in ``grading.verify``.
"""

from collections.abc import Sequence
from typing import Protocol

from rich.console import Console
from rich.table import Table
from rich.text import Text


class CaughtMisconception(Protocol):
    """A misconception with the questions it should fail and the tests that caught it."""

    name: str
    expected: list[str]
    failed: list[str]
    failed_tests: list[str]

    @property
    def ok(self) -> bool: ...


class Found(Protocol):
    """What was found about an assignment."""

    name: str
    max_score: float
    reference_score: float
    stub_score: float
    problems: list[str]
    notes: list[str]
    tests: list[str]

    @property
    def ok(self) -> bool: ...

    @property
    def misconceptions(self) -> Sequence[CaughtMisconception]: ...


def show_verification(found: Found, console: Console) -> None:
    """Print the table, the notes, the problems and the verdict."""
    if found.misconceptions:
        table = _table(found)
        console.print(table, width=max(console.width, table.columns.__len__() * 2 + 60), crop=False, soft_wrap=True)
    for note in found.notes:
        console.print(Text(f"note: {note}", style="yellow"))
    for problem in found.problems:
        console.print(Text(f"problem: {problem}", style="red"))
    count = len(found.problems)
    verdict = "holds" if found.ok else f"does not hold: {count} problem{'s' * (count != 1)}"
    console.print(
        Text(
            f"{found.name} {verdict}; reference {found.reference_score:g} of {found.max_score:g}, "
            f"stub {found.stub_score:g}, {sum(m.ok for m in found.misconceptions)} of {len(found.misconceptions)} "
            "misconceptions caught as expected",
            style="bold green" if found.ok else "bold red",
        )
    )


def _table(found: Found) -> Table:
    """One row a misconception, one column a test that catches any; ✗ where the test catches the misconception."""
    used = [t for t in found.tests if any(t in m.failed_tests for m in found.misconceptions)]
    table = Table(box=None, pad_edge=False, padding=(0, 0), header_style="bold")
    table.add_column("misconception ", no_wrap=True)
    for number in range(1, len(used) + 1):
        table.add_column("\n".join(f"{number:2d}"), justify="center")
    table.add_column(" fails", no_wrap=True)
    for m in found.misconceptions:
        cells = [
            Text("✗" if test in m.failed_tests else "·", style="" if test in m.failed_tests else "dim") for test in used
        ]
        fails = Text(" " + ", ".join(m.failed), style="" if m.ok else "red")
        table.add_row(Text(f"{m.name} "), *cells, fails)
    legend = "\n".join(f"{number:2d} {test}" for number, test in enumerate(used, 1))
    table.caption = Text("\n" + legend, style="dim", justify="left")
    table.caption_justify = "left"
    return table
