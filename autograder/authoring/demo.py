"""Write the demonstration class of an assignment: made from its reference, its stub and its misconceptions.

Grades nothing. What cannot be made stands in ``demo/``; ``demo/expected.toml`` says who is in the class, and what each
must score, worked out by hand.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from autograder.authoring.markers import reference_source
from autograder.authoring.release import stub_files
from autograder.diagnosis.misconceptions import apply_misconception, load_misconceptions
from autograder.errors import InputError
from autograder.manifest import Assignment
from autograder.model import Status, SubmissionStatus
from autograder.notebooks import read_percent, write_notebook
from autograder.zips import write_zip


class Example(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One submission of the class, and what it must score."""

    made_from: str  # "reference", "stub", a misconception's name, or "demo/FILE"
    form: Literal["py", "ipynb", "zip", "folder"]
    status: SubmissionStatus
    score: Annotated[float, Meta(ge=0)]
    not_passed: dict[str, Status] = {}  # by test id; every test that is not named passes


class _Class(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    submissions: dict[str, Example]


def load_class(assignment: Assignment) -> dict[str, Example]:
    """The members of the class by name.

    Raises
    ------
    InputError
        If the assignment has no class, or its list is not in the form.
    """
    path = _demo_folder(assignment) / "expected.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Class).submissions
    except FileNotFoundError:
        raise InputError(f"{path} is missing: {assignment.name} has no demonstration class") from None
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InputError(f"{path}: {error}") from None


def write_class(assignment: Assignment, folder: Path) -> list[Path]:
    """Write the submissions of the class into a folder, each in its form."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(assignment, name, example, folder) for name, example in load_class(assignment).items()]


def _write(assignment: Assignment, name: str, example: Example, folder: Path) -> Path:
    suffix = "" if example.form == "folder" else f".{example.form}"
    target = folder / f"{name}{suffix}"
    if example.made_from.startswith("demo/"):
        content = (_demo_folder(assignment) / example.made_from.removeprefix("demo/")).read_bytes()
    else:
        content = _source(assignment, example.made_from).encode()
    match example.form:
        case "ipynb" if not example.made_from.endswith(".ipynb"):
            target.write_bytes(write_notebook(read_percent(content.decode())).encode())
        case "py" | "ipynb":
            target.write_bytes(content)
        case "zip":
            target.write_bytes(write_zip({f"{assignment.module}/{assignment.module}.py": content}))
        case "folder":
            target.mkdir(exist_ok=True)
            (target / f"{assignment.module}.py").write_bytes(content)
    return target


def _source(assignment: Assignment, made_from: str) -> str:
    reference = reference_source(assignment.master.read_text(encoding="utf-8"))
    if made_from == "reference":
        return reference
    if made_from == "stub":
        return stub_files(assignment)[f"{assignment.module}.py"].decode()
    for misconception in load_misconceptions(assignment.misconceptions):
        if misconception.name == made_from:
            return apply_misconception(misconception, reference)
    raise InputError(f"{made_from!r} in demo/expected.toml is neither reference, stub, a misconception nor demo/FILE")


def _demo_folder(assignment: Assignment) -> Path:
    return assignment.master.parent / "demo"
