"""``autograder doctor``, and the rung of isolation that a command takes."""

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.text import Text

from autograder.errors import AutograderError, InputError
from autograder.model import Isolation
from autograder.sandbox.isolation.ladder import RungReport, best_rung, memory_groups, probe


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON, and nothing else.")
def doctor(as_json: bool) -> None:
    """Say how far student code can be kept from this machine, why not farther, and what would change that."""
    reports = probe()
    groups = memory_groups()
    best = next(r.rung for r in reports if r.available)
    if as_json:
        found = {"best": best, "rungs": [dataclasses.asdict(r) for r in reports], "memory": dataclasses.asdict(groups)}
        print(json.dumps(found, indent=2))
        return
    console = Console(highlight=False)
    for report in (*reports, groups):
        _show(report, console)
    advice = "autograder grade uses it" if best == Isolation.SANDBOX else f"grade with it by --isolation {best}"
    console.print(Text(f"The strongest rung here is {best}: {advice}."))


def _show(report: RungReport, console: Console) -> None:
    missing = ("–", "yellow") if report.rung == "memory" else ("✗", "red")  # nothing needs it
    sign, style = ("✓", "green") if report.available else missing
    console.print(Text(f"{sign} {report.rung:9}", style=style), Text(report.reason))
    if report.remedy:
        console.print(Text(f"  remedy: {report.remedy}"))


def strongest() -> Isolation:
    """The strongest rung of this machine."""
    return Isolation(best_rung())


def for_grading(named: str | None) -> Isolation:
    """The rung to grade with: as named, else ``sandbox``.

    Raises
    ------
    InputError
        If none is named and this machine does not offer ``sandbox``.
    """
    if named is not None:
        return Isolation(named)
    best = strongest()
    if best is not Isolation.SANDBOX:
        raise InputError(
            f"this machine offers no sandbox, only {best.value!r}: autograder doctor says why and what helps; "
            f"to grade all the same, say --isolation {best.value}"
        )
    return best


@contextmanager
def sandbox_unless_named(named: str | None) -> Iterator[Isolation]:
    """The rung to grade with, as ``for_grading`` gives it; the sandbox is not tried before it is used.

    No student code runs where it cannot be had: then its first worker does not start. Only if grading fails, with
    whatever words, is this machine asked whether it offers a sandbox at all.

    Raises
    ------
    InputError
        If none is named and this machine does not offer ``sandbox``.
    """
    if named is not None:
        yield Isolation(named)
        return
    try:
        yield Isolation.SANDBOX
    except AutograderError:
        for_grading(None)
        raise


def at_least(least: Isolation) -> Isolation:
    """The strongest rung of this machine, if it is as strong as is asked.

    Raises
    ------
    InputError
        If it is weaker.
    """
    best = strongest()
    rungs = list(Isolation)
    if rungs.index(best) > rungs.index(least):
        raise InputError(
            f"this machine offers only {best.value!r}, and {least.value!r} is asked for: autograder doctor says why "
            "and what helps"
        )
    return best
