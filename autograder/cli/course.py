"""Find the course and the assignment that a command is about, upwards from where one stands."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from autograder.errors import InputError
from autograder.manifest import (
    COURSE_NAME,
    MANIFEST_NAME,
    Assignment,
    all_assignment_folders,
    find_assignment,
    load_assignment,
    load_course,
)

LEAST_SALT_BYTES = 16

F = TypeVar("F", bound=Callable[..., Any])


class CourseFolders:
    """Where a course keeps what students get and what they never get."""

    def __init__(self, assignments: Path, solutions: Path) -> None:
        self.assignments = assignments
        self.solutions = solutions

    def assignment(self, wanted: str) -> Assignment:
        """An assignment by folder, name or number, with its folder of solutions."""
        found = find_assignment(wanted, self.assignments, self.solutions)
        if not found.master.is_file():
            raise InputError(
                f"{found.master} is missing: write the master there, set module in {MANIFEST_NAME}, or name the folder "
                "of solutions with --solutions DIR"
            )
        return found

    def all(self) -> list[Assignment]:
        """All assignments that have a folder of solutions."""
        folders = [f for f in all_assignment_folders(self.assignments) if (self.solutions / f.name).is_dir()]
        return [load_assignment(f, self.solutions / f.name) for f in folders]

    def salt(self) -> bytes:
        """The course's secret, made on first use, readable by its owner alone."""
        path = self.solutions / load_course(self.solutions).salt
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            salt = _read_salt(path)
        except OSError as error:
            raise InputError(f"{path}: the course's secret cannot be written: {error.strerror}") from None
        else:
            salt = secrets.token_bytes(32)
            with os.fdopen(descriptor, "w") as file:
                file.write(salt.hex() + "\n")
        return salt


def _read_salt(path: Path) -> bytes:
    try:
        salt = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        salt = b""
    if len(salt) < LEAST_SALT_BYTES:  # without a secret, every hidden input could be worked out from public names
        raise InputError(f"{path}: is not the course's secret: remove it, and a new one is made")
    return salt


def find_course(course: Path | None, solutions: Path | None) -> CourseFolders:
    """Find the course in a folder, or upwards from where one stands.

    Raises
    ------
    InputError
        If there is none.
    """
    if solutions is not None and course is None:
        course = solutions.resolve().parent
    if course is None:
        here = Path.cwd()
        candidates = [f for f in (here, *here.parents) if (f / "solutions" / COURSE_NAME).is_file()]
        if not candidates:
            raise InputError("no course is found upwards from here: name it with --course DIR")
        course = candidates[0]
    folders = CourseFolders(course / "assignments", solutions or course / "solutions")
    if not folders.assignments.is_dir():
        raise InputError(f"{course} has no folder assignments/: name the course with --course DIR")
    return folders


def find_own_assignment(path: Path) -> Assignment:
    """A student's assignment: the nearest folder upwards that has a manifest.

    Raises
    ------
    InputError
        If there is none.
    """
    start = path.resolve()
    if not start.exists():
        raise InputError(f"{path} does not exist: give the file you are working on")
    for folder in (start, *start.parents) if start.is_dir() else start.parents:
        if (folder / MANIFEST_NAME).is_file():
            return load_assignment(folder)
    raise InputError(
        f"no {MANIFEST_NAME} is found here or above: go into the folder of the assignment with cd (in a notebook %cd)"
    )


def known_questions(assignment: Assignment, questions: tuple[str, ...]) -> tuple[str, ...]:
    """The questions as they are named.

    Raises
    ------
    InputError
        If the assignment has no such question.
    """
    known = assignment.manifest.questions
    for question in questions:
        if question not in known:
            raise InputError(f"{assignment.name} has no question {question!r}; it has: {', '.join(known)}")
    return questions


def course_options(command: F) -> F:
    """Add --course and --solutions, and pass the found course as ``course``."""
    folder = click.Path(path_type=Path, exists=True, file_okay=False)
    command = click.option("--solutions", type=folder, help="The folder of solutions, if not in the course.")(command)
    return click.option("--course", type=folder, help="The course's folder, if not here or above.")(command)
