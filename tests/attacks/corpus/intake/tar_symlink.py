"""Packs a symbolic link to a folder, and a file below it."""
# /// attack
# threat = "symlinks and hard links"
# stopped_by = "intake"
# status = "unreadable"
# ///

import io
import tarfile


def build(target, right):
    with tarfile.open(f"{target}.tar.gz", "w:gz") as archive:
        link = tarfile.TarInfo("folder")
        link.type, link.linkname = tarfile.SYMTYPE, "/tmp"
        archive.addfile(link)
        file = tarfile.TarInfo("folder/autograder-attack-slipped.py")
        file.size = len(right.encode())
        archive.addfile(file, io.BytesIO(right.encode()))
