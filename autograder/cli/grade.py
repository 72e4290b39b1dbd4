"""``autograder grade``: a submission or a class, from files to reports."""

from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from autograder.batch.run import ClassGrader, Request
from autograder.cli.course import course_options, find_course, known_questions
from autograder.cli.isolation import sandbox_unless_named
from autograder.errors import InputError
from autograder.grading.runner import parallel_jobs
from autograder.intake.files import find_submissions
from autograder.model import Isolation, SubmissionStatus
from autograder.reports.terminal import show_class
from autograder.results import Summary, to_json

SOME_UNGRADED = 3


@click.command()
@click.argument("assignment")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--output", type=click.Path(path_type=Path), help="Where reports go.  [default: reports/ASSIGNMENT]")
@click.option("--jobs", type=click.IntRange(min=1), help="Submissions graded at once.  [default: one a core]")
@click.option("--question", "questions", multiple=True, help="Grade only this question; may be repeated.")
@click.option("--prerequisite", "prerequisites", multiple=True, metavar="MODULE=OUTPUT",
              help="The output of grading an earlier assignment, such as convolution=reports/04.")  # fmt: skip
@click.option("--isolation", type=click.Choice([i.value for i in Isolation]),
              help="How far student code is kept from this machine.  [default: sandbox, or a refusal]")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON, and nothing else.")
@course_options
def grade(
    assignment: str, path: Path, output: Path | None, jobs: int | None, questions: tuple[str, ...],
    prerequisites: tuple[str, ...], isolation: str | None, as_json: bool, course: Path | None, solutions: Path | None,
) -> int:  # fmt: skip
    """Grade PATH, one submission or a folder of them, for ASSIGNMENT, a folder, a name or a number.

    A submission is a .py, a .ipynb, a .zip or .tar.gz, or a folder.
    """
    folders = find_course(course, solutions)
    wanted = folders.assignment(assignment)
    with sandbox_unless_named(isolation) as rung:
        request = Request(
            assignment=wanted,
            path=path,
            output=output or Path("reports") / wanted.name,
            salt=folders.salt(),
            isolation=rung,
            jobs=parallel_jobs(jobs),
            questions=known_questions(wanted, questions),
            prerequisites=_outputs(prerequisites),
        )
        summary = grade_with_progress(request, quiet=as_json)
    if as_json:
        print(to_json(summary), end="")
    return exit_code(summary)


def _outputs(options: tuple[str, ...]) -> dict[str, Path]:
    """The folders given as MODULE=OUTPUT."""
    pairs = [option.partition("=") for option in options]
    for module, _, folder in pairs:
        if not module or not folder:
            raise InputError(f"--prerequisite {module}: give a module and a folder, such as convolution=reports/04")
    return {module: Path(folder) for module, _, folder in pairs}


def grade_with_progress(request: Request, *, quiet: bool) -> Summary:
    """Grade a class, with a progress bar and a table unless quiet."""
    console = Console(stderr=quiet, quiet=quiet)
    found = find_submissions(request.path, request.assignment)
    if request.path.is_dir() and found[0][1] == request.path.resolve():
        own = f"{request.assignment.module}.py or .ipynb"  # lies there by mistake, or all hand-ins count as one
        click.echo(f"{request.path} is graded as one submission, because it holds {own} itself", err=True)
    columns = (TextColumn("[progress.description]{task.description}"), BarColumn(), MofNCompleteColumn())
    is_watched = console.is_terminal and not quiet  # rich redraws for a log, too, and shows nothing
    with Progress(*columns, console=console, transient=True, disable=not is_watched, refresh_per_second=2) as progress:
        bar = progress.add_task(f"grading {request.assignment.name}", total=len(found))
        summary = ClassGrader(request, lambda done: progress.advance(bar), partial(click.echo, err=True)).run(found)
    if not quiet:
        show_class(summary, console)
        console.print(f"Reports: {request.output / 'index.html'}", soft_wrap=True, highlight=False)
    return summary


def exit_code(summary: Summary) -> int:
    """3 if some result is ungraded, else 0."""
    is_ungraded = any(s.status is SubmissionStatus.UNGRADED for s in summary.submissions)
    return SOME_UNGRADED if is_ungraded else 0
