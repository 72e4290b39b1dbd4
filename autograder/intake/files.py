"""Find submissions at a path, and read one whatever form it comes in.

A submission that cannot be read is a result like any other: reading never raises for what a student handed in.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import InputError, StudentError
from autograder.intake.allowance import Allowance
from autograder.intake.archive import read_tar, read_zip
from autograder.intake.choose import choose
from autograder.intake.chunks import Chunk
from autograder.intake.folder import read_file, read_folder
from autograder.intake.names import is_clutter, is_named, safe_name, shown, submission_names, suffix_of
from autograder.manifest import Assignment

SOURCES = ("py", "ipynb")
ARCHIVES = {"zip": read_zip, "tar.gz": read_tar}


@dataclass(frozen=True)
class Submission:
    """A submission that was read.

    ``form`` is what was handed in: "py", "ipynb", "zip", "tar.gz", "folder" or "commit". ``content_hash`` depends on
    the chunks alone, so that the same code has the same hash in every container. ``files`` are the originals, for
    staff, by path with "/"; what a zip or folder holds beside the graded file is among them. ``path`` is the graded
    file's among those of a zip or folder.
    """

    name: str
    chunks: list[Chunk]
    form: str
    content_hash: str
    warnings: list[str]
    files: dict[str, bytes]
    path: str


@dataclass(frozen=True)
class Unreadable:
    """A submission that cannot be graded, with the reason in one sentence for the student."""

    name: str
    reason: str
    files: dict[str, bytes]


def find_submissions(path: Path, assignment: Assignment) -> list[tuple[str, Path]]:
    """Find what there is to grade at a path: one submission, or a folder with one in each entry.

    A folder in which the assignment's own file lies is one submission. Hidden entries and clutter are passed over.

    Returns
    -------
    list of (name, path)
        Sorted by name; names are unique without regard to case, and safe for the file system.

    Raises
    ------
    InputError
        If nothing is there.
    """
    try:
        path = path.resolve(strict=True)  # the caller's own link is followed, a student's is not
        entries = sorted(path.iterdir()) if path.is_dir() else []
    except (OSError, RuntimeError):
        raise InputError(f"{path} cannot be opened: name a submission, or a folder of submissions") from None
    entries = [entry for entry in entries if not is_clutter(entry.name)]
    if not path.is_dir() or any(is_named(entry.name, assignment.module) for entry in entries):
        entries = [path]
    if not entries:
        raise InputError(f"{path} is empty: name a submission, or a folder of submissions")
    names = submission_names([(entry.name, _is_folder(entry)) for entry in entries])
    return sorted(zip(names, entries, strict=True))


def read_submission(path: Path, name: str, assignment: Assignment) -> Submission | Unreadable:
    """Read a script, a notebook, a folder, or a zip or tar.gz archive that holds one of them."""
    form = _form(path)
    files: dict[str, bytes] = {}
    inside = ""  # which container the reason speaks of
    try:
        if form != "folder":
            content = read_file(path, Allowance())
            files = {safe_name(path.name): content}
            if form not in (*SOURCES, *ARCHIVES):
                raise StudentError(f"{shown(path.name)} is no kind of file that can be graded")
        if form not in SOURCES:
            inside = f"{shown(path.name)}: "
            files = read_folder(path) if form == "folder" else ARCHIVES[form](content)
        code = choose(files, assignment)
    except StudentError as error:
        advice = f"hand in one file, {assignment.module}.py or {assignment.module}.ipynb"
        return Unreadable(name, f"{inside}{error}; {advice}", files)
    return Submission(name, code.chunks, form, content_hash(code.chunks), code.warnings, files, code.path)


def _form(path: Path) -> str:
    suffix = suffix_of(path.name)[1:]
    if _is_folder(path) and suffix not in SOURCES:
        return "folder"
    return "tar.gz" if suffix == "tgz" else suffix


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def content_hash(chunks: list[Chunk]) -> str:
    """The SHA-256, in hexadecimal, of all that can make a difference to a worker."""
    digest = hashlib.sha256()
    for chunk in chunks:
        for text in (chunk.name, chunk.source):
            encoded = text.encode()
            digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()
