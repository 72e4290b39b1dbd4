"""Find the work that lies on a student's own machine: which file of a folder holds it, and what it builds on."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import InputError, StudentError
from autograder.intake.allowance import Allowance
from autograder.intake.choose import KINDS
from autograder.intake.chunks import Code, read_code
from autograder.intake.folder import read_file
from autograder.manifest import MANIFEST_NAME, Assignment, load_assignment


@dataclass(frozen=True)
class OwnModule:
    """A module of an earlier assignment: its file, or what to do because there is none to use.

    ``assignment`` is None where only the file is there, and not the folder in which it can be checked.
    """

    module: str
    assignment: Assignment | None
    path: Path | None
    code: Code | None
    note: str = ""

    @property
    def is_written(self) -> bool:
        """Whether there is work in it."""
        stub = self.assignment.manifest.stub if self.assignment else ""
        return self.code is not None and self.code.digest != stub


def file_with_work(folder: Path, assignment: Assignment) -> tuple[Path, list[str]]:
    """The form with work in it, of two the newer; with what to say of the choice.

    Raises
    ------
    InputError
        If the folder has none.
    """
    forms = _forms(folder, assignment.module)
    if not forms:
        raise InputError(f"{folder} has no {assignment.module}.py and no {assignment.module}.ipynb: name your file")
    digests = {f: read_code(f.name, f.read_bytes(), assignment.module).digest for f in forms}
    written = [f for f in forms if digests[f] != assignment.manifest.stub] or forms
    if len({digests[f] for f in written}) == 1:
        return written[0], []
    newest, oldest = sorted(written, key=lambda f: f.stat().st_mtime, reverse=True)
    return newest, [f"{newest.name} is checked, because it is newer than {oldest.name}"]


def earlier_modules(assignment: Assignment) -> list[OwnModule]:
    """The student's modules of the prerequisites: from the assignment's own folder, else from the folders beside it."""
    return [_earlier_module(assignment, module) for module in assignment.manifest.prerequisites]


def _earlier_module(assignment: Assignment, module: str) -> OwnModule:
    name = assignment.manifest.prerequisites[module].assignment
    beside = assignment.public.resolve().parent / name
    earlier = load_assignment(beside) if (beside / MANIFEST_NAME).is_file() else None
    try:
        if own := _forms(assignment.public, module):
            path = own[0]
        elif earlier is not None and _forms(beside, module):
            path, _ = file_with_work(beside, earlier)
        else:
            raise StudentError(f"{module}.py of {name} is not here: put it, or its folder {name}, beside this one")
        return OwnModule(module, earlier, path, read_code(path.name, path.read_bytes(), module))
    except StudentError as error:
        return OwnModule(module, earlier, None, None, str(error))


def earlier_files(folder: Path, assignment: Assignment) -> dict[str, bytes]:
    """The earlier work in the folders beside a folder that was handed in, by path from the folder above them.

    For a repository that holds the whole course. Nothing is believed of it: links are not followed, and what cannot be
    read is left out.
    """
    found = {}
    for module, spec in assignment.manifest.prerequisites.items():
        beside = folder.parent / spec.assignment
        for form in [] if beside.is_symlink() else _forms(beside, module):
            with suppress(StudentError):
                found[f"{spec.assignment}/{form.name}"] = read_file(form, Allowance())
    return found


def _forms(folder: Path, module: str) -> list[Path]:
    return [form for suffix in KINDS if (form := folder / f"{module}{suffix}").is_file()]
