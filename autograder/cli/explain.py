"""``autograder explain``: why one graded submission fails, for staff."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from rich.console import Console

from autograder.cli.course import course_options, find_course
from autograder.diagnosis.misconceptions import load_misconceptions
from autograder.errors import InputError
from autograder.reports.explanation import explain as explain_failures
from autograder.reports.explanation import show_explanation
from autograder.results import SubmissionResult, from_json, to_json

RESULT_NAME = "result.json"


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--question", help="Explain only the failures of this question.")
@click.option("--json", "as_json", is_flag=True, help="Print what is known as JSON, and nothing else.")
@course_options
def explain(path: Path, question: str | None, as_json: bool, course: Path | None, solutions: Path | None) -> None:
    """Explain the failures of PATH, the folder of one submission below what autograder grade wrote.

    For each: the failing call to paste, the mistake behind it, and how many others share it. For staff: it shows
    hidden inputs.
    """
    folder = _folder_of(path)
    result = _read(folder / RESULT_NAME)
    explanations = _explanations(result.assignment, course, solutions)
    found = explain_failures(result, _others(folder, result.assignment), explanations, question)
    if as_json:
        print(to_json(found), end="")
    else:
        show_explanation(found, Console(highlight=False))


def _folder_of(path: Path) -> Path:
    """The folder of one submission.

    Raises
    ------
    InputError
        If it is none, with what to name instead.
    """
    folder = path.parent if path.name == RESULT_NAME else path
    if (folder / RESULT_NAME).is_file():
        return folder
    below = sorted(folder.glob(f"*/{RESULT_NAME}"))
    if below:
        raise InputError(f"{folder} holds a class: name one of its submissions, such as {below[0].parent}")
    raise InputError(
        f"{path} has no {RESULT_NAME}: name the folder of one submission, such as reports/04_convolution/ada"
    )


def _read(path: Path) -> SubmissionResult:
    try:
        return from_json(path.read_bytes(), SubmissionResult)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def _others(folder: Path, assignment: str) -> Iterator[SubmissionResult]:
    """The other submissions of the same class."""
    for path in folder.resolve().parent.glob(f"*/{RESULT_NAME}"):
        if path.parent != folder.resolve() and not path.parent.name.startswith("."):
            other = _read(path)
            if other.assignment == assignment:
                yield other


def _explanations(assignment: str, course: Path | None, solutions: Path | None) -> Mapping[str, str]:
    """What the course says about its misconceptions; nothing where no course is found and none is named."""
    try:
        folders = find_course(course, solutions)
    except InputError:
        if course or solutions:
            raise
        return {}
    known = load_misconceptions(folders.solutions / assignment / "misconceptions")
    return {misconception.name: misconception.explanation for misconception in known}
