"""``autograder check``: the public checks on a student's own machine."""

import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.cli.course import find_own_assignment, known_questions
from autograder.cli.isolation import strongest
from autograder.grading.check import check_work
from autograder.model import Status
from autograder.reports.terminal import show_check
from autograder.results import to_json

DOES_NOT_HOLD = 1


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--question", "questions", multiple=True, help="Check only this question; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON, and nothing else.")
def check(path: Path, questions: tuple[str, ...], as_json: bool) -> int:
    """Run the public checks on PATH: your file, or the folder of the assignment (by default this one)."""
    assignment = find_own_assignment(path)
    result = check_work(assignment, path, known_questions(assignment, questions), strongest())
    if as_json:
        print(to_json(result), end="")
    else:
        show_check(result, Console(file=sys.stdout))
    return 0 if all(t.status is Status.PASSED for t in result.tests) else DOES_NOT_HOLD
