"""A root of one's own: Python, its libraries, the packages on offer and five devices, all read-only; and a scratch.

Holds no ``/proc``, no ``/sys``, no ``/etc`` beyond the loader's cache, no program to execute and nobody's files. Every
path is what it is outside, so that lazy imports go on working.

References
----------
``mount_setattr(2)`` (Linux 5.12), ``pivot_root(2)``.
"""

import os
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from autograder.sandbox.isolation.python_files import PythonFiles
from autograder.sandbox.isolation.syscalls import call

SCRATCH: Final = "/autograder-scratch"  # not /tmp, under which Python itself may live
SCRATCH_FILES: Final = 4096  # inodes
DEVICES: Final = ("null", "zero", "full", "random", "urandom")

_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_MS_BIND, _MS_REC, _MS_PRIVATE = 0x1000, 0x4000, 0x40000
_MNT_DETACH: Final = 2
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_ATTR_RDONLY, _ATTR_NOSUID, _ATTR_NODEV = 1, 2, 4
# A place to build the new root that hides none of its parts: the first of these that is no part's parent.
_BUILDING_SITES: Final = ("/sys", "/mnt", "/media", "/srv")


def enter(files: PythonFiles) -> None:
    """Build the new root and make it this process's, in a mount namespace that is already its own.

    Raises
    ------
    OSError
        If a mount is refused.
    """
    call("mount", b"none", b"/", None, _MS_REC | _MS_PRIVATE, None)  # nothing done from here on is seen outside
    site = _building_site(files.paths)
    _tmpfs(site, "size=1m,nr_inodes=8k,mode=0755")
    for path in files.paths:
        _bind(path, site)
    for name in DEVICES:
        _bind(Path("/dev", name), site, device=True)
    (site / SCRATCH.lstrip("/")).mkdir(mode=0o700)
    _set_attributes(site, _ATTR_RDONLY | _ATTR_NOSUID)
    os.chdir(site)
    call("pivot_root", b".", b".")  # the old root is now mounted over the new one
    call("umount2", b".", _MNT_DETACH)
    os.chdir("/")


def mount_scratch(size_mib: int) -> None:
    """Mount an empty folder at ``SCRATCH``. It takes that much in ``SCRATCH_FILES`` files, and goes with its worker."""
    _tmpfs(Path(SCRATCH), f"size={size_mib}m,nr_inodes={SCRATCH_FILES},mode=0700")


def _building_site(paths: Iterable[Path]) -> Path:
    parts = [*paths, Path("/dev")]
    for site in map(Path, _BUILDING_SITES):
        if site.is_dir() and not any(p.is_relative_to(site) for p in parts):
            return site
    raise FileNotFoundError(f"none of the folders {', '.join(_BUILDING_SITES)} can be mounted over")


def _tmpfs(target: Path, options: str) -> None:
    call("mount", b"tmpfs", os.fsencode(target), b"tmpfs", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, options.encode())


def _bind(source: Path, site: Path, *, device: bool = False) -> None:
    target = site / source.relative_to("/")
    if target.exists():
        return  # lies in a folder that is bound already
    if source.is_dir():
        target.mkdir(mode=0o755, parents=True)
    else:
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        target.touch()
    call("mount", os.fsencode(source), os.fsencode(target), None, _MS_BIND | _MS_REC, None)
    if not device:
        _set_attributes(target, _ATTR_RDONLY | _ATTR_NOSUID | _ATTR_NODEV)
    _hide_other_packages(source, target)


def _hide_other_packages(source: Path, target: Path) -> None:
    """Cover the folders of packages inside the standard library's, so that only the packages on offer are seen."""
    for name in ("site-packages", "dist-packages"):
        if (source / name).is_dir():
            _tmpfs(target / name, "size=64k,nr_inodes=1k,mode=0755")


def _set_attributes(target: Path, attributes: int) -> None:
    """Add attributes to a mount and to all mounted beneath it."""
    wanted = struct.pack("=QQQQ", attributes, 0, 0, 0)
    call("mount_setattr", _AT_FDCWD, os.fsencode(target), _AT_RECURSIVE, wanted, len(wanted))
