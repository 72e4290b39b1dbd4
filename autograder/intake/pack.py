"""Pack a student's work into the archive that is handed in, and read it back as it will be read for grading.

The archive holds the one file to grade, the student's modules of earlier assignments on which it builds, and nothing
else; where it is not plain which file that is, the student has to say. Nothing runs here.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import InputError, StudentError
from autograder.intake.allowance import Allowance
from autograder.intake.choose import KINDS, choose
from autograder.intake.chunks import read_code
from autograder.intake.files import Submission, read_submission
from autograder.intake.folder import read_file
from autograder.intake.names import suffix_of
from autograder.intake.own import earlier_modules
from autograder.manifest import Assignment
from autograder.zips import write_zip


@dataclass(frozen=True)
class Packed:
    """An archive to hand in.

    ``reason`` says why its file was taken, ``earlier`` names the modules it builds on, and ``submission`` is what a
    grader will read.
    """

    content: bytes
    file: str
    earlier: list[str]
    reason: str
    submission: Submission


def pack_work(path: Path, assignment: Assignment) -> Packed:
    """Pack the work at a path: a script or notebook of any name, or the folder of the assignment.

    Raises
    ------
    InputError
        If there is nothing of the student's, if both forms hold work and differ, or if intake would refuse it.
    """
    try:
        found = _forms(path, assignment)
        code = choose(found, assignment)
    except StudentError as error:
        example = f"{assignment.module}.ipynb"
        raise InputError(f"{error}: name the file to hand in, such as autograder submit {example}") from None
    if assignment.manifest.stub and code.digest == assignment.manifest.stub:
        raise InputError(f"{code.path} is as it was released: name the file with your work, autograder submit FILE")
    file = f"{assignment.module}{suffix_of(code.path)}"
    own = {m.module: m.path for m in earlier_modules(assignment) if m.path is not None and m.is_written}
    earlier = {f"{module}{path.suffix}": read_file(path, Allowance()) for module, path in own.items()}
    content = write_zip({file: found[code.path], **earlier})
    return Packed(
        content, file, list(earlier), _reason(code.path, found, path, assignment), _read_back(content, assignment)
    )


def _forms(path: Path, assignment: Assignment) -> dict[str, bytes]:
    """The named file, or both forms that may lie in a folder."""
    if not path.is_dir():
        return {path.name: read_file(path, Allowance())}
    names = [f"{assignment.module}{suffix}" for suffix in KINDS]
    found = {name: read_file(path / name, Allowance()) for name in names if (path / name).exists()}
    if not found:
        raise StudentError(f"{path.resolve().name} has no {' and no '.join(names)}")
    if len(found) > 1 and not assignment.manifest.stub and _differ(found, assignment):
        raise StudentError(f"{' and '.join(found)} differ, and this folder does not say how they were released")
    return found


def _differ(found: dict[str, bytes], assignment: Assignment) -> bool:
    return len({read_code(name, content, assignment.module).digest for name, content in found.items()}) > 1


def _reason(chosen: str, found: dict[str, bytes], path: Path, assignment: Assignment) -> str:
    """Why this form is handed in and not the other."""
    if not path.is_dir():
        return "you named it"
    others = [name for name in found if name != chosen]
    if not others:
        return "there is no other form"
    try:
        digest = read_code(others[0], found[others[0]], assignment.module).digest
    except StudentError as error:
        return str(error)
    return f"{others[0]} {'is as released' if digest == assignment.manifest.stub else 'holds the same code'}"


def _read_back(content: bytes, assignment: Assignment) -> Submission:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{assignment.module}.zip")
        path.write_bytes(content)
        read = read_submission(path, assignment.module, assignment)
    if not isinstance(read, Submission):
        raise InputError(read.reason)
    return read
