"""Remove what a worker left in its scratch folder, whatever that is. Follows no link and never gives up on depth.

``shutil.rmtree`` calls itself for each level: a thousand nested folders end it, and with it the process that cleans up.
"""

import contextlib
import os
import secrets
import shutil
import sys
from pathlib import Path

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


def remove_scratch(folder: Path) -> None:
    """Remove a folder of which no process has a part in use any more; nothing happens if it is gone."""
    if sys.platform == "win32":  # where paths, and with them depth, are short
        shutil.rmtree(folder, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        top = os.open(folder, _FOLDER)
        try:
            _empty(top)
        finally:
            os.close(top)
        folder.rmdir()


def _empty(top: int) -> None:
    """Remove files, and move what lies in a folder up beside it, until the folder itself can go."""
    while found := os.listdir(top):
        for name in found:
            if _unlinked(name, top):
                continue
            os.chmod(name, 0o700, dir_fd=top)
            inner = os.open(name, _FOLDER, dir_fd=top)
            try:
                for part in os.listdir(inner):
                    if not _unlinked(part, inner):
                        os.chmod(part, 0o700, dir_fd=inner)  # moving a folder changes its entry for the one above
                        os.rename(part, secrets.token_hex(16), src_dir_fd=inner, dst_dir_fd=top)
            finally:
                os.close(inner)
            os.rmdir(name, dir_fd=top)


def _unlinked(name: str, folder: int) -> bool:
    """Whether it was no folder, and is gone now."""
    try:
        os.unlink(name, dir_fd=folder)
    except (IsADirectoryError, PermissionError):  # Linux and macOS
        return False
    return True
