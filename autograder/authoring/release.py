"""Copy out what students get of an assignment, and keep its stubs in step with the master.

Only what is on the list leaves; a file that could give a solution away stops the whole release.
"""

import tempfile
from pathlib import Path

from autograder.authoring.markers import LOOKS_LIKE_A_MARKER, stub_source
from autograder.errors import InputError
from autograder.manifest import MANIFEST_NAME, Assignment, load_assignment
from autograder.notebooks import code_digest, read_percent, write_notebook

RELEASED_FILES = (MANIFEST_NAME, "README.md")  # and the stubs, made from the master
RELEASED_FOLDERS = ("checks", "figures", "data")
CLUTTER = {"__pycache__", ".DS_Store", ".ipynb_checkpoints"}  # neither released nor missed


def stub_files(assignment: Assignment) -> dict[str, bytes]:
    """Make the stubs from the master, as script and as notebook, by file name.

    Raises
    ------
    InputError
        If the master is missing or wrongly marked.
    """
    master = assignment.master
    try:
        source = master.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{master}: the master cannot be read: {error}") from None
    stub = stub_source(source, str(master))
    notebook = write_notebook(read_percent(stub))
    return {f"{assignment.module}.py": stub.encode(), f"{assignment.module}.ipynb": notebook.encode()}


def stale_stubs(assignment: Assignment) -> list[str]:
    """The names of the stubs that are missing or differ from what the master gives now."""
    stubs = stub_files(assignment).items()
    return [name for name, content in stubs if not _holds(assignment.public / name, content)]


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def write_stubs(assignment: Assignment) -> None:
    """Put the stubs of the master into the folder that students get."""
    for name, content in stub_files(assignment).items():
        (assignment.public / name).write_bytes(content)


def release(assignment: Assignment, output: Path) -> Path:
    """Copy what students get into ``output``, in a folder with the assignment's name.

    The stubs come fresh from the master. The folder appears whole or not at all; an earlier release is replaced.

    Returns
    -------
    Path
        The folder made.

    Raises
    ------
    InputError
        For the reasons of ``released_files``, or if something that is not an earlier release stands in the way.
    """
    files = released_files(assignment)
    target = output / assignment.name
    _check_replaceable(target, assignment)
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".release-", dir=output) as temporary:
        made, replaced = Path(temporary, "made"), Path(temporary, "replaced")
        for name, content in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if target.exists():
            target.rename(replaced)
        try:
            made.rename(target)
        except OSError:
            if replaced.exists():
                replaced.rename(target)
            raise
    return target


def released_files(assignment: Assignment) -> dict[str, bytes]:
    """Read all that is released, by path in the release.

    Raises
    ------
    InputError
        If a file holds a marker, is a link or equals a file of the solutions, or if there are no public checks.
    """
    public = assignment.public
    found = [path for name in (*RELEASED_FILES, *RELEASED_FOLDERS) for path in _files_at(public / name)]
    files = {path.relative_to(public).as_posix(): path.read_bytes() for path in found} | stub_files(assignment)
    if not any(name.startswith("checks/") for name in files):
        raise InputError(f"{public / 'checks'} has no public checks: write one, so that students have what to run")
    files[MANIFEST_NAME] = _stated(assignment, files[f"{assignment.module}.py"]) + files[MANIFEST_NAME]
    solutions = {p.read_bytes().strip(): p for p in assignment.master.parent.rglob("*") if p.is_file()}
    solutions.pop(b"", None)  # an empty __init__.py gives nothing away
    for name, content in files.items():
        if LOOKS_LIKE_A_MARKER.search(content.decode("utf-8", "ignore")):
            raise InputError(f"{public / name} holds a solution's marker: take it out before releasing")
        if content.strip() in solutions:
            raise InputError(f"{public / name} equals {solutions[content.strip()]}: take it out before releasing")
    return files


def _stated(assignment: Assignment, stub: bytes) -> bytes:
    """What the manifest has to say in a student's folder: what the stub was, which the student writes over."""
    lines = [f'stub = "{code_digest([stub.decode()])}"']
    if not assignment.manifest.module:  # students rename folders, and the module is named after the folder
        lines.insert(0, f'module = "{assignment.module}"')
    return "".join(f"{line}\n" for line in lines).encode()


def _files_at(path: Path) -> list[Path]:
    """The file at a path, or all below a folder but hidden ones and caches; none if nothing is there."""
    if path.is_symlink():
        raise InputError(f"{path} is a link, which could lead out of the assignment: put the file itself there")
    if path.is_dir():
        inside = sorted(p for p in path.iterdir() if not p.name.startswith(".") and p.name not in CLUTTER)
        return [file for entry in inside for file in _files_at(entry)]
    return [path] if path.is_file() else []


def _check_replaceable(target: Path, assignment: Assignment) -> None:
    """Refuse to put a release over the course itself, or over anything but an earlier release."""
    here = target.resolve()
    for source in (assignment.public.resolve(), assignment.master.parent.resolve()):
        if here.is_relative_to(source):
            raise InputError(f"{target} is part of the course: name another folder to release into")
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise InputError(f"{target} is not a folder: remove it, or name another folder to release into")
    if not target.exists() or not any(target.iterdir()):
        return
    advice = "move it away, or name another folder to release into"
    stubs = {f"{assignment.module}.py", f"{assignment.module}.ipynb"}
    strange = sorted({p.name for p in target.iterdir()} - stubs - {*RELEASED_FILES, *RELEASED_FOLDERS} - CLUTTER)
    if strange:
        raise InputError(f"{target} is not an earlier release, as it holds {strange[0]}: {advice}")
    try:
        same = load_assignment(target).module == assignment.module
    except InputError:
        same = False
    if not same:
        raise InputError(f"{target} is not an earlier release of {assignment.name}: {advice}")
