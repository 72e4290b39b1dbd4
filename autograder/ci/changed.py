"""Find the assignments in a student's repository, and which of them a push changed.

Asks git for the names of changed files and for nothing else; no file of the repository is run, and no setting of it is
believed.
"""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.ci.platforms import Platform
from autograder.errors import InputError
from autograder.intake.names import is_named
from autograder.manifest import (
    MANIFEST_NAME,
    Assignment,
    all_assignment_folders,
    find_assignment,
    folders_called,
    load_assignment,
)

# A checkout may be another user's, as in containers. No protocol: what git misses, it would fetch by a repository's own
# command.
_GIT = ("git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false")
_GIT_PATIENCE_S = 60


@dataclass(frozen=True)
class Work:
    """A student's work on one assignment: a folder, or the one file that was handed in."""

    assignment: Assignment
    path: Path


def find_work(platform: Platform, wanted: str | None, course: tuple[Path, Path] | None) -> tuple[list[Work], str]:
    """The work to look at, and a sentence on how it was chosen.

    Parameters
    ----------
    wanted : str, optional
        The assignment by folder, name or number; by default what the push changed, else what is there.
    course : the folders of assignments and of solutions, optional
        Without it the assignments are those that lie in the student's repository.

    Raises
    ------
    InputError
        If no assignment fits.
    """
    if wanted is not None and (course or Path(wanted, MANIFEST_NAME).is_file()):
        assignment = find_assignment(wanted, *course) if course else load_assignment(Path(wanted))
        return [Work(assignment, _folder_of(assignment, platform.work))], ""
    there = _works_of_course(platform.work, *course) if course else _works_of(platform.work)
    if wanted is not None:
        return _called(wanted, there, platform.work), ""
    if not there:
        raise InputError(_none_there(platform.work))
    if len(there) == 1:
        return there, ""
    changed = changed_files(platform)
    if changed is None:
        return there, f"Nothing says what this push changed, so all {len(there)} assignments are looked at."
    touched = [work for work in there if any(_is_inside(file, work.path, platform.work) for file in changed)]
    if not touched:
        return [], f"This push changed none of the {len(there)} assignments here: there is nothing to do."
    return touched, f"This push changed {len(touched)} assignments." if len(touched) > 1 else ""


def changed_files(platform: Platform) -> list[str] | None:
    """The files that differ between the commits of a push, or None where git cannot say."""
    if not (platform.before and platform.after):
        return None
    # diff-tree, unlike diff, knows no drivers that a repository may name.
    names = _git(platform.work, "diff-tree", "-r", "-z", "--name-only", platform.before, platform.after, "--")
    return None if names is None else [os.fsdecode(name) for name in names.split(b"\0") if name]


def committed_at(work: Path) -> datetime:
    """When the last commit was made, so that grading again does not make it late; now, where git cannot say."""
    # rev-list, unlike log, checks no signature by a program that a repository may name.
    printed = _git(work if work.is_dir() else work.parent, "rev-list", "--timestamp", "-1", "HEAD", "--") or b""
    stated = printed.partition(b" ")[0]
    return datetime.fromtimestamp(int(stated), UTC) if stated.isdigit() else datetime.now(UTC)


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints; None where there is no git, no repository, or no such commit, as in a shallow clone."""
    try:
        done = subprocess.run(
            [*_GIT, *arguments], cwd=folder, capture_output=True, timeout=_GIT_PATIENCE_S, check=True,
            stdin=subprocess.DEVNULL, env={**os.environ, "GIT_ALLOW_PROTOCOL": ""},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def _works_of(root: Path) -> list[Work]:
    """The released assignments in a student's repository: itself, or folders in it or in one of these."""
    found = [root, *sorted(root.glob("*/")), *sorted(root.glob("*/*/"))]
    folders = [f for f in found if (f / MANIFEST_NAME).is_file() and not f.is_symlink()]
    return [Work(load_assignment(folder), folder) for folder in folders]


def _works_of_course(root: Path, assignments: Path, solutions: Path) -> list[Work]:
    """The assignments of the course for which a student's repository holds something."""
    folders = [f for f in all_assignment_folders(assignments) if (solutions / f.name).is_dir()]
    known = [load_assignment(folder, solutions / folder.name) for folder in folders]
    works = [Work(assignment, _folder_of(assignment, root)) for assignment in known]
    return [work for work in works if work.path != root or _has_file(root, work.assignment.module)]


def _folder_of(assignment: Assignment, root: Path) -> Path:
    """Where in a repository an assignment lies: in a folder of its name, else anywhere."""
    for folder in (root / assignment.name, root / "assignments" / assignment.name):
        if folder.is_dir() and not folder.is_symlink() and not folder.parent.is_symlink():
            return folder
    return root


def _has_file(root: Path, module: str) -> bool:
    return any(is_named(path.name, module) for path in root.iterdir()) if root.is_dir() else False


def _called(wanted: str, works: Sequence[Work], root: Path) -> list[Work]:
    if not works:
        raise InputError(_none_there(root))
    folders = {work.path: work for work in works}
    found = [folders[folder] for folder in folders_called(wanted, folders)]
    if len(found) != 1:
        names = ", ".join(work.assignment.name for work in works)
        raise InputError(f"no single assignment here is called {wanted!r}; there are: {names}")
    return found


def _none_there(root: Path) -> str:
    return (
        f"{root} holds no assignment, no {MANIFEST_NAME} and no file of one: name the student's work with --submission"
    )


def _is_inside(file: str, folder: Path, root: Path) -> bool:
    return folder == root or (root / file).is_relative_to(folder)
