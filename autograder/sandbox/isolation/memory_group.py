"""A memory cgroup for each worker, where a folder of cgroups was delegated to this user. Linux only.

The limit on address space is kept at every rung. A group also counts what that does not: files in the scratch, shared
memory, what the kernel keeps for a process. It says, too, when memory was what a worker died of.

Theory of operation
-------------------
Of version 1, groups are made below the own one of this process. In version 2 a group with processes may have no groups
with limits, so that they are made beside the own one, if the folder above was delegated: it belongs to this user, or
systemd marked it (``Delegate=yes``, ``DelegateSubgroup=``). Nothing here is needed for a right result: whatever fails,
workers run without a group.
"""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

_NAME: Final = "autograder-"  # and the process id of whoever made it
_MARKS: Final = ("user.delegate", "trusted.delegate")  # systemd's
REMEDY: Final = "systemd-run --user --pty -p Delegate=yes -p DelegateSubgroup=grader autograder grade …"


@dataclass(frozen=True, slots=True)
class _Files:
    """What one version calls its files."""

    limits: tuple[str, ...]  # the first is needed, the others bound swap where the kernel counts it
    events: str  # with a line "oom_kill N"


_VERSION_1: Final = _Files(("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"), "memory.oom_control")
_VERSION_2: Final = _Files(("memory.max", "memory.swap.max"), "memory.events")


class MemoryGroup:
    """The group of one worker."""

    def __init__(self, folder: Path, files: _Files) -> None:
        """Use ``MemoryGroups.make``."""
        self._folder = folder
        self._files = files

    def add(self, pid: int) -> None:
        """Count what a process takes from now on."""
        (self._folder / "cgroup.procs").write_text(str(pid))

    def had_too_little(self) -> bool:
        """Whether the kernel ended a process of it for want of memory."""
        with contextlib.suppress(OSError):
            for line in (self._folder / self._files.events).read_text().splitlines():
                if line.startswith("oom_kill "):
                    return int(line.split()[1]) > 0
        return False

    def remove(self) -> None:
        """Remove it, once its processes have ended; what cannot be removed yet is with the rest."""
        with contextlib.suppress(OSError):
            self._folder.rmdir()


class MemoryGroups:
    """A folder for the groups of all workers that this process, or a fork of it, starts."""

    def __init__(self, folder: Path, files: _Files) -> None:
        """Use ``MemoryGroups.find``."""
        self._folder = folder
        self._files = files
        self._made = 0

    @classmethod
    def find(cls, proc: Path = Path("/proc")) -> Self | None:
        """A new folder for groups where this process may make one, or None."""
        for parent, files in _parents(proc):
            with contextlib.suppress(OSError):
                _sweep(parent, proc)
                groups = cls(parent / f"{_NAME}{os.getpid()}", files)
                groups._enter(parent)
                return groups
        return None

    def _enter(self, parent: Path) -> None:
        if self._files is _VERSION_2:
            _enable(parent)
        self._folder.mkdir()
        try:
            if self._files is _VERSION_2:
                _enable(self._folder)
            self.make(1 << 30).remove()  # that it can be made does not say that it can be limited
        except OSError:
            self._folder.rmdir()
            raise

    def make(self, limit_bytes: int) -> MemoryGroup:
        """A group with a limit on the memory of its processes, swapped or not.

        Raises
        ------
        OSError
            If the kernel refuses it.
        """
        self._made += 1
        folder = self._folder / f"{os.getpid()}-{self._made}"
        folder.mkdir()
        try:
            needed, *others = self._files.limits
            (folder / needed).write_text(str(limit_bytes))
            for name in others:
                with contextlib.suppress(OSError):
                    (folder / name).write_text("0" if self._files is _VERSION_2 else str(limit_bytes))
        except OSError:
            folder.rmdir()
            raise
        return MemoryGroup(folder, self._files)

    def close(self) -> None:
        """Remove the folder and the groups that are left; their processes have ended."""
        _remove(self._folder)


def _parents(proc: Path) -> list[tuple[Path, _Files]]:
    """The folders in which this process may make groups, by what the kernel tells of it."""
    own: list[tuple[str, str]] = []  # controllers and path
    with contextlib.suppress(OSError, ValueError):
        for line in (proc / "self/cgroup").read_text().splitlines():
            _, controllers, path = line.split(":", 2)
            own.append((controllers, path))
    found = []
    for controllers, path in own:
        if "memory" in controllers.split(","):
            folder = _folder_of(proc, "cgroup", path, "memory")
            if folder is not None and os.access(folder, os.W_OK):
                found.append((folder, _VERSION_1))
        elif not controllers:
            folder = _folder_of(proc, "cgroup2", path, "")
            if folder is not None and _is_delegated(folder.parent) and _has_memory(folder.parent):
                found.append((folder.parent, _VERSION_2))
    return found


def _folder_of(proc: Path, kind: str, path: str, option: str) -> Path | None:
    """Where a cgroup is mounted, from the table of mounts."""
    with contextlib.suppress(OSError, ValueError):
        for line in (proc / "self/mountinfo").read_text().splitlines():
            before, _, after = line.partition(" - ")
            root, point = before.split()[3:5]
            filesystem, _, options = after.split(" ", 2)
            inside = path == root or path.startswith(root.rstrip("/") + "/")
            if filesystem == kind and inside and (not option or option in options.split(",")):
                return Path(point, os.path.relpath(path, root))
    return None


def _is_delegated(folder: Path) -> bool:
    """Whether groups in it are for this user to make: it is no business of root to make them anywhere."""
    if not os.access(folder, os.W_OK):
        return False
    if os.geteuid() != 0 and folder.stat().st_uid == os.geteuid():
        return True
    for mark in _MARKS:
        with contextlib.suppress(OSError):
            if os.getxattr(folder, mark) == b"1":
                return True
    return False


def _has_memory(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        return "memory" in (folder / "cgroup.controllers").read_text().split()
    return False


def _enable(folder: Path) -> None:
    """Let groups below a folder limit memory."""
    if "memory" not in (folder / "cgroup.subtree_control").read_text().split():
        (folder / "cgroup.subtree_control").write_text("+memory")


def _sweep(parent: Path, proc: Path) -> None:
    """Remove what graders left that were killed."""
    for folder in parent.glob(f"{_NAME}*"):
        if not (proc / folder.name.removeprefix(_NAME)).exists():
            _remove(folder)


def _remove(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for group in folder.iterdir():
            if group.is_dir():
                group.rmdir()
    with contextlib.suppress(OSError):
        folder.rmdir()
