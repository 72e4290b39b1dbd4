"""Read a submission from a commit, straight from the objects of its repository.

Nothing is checked out: links are not followed, submodules are not fetched, and only what could be graded is read, so
that ten thousand other files cost a line each.
"""

import os
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import GraderFault, StudentError
from autograder.intake.allowance import MIB, Allowance
from autograder.intake.choose import candidates_among, choose
from autograder.intake.files import Submission, Unreadable, content_hash
from autograder.intake.names import check_distinct, checked_path, is_clutter, is_named, shown
from autograder.manifest import Assignment

LONGEST_LISTING = 32 * MIB  # names of a hundred thousand files; a small tree may name itself without end
LFS_POINTER = b"version https://git-lfs.github.com/spec/"
LINK, SUBMODULE = "120000", "160000"


@dataclass(frozen=True)
class Repository:
    """A repository on this machine, and the variables that git gave to the hook that reads it."""

    path: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    def read(self, *arguments: str, stdin: bytes = b"", most: int = -1) -> bytes:
        """What a git command prints; reading stops beyond ``most`` bytes.

        Raises
        ------
        GraderFault
            If git fails: what it reads came in through git, which has checked it.
        """
        with subprocess.Popen(
            ["git", *arguments], env=self._environment(), cwd=self.path,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ) as process:  # fmt: skip
            if most < 0:
                printed, errors = process.communicate(stdin)
            else:
                assert process.stdin is not None
                assert process.stdout is not None
                process.stdin.close()
                assert process.stderr is not None
                printed = process.stdout.read(most + 1)
                if len(printed) > most:
                    process.kill()
                    return printed
                errors = process.stderr.read()
        if process.returncode:
            raise GraderFault(f"git {arguments[0]} failed in {self.path}: {errors.decode(errors='replace').strip()}")
        return printed

    def agrees(self, *arguments: str) -> bool:
        """Whether a git command ends with 0."""
        return not subprocess.run(
            ["git", *arguments], env=self._environment(), cwd=self.path, stdin=subprocess.DEVNULL, capture_output=True
        ).returncode

    def _environment(self) -> dict[str, str]:
        """Our own without what git put there, but for the variables given: a push waits in a place of its own."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        # Without the first, a pushed ref could have one object read in the place of another.
        return {**own, **self.variables, "GIT_NO_REPLACE_OBJECTS": "1", "GIT_DIR": str(self.path), "LC_ALL": "C"}


@dataclass(frozen=True)
class _Entry:
    path: str
    mode: str
    identity: str
    size: int


def read_commit(repository: Repository, commit: str, name: str, assignment: Assignment) -> Submission | Unreadable:
    """Read the submission in a commit; ``name`` is what results call it.

    Raises
    ------
    GraderFault
        If the repository cannot be read.
    """
    files: dict[str, bytes] = {}
    try:
        entries = [entry for entry in _entries(repository, commit) if not is_clutter(entry.path)]
        files = _read_files(repository, _wanted(entries, assignment))
        for path, content in files.items():
            _refuse_pointer(path, content)
        code = choose(files, assignment)
        files |= _read_files(repository, _earlier(entries, assignment))
    except StudentError as error:
        advice = f"commit one file, {assignment.module}.py or {assignment.module}.ipynb, and push again"
        return Unreadable(name, f"{error}; {advice}", files)
    return Submission(name, code.chunks, "commit", content_hash(code.chunks), code.warnings, files, code.path)


def written_size(repository: Repository, commit: str) -> int:
    """How many bytes the files of a commit would take, hidden ones included.

    Raises
    ------
    GraderFault
        If the repository cannot be read.
    StudentError
        If there are too many to be looked through.
    """
    return sum(entry.size for entry in _entries(repository, commit))


def _entries(repository: Repository, commit: str) -> list[_Entry]:
    """All files, links and submodules of a commit."""
    listing = repository.read("ls-tree", "-r", "-z", "--long", "--full-tree", commit, most=LONGEST_LISTING)
    if len(listing) > LONGEST_LISTING:
        raise StudentError("it holds more files than can be looked through")
    found = []
    for line in listing.split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        mode, _, identity, size = facts.decode("ascii").split()
        found.append(_Entry(name.decode("utf-8", "surrogateescape"), mode, identity, 0 if size == "-" else int(size)))
    return found


def _wanted(entries: list[_Entry], assignment: Assignment) -> list[_Entry]:
    """The entries that could be the one to grade, checked before one is read."""
    try:
        paths = set(candidates_among((entry.path for entry in entries), assignment))
    except StudentError as error:
        for entry in entries:
            if entry.mode == SUBMODULE:  # the work lies in there, most likely, and was never pushed
                raise StudentError(
                    f"{error}, and {shown(entry.path)} is a submodule, whose files are not part of this repository"
                ) from None
        raise
    wanted = [entry for entry in entries if entry.path in paths]
    check_distinct(checked_path(entry.path) for entry in wanted)
    allowance = Allowance()
    for entry in wanted:
        if entry.mode in (LINK, SUBMODULE):
            raise StudentError(f"{shown(entry.path)} is a {'link' if entry.mode == LINK else 'submodule'}, not a file")
        allowance.take(entry.path, entry.size)
    return wanted


def _read_files(repository: Repository, entries: list[_Entry]) -> dict[str, bytes]:
    asked = "".join(f"{entry.identity}\n" for entry in entries).encode()
    answer = repository.read("cat-file", "--batch", stdin=asked)
    files, position = {}, 0
    for entry in entries:  # each answer: a line, as many bytes as were listed, and a line end
        start = answer.index(b"\n", position) + 1
        position = start + entry.size + 1
        files[entry.path] = answer[start : position - 1]
    return files


def _earlier(entries: list[_Entry], assignment: Assignment) -> list[_Entry]:
    """The files of earlier assignments on which the work may build, as far as they can be read."""
    named = [e for e in entries if any(is_named(e.path, module) for module in assignment.manifest.prerequisites)]
    allowance, found = Allowance(), []
    with suppress(StudentError):  # too many, too large, or of an impossible name: what is not read is served
        for entry in named:
            if entry.mode not in (LINK, SUBMODULE):
                allowance.take(checked_path(entry.path), entry.size)
                found.append(entry)
    return found


def _refuse_pointer(path: str, content: bytes) -> None:
    if content.startswith(LFS_POINTER):
        raise StudentError(
            f"{shown(path)} is a pointer to a file in Git LFS, which is not here: take it out of LFS with "
            f"git lfs untrack and git add --renormalize ."
        )
