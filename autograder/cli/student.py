"""``autograder check`` and ``autograder submit``: what students run on their own machines."""

import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.cli.course import find_own_assignment, known_questions
from autograder.cli.isolation import strongest
from autograder.errors import AutograderError, InputError
from autograder.grading.check import check_chunks, check_work
from autograder.intake.pack import Packed, pack_work
from autograder.manifest import Assignment
from autograder.model import Status
from autograder.reports.terminal import show_check
from autograder.reports.text import one_line
from autograder.reports.view import submission_view
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


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False),
              help="The archive to write.  [default: NAME-submission.zip in the assignment's folder]")  # fmt: skip
def submit(path: Path, output: Path | None) -> int:
    """Pack PATH for handing in: your file, or the folder of the assignment (by default this one).

    The archive is read back as it will be read for grading, and the public checks run on what was read. They keep
    nothing from being handed in.
    """
    assignment = find_own_assignment(path)
    output = output or assignment.public / f"{assignment.name}-submission.zip"
    if output.suffix != ".zip":
        raise InputError(f"{output} is no name for the archive: let it end in .zip")
    packed = pack_work(path, assignment)
    _write(output, packed.content)
    click.echo(f"{packed.file} goes in: {packed.reason}.")
    for note in packed.submission.warnings:
        click.echo(f"  {one_line(note)}")
    if packed.earlier:
        click.echo(f"What it builds on goes in too: {', '.join(packed.earlier)}.")
    for line in _checks_in_short(assignment, packed):
        click.echo(line)
    files = " and ".join([packed.file, *packed.earlier])
    click.echo(f"{output} holds {files} and nothing else ({len(packed.content):,} bytes): hand in this archive.")
    return 0


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}): name another with --output FILE") from None


def _checks_in_short(assignment: Assignment, packed: Packed) -> list[str]:
    """What the public checks say of an archive, whatever happens to them: what failed while loading, then one line."""
    try:
        result = check_chunks(assignment, packed.submission.chunks, packed.file, (), strongest())
    except AutograderError as error:
        return [f"The public checks could not run: {one_line(str(error))}"]
    view = submission_view(result)
    open_questions = [f"{q.title} ({q.words.label})" for q in view.questions if q.needs_work]
    return [
        *(f"  {one_line(warning)}" for warning in filter(None, [result.reason, *result.warnings])),
        f"Public checks: {': '.join(filter(None, [view.headline, ', '.join(open_questions)]))}",
    ]
