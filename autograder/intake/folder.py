"""Read ordinary files, and all files of a folder, into memory.

Links are not followed, and nothing that is not an ordinary file is opened: a FIFO would block, a device could do worse.
"""

import os
import stat
from pathlib import Path

from autograder.errors import StudentError
from autograder.intake.allowance import Allowance
from autograder.intake.names import check_distinct, checked_path, is_clutter, shown, suffix_of

# Where the system has no such flags, the look before opening has to do.
OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: Path, allowance: Allowance, name: str | None = None) -> bytes:
    """Read an ordinary file; ``name`` is what errors call it.

    Raises
    ------
    StudentError
        If it is a link, a folder, a FIFO or a device, is too large, or cannot be opened.
    """
    name = name or path.name
    try:
        _check_ordinary(os.lstat(path), name)
        descriptor = os.open(path, OPEN_FLAGS)
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            _check_ordinary(status, name)
            allowance.take(name, status.st_size)
            return file.read(status.st_size)
    except OSError as error:
        raise StudentError(f"{shown(name)} cannot be opened ({error.strerror})") from None


def _check_ordinary(status: os.stat_result, name: str) -> None:
    if stat.S_ISREG(status.st_mode):
        return
    kind = {stat.S_IFLNK: "a link", stat.S_IFDIR: "a folder"}.get(stat.S_IFMT(status.st_mode), "not an ordinary file")
    raise StudentError(f"{shown(name)} is {kind}")


def read_folder(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder and the folders in it, by path with "/"; hidden files and clutter are left out.

    Raises
    ------
    StudentError
        If one of them cannot be read or its name cannot be used, or if there are too many.
    """
    allowance = Allowance()
    files: dict[str, bytes] = {}
    waiting = [folder]
    while waiting:
        for path in _entries(waiting.pop()):
            relative = path.relative_to(folder).as_posix()
            if is_clutter(relative):
                continue
            name = checked_path(relative)
            is_folder = path.is_dir() and not path.is_symlink()
            if is_folder and suffix_of(name) not in (".py", ".ipynb"):
                allowance.take(name, 0)
                waiting.append(path)
            else:
                files[name] = read_file(path, allowance, name)
    check_distinct(files)
    return files


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise StudentError(f"{shown(folder.name)} cannot be opened ({error.strerror})") from None
