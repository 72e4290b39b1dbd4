"""Packs a symbolic link to a file of the grader."""
# /// attack
# threat = "symlinks and hard links"
# stopped_by = "intake"
# status = "unreadable"
# ///

import stat
import zipfile


def build(target, right):
    with zipfile.ZipFile(target.with_suffix(".zip"), "w") as archive:
        link = zipfile.ZipInfo("layers.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
