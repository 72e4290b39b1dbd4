"""Write what a platform reads, beside a student's files or among them.

A student may have put a link, a folder or a forged result where a file of ours goes: what is there is removed first,
and links are never followed.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from autograder.ci.outcome import Outcome
from autograder.errors import InputError
from autograder.reports.html import feedback_html
from autograder.reports.markdown import feedback_markdown
from autograder.results import to_json


def write_reports(outcomes: Sequence[Outcome], output: Path) -> None:
    """A folder for each assignment with all that its student may read, and nothing else."""
    for outcome in outcomes:
        folder = output / outcome.assignment.name
        remove(folder)
        write(folder / "report.html", feedback_html(outcome.feedback))
        write(folder / "report.md", feedback_markdown(outcome.feedback))
        write(folder / "feedback.json", to_json(outcome.feedback))


def write(path: Path, text: str) -> None:
    """Write a text anew, for the reasons and with the errors of ``write_bytes``."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file anew.

    Raises
    ------
    InputError
        If that is not possible.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove(path)
        with open(path, "xb") as file:
            file.write(content)
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}): name another folder with --output") from None


def remove(path: Path) -> None:
    """Remove whatever is at a path, if anything is: a link itself, never what it leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()
